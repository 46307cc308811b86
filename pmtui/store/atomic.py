"""Files that are always whole: written beside, flushed, then put in place in one step."""

import os
from contextlib import suppress
from pathlib import Path

PREVIOUS = ".previous"


def read_file(path: Path) -> bytes | None:
    """The bytes of a regular file, or None when there is none. Links are not followed."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
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
        _link_or_copy(path, link)
        os.replace(link, previous)
    finally:
        with suppress(OSError):
            link.unlink()


def _link_or_copy(path: Path, link: Path) -> None:
    try:
        os.link(path, link)
    except OSError:
        from shutil import copy2

        copy2(path, link)
