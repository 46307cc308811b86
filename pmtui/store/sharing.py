"""Who may read a library: the user alone, or a group.

A library folder that is group-writable and setgid (``chmod 2770``) is shared: what is made in it
belongs to the folder's group and may be changed by its members, whatever their umask. Any other
library is private.
"""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from pmtui.store.atomic import sync_folder


@dataclass(frozen=True, slots=True)
class Modes:
    """The permission bits of what is made in a library."""

    file: int
    folder: int


PRIVATE = Modes(0o600, 0o700)
SHARED = Modes(0o660, 0o2770)
_SHARES = 0o2020


def modes_of(library: Path) -> Modes:
    """What a library folder says by its own mode; one that is not there yet will be private."""
    try:
        mode = library.stat().st_mode
    except FileNotFoundError:
        return PRIVATE
    return SHARED if mode & _SHARES == _SHARES else PRIVATE


def make_folder(folder: Path, modes: Modes, *, flush: bool = True) -> None:
    """Make a folder where it is missing, with exactly these modes; one that is there stays.

    Its name is flushed: a record in a folder that a power cut takes away would be lost, too.
    Nothing else waits for the disk.
    """
    if folder.is_dir():
        return
    folder.mkdir(exist_ok=True, mode=modes.folder)
    if folder.stat().st_uid == os.geteuid():
        folder.chmod(modes.folder)
    if flush:
        sync_folder(folder.parent)


def make_below(library: Path, folder: Path) -> int:
    """Make a folder in a library that is there; the permission bits of the files in it.

    It is for what survives the program, not the host: nobody who types waits for the disk.
    """
    modes, made = modes_of(library), library
    for name in folder.relative_to(library).parts:
        make_folder(made := made / name, modes, flush=False)
    return modes.file


def make_parents(folder: Path) -> None:
    """Make what is missing above a folder, each flushed as `make_folder` does."""
    for parent in reversed(folder.parents):
        if not parent.exists():
            parent.mkdir(exist_ok=True)
            sync_folder(parent.parent)


def refuse_link(folder: Path) -> None:
    """Raises `OSError` for a link, which a library does not follow: its files are elsewhere."""
    if folder.is_symlink():
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder))


def private_part(path: Path) -> tuple[Path, str] | None:
    """The first part of a path that keeps this user out and is its owner's alone, with the owner.

    None where permission is missing for another reason.
    """
    for part in [*reversed(path.parents), path]:
        try:
            found = part.lstat()
        except OSError:
            return None
        kept_out = not os.access(part, os.X_OK if part.is_dir() else os.R_OK)
        if kept_out and found.st_uid != os.geteuid() and not found.st_mode & 0o077:
            return part, _name(found.st_uid)
    return None


def _name(uid: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return f"user {uid}"
