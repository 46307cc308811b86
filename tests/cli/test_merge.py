"""``pmtui merge``: two versions of a file in one, and what it says about them."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.store.folder import FolderLibrary
from tests.cli.conftest import EXAMPLE, Run, one_sentence


@pytest.fixture
def base(library: FolderLibrary) -> Postmortem:
    return library.load(EXAMPLE).record


@pytest.fixture
def files(tmp_path: Path, base: Postmortem) -> dict[str, Path]:
    """The example three times, as a library writes it, under names that git might give."""
    found = {name: tmp_path / f".merge_file_{name}" for name in ("base", "ours", "theirs")}
    for path in found.values():
        write(path, base)
    return found


def write(path: Path, record: Postmortem) -> None:
    """A file as a library writes it, put somewhere else."""
    with TemporaryDirectory() as folder:
        FolderLibrary(Path(folder)).create(record)
        path.write_bytes(Path(folder, file_of(record.id)).read_bytes())


def read(path: Path) -> Postmortem:
    """The record in a file, as a library reads it."""
    with TemporaryDirectory() as folder:
        target = Path(folder, file_of(EXAMPLE))
        target.parent.mkdir()
        target.write_bytes(path.read_bytes())
        return FolderLibrary(Path(folder)).load(EXAMPLE).record


def file_of(record_id: str) -> str:
    return f"{record_id[:4]}/{record_id}.json"


def test_different_fields_of_both_sides_are_merged(run: Run, files, base) -> None:
    ours = address.put(base, "title", "Ours")
    theirs = address.put(base, "impact.summary", "Theirs")
    write(files["ours"], ours)
    write(files["theirs"], theirs)
    done = run("merge", *files.values(), "-o", files["ours"])
    assert (done.exit_code, done.output) == (0, "")
    assert read(files["ours"]) == address.put(ours, "impact.summary", "Theirs")


def test_the_result_is_what_a_library_would_write(run: Run, files, base, tmp_path) -> None:
    theirs = address.put(base, "title", "Theirs")
    write(files["theirs"], theirs)
    done = run("merge", *files.values())
    assert done.exit_code == 0
    assert done.stdout_bytes == files["theirs"].read_bytes()
    assert read(files["ours"]) == base
    before = sorted(tmp_path.iterdir())
    assert run("merge", *files.values(), "-o", tmp_path / "new.json").exit_code == 0
    assert (tmp_path / "new.json").read_bytes() == done.stdout_bytes
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "new.json"])


def test_a_field_of_both_sides_is_kept_twice_and_named(run: Run, files, base) -> None:
    write(files["ours"], address.put(base, "title", "Ours \x1b[31m"))
    write(files["theirs"], address.put(base, "title", "Theirs [/b]"))
    asked = datetime.now(UTC)
    done = run("merge", *files.values(), "-o", files["ours"])
    assert done.exit_code == 1
    assert "title" in one_sentence(done)
    merged = read(files["ours"])
    (conflict,) = merged.conflicts
    assert merged.title.startswith("Ours")
    assert (conflict.field, conflict.value, conflict.by) == ("title", '"Theirs [/b]"', None)
    assert asked <= conflict.at <= asked + timedelta(minutes=1)


def test_an_empty_base_is_none(run: Run, files, base) -> None:
    files["base"].write_bytes(b"")
    write(files["ours"], address.put(base, "title", "Ours"))
    done = run("merge", *files.values(), "-o", files["ours"])
    assert done.exit_code == 1
    merged = read(files["ours"])
    assert [(each.field, json.loads(each.value)) for each in merged.conflicts] == [
        ("title", base.title)
    ]
    assert replace(merged, conflicts=()) == address.put(base, "title", "Ours")


@pytest.mark.parametrize("name", ["base", "ours", "theirs"])
@pytest.mark.parametrize(
    "data",
    [b"{", b"<<<<<<< ours\n", b"{}", b'{"postmortem": {"1": {"id": "x", "title": 3}}}', b"\0"],
)
def test_a_damaged_file_is_left_and_nothing_is_written(run: Run, files, name, data) -> None:
    files[name].write_bytes(data)
    before = {path: path.read_bytes() for path in files.values()}
    done = run("merge", *files.values(), "-o", files["ours"])
    assert done.exit_code == 4
    assert str(files[name]) in one_sentence(done)
    assert {path: path.read_bytes() for path in files.values()} == before


@pytest.mark.parametrize("name", ["ours", "theirs"])
def test_an_empty_side_is_no_postmortem(run: Run, files, name) -> None:
    files[name].write_bytes(b"")
    done = run("merge", *files.values(), "-o", files["ours"])
    assert done.exit_code == 4
    assert "empty" in one_sentence(done)


def test_different_postmortems_are_not_merged(run: Run, files, base) -> None:
    write(files["theirs"], Postmortem(id="2026-01-01-other"))
    done = run("merge", *files.values(), "-o", files["ours"])
    assert done.exit_code == 4
    assert "2026-01-01-other" in one_sentence(done)
    assert read(files["ours"]) == base


def test_a_file_of_a_newer_schema_is_refused(run: Run, files) -> None:
    text = files["theirs"].read_text(encoding="utf-8")
    files["theirs"].write_text(text.replace('"schema_version": 1', '"schema_version": 2'))
    done = run("merge", *files.values(), "-o", files["ours"])
    assert done.exit_code == 4
    assert "newer" in one_sentence(done)


def test_a_missing_file_and_a_folder(run: Run, files, tmp_path) -> None:
    done = run("merge", files["base"], files["ours"], tmp_path / "nothing.json")
    assert done.exit_code == 3
    assert "nothing.json" in one_sentence(done)
    assert run("merge", files["base"], files["ours"], tmp_path).exit_code == 5
    assert run("merge", *files.values(), "-o", tmp_path / "no" / "where.json").exit_code == 5


def test_fields_that_this_version_does_not_know_stay(run: Run, files, base) -> None:
    """Of either side, and of an item that gets another id."""

    def with_event(name: str, hint: str) -> None:
        event = Event(id=address.next_id(base, "timeline"), text=name)
        write(files[name], address.put(base, f"timeline.{event.id}", event))
        tables = json.loads(files[name].read_text(encoding="utf-8"))
        tables["postmortem"]["1"][hint] = name
        tables["postmortem"]["1"]["timeline"][-1]["hint"] = hint
        files[name].write_text(json.dumps(tables))

    with_event("ours", "weather")
    with_event("theirs", "mood")
    done = run("merge", *files.values())
    assert done.exit_code == 0
    row = json.loads(done.stdout)["postmortem"]["1"]
    assert (row["weather"], row["mood"]) == ("ours", "theirs")
    assert {(each["text"], each["hint"]) for each in row["timeline"] if "hint" in each} == {
        ("ours", "weather"),
        ("theirs", "mood"),
    }


def test_the_permission_bits_of_the_output_stay(run: Run, files) -> None:
    files["ours"].chmod(0o660)
    assert run("merge", *files.values(), "-o", files["ours"]).exit_code == 0
    assert files["ours"].stat().st_mode & 0o777 == 0o660


def test_the_help_shows_how_to_tell_git(run: Run) -> None:
    said = run("merge", "--help").stdout
    assert 'git config merge.pmtui.driver "pmtui merge %O %A %B -o %A"' in said
    assert 'echo "*.json merge=pmtui" >> .gitattributes' in said
