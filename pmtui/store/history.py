"""What was changed in a record, when and by whom: a file beside it that only grows.

``<id>.json.history`` has a line of JSON with a checksum for each save.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from pmtui.model.text import clean
from pmtui.store.atomic import read_file, sync_folder, write_atomically
from pmtui.store.checked_lines import from_line, to_line

HISTORY = ".history"

GROWTH = 512 * 1024
"""Bytes by which a history grows before it is made compact again."""

_COMPACTED = re.compile(rb"\[(\d{1,12})\]\n?")
"""The first line of a compact history: how many bytes it had then."""


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One field before and after a save, as plain JSON values.

    An item that was added or removed is one change at its own address, with None for the side
    on which it was not there; `place` is the position that a removed one had in its list.
    """

    field: str
    before: Any = None
    after: Any = None
    place: int | None = None

    @property
    def of_item(self) -> bool:
        """Whether a whole item was added or removed."""
        whole = self.after if self.before is None else self.before
        return isinstance(whole, dict) and whole.get("id") == self.field.rpartition(".")[2]


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One save: when (UTC, in whole seconds), by whom, and what it changed.

    `revision` names the state after it. It is empty where that state can no longer be brought
    back exactly, and an entry without changes is where the known history starts.
    """

    at: datetime
    by: str = ""
    revision: str = ""
    changes: tuple[Change, ...] = ()


class History(msgspec.Struct, frozen=True):
    """The entries of one record, oldest first, and how many lines could not be read."""

    entries: tuple[Entry, ...] = ()
    damaged: int = 0


def history_path(record_path: Path) -> Path:
    """Where the history of the record in a file is kept."""
    return record_path.with_name(record_path.name + HISTORY)


def append(
    path: Path,
    at: datetime,
    by: str,
    revision: str,
    changes: Iterable[Change],
    *,
    mode: int = 0o600,
) -> None:
    """Add a save to the history; when this returns, it is on the disk. Raises `OSError`.

    The caller holds the record's lock. `mode` are the permission bits of a file that is new. The
    cost does not depend on the length of the history, but for once in `GROWTH` bytes, when it is
    made compact.
    """
    whole_second = at.astimezone(UTC).replace(microsecond=0)
    line = to_line(Entry(whole_second, clean(by), revision, tuple(changes)))
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(path, flags, 0o600)
    try:
        size = os.fstat(handle).st_size
        if size == 0:
            os.fchmod(handle, mode)  # an umask would take the group's rights away
        _add(handle, size, line)
        grown = size + len(line) - _size_when_compacted(handle) > GROWTH
    finally:
        os.close(handle)
    if size == 0:
        sync_folder(path.parent)
    if grown:
        _make_compact(path, mode)


@contextmanager
def taken_back_on_failure(path: Path) -> Iterator[None]:
    """Take away what was added to a history inside when the machine refuses the save itself."""
    size = path.stat().st_size if path.exists() else None
    try:
        yield
    except OSError:
        with suppress(OSError):
            if size is None:
                path.unlink()
            elif path.stat().st_size > size:
                os.truncate(path, size)
        raise


def read(path: Path) -> History:
    """The history in a file, empty when there is none. Raises `OSError`.

    Lines that are torn or damaged are passed over and counted.
    """
    lines = [line for line in (read_file(path) or b"").split(b"\n") if line]
    entries = [from_line(line, Entry) for line in lines if not _COMPACTED.fullmatch(line)]
    whole = tuple(entry for entry in entries if entry is not None)
    return History(whole, len(entries) - len(whole))


def _add(handle: int, size: int, line: bytes) -> None:
    """Write a line at the end and flush it; what was written of it is taken away on failure.

    Where the last line is torn, a line end comes first: two lines in one would both be lost.
    """
    torn = size > 0 and os.pread(handle, 1, size - 1) != b"\n"
    rest = memoryview(b"\n" + line if torn else line)
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fdatasync(handle)  # the new length is flushed, too; times of change do not matter
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


def _size_when_compacted(handle: int) -> int:
    """The bytes that the history had when it was last made compact; 0 when it never was."""
    found = _COMPACTED.match(os.pread(handle, 16, 0))
    return int(found[1]) if found else 0


def _make_compact(path: Path, mode: int) -> None:
    """Write the history again without what bursts of edits went through.

    Lines that cannot be read are not written again; the file with them is then kept beside.
    A disk that refuses leaves the history as it is, until the next save.
    """
    from pmtui.store.compaction import compact

    with suppress(OSError):
        found = read(path)
        lines = b"".join(to_line(entry) for entry in compact(found.entries))
        data = b"[%d]\n%s" % (len(lines), lines)
        write_atomically(path, data, mode=mode, keep_previous=found.damaged > 0)
