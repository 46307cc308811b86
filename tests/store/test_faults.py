"""A machine that refuses, and several writers: nothing is lost."""

import errno
import fcntl
import os
import stat
import subprocess
import sys
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from pmtui.model.postmortem import Postmortem
from pmtui.store import atomic, folder, locks
from pmtui.store.errors import Unavailable
from pmtui.store.folder import FolderLibrary

from .conftest import EXAMPLE, titled
from .faults import failing


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("write", 0),  # of the history
        ("write", 1),  # of the record
        ("fdatasync", 0),
        ("fsync", 0),
        ("open", 3),
        ("open", 4),
        ("replace", 0),
        ("replace", 1),
    ],
)
def test_a_fault_while_saving_leaves_the_old_file_whole(
    library: FolderLibrary, path: Path, monkeypatch, name: str, after: int, code: int
) -> None:
    before, history = path.read_bytes(), library.history(EXAMPLE.id)
    failing(monkeypatch, name, code, after)
    with pytest.raises(Unavailable):
        library.change(EXAMPLE.id, titled("Other"))
    monkeypatch.undo()
    assert path.read_bytes() == before
    kept = {f"{path.name}.previous", f"{path.name}.history"}
    assert {each.name for each in path.parent.iterdir()} - kept == {path.name}
    assert library.history(EXAMPLE.id) == history
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
    """First the history, then the new file, the rename, and the folder that names it."""
    calls: list[str] = []

    def spy(name: str) -> None:
        real: Any = getattr(os, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            kind = ""
            if name != "replace":
                kind = " folder" if stat.S_ISDIR(os.fstat(args[0]).st_mode) else " file"
            else:
                kind = f" {Path(args[1]).suffix}"
            calls.append(name + kind)
            return real(*args, **kwargs)

        monkeypatch.setattr(atomic.os, name, call)

    for name in ("fdatasync", "fsync", "replace"):
        spy(name)
    library.change(EXAMPLE.id, titled("Other"))
    assert calls == [
        "fdatasync file",
        "fsync file",
        "replace .previous",
        "replace .json",
        "fsync folder",
    ]


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


def test_a_lock_that_stays_taken_is_a_sentence(
    library: FolderLibrary, path: Path, monkeypatch
) -> None:
    monkeypatch.setattr(locks, "PATIENCE", 0.2)
    with locks.held(library.folder / ".pmtui" / "locks" / f"{EXAMPLE.id}.lock", 0o600):
        with pytest.raises(Unavailable, match="locked"):
            library.change(EXAMPLE.id, titled("x"))
        library.create(Postmortem(id="2026-01-01-another"))
    library.change(EXAMPLE.id, titled("Afterwards"))


@pytest.mark.parametrize("code", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_file_system_without_locks_can_be_saved_to(
    library: FolderLibrary, path: Path, monkeypatch, code: int
) -> None:
    def refuse(*args: Any) -> None:
        raise OSError(code, os.strerror(code))

    stored = library.load(EXAMPLE.id)
    monkeypatch.setattr(fcntl, "flock", refuse)
    other = FolderLibrary(library.folder)
    other.change(EXAMPLE.id, lambda record: replace(record, reference="THEIRS-1"))
    saved = library.save(titled("Mine")(EXAMPLE), stored).record
    assert (saved.title, saved.reference) == ("Mine", "THEIRS-1")
    assert library.load(EXAMPLE.id).record == saved
    assert not library.locks


def test_without_locks_a_save_in_the_middle_of_ours_is_merged(
    library: FolderLibrary, path: Path, monkeypatch
) -> None:
    """Somebody else saves while our text is on its way to the disk."""
    stored, others = library.load(EXAMPLE.id), FolderLibrary(library.folder)
    refusal = OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
    monkeypatch.setattr(fcntl, "flock", Mock(side_effect=refusal))
    real, met = os.fsync, []

    def fsync(handle: int) -> None:
        real(handle)
        if not met:
            met.append(1)
            others.change(EXAMPLE.id, lambda record: replace(record, reference="THEIRS-1"))

    monkeypatch.setattr(atomic.os, "fsync", fsync)
    monkeypatch.setattr(os, "getpid", Mock(side_effect=count(1).__next__))
    saved = library.save(titled("Mine")(EXAMPLE), stored).record
    assert (saved.title, saved.reference) == ("Mine", "THEIRS-1")
    assert library.load(EXAMPLE.id).record == saved
    changed = {
        each.field for entry in library.history(EXAMPLE.id).entries for each in entry.changes
    }
    assert changed >= {"title", "reference"}


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
