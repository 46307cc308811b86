"""One open postmortem: its edits, undo and redo, what is typed and not yet a value, saving."""

import getpass
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from pmtui.edits import Edit, Put, consequences, make_edit, replay
from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem
from pmtui.store.errors import Moved
from pmtui.store.library import Library, Stored

BURST = timedelta(seconds=3)
"""Edits of one field no further apart than this are one step of undo."""

Listener = Callable[[frozenset[str]], None]
"""Called with the addresses that changed; an empty set means that anything may have."""


class Session:
    """The one place through which an open record changes.

    Everything but `save` belongs to one thread.
    """

    def __init__(
        self,
        library: Library,
        stored: Stored,
        *,
        read_only: bool = False,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.library = library
        self.record: Postmortem = stored.record
        self.read_only = read_only
        self.now = now
        self.who = _login()
        self.drafts: dict[str, str] = library.drafts(stored.record.id)
        self.listeners: list[Listener] = []
        self._revision = stored.revision
        self._unsaved: list[Edit] = []
        self._kept_drafts = dict(self.drafts)
        self._done: list[tuple[Edit, ...]] = []
        self._undone: list[tuple[Edit, ...]] = []
        self._sealed = True
        self._saving = threading.Lock()
        self._theirs: Postmortem | None = None

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return bool(self._unsaved) or self.drafts != self._kept_drafts

    def put(self, field: str, value: Any) -> None:
        """Change one field; a burst of changes to the same field is one step of undo."""
        self.apply([(field, value)])

    def apply(self, puts: Sequence[Put]) -> None:
        """Make several changes, and what follows from them, as one step of undo."""
        if self.read_only:
            raise BadValue("This postmortem is open to read only. Nothing was changed.")
        step: list[Edit] = []
        for field, value in puts:
            for where, what in [(field, value), *consequences(self.record, field, value)]:
                edit = make_edit(self.record, (where, what), self.who, self.now())
                if edit.before != edit.value:
                    self._make(edit)
                    step.append(edit)
        if step:
            self._remember(tuple(step))
            self._tell({edit.field for edit in step})

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        return self._swap(self._done, self._undone)

    def redo(self) -> bool:
        """Bring back what was last taken back; False when there is nothing."""
        return self._swap(self._undone, self._done)

    def seal(self) -> None:
        """End a burst: the next edit is a new step of undo, even of the same field."""
        self._sealed = True

    def draft(self, place: str, text: str) -> None:
        """Keep words typed at a place that are not part of the record yet; empty forgets them."""
        if self.read_only or self.drafts.get(place, "") == text:
            return
        if text:
            self.drafts[place] = text
        else:
            del self.drafts[place]
        self._tell({place})

    def save(self) -> None:
        """Put everything on the disk. Raises a `PmtuiError` when that failed; nothing is lost.

        Edits made by somebody else meanwhile are kept and ours put on top; `take_over` then shows
        them. May run in a thread of its own.
        """
        with self._saving:
            drafts = dict(self.drafts)
            self._save_drafts({**self._kept_drafts, **drafts})
            self._save_edits()
            self._save_drafts(drafts)

    def _save_drafts(self, drafts: dict[str, str]) -> None:
        """Keep drafts; one that became a value is forgotten only when that is on the disk."""
        if drafts != self._kept_drafts:
            self.library.keep_drafts(self.record.id, drafts)
            self._kept_drafts = drafts

    def _save_edits(self) -> None:
        edits, mine = list(self._unsaved), self.record
        if not edits:
            return
        try:
            stored = self.library.save(mine, self._revision)
        except Moved:
            stored = self.library.change(mine.id, lambda theirs: replay(theirs, edits, mine))
            self._theirs = stored.record
        self._revision = stored.revision
        del self._unsaved[: len(edits)]  # in one step: the other thread may be appending

    def take_over(self) -> None:
        """Go on from what the last save found on the disk, with later edits on top."""
        theirs, self._theirs = self._theirs, None
        if theirs is None:
            return
        self.record = replay(theirs, self._unsaved, self.record)
        self._done.clear()
        self._undone.clear()
        self._tell(set())

    def _make(self, edit: Edit) -> None:
        place = edit.place if address.get_item(self.record, edit.field) is None else None
        self.record = address.put(self.record, edit.field, edit.value, place)
        self._unsaved.append(edit)

    def _remember(self, step: tuple[Edit, ...]) -> None:
        self._undone.clear()
        last = self._done[-1] if self._done and not self._sealed else ()
        if len(step) == len(last) == 1 and self._same_burst(last[0], step[0]):
            first = last[0]
            joined = Edit(first.field, step[0].value, self.who, step[0].when, first.before)
            self._done[-1] = (joined,)
        else:
            self._done.append(step)
        self._sealed = False

    def _same_burst(self, last: Edit, new: Edit) -> bool:
        return last.field == new.field and new.when - last.when <= BURST and new.place is None

    def _swap(self, source: list[tuple[Edit, ...]], target: list[tuple[Edit, ...]]) -> bool:
        if not source:
            return False
        back = tuple(edit.inverse(self.who, self.now()) for edit in reversed(source.pop()))
        for edit in back:
            self._make(edit)
        target.append(back)
        self._sealed = True
        self._tell({edit.field for edit in back})
        return True

    def _tell(self, fields: set[str]) -> None:
        for listener in list(self.listeners):
            listener(frozenset(fields))


def _login() -> str:
    """Who is at the keyboard, for the history of edits."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return "unknown"
