"""The library in a folder: whole files, private, one writer at a time, nothing lost."""

import errno
import json
import os
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tinydb import TinyDB

from pmtui.demo import records
from pmtui.edits import put_all
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment
from pmtui.store import atomic, catalog, folder
from pmtui.store.codec import from_json
from pmtui.store.errors import Ambiguous, Damaged, Exists, Moved, NotFound, TooNew, Unavailable
from pmtui.store.folder import FolderLibrary

EXAMPLE = from_json(records()[-1], "example")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def library(tmp_path: Path) -> FolderLibrary:
    return FolderLibrary(tmp_path / "library")


@pytest.fixture
def path(library: FolderLibrary) -> Path:
    """The file of the example, which is in the library."""
    library.create(EXAMPLE)
    return library.folder / "2026" / f"{EXAMPLE.id}.json"


def titled(title: str) -> Callable[[Postmortem], Postmortem]:
    return lambda record: replace(record, title=title)


def files(library: FolderLibrary) -> dict[str, bytes]:
    return {
        str(each.relative_to(library.folder)): each.read_bytes()
        for each in library.folder.rglob("*")
        if each.is_file() and "locks" not in each.parts
    }


# What is stored


def test_a_record_comes_back_as_it_was(library: FolderLibrary) -> None:
    stored = library.create(EXAMPLE)
    assert library.load(EXAMPLE.id) == stored
    assert stored.record == EXAMPLE


def test_the_file_is_one_that_tinydb_and_people_can_read(path: Path) -> None:
    with TinyDB(path, access_mode="r") as database:
        row = database.table("postmortem").all()[0]
    assert row["title"] == EXAMPLE.title
    text = path.read_text()
    assert text.endswith("}\n")
    assert '\n      "title": "Card' in text


def test_nothing_is_made_before_the_first_write(library: FolderLibrary) -> None:
    assert library.listing().summaries == ()
    for call in (library.resolve, library.load):
        with pytest.raises(NotFound):
            call("2026-01-01-x")
    assert library.drafts("2026-01-01-x") == {}
    assert not library.folder.exists()


def test_only_the_user_may_read(library: FolderLibrary, path: Path) -> None:
    library.change(EXAMPLE.id, titled("Other"))
    library.keep_drafts(EXAMPLE.id, {"impact.summary": "half a sent"})
    for each in [library.folder, *library.folder.rglob("*")]:
        wanted = 0o700 if each.is_dir() else 0o600
        assert stat.S_IMODE(each.stat().st_mode) == wanted, each


def test_the_version_before_is_kept(library: FolderLibrary, path: Path) -> None:
    first = path.read_bytes()
    library.change(EXAMPLE.id, titled("Second"))
    second = path.read_bytes()
    previous = Path(f"{path}.previous")
    assert previous.read_bytes() == first
    library.change(EXAMPLE.id, titled("Third"))
    assert previous.read_bytes() == second
    assert {each.name for each in path.parent.iterdir()} == {path.name, previous.name}


def test_a_change_that_changes_nothing_writes_nothing(library: FolderLibrary, path: Path) -> None:
    before = path.stat()
    stored = library.change(EXAMPLE.id, lambda record: record)
    assert library.save(EXAMPLE, stored.revision) == stored
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_the_revision_is_that_of_the_content(library: FolderLibrary, path: Path) -> None:
    first = library.load(EXAMPLE.id).revision
    changed = library.change(EXAMPLE.id, titled("Other"))
    assert changed.revision != first
    assert library.change(EXAMPLE.id, titled(EXAMPLE.title or "")).revision == first


def test_saving_on_top_of_somebody_else_is_refused(library: FolderLibrary, path: Path) -> None:
    mine = library.load(EXAMPLE.id)
    library.change(EXAMPLE.id, titled("Theirs"))
    with pytest.raises(Moved):
        library.save(replace(mine.record, title="Mine"), mine.revision)
    assert library.load(EXAMPLE.id).record.title == "Theirs"


def test_an_error_in_a_change_leaves_everything_and_frees_the_lock(
    library: FolderLibrary, path: Path
) -> None:
    before = files(library)
    with pytest.raises(ZeroDivisionError):
        library.change(EXAMPLE.id, lambda record: 1 / 0)  # type: ignore[arg-type, return-value]
    assert files(library) == before
    library.change(EXAMPLE.id, titled("Afterwards"))


def test_a_taken_id(library: FolderLibrary, path: Path) -> None:
    before = files(library)
    with pytest.raises(Exists):
        library.create(replace(EXAMPLE, title="Another"))
    assert files(library) == before
    assert library.free_id(EXAMPLE.id) == f"{EXAMPLE.id}-2"
    assert library.create_free(EXAMPLE).record.id == f"{EXAMPLE.id}-2"
    assert library.create_free(EXAMPLE).record.id == f"{EXAMPLE.id}-3"
    assert library.free_id("2026-01-01-free") == "2026-01-01-free"


def test_a_free_id_is_never_too_long(library: FolderLibrary) -> None:
    long = "2026-01-01-" + "x" * 49
    for _ in range(12):
        library.create_free(Postmortem(id=long))
    assert max(len(summary.id) for summary in library.listing().summaries) == 60
    assert len(library.listing().summaries) == 12


# References


def test_references(library: FolderLibrary) -> None:
    for name in ("2026-01-01-a", "2026-01-01-ab", "2026-02-01-c", "undated"):
        library.create(Postmortem(id=name))
    assert library.resolve("2026-01-01-a") == "2026-01-01-a"
    assert library.resolve("2026-02") == "2026-02-01-c"
    assert library.resolve("u") == "undated"
    with pytest.raises(Ambiguous) as raised:
        library.resolve("2026-01")
    assert raised.value.candidates == ["2026-01-01-a", "2026-01-01-ab"]
    for each in ("", "2027", "2026-02-01-cd", "../x", "@first"):
        with pytest.raises(NotFound):
            library.resolve(each)


def test_the_last_one_is_the_one_changed_last(library: FolderLibrary) -> None:
    for name in ("2026-01-01-a", "2026-02-01-b"):
        library.create(Postmortem(id=name))
        time.sleep(0.02)
    library.change("2026-01-01-a", titled("touched"))
    assert library.resolve("@last") == "2026-01-01-a"


@pytest.mark.parametrize(
    "name", ["../escape", "/etc/passwd", "a/b", "A", "", "x" * 61, "2026\n", "-x", ".hidden", "é"]
)
def test_names_that_could_leave_the_folder(library: FolderLibrary, name: str) -> None:
    with pytest.raises(NotFound):
        library.load(name)
    with pytest.raises(PmtuiError):
        library.create(Postmortem(id=name))
    with pytest.raises(NotFound):
        library.keep_drafts(name, {"title": "x"})
    outside = [each for each in library.folder.parent.rglob("*") if each.is_file()]
    assert all(library.folder in each.parents for each in outside)


# Listing and its catalog


def test_the_list_is_newest_first_and_follows_every_change(library: FolderLibrary) -> None:
    for data in records():
        library.create(from_json(data, "example"))
    listing = library.listing()
    assert [each.id for each in listing.summaries] == sorted(
        (each.id for each in listing.summaries), reverse=True
    )
    library.change(EXAMPLE.id, titled("Other words"))
    assert library.listing().summaries[0].title == "Other words"
    (library.folder / "2026" / f"{EXAMPLE.id}.json").unlink()
    assert EXAMPLE.id not in {each.id for each in library.listing().summaries}


def test_the_second_list_reads_no_record(library: FolderLibrary, path: Path, monkeypatch) -> None:
    first = library.listing()
    monkeypatch.setattr(FolderLibrary, "_decode", lambda *args: 1 / 0)
    assert library.listing() == first


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"format": 0, "entries": []}', b"\xff" * 99, b'{"\xff": 1}']
)
def test_a_broken_catalog_is_made_again(library: FolderLibrary, path: Path, content: bytes) -> None:
    first = library.listing()
    kept = catalog.catalog_path(library.folder)
    kept.write_bytes(content)
    assert library.listing() == first
    assert kept.read_bytes() != content


def test_without_a_place_for_the_catalog_the_list_still_works(
    library: FolderLibrary, path: Path, cache: Path
) -> None:
    shutil.rmtree(cache, ignore_errors=True)
    cache.write_text("a file where the folder should be")
    assert [each.id for each in library.listing().summaries] == [EXAMPLE.id]


def test_other_files_in_the_folder_are_left_alone(library: FolderLibrary, path: Path) -> None:
    (library.folder / "README.md").write_text("ours")
    (library.folder / ".git").mkdir()
    (library.folder / ".git" / "x.json").write_text("not ours")
    (path.parent / "notes.txt").write_text("ours")
    assert [each.id for each in library.listing().summaries] == [EXAMPLE.id]
    assert library.listing().problems == ()


def test_a_file_under_another_name_or_in_another_folder_is_named(
    library: FolderLibrary, path: Path
) -> None:
    (path.parent / "2026-09-15-copy.json").write_bytes(path.read_bytes())
    (library.folder / "2025").mkdir()
    (library.folder / "2025" / path.name).write_bytes(path.read_bytes())
    (path.parent / "Not An Id.json").write_text("{}")
    listing = library.listing()
    assert [each.id for each in listing.summaries] == [EXAMPLE.id]
    named = {os.path.relpath(problem.path, library.folder) for problem in listing.problems}
    assert named == {"2026/2026-09-15-copy.json", f"2025/{path.name}", "2026/Not An Id.json"}
    assert library.resolve("2026-09-15-card") == EXAMPLE.id


# Damaged and foreign files


@given(st.integers(0, 76_000))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_file_cut_anywhere_is_reported_and_left(tmp_path: Path, cut: int) -> None:
    library = FolderLibrary(tmp_path / f"cut-{cut}")
    library.create(EXAMPLE)
    path = library.folder / "2026" / f"{EXAMPLE.id}.json"
    whole = path.read_bytes()
    data = whole[: cut % (len(whole) - 2)]
    path.write_bytes(data)
    for call in (
        lambda: library.load(EXAMPLE.id),
        lambda: library.change(EXAMPLE.id, titled("x")),
        lambda: library.save(EXAMPLE, "some revision"),
    ):
        with pytest.raises(Damaged, match="It was left as it is"):
            call()
    with pytest.raises(Exists):
        library.create(EXAMPLE)
    assert path.read_bytes() == data
    assert [problem.path for problem in library.listing().problems] == [str(path)]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"\x00" * 9000,
        b"null",
        b"[]",
        b"{}",
        b'{"postmortem": {}}',
        b'{"a": {"1": {}}}',
        b'{"postmortem": {"1": {}, "2": {}}}',
        b'{"postmortem": []}',
        b"<html>",
        b"{" * 10000,
    ],
)
def test_a_file_of_somebody_else_is_reported_and_left(
    library: FolderLibrary, path: Path, content: bytes
) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged):
        library.change(EXAMPLE.id, titled("x"))
    assert path.read_bytes() == content
    assert library.listing().problems[0].path == str(path)


@given(st.integers(0, 76_000), st.integers(0, 7))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_flipped_bit_never_raises_anything_unexpected(
    tmp_path: Path, place: int, bit: int
) -> None:
    library = FolderLibrary(tmp_path / f"flipped-{place}-{bit}")
    library.create(EXAMPLE)
    path = library.folder / "2026" / f"{EXAMPLE.id}.json"
    flipped = bytearray(path.read_bytes())
    flipped[place % len(flipped)] ^= 1 << bit
    path.write_bytes(flipped)
    try:
        library.load(EXAMPLE.id)
    except (Damaged, TooNew):
        assert path.read_bytes() == flipped


def test_links_are_not_followed(library: FolderLibrary, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    path.rename(other)
    path.symlink_to(other)
    before = other.read_bytes()
    for call in (
        lambda: library.load(EXAMPLE.id),
        lambda: library.change(EXAMPLE.id, titled("x")),
    ):
        with pytest.raises(Unavailable, match="link"):
            call()
    assert library.listing().problems[0].path == str(path)
    assert other.read_bytes() == before


# Faults of the machine


def failing(monkeypatch: pytest.MonkeyPatch, name: str, code: int, after: int) -> None:
    """The `after`-th call of a function of `os` fails; of a write, half is written before."""
    real: Any = getattr(os, name)
    calls = [0]

    def call(*args: Any, **kwargs: Any) -> Any:
        calls[0] += 1
        if calls[0] <= after:
            return real(*args, **kwargs)
        raise OSError(code, os.strerror(code), args[0] if isinstance(args[0], Path) else None)

    monkeypatch.setattr(atomic.os, name, call)


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(
    ("name", "after"), [("write", 0), ("fsync", 0), ("open", 3), ("replace", 0), ("replace", 1)]
)
def test_a_fault_while_saving_leaves_the_old_file_whole(
    library: FolderLibrary, path: Path, monkeypatch, name: str, after: int, code: int
) -> None:
    before = path.read_bytes()
    failing(monkeypatch, name, code, after)
    with pytest.raises(Unavailable):
        library.change(EXAMPLE.id, titled("Other"))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert {each.name for each in path.parent.iterdir()} - {f"{path.name}.previous"} == {path.name}
    assert library.change(EXAMPLE.id, titled("Next")).record.title == "Next"


def test_short_writes_are_finished(library: FolderLibrary, path: Path, monkeypatch) -> None:
    real = os.write
    monkeypatch.setattr(atomic.os, "write", lambda handle, data: real(handle, data[:1000]))
    library.change(EXAMPLE.id, titled("Other"))
    monkeypatch.undo()
    assert library.load(EXAMPLE.id).record == replace(EXAMPLE, title="Other")


def test_a_disk_that_fills_up_midway(library: FolderLibrary, path: Path, monkeypatch) -> None:
    real, before = os.write, path.read_bytes()
    room = [40_000]

    def write(handle: int, data: memoryview) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "No space left on device")
        done = real(handle, data[: room[0]])
        room[0] -= done
        return done

    monkeypatch.setattr(atomic.os, "write", write)
    with pytest.raises(Unavailable, match="The disk is full"):
        library.change(EXAMPLE.id, titled("Other"))
    monkeypatch.undo()
    assert path.read_bytes() == before
    assert library.load(EXAMPLE.id).record == EXAMPLE


def test_everything_is_flushed_before_it_counts(
    library: FolderLibrary, path: Path, monkeypatch
) -> None:
    """First the new file, then the rename, then the folder that names it."""
    calls: list[str] = []

    def spy(name: str) -> None:
        real: Any = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            kind = ""
            if name == "fsync":
                kind = " folder" if stat.S_ISDIR(os.fstat(args[0]).st_mode) else " file"
            elif name == "replace":
                kind = f" {Path(args[1]).suffix}"
            calls.append(name + kind)
            return real(*args, **kwargs)

        monkeypatch.setattr(atomic.os, name, call)

    for name in ("fsync", "replace"):
        spy(name)
    library.change(EXAMPLE.id, titled("Other"))
    assert calls == ["fsync file", "replace .previous", "replace .json", "fsync folder"]


def test_what_a_killed_save_leaves_behind_does_no_harm(library: FolderLibrary, path: Path) -> None:
    left = path.with_name(f".{path.name}.tmp")
    left.write_bytes(b'{"half')
    (path.with_name(f".{path.name}.link")).write_bytes(b"stale")
    assert library.load(EXAMPLE.id).record == EXAMPLE
    assert library.listing().problems == ()
    library.change(EXAMPLE.id, titled("Other"))
    assert not left.exists()
    assert library.load(EXAMPLE.id).record.title == "Other"


def test_where_hard_links_are_not_possible_the_version_before_is_copied(
    library: FolderLibrary, path: Path, monkeypatch
) -> None:
    before = path.read_bytes()

    def refuse(*args: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(atomic.os, "link", refuse)
    library.change(EXAMPLE.id, titled("Other"))
    assert Path(f"{path}.previous").read_bytes() == before


@pytest.mark.parametrize(
    "code",
    [
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EACCES,
        errno.EPERM,
        errno.EROFS,
        errno.ELOOP,
        errno.ENOTDIR,
        errno.EISDIR,
        errno.EEXIST,
        errno.EIO,
        errno.EMFILE,
    ],
)
def test_every_refusal_is_a_sentence(code: int) -> None:
    said = folder.explain(OSError(code, os.strerror(code), "/some/where"), "/library")
    assert "/some/where" in said
    assert said.endswith(".")
    assert folder.explain(OSError(code, os.strerror(code)), "/library").count("/library") == 1
    assert "None" not in folder.explain(OSError("no number"), "/library")


# Several writers


def test_a_lock_that_stays_taken_is_a_sentence(
    library: FolderLibrary, path: Path, monkeypatch
) -> None:
    from filelock import FileLock

    monkeypatch.setattr(folder, "LOCK_SECONDS", 0.2)
    with FileLock(library.folder / ".pmtui" / "locks" / f"{EXAMPLE.id}.lock"):
        with pytest.raises(Unavailable, match="locked"):
            library.change(EXAMPLE.id, titled("x"))
        library.create(Postmortem(id="2026-01-01-another"))
    library.change(EXAMPLE.id, titled("Afterwards"))


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from pmtui.store.folder import FolderLibrary
library, name, count = FolderLibrary(Path(sys.argv[1])), sys.argv[2], int(sys.argv[3])
for number in range(count):
    def change(record):
        if name == "tags":
            return replace(record, tags=(*record.tags, f"tag-{number}"))
        return replace(record, services=(*record.services, f"{name}-{number}"))
    library.change("2026-01-01-shared", change)
    print(number, flush=True)
"""


def writer(library: FolderLibrary, name: str, count: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(library.folder), name, str(count)],
        stdout=subprocess.PIPE,
    )


def test_two_processes_changing_different_fields_lose_nothing(library: FolderLibrary) -> None:
    library.create(Postmortem(id="2026-01-01-shared"))
    running = [writer(library, name, 40) for name in ("tags", "services")]
    assert [each.wait(60) for each in running] == [0, 0]
    for each in running:
        assert each.stdout
        each.stdout.close()
    record = library.load("2026-01-01-shared").record
    assert record.tags == tuple(f"tag-{number}" for number in range(40))
    assert record.services == tuple(f"services-{number}" for number in range(40))


def test_a_killed_writer_leaves_a_whole_record_with_all_it_acknowledged(
    library: FolderLibrary,
) -> None:
    library.create(Postmortem(id="2026-01-01-shared"))
    for attempt in range(6):
        process = writer(library, f"run{attempt}", 10_000)
        assert process.stdout
        for _ in range(3 + attempt * 2):
            process.stdout.readline()
        process.kill()
        acknowledged = 3 + attempt * 2 + len(process.stdout.read().splitlines())
        process.wait(60)
        process.stdout.close()
        services = library.load("2026-01-01-shared").record.services
        mine = [each for each in services if each.startswith(f"run{attempt}-")]
        assert len(mine) in {acknowledged, acknowledged + 1}
    assert library.listing().problems == ()


# Drafts and summaries


def test_drafts_are_kept_and_forgotten(library: FolderLibrary, path: Path) -> None:
    library.keep_drafts(EXAMPLE.id, {"entry:timeline": "14:05 alert", "title": "Überl"})
    again = FolderLibrary(library.folder)
    assert again.drafts(EXAMPLE.id) == {"entry:timeline": "14:05 alert", "title": "Überl"}
    library.keep_drafts(EXAMPLE.id, {})
    assert again.drafts(EXAMPLE.id) == {}


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"a": 1}'])
def test_drafts_that_cannot_be_read_are_no_obstacle(
    library: FolderLibrary, path: Path, content: bytes
) -> None:
    library.keep_drafts(EXAMPLE.id, {"title": "x"})
    (library.folder / ".pmtui" / "drafts" / path.name).write_bytes(content)
    assert library.drafts(EXAMPLE.id) == {}


def test_a_summary_says_what_the_record_says(library: FolderLibrary, path: Path) -> None:
    summary = library.listing().summaries[0]
    assert summary.title == EXAMPLE.title
    assert summary.severity == "SEV1"
    assert summary.started == datetime(2026, 9, 15, 16, 41, tzinfo=UTC)
    assert summary.owner == "Tomasz Zielin"
    assert summary.open_actions == 4
    assert summary.overdue_actions(datetime(2026, 10, 20).date()) == 1
    assert json.dumps(summary.services) == json.dumps(EXAMPLE.services)


def test_an_unknown_start_is_not_a_date(library: FolderLibrary) -> None:
    record = Postmortem(id="2026-01-01-x")
    library.create(put_all(record, [("milestones.impact_start", Moment())]))
    summary = library.listing().summaries[0]
    assert summary.started is None
    assert summary.severity is None
