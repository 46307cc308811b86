"""What one user has on the desk for one record: logs of sessions, half-typed words, the place.

LIBRARY/.pmtui/drafts/<id>/<user>.place            the page and the field where one was last
LIBRARY/.pmtui/drafts/<id>/<user>.<session>.keys   the log of a session (`key_log`)
LIBRARY/.pmtui/drafts/<id>/<user>.<session>.json   its words that are no value yet
LIBRARY/.pmtui/drafts/<id>/<user>.<session>.md     a text in the user's own editor

It is the user's own: nothing here is brought back for somebody else. Nor are the words of a
session that lives, which its locked log tells: each window of a user has its own half lines.
"""

import fcntl
import os
import re
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from pmtui.model.text import from_bytes
from pmtui.store.atomic import read_file, sync_folder, write_atomically
from pmtui.store.errors import Unavailable
from pmtui.store.json_text import UNREADABLE, to_json
from pmtui.store.refusals import explain
from pmtui.store.sharing import make_below

if TYPE_CHECKING:  # the log is imported with the first key: the first page is to be seen early
    from pmtui.store.key_log import KeyLog, Typed

KEYS = ".keys"
EDITOR = ".md"
WORDS = ".json"
_UNFIT = re.compile(r"[^\w@+-]")
_MOST = 256
"""Bytes of a place that are read."""


def desk_folder(library: Path, name: str = "") -> Path:
    """The folder for the record with a name, or for all."""
    return library / ".pmtui" / "drafts" / name


class Left(NamedTuple):
    """What a session left that has ended; locked until it is let go.

    `path` is its log, which has `lines` when it ended without saving; `at` is when the last was
    written. `words` are those that it had saved and that are no value yet, by their place.
    `editor` is the place of a text that was in the user's own editor, `text` what the editor had
    saved of it.
    """

    path: Path
    handle: int
    at: datetime
    lines: "tuple[Typed, ...]"
    words: dict[str, str]
    editor: str = ""
    text: str | None = None

    def let_go(self, *, forget: bool) -> None:
        """Leave it to the next session or, once everything of it is saved, delete it."""
        if forget:
            for ending in (EDITOR, WORDS, KEYS):  # the lock goes last
                with suppress(OSError):
                    self.path.with_suffix(ending).unlink()
        os.close(self.handle)


class Desk:
    """The desk of one user for one record, in a session of its own."""

    def __init__(self, library: Path, name: str, who: str) -> None:
        self._library = library
        self._folder = desk_folder(library, name)
        self._own = _UNFIT.sub("-", who) + "."
        self._place: int | None = None
        self._page = ""

    @cached_property
    def log(self) -> "KeyLog":
        """The log of this session."""
        from pmtui.store.key_log import KeyLog

        name = f"{self._own}{os.getpid()}-{os.urandom(4).hex()}{KEYS}"
        return KeyLog(self._folder / name, partial(make_below, self._library, self._folder))

    def left(self) -> list[Left]:
        """What this user's sessions left that have ended, oldest first."""
        found: set[Path] = set()
        with suppress(OSError):
            for entry in os.scandir(self._folder):
                if entry.name.startswith(self._own) and entry.name.endswith((KEYS, WORDS)):
                    found.add(Path(entry.path).with_suffix(KEYS))
        taken = filter(None, map(take_dead, found))
        return sorted(taken, key=lambda each: (each.at, each.path))

    def keep_words(self, words: Mapping[str, str]) -> None:
        """Put this session's words that are no value yet on the disk, in place of those before.

        Raises `Unavailable`; those before are then there as they were.
        """
        path = self.log.path.with_suffix(WORDS)
        try:
            if not words:
                path.unlink(missing_ok=True)
                return
            mode, new = make_below(self._library, self._folder), not path.exists()
            write_atomically(path, to_json(dict(words)), mode=mode)
            for above in self._folder.parents[:2] if new else ():
                sync_folder(above)  # these were made without waiting for the disk
        except OSError as error:
            raise Unavailable(explain(error, str(self._library))) from error

    def place(self) -> tuple[str, str]:
        """The page and the address of the field where this user was last; empty: not known."""
        try:
            with self._place_path.open("rb") as file:
                page, _, where = file.readline(_MOST).decode().rstrip("\n").partition(" ")
        except (OSError, UnicodeError):
            return "", ""
        return page, where

    def stand(self, page: str, where: str) -> None:
        """Remember the page (empty: the same as before) and the field.

        Only the first line of the file counts, so that it is written in one go.
        """
        self._page = page or self._page
        with suppress(OSError):
            if self._place is None:
                flags = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
                mode = make_below(self._library, self._folder)
                self._place = os.open(self._place_path, flags, mode)
                os.fchmod(self._place, mode)
            os.pwrite(self._place, f"{self._page} {where}\n".encode(), 0)

    def to_editor(self, place: str, text: str) -> Path | None:
        """A file for the user's own editor, which outlives the program; None where none can be.

        The log says until `from_editor` at which place the text stands.
        """
        from pmtui.store.key_log import Typed

        path = self.log.path.with_suffix(EDITOR)
        self.log.add(Typed(editor=place))
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC
        try:
            with os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
        except (OSError, UnicodeError):
            return None
        return path

    def from_editor(self) -> None:
        """The text is back in its place, and the file goes."""
        from pmtui.store.key_log import Typed

        self.log.add(Typed(editor=""))
        with suppress(OSError):
            self.log.path.with_suffix(EDITOR).unlink()

    def close(self, *, keep: bool) -> None:
        """End the session; the log is kept where something of it is not saved."""
        self.log.close(keep=keep)
        if self._place is not None:
            os.close(self._place)
            self._place = None

    @property
    def _place_path(self) -> Path:
        return self._folder / f"{self._own}place"


def take_dead(path: Path) -> Left | None:
    """What a session left, by its log, when it is dead and this user's; nothing in it goes."""
    from pmtui.store.key_log import read_lines

    logged = path.exists()
    if (handle := _locked(path if logged else path.with_suffix(WORDS))) is None:
        return None
    found = os.fstat(handle)
    lines = tuple(read_lines(os.pread(handle, found.st_size, 0))) if logged else ()
    editor = next((each.editor for each in reversed(lines) if each.editor is not None), "")
    text = _text(path.with_suffix(EDITOR)) if editor else None
    at, words = datetime.fromtimestamp(found.st_mtime, UTC), _words(path.with_suffix(WORDS))
    left = Left(path, handle, at, lines, words, editor, text)
    if not lines and not words:
        left.let_go(forget=True)
        return None
    return left


def unsaved(library: Path) -> Iterator[tuple[str, Path]]:
    """The id of each record with words of a dead session of this user, and the log."""
    for path in sorted(desk_folder(library).glob(f"[!.]*/*{KEYS}")):
        if (left := take_dead(path)) is not None:
            left.let_go(forget=False)
            if left.lines:
                yield path.parent.name, path


def _locked(path: Path) -> int | None:
    """A log of this user, open and locked; None for one that lives or has just been dealt with."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with suppress(OSError):
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        found = os.fstat(handle)
        if stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_nlink:
            return handle
    os.close(handle)
    return None


def _words(path: Path) -> dict[str, str]:
    """The words in a file; none when they cannot be read."""
    try:
        return msgspec.json.decode(read_file(path) or b"{}", type=dict[str, str])
    except (OSError, *UNREADABLE):
        return {}


def _text(path: Path) -> str | None:
    try:
        return from_bytes(path.read_bytes()).removesuffix("\n")
    except OSError:
        return None
