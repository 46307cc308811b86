"""Who has a record open and where they are: a small file for each, fresh while the program runs.

    LIBRARY/.pmtui/here/<id>/<user>@<host>.<process>

Its first line has the page, the address of the field or item, the number of the prompt, whether
somebody types there, and when they last moved; nothing that is typed. A file that nobody has
touched for a while belongs to somebody who is gone, and so does at once one of this host whose
process has ended. It is advice for people, never a lock: a
folder that cannot be written only means that nobody is seen.
"""

import os
import re
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pmtui.store.sharing import make_below

GONE = 8.0
"""Seconds without a sign of life after which somebody counts as gone."""

BEAT = 3.0
"""Seconds between two signs of life of somebody who does not move."""

_TYPES = "types"
_NOTHING = "-"
_MOST = 256
"""Bytes of a file that are read."""

_PLACE = re.compile(r"[+=/]?[a-z][A-Za-z0-9_.]*")


@dataclass(frozen=True, slots=True)
class Here:
    """Where somebody is: the name of the page, the place on it, the prompt, counted from 0.

    `place` is an address or that of an entry line (``+timeline``); empty where it is none.
    `types` says that words were typed there in the last seconds.
    """

    page: str
    place: str = ""
    prompt: int = 0
    types: bool = False


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody else who has the record open, in a session of their own.

    `who` is the user and the host; `moved` is when they went there, in milliseconds since 1970.
    """

    session: str
    who: str
    here: Here
    moved: int

    @property
    def name(self) -> str:
        """The user without the host."""
        return self.who.partition("@")[0]


class Presence:
    """One program's own sign of life, and those of the others."""

    def __init__(self, library: Path, record_id: str, who: str) -> None:
        folder = library / ".pmtui" / "here" / record_id
        self._library, self._folder = library, folder
        self._file = folder / f"{who.replace('/', '-')}@{socket.gethostname()}.{os.getpid()}"
        self._beaten = float("-inf")
        self._here: Here | None = None
        self._moved = 0

    def beat(self, here: Here) -> None:
        """Be seen at a place; repeated calls within `BEAT` seconds cost nothing."""
        now = time.monotonic()
        if now - self._beaten < BEAT and self._here == here:
            return
        if not self._library.is_dir():  # it has gone away: nothing is made in the place of it
            return
        if self._here != here:
            self._moved = time.time_ns() // 1_000_000
        with suppress(OSError):
            mode = make_below(self._library, self._folder)
            flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            file = os.open(self._file, flags, 0o600)
            try:
                os.fchmod(file, mode)
                os.pwrite(file, _line(here, self._moved), 0)  # at once: nobody reads half of it
            finally:
                os.close(file)
            self._beaten, self._here = now, here

    def leave(self) -> None:
        """Be seen no more."""
        with suppress(OSError):
            self._file.unlink()

    def others(self) -> tuple[Visitor, ...]:
        """Everybody else who was seen lately, in alphabetical order."""
        seen: list[Visitor] = []
        with suppress(OSError):
            for entry in os.scandir(self._folder):
                age = time.time() - entry.stat(follow_symlinks=False).st_mtime
                who, _, process = entry.name.rpartition(".")
                here = who.endswith(f"@{socket.gethostname()}")
                if entry.name == self._file.name or (here and not _runs(process)):
                    continue
                if abs(age) < GONE:
                    seen.append(Visitor(entry.name, who, *_read(Path(entry.path))))
        return tuple(sorted(seen, key=lambda visitor: visitor.session))


def _runs(process: str) -> bool:
    """Whether a process of this host is there; one of another user counts, and so does no id."""
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except (OSError, ValueError):
        return True
    return True


def _line(here: Here, moved: int) -> bytes:
    """The first line of a file; words that are no place are not told to anybody."""
    place = here.place if _PLACE.fullmatch(here.place) else _NOTHING
    types = _TYPES if here.types else _NOTHING
    return f"{here.page} {place} {here.prompt} {types} {moved}\n".encode()


def _read(path: Path) -> tuple[Here, int]:
    """What somebody's file says, and when they moved; what cannot be read is no place.

    An older pmtui writes the page alone.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            line = os.pread(handle, _MOST, 0).partition(b"\n")[0].decode("utf-8", "replace")
        finally:
            os.close(handle)
    except OSError:
        return Here(""), 0
    page, place, prompt, types, moved = (*line.split(" "), "", "", "", "")[:5]
    place = place if _PLACE.fullmatch(place) else ""
    return Here(page, place, _number(prompt), types == _TYPES), _number(moved)


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else 0
