"""One writer at a time, for as long as it writes: a lock on a file of its own.

It is `flock`'s kind, which the system gives back when a process ends, however it ends; POSIX
`lockf` locks vanish when any descriptor of the file is closed. The lock is not on the record's
file, because a save puts another file in its place, and lock files stay: deleting them would race.
"""

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pmtui.store.errors import Unavailable

PATIENCE = 10.0
"""Seconds after which a lock that another process holds is given up."""

STEP = 0.002
"""Seconds between two tries, at first; they grow to ten times that."""

_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}
"""What `flock` says on a file system that has none, such as some mounts of NFS."""


@contextmanager
def held(path: Path, mode: int) -> Iterator[bool]:
    """Hold a lock; a file made for it gets these permission bits.

    The value is False where the file system knows no locks: then nobody is kept out. Raises
    `Unavailable` when another process did not let go of it in time, and `OSError`.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    handle = os.open(path, flags, 0o600)
    try:
        found = os.fstat(handle)
        if found.st_mode & 0o777 != mode and found.st_uid == os.geteuid():
            os.fchmod(handle, mode)  # an umask would take the group's rights away
        if (got := _wait(handle)) is None:
            raise Unavailable(
                f"“{path.stem}” has been locked for {PATIENCE:.0f} s by another pmtui. "
                "Try again; if it stays, end that program."
            )
        yield got
    finally:
        os.close(handle)


def _wait(handle: int) -> bool | None:
    """Whether the lock was got; False where there are none, None when it took too long."""
    end, pause = time.monotonic() + PATIENCE, STEP
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except BlockingIOError:
            if time.monotonic() >= end:
                return None
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return False
            raise
        time.sleep(pause)
        pause = min(pause * 1.5, STEP * 10)
