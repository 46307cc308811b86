"""The log of one session: every key at once in a file, until a save has put all on the disk.

Each key, or each step of several changes, is one line with a checksum, written in one go and not
flushed: it survives the end of the program, however that comes, and costs some microseconds. The
log is locked while its session lives, so that one that can be locked is left from a dead session.
"""

import errno
import fcntl
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from pmtui.store.checked_lines import from_line, to_line
from pmtui.store.history import Change

GROWTH = 4 * 1024 * 1024
"""Bytes by which a log grows before only what differs from the record on the disk is kept."""

AGAIN = 1.0
"""Seconds until a log that the machine has refused is tried again."""


class Typed(msgspec.Struct, frozen=True, omit_defaults=True):
    """One line: changes of the record, and words that are no value yet by their place.

    Empty words mean that there are none any more. `editor` is the place whose text has gone into
    the user's own editor; empty when it has come back.
    """

    changes: tuple[Change, ...] = ()
    drafts: dict[str, str] = {}
    editor: str | None = None


class KeyLog:
    """The log of this session. It comes into being with the first line.

    `prepare` makes the folder and says the permission bits of the file. What the machine refuses
    is told by `whole`; it never raises, as what is typed stands in memory all the same.
    """

    def __init__(self, path: Path, prepare: Callable[[], int]) -> None:
        self.path = path
        self._prepare = prepare
        self._handle: int | None = None
        self._size = 0
        self._start = 0
        self._whole = True
        self._again = 0.0

    @property
    def whole(self) -> bool:
        """Whether all lines are in the log and it has not grown much; else `replace` mends it."""
        return self._whole and self._size - self._start <= GROWTH

    def add(self, typed: Typed) -> None:
        """Add a line."""
        if not self._whole:
            return
        try:
            line = to_line(typed)
            if self._handle is None:
                self._begin(line)
            elif os.write(self._handle, line) != len(line):
                self._whole = False
            self._size += len(line)
        except (OSError, UnicodeError):
            self._whole = False

    def replace(self, typed: Callable[[], Typed]) -> None:
        """Put one line in the place of all; soon after a refusal, nothing is tried."""
        if not self._whole and time.monotonic() < self._again:
            return
        try:
            line = to_line(typed())
            self._begin(line)
            self._whole, self._size, self._start = True, len(line), len(line)
        except (OSError, UnicodeError):
            self._whole, self._again = False, time.monotonic() + AGAIN

    def cut(self) -> None:
        """Forget all lines: everything is on the disk."""
        if self._handle is None or (self._whole and not self._size):
            return
        with suppress(OSError):
            os.ftruncate(self._handle, 0)
            self._whole, self._size, self._start = True, 0, 0

    def close(self, *, keep: bool) -> None:
        """End the session; a log that is kept is found by the next one."""
        if self._handle is None:
            return
        if not keep:
            with suppress(OSError):
                self.path.unlink()
        os.close(self._handle)
        self._handle = None

    def _begin(self, line: bytes) -> None:
        """Write a new file, lock it while nobody can see it, and put it into place."""
        mode = self._prepare()
        beside = self.path.with_name(f".{self.path.name}.tmp")
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        handle = os.open(beside, flags, 0o600)
        try:
            os.fchmod(handle, mode)  # an umask would take the group's rights away
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.write(handle, line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.replace(beside, self.path)
        except BaseException:
            os.close(handle)
            with suppress(OSError):
                beside.unlink()
            raise
        if self._handle is not None:
            os.close(self._handle)
        self._handle = handle


def read_lines(data: bytes) -> list[Typed]:
    """The lines of a log; those that are torn or damaged are passed over."""
    found = (from_line(line, Typed) for line in data.split(b"\n") if line)
    return [each for each in found if each is not None]
