"""Who has a record open: a small file for each, kept fresh while the program runs.

    LIBRARY/.pmtui/here/<id>/<user>@<host>.<process>

A file that nobody has touched for a while belongs to somebody who is gone. It is advice for
people, never a lock: a folder that cannot be written only means that nobody is seen.
"""

import os
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pmtui.store.sharing import make_below

GONE = 8.0
"""Seconds without a sign of life after which somebody counts as gone."""

BEAT = 3.0
"""Seconds between two signs of life."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody else who has the record open; `page` is the name of the page they are on."""

    who: str
    page: str


class Presence:
    """One program's own sign of life, and those of the others."""

    def __init__(self, library: Path, record_id: str, who: str) -> None:
        folder = library / ".pmtui" / "here" / record_id
        self._library, self._folder = library, folder
        self._file = folder / f"{who.replace('/', '-')}@{socket.gethostname()}.{os.getpid()}"
        self._beaten = float("-inf")
        self._page = ""

    def beat(self, page: str) -> None:
        """Be seen on a page; repeated calls within `BEAT` seconds cost nothing."""
        now = time.monotonic()
        if now - self._beaten < BEAT and self._page == page:
            return
        if not self._library.is_dir():  # it has gone away: nothing is made in the place of it
            return
        with suppress(OSError):
            mode = make_below(self._library, self._folder)
            flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
            with os.fdopen(os.open(self._file, flags, 0o600), "w", encoding="utf-8") as file:
                os.fchmod(file.fileno(), mode)
                file.write(page)
            self._beaten, self._page = now, page

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
                if entry.name != self._file.name and abs(age) < GONE:
                    seen.append(Visitor(entry.name.rpartition(".")[0], _read(Path(entry.path))))
        return tuple(sorted(seen, key=lambda visitor: visitor.who))


def _read(path: Path) -> str:
    """The page in somebody's file; an unreadable one is no page."""
    try:
        return path.read_bytes()[:40].decode("utf-8", "replace")
    except OSError:
        return ""
