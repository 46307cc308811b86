"""Files that are always whole: written beside, flushed, then put in place in one step."""

import errno
import os
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PREVIOUS = ".previous"

LARGEST = 32 * 1024 * 1024
"""Bytes; what is larger is no postmortem, and reading it would stop everything else."""


def read_file(path: Path) -> bytes | None:
    """The bytes of a regular file, or None when there is none.

    Raises `OSError` for links, which are not followed, for folders, pipes and devices, and for
    files over `LARGEST`.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    try:
        _refuse_odd(os.fstat(handle), path)
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(handle)


def revision_of(data: bytes) -> str:
    """The revision of a record: a hash of its file's content."""
    from hashlib import blake2b

    return blake2b(data, digest_size=12).hexdigest()


def refuse_large(data: bytes, path: Path) -> None:
    """Raise `OSError` for what could not be read back from the file."""
    if len(data) > LARGEST:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def write_atomically(
    path: Path,
    data: bytes,
    *,
    mode: int = 0o600,
    keep_previous: bool = False,
    last_look: Callable[[], None] | None = None,
) -> None:
    """Replace a file by `data`, with these permission bits, on the disk before it counts.

    `last_look` is called right before, where no lock keeps others out: what it raises stops the
    save, and the temporary file has a name of this process's own.

    Raises `OSError`; the file is then as it was, or, where no version before is kept, whole.
    """
    refuse_large(data, path)
    own = f".{os.getpid()}" if last_look else ""
    temporary = path.with_name(f".{path.name}{own}.tmp")
    try:
        _write_durably(temporary, data, mode)
        kept = keep_previous and _keep(path, mode)
        if last_look is not None:
            last_look()
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    try:
        sync_folder(path.parent)
    except OSError:
        if kept:
            _put_back(path)
        raise


def sync_folder(folder: Path) -> None:
    """Flush a folder, so that the names in it survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_durably(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        handle = os.open(path, flags, 0o600)
    except FileExistsError:  # left over from a save that did not end
        path.unlink()
        handle = os.open(path, flags, 0o600)
    try:
        os.fchmod(handle, mode)  # an umask would take the group's rights away
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _keep(path: Path, mode: int) -> bool:
    """Keep the file as it is now beside itself; False when there is none.

    That is a hard link; a copy where links are not possible, or not wanted, because the file
    belongs to somebody else, whose rights would stay on it.
    """
    previous, link = path.with_name(path.name + PREVIOUS), path.with_name(f".{path.name}.link")
    try:
        _link_or_copy(path, link, mode)
        os.replace(link, previous)
    except FileNotFoundError:
        return False
    except BaseException:
        with suppress(OSError):
            link.unlink()
        raise
    return True


def _put_back(path: Path) -> None:
    """Put the version before in the place of one that the folder would not hold for certain.

    Who writes again is to find what was there, and to write a new file: a flush that failed says
    nothing of the next one.
    """
    link = path.with_name(f".{path.name}.link")
    with suppress(OSError):
        os.link(path.with_name(path.name + PREVIOUS), link)
        os.replace(link, path)


def _link_or_copy(path: Path, link: Path, mode: int) -> None:
    if path.stat().st_uid == os.geteuid():
        with suppress(OSError):
            os.link(path, link)
            return
    _write_durably(link, read_file(path) or b"", mode)


def _refuse_odd(found: os.stat_result, path: Path) -> None:
    code = None
    if not stat.S_ISREG(found.st_mode):
        code = errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.ENXIO
    elif found.st_size > LARGEST:
        code = errno.EFBIG
    if code is not None:
        raise OSError(code, os.strerror(code), str(path))
