"""The list of summaries, kept in the cache folder and checked against the files each time.

An entry counts only while its file has the same inode, time of change (ns) and size. The
catalog is disposable: without it, or with a broken one, the files are read again.
"""

import os
import zlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pmtui.store.json_text import UNREADABLE
from pmtui.store.library import Summary

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A summary and the file it was made from; `error` is set when it could not be read."""

    path: str
    stamp: tuple[int, int, int]
    summary: Summary | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    format: int
    entries: list[Entry]


def stamp_of(found: os.stat_result) -> tuple[int, int, int]:
    """What tells one state of a file from another: inode, time of change in ns, size in bytes."""
    return (found.st_ino, found.st_mtime_ns, found.st_size)


def catalog_path(folder: Path) -> Path:
    """Where the catalog of a library folder is kept.

    Two folders of the same checksum would share it, which costs time and nothing else.
    """
    from platformdirs import user_cache_path

    checksum = zlib.crc32(os.fsencode(folder.resolve()))
    return user_cache_path("pmtui", appauthor=False) / f"catalog-{checksum:08x}.json"


def read_catalog(path: Path) -> dict[str, Entry]:
    """The entries by the path of their file; none when the catalog is missing or unreadable."""
    try:
        file = msgspec.json.decode(path.read_bytes(), type=_File)
    except (OSError, *UNREADABLE):
        return {}
    return {entry.path: entry for entry in file.entries} if file.format == FORMAT else {}


def write_catalog(path: Path, entries: list[Entry]) -> None:
    """Keep the entries for the next time.

    A cache that cannot be written, or cannot hold a path that is no UTF-8, is no failure.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError, UnicodeEncodeError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(_File(FORMAT, entries)))
        os.replace(temporary, path)
