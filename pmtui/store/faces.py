"""What a list needs of each record, kept in the cache folder: nothing reads all records for it.

A *face* is a small value made of a record: a line of the library, what is due, the actions. The
faces of one name lie in one file of the cache. Each counts only while its record's file has the
same inode, times of last write and last change (ns) and size; else it is made anew, and the file
is written again. A file that was changed a moment before it was read could be changed again in the
same tick of its file system's clock: such a face serves once and is made anew the next time.

The file is disposable: missing, cut, altered, of another version or not to be written, it costs
time and nothing else. It is replaced in one step, so that several processes may keep it at once;
the last one counts, and what it does not know is found by the stamps. Records that cannot be read
are tried each time, as the reason may lie outside the file.

A new list needs a `Face` and calls `Library.faces`. Raise its version when `make` makes something
else of the same record, or when its type changes.
"""

import gc
import os
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Generic

import msgspec

from pmtui import __version__
from pmtui.store.json_text import UNREADABLE
from pmtui.store.library import Problem, T

if TYPE_CHECKING:  # lists are made of faces; only making one needs the model
    from pmtui.model.postmortem import Postmortem

Stamp = tuple[int, int, int, int]

FORMAT = 1
YOUNG, YOUNG_IN_SECONDS = 100_000_000, 2_000_000_000
"""ns; clocks of file systems tick every ten ms, and those with whole seconds every two seconds."""

_UNSETTLED: Stamp = (0, 0, 0, 0)
_CHECKSUM = 4
"""Bytes of the checksum that a file begins with."""


@dataclass(frozen=True)
class Face(Generic[T]):
    """A value that is made of each record and can be kept as plain data.

    `name` becomes part of a file's name; `type` is what msgspec reads it back as. `make` gets the
    record and when its file was last written, in UTC.
    """

    name: str
    version: int
    type: type[T]
    make: Callable[["Postmortem", datetime], T]


class Faces(dict[str, T]):
    """The faces of all readable records by id; `problems` are the files that are none."""

    def __init__(self, made: Mapping[str, T], problems: Iterable[Problem]) -> None:
        super().__init__(made)
        self.problems = tuple(problems)


def stamp_of(found: os.stat_result) -> Stamp:
    """What tells one state of a file from another.

    Whoever puts an old time of writing back cannot put back the time at which they did it.
    """
    return (found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)


def settled(found: os.stat_result, read: int) -> Stamp:
    """The stamp of a file that was read at that time (ns); one that never fits if it was young."""
    coarse = found.st_ctime_ns % 1_000_000_000 == 0
    young = found.st_ctime_ns >= read - (YOUNG_IN_SECONDS if coarse else YOUNG)
    return _UNSETTLED if young else stamp_of(found)


def cache_file(folder: Path, name: str) -> Path:
    """Where the cache has a file of that name for a library folder.

    Two folders of the same checksum would share it, which costs time and nothing else.
    """
    from platformdirs import user_cache_path

    checksum = zlib.crc32(os.fsencode(folder.resolve()))
    return user_cache_path("pmtui", appauthor=False) / f"{name}-{checksum:08x}"


def up_to_date(
    folder: Path,
    face: Face[T],
    files: Iterable[tuple[str, os.stat_result]],
    make: Callable[[str, os.stat_result], T | Problem],
) -> Faces[T]:
    """The faces of the files, which are named below the library's folder, as they are now.

    `make` makes one, or says why that cannot be.
    """
    path = cache_file(folder, face.name)
    known = _read(path, folder, face)
    kept: list[tuple[str, Stamp, T]] = []
    problems, changed = list[Problem](), False
    with _uncollected():
        for name, found in files:
            entry = known.pop(name, None)
            if entry is None or entry[1] != stamp_of(found):
                before, began = entry, time.time_ns()
                made = make(name, found)
                if isinstance(made, Problem):
                    problems.append(made)
                    changed = changed or before is not None
                    continue
                entry = (name, settled(found, began), made)
                changed = changed or entry != before
            kept.append(entry)
    if changed or known:
        _write(path, folder, face, kept)
    return Faces({id_of(name): made for name, _, made in kept}, problems)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for circles: a record has none, and ten thousand of them cost a third more."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def remembered(folder: Path, face: Face[T]) -> list[T]:
    """The faces as they were when they were last read; nothing of it may be true any more."""
    return [made for _, _, made in _read(cache_file(folder, face.name), folder, face).values()]


def id_of(name: str) -> str:
    """The id of the record in a file of that name: ``2026/2026-09-15-x.json``."""
    return name.rpartition("/")[2].removesuffix(".json")


def _head(folder: Path, face: Face[T]) -> str:
    """What a file must begin with to be of use: whose faces it has, and who has made them."""
    return f"{FORMAT} {__version__} {face.name} {face.version} {str(folder.resolve())!a}"


def _read(path: Path, folder: Path, face: Face[T]) -> dict[str, tuple[str, Stamp, T]]:
    """The entries by the name of their file; none when they are missing or of no use."""
    kind = tuple[str, list[tuple[str, Stamp, face.type]]]  # type: ignore[name-defined]
    try:
        data = memoryview(path.read_bytes())
        if bytes(data[:_CHECKSUM]) != _checksum(data[_CHECKSUM:]):
            return {}
        head, entries = msgspec.msgpack.decode(data[_CHECKSUM:], type=kind)
    except (OSError, *UNREADABLE):
        return {}
    return {entry[0]: entry for entry in entries} if head == _head(folder, face) else {}


def _write(path: Path, folder: Path, face: Face[T], entries: list[tuple[str, Stamp, T]]) -> None:
    """Keep the entries for the next time."""
    data = msgspec.msgpack.encode((_head(folder, face), entries))
    write_cache(path, _checksum(data) + data)


def _checksum(data: "bytes | memoryview") -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, "big")


def write_cache(path: Path, data: bytes) -> bool:
    """Replace a file of the cache in one step; False where the cache cannot be written.

    It is not flushed: what a power cut leaves of it is made again.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_native_id()}")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(temporary, path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
        return True
    return False
