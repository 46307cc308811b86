"""A TinyDB storage that writes whole files, atomically and durably."""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import msgspec
from tinydb.storages import Storage

from pmtui.store.codec import to_json
from pmtui.store.errors import Damaged

PREVIOUS = ".previous"


class AtomicStorage(Storage):
    """One JSON file that is always whole.

    A write goes to a temporary file in the same folder, is flushed to the disk, takes the place
    of the old file in one step, and the folder is flushed, too; the version before is kept
    beside it. The caller holds the record's lock. A file that is empty, cut or no JSON object
    raises `Damaged` when read and when written over: it is never taken for an empty database.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables in the file, or None when there is no file. Raises `Damaged`, `OSError`."""
        data = read_file(self.path)
        return None if data is None else decode_tables(data, self.path)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put the tables in the place of the file. Raises `OSError`; the old file is then whole."""
        write_atomically(self.path, to_json(data), keep_previous=True)


def decode_tables(data: bytes, path: Path) -> dict[str, dict[str, Any]]:
    """The tables of a TinyDB file. Raises `Damaged`."""
    what = "is empty" if not data.strip(b" \t\r\n\0") else "is cut or is no JSON"
    try:
        tables = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError):
        raise Damaged(f"{path} {what}. It was left as it is. {_advice(path)}") from None
    if not isinstance(tables, dict) or not all(isinstance(rows, dict) for rows in tables.values()):
        raise Damaged(f"{path} is not a file of pmtui. It was left as it is.")
    return tables


def read_file(path: Path) -> bytes | None:
    """The bytes of a regular file, or None when there is none. Links are not followed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with open(handle, "rb") as file:
        return file.read()


def write_atomically(path: Path, data: bytes, keep_previous: bool = False) -> None:
    """Replace a file by `data`, private to the user, flushed to the disk before it counts."""
    temporary = path.with_name(f".{path.name}.tmp")
    with suppress(FileNotFoundError):
        temporary.unlink()
    try:
        _write_durably(temporary, data)
        if keep_previous:
            _keep(path)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that the names in it survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_durably(path: Path, data: bytes) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(path, flags, 0o600)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep(path: Path) -> None:
    """Keep the file as it is now beside itself, by a hard link or, where that fails, a copy."""
    if not path.exists():
        return
    previous, link = path.with_name(path.name + PREVIOUS), path.with_name(f".{path.name}.link")
    with suppress(FileNotFoundError):
        link.unlink()
    try:
        os.link(path, link)
    except OSError:
        shutil.copy2(path, link)
    os.replace(link, previous)


def _advice(path: Path) -> str:
    previous = path.with_name(path.name + PREVIOUS)
    if previous.exists():
        return f"The version before is {previous}: compare, then copy it over by hand."
    return "Restore it from a backup."
