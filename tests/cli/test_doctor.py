"""``pmtui doctor``: every kind of bad file is named, nothing bad is written over, much is saved."""

import json
import os
import stat
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from pmtui.store.folder import FolderLibrary
from pmtui.store.json_text import to_json
from pmtui.store.key_log import Typed

from .conftest import BAD, GOOD, Run


def content(change: Callable[[bytes], bytes]) -> Callable[[Path], Path]:
    """Damage the content of a file; the path it has then."""

    def damage(path: Path) -> Path:
        path.write_bytes(change(path.read_bytes()))
        return path

    return damage


def plain(change: Callable[[dict], object]) -> Callable[[Path], Path]:
    """Change the values of a file that stays JSON."""

    def edit(data: bytes) -> bytes:
        tables = json.loads(data)
        change(tables["postmortem"]["1"])
        return to_json(tables)

    return content(edit)


def moved(name: str) -> Callable[[Path], Path]:
    def move(path: Path) -> Path:
        target = path.parent.parent / name
        target.parent.mkdir(exist_ok=True)
        return path.rename(target)

    return move


def link(path: Path) -> Path:
    path.rename(path.parent.parent.parent / "elsewhere.json")
    path.symlink_to(path.parent.parent.parent / "elsewhere.json")
    return path


def odd(make: Callable[[Path], None]) -> Callable[[Path], Path]:
    def replace_by(path: Path) -> Path:
        path.unlink()
        make(path)
        return path

    return replace_by


def large(path: Path) -> Path:
    os.truncate(path, 50_000_000)
    return path


@dataclass(frozen=True)
class Bad:
    """A kind of bad file: how it comes about, what is said, and what a repair is made from."""

    name: str
    damage: Callable[[Path], Path]
    words: str
    source: str = ""
    with_previous: str = "the version before"


TITLE_TWICE = (b'      "title": ', b'      "title": "Other",\n      "title": ')

BADS = [
    Bad("empty", content(lambda data: b""), "is empty"),
    Bad("zeros", content(lambda data: bytes(9000)), "is empty"),
    Bad("cut", content(lambda data: data[:40_000]), "is cut", "can be read"),
    Bad(
        "garbage",
        content(lambda data: data[:20_000] + b"\xfe{[\n\x00" * 60 + data[20_300:]),
        "is no JSON",
        "can be read",
    ),
    Bad("foreign", content(lambda data: b'{"jobs": {"1": {"run": "x"}}}'), "is not a postmortem"),
    Bad("text", content(lambda data: b"# Postmortem\n\nin Markdown\n"), "is no JSON"),
    Bad("array", content(lambda data: b"[1, 2]"), "is not a file of pmtui"),
    Bad(
        "schema",
        plain(lambda row: row["impact"].update(summary=5)),
        "impact.summary: Expected `str | null`, got `int`",
        "can be read",
        "can be read",
    ),
    Bad(
        "item",
        plain(lambda row: row["timeline"][3].update(kind="guess")),
        "timeline.t4.kind: Invalid enum value 'guess'",
        "can be read",
        "can be read",
    ),
    Bad(
        "twice",
        content(lambda data: data.replace(*TITLE_TWICE, 1)),
        "stand twice: “title”",
        "can be read",
        "can be read",
    ),
    Bad(
        "ids",
        plain(lambda row: row["timeline"][1].update(id="t1")),
        "malformed or double: “t1”",
        "can be read",
        "can be read",
    ),
    Bad(
        "escape",
        plain(lambda row: row.update(id="../../etc/x")),
        "malformed or double: “../../etc/x”",
        "can be read",
        "can be read",
    ),
    Bad(
        "name",
        moved("2026/2026-01-01-other.json"),
        f"holds the record “{BAD}”",
        "is whole",
        "is whole",
    ),
    Bad("no id", moved("2026/Not an id.json"), "name that is no id", "is whole", "is whole"),
    Bad("dots", moved("2026/...json"), ""),
    Bad("folder of another year", moved(f"2025/{BAD}.json"), "wrong folder", "whole", "whole"),
    Bad("folder in its place", odd(Path.mkdir), "is a folder"),
    Bad("pipe in its place", odd(os.mkfifo), "is a pipe"),
    Bad("link", link, "is a link"),
    Bad("50 MB", large, "larger than a postmortem may be"),
]
NAMED = [each for each in BADS if each.words]


def state(path: Path) -> tuple[object, ...]:
    """What must not change of a bad file."""
    found = path.lstat()
    regular = stat.S_ISREG(found.st_mode)
    return found.st_mode, found.st_ino, found.st_mtime_ns, path.read_bytes() if regular else None


@pytest.mark.parametrize("bad", NAMED, ids=lambda bad: bad.name)
def test_a_bad_file_is_named_and_the_others_are_shown(run: Run, well: Path, bad: Bad) -> None:
    path = bad.damage(well)
    before = state(path)
    listed = run("list")
    assert listed.exit_code == 4
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == [GOOD]
    assert str(path) in listed.stderr
    assert bad.words in listed.stderr
    for command in (["show", path.stem], ["edit", path.stem, "title", "x"], ["open", path.stem]):
        result = run(*command)
        assert result.exit_code in (2, 3, 4, 5)
        assert command[0] == "open" or result.exit_code == 3 or bad.words in result.stderr
    found = run("doctor")
    assert found.exit_code == 1
    [line] = found.stdout.splitlines()
    where, what, advice = line.split("\t")
    assert where == str(path)
    assert bad.words in what
    assert advice.endswith(".")
    assert "Files looked at: 2. Not well: 1." in found.stderr
    assert state(path) == before


@pytest.mark.parametrize("previous", [False, True], ids=["alone", "with previous"])
@pytest.mark.parametrize("bad", NAMED, ids=lambda bad: bad.name)
def test_a_repair_makes_a_copy_or_nothing(
    run: Run, folder: Path, library: FolderLibrary, well: Path, bad: Bad, previous: bool
) -> None:
    if previous:
        Path(f"{well}.previous").write_bytes(well.read_bytes())
    path = bad.damage(well)
    if previous and path != well:
        Path(f"{well}.previous").rename(f"{path}.previous")
    before, others = state(path), set(folder.glob("20*/*.json"))
    source = bad.with_previous if previous else bad.source
    result = run("doctor", "--repair")
    made = set(folder.glob("20*/*.json")) - others
    assert state(path) == before
    if not source:
        assert result.exit_code == 4
        assert made == set()
        return
    assert result.exit_code == 1
    [copy] = made
    assert copy.stem.endswith("-repaired")
    assert f"{copy.stem} is new" in result.stderr
    assert source in result.stderr
    record = library.load(copy.stem).record
    assert record.title == library.load(GOOD).record.title
    assert len(record.timeline) >= 29
    again = run("doctor", "--repair")
    assert f"{copy.stem} was made by an earlier repair" in again.stderr
    assert set(folder.glob("20*/*.json")) - others == made


def test_what_a_repair_could_not_read_is_said(run: Run, well: Path) -> None:
    plain(lambda row: row.update(mood="good", kind="party"))(well)
    said = run("doctor", BAD, "--repair").stderr
    assert "kind: “party” does not fit" in said
    assert "mood: “good” is no field that is known here" in said


def test_what_the_damaged_file_has_beyond_the_version_before_is_said(run: Run, well: Path) -> None:
    run("edit", BAD, "title", "The newest words")
    content(lambda data: data[:60_000])(well)
    said = run("doctor", "--repair").stderr
    assert "from the version before" in said
    assert "title: the damaged file has “The newest words” here." in said


def test_files_that_start_with_a_dot_are_none_of_the_library(run: Run, well: Path) -> None:
    bad = next(each for each in BADS if each.name == "dots")
    bad.damage(well)
    assert run("list").exit_code == 0
    assert run("doctor").exit_code == 0


@pytest.mark.parametrize("ref", ["../2026/x", "..", "/etc/passwd", "2026/../x", ".", "a\0b"])
def test_a_reference_never_leaves_the_library(run: Run, well: Path, ref: str) -> None:
    for command in (["show", ref], ["edit", ref, "title", "x"], ["doctor", ref, "--repair"]):
        assert run(*command).exit_code == 3


def test_all_is_well(run: Run, library: FolderLibrary) -> None:
    result = run("doctor")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "pmtui: Files looked at: 5. Not well: 0.\n"
    assert run("doctor", "--repair").exit_code == 0


def test_one_of_several(run: Run, folder: Path, well: Path) -> None:
    well.write_bytes(b"")
    assert run("doctor", GOOD).exit_code == 0
    assert run("doctor", GOOD, BAD).exit_code == 1
    assert run("doctor", "2027").exit_code == 3


def test_a_library_that_is_not_there_or_is_none(run: Run, folder: Path) -> None:
    assert run("doctor").exit_code == 0
    assert not folder.exists()
    folder.write_text("a file")
    assert run("doctor").exit_code == 5


def test_a_newer_file_is_named_and_not_repaired(run: Run, folder: Path, well: Path) -> None:
    plain(lambda row: row.update(schema_version=99))(well)
    result = run("doctor", "--repair")
    assert result.exit_code == 1
    assert "schema 99" in result.stdout
    assert "install the newer pmtui" in result.stdout
    assert len(list(folder.glob("20*/*.json"))) == 2
    assert run("show", BAD).exit_code == 0


def test_a_record_beside_the_years_is_named_and_other_files_are_not(
    run: Run, folder: Path, well: Path
) -> None:
    (folder / "package.json").write_text("{}")
    (folder / "README.md").write_text("Our postmortems")
    well.rename(folder / well.name)
    result = run("doctor")
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == [str(folder / well.name)]


def test_words_that_were_never_saved_are_told_and_no_fault(
    run: Run, folder: Path, well: Path
) -> None:
    desk = FolderLibrary(folder).desk(GOOD)
    desk.log.add(Typed(drafts={"title": "half a sent"}))
    assert "not saved" not in run("doctor").stderr, "that session is still alive"
    desk.close(keep=True)
    result = run("doctor")
    assert result.exit_code == 0
    assert f"They come back with: pmtui open {GOOD}" in result.stderr


def test_what_is_left_over_is_told_and_no_fault(run: Run, folder: Path, well: Path) -> None:
    library = FolderLibrary(folder)
    library.desk(BAD).keep_words({"title": "half"})
    run("edit", BAD, "title", "Another")
    well.unlink()
    stale, fresh = well.with_name(f".{GOOD}.json.tmp"), well.with_name(".other.json.tmp")
    stale.write_text("{")
    fresh.write_text("{")
    os.utime(stale, (1, 1))
    result = run("doctor")
    assert result.exit_code == 0
    for words in (f"{stale} is left over", f"{BAD}.json.previous is the", "words that were typed"):
        assert words in result.stderr
    assert str(fresh) not in result.stderr
    assert stale.exists()


def git(folder: Path, *arguments: str) -> int:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    command = ["git", *who, "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, timeout=60).returncode


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_both_sides_of_a_merge_in_git_are_put_together(
    run: Run, folder: Path, library: FolderLibrary, well: Path, style: str
) -> None:
    assert git(folder, "init", "-b", "main") == 0
    git(folder, "config", "merge.conflictStyle", style)
    git(folder, "add", "2026")
    git(folder, "commit", "-m", "start")
    git(folder, "checkout", "-b", "theirs")
    run("edit", BAD, "impact.summary", "Theirs")
    run("edit", BAD, "timeline", "--add", "18:55 only on their side")
    git(folder, "commit", "-am", "theirs")
    git(folder, "checkout", "main")
    run("edit", BAD, "impact.summary", "Ours")
    run("edit", BAD, "lessons", "--add", "only on our side")
    git(folder, "commit", "-am", "ours")
    assert git(folder, "merge", "theirs") != 0
    before = well.read_bytes()
    assert b"<<<<<<<" in before
    result = run("doctor")
    assert "conflict markers" in result.stdout
    assert run("doctor", "--repair").exit_code == 1
    assert well.read_bytes() == before
    record = library.load(f"{BAD}-repaired").record
    assert record.impact.summary == "Ours"
    assert [each.value for each in record.conflicts if each.field == "impact.summary"] == [
        '"Theirs"'
    ]
    assert any("only on their side" in (each.text or "") for each in record.timeline)
    assert any("only on our side" in (each.text or "") for each in record.lessons)
    assert len(record.timeline) == len(library.load(GOOD).record.timeline) + 1
