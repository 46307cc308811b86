"""One open postmortem: its edits, undo and redo, what is typed and not yet a value, saving."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pmtui.edits import Edit, Put, Step, consequences, make_edit, renamed
from pmtui.model import address
from pmtui.model.errors import BadValue, UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import rename
from pmtui.store.library import Library, Stored

if TYPE_CHECKING:
    from pmtui.store.merge import Merged

BURST = timedelta(seconds=3)
"""Edits of one field no further apart than this are one step of undo."""

Listener = Callable[[frozenset[str]], None]
"""Called with the addresses that changed; an empty set means that anything may have."""


class Session:
    """The one place through which an open record changes.

    Everything but `save` and `look` belongs to one thread. Those two may run in another one;
    what they found on the disk is shown by `take_over`.
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
        self.read_only = read_only or stored.newer
        self.now = now
        self.who = library.who
        self.drafts: dict[str, str] = library.drafts(stored.record.id)
        self.listeners: list[Listener] = []
        # What `record` and the disk last had in common, and what is on the disk.
        self._base: tuple[Postmortem, Stored] = (stored.record, stored)
        self._kept_drafts = dict(self.drafts)
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._sealed = True
        self._saving = threading.Lock()

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return self.record != self._base[0] or self.drafts != self._kept_drafts

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

        What somebody else wrote meanwhile is merged with ours; `take_over` then shows it.
        """
        with self._saving:
            drafts = dict(self.drafts)
            self._save_drafts({**self._kept_drafts, **drafts})
            self._save_record()
            self._save_drafts(drafts)

    def look(self) -> None:
        """See whether somebody else has saved; `take_over` then shows it."""
        with self._saving:
            common, stored = self._base
            self._base = (common, self.library.newer(stored) or stored)

    def take_over(self) -> None:
        """Go on from what was found on the disk, with our own edits since then on top.

        While a save is under way, nothing happens: what it finds is taken over after it.
        """
        if not self._saving.acquire(blocking=False):
            return
        try:
            self._take_over()
        finally:
            self._saving.release()

    def _take_over(self) -> None:
        common, stored = self._base
        if stored.record is common:
            return
        if changed := stored.record != common or bool(stored.renamed):
            merged = self._merged(common, self.record, stored)
            self.record = merged.record
            self._done = [renamed(step, merged.renamed) for step in self._done]
            self._undone = [renamed(step, merged.renamed) for step in self._undone]
        self._base = (stored.record, replace(stored, renamed={}))
        if changed:
            self._tell(set())

    def _save_drafts(self, drafts: dict[str, str]) -> None:
        """Keep drafts; one that became a value is forgotten only when that is on the disk."""
        if drafts != self._kept_drafts:
            self.library.keep_drafts(self.record.id, drafts)
            self._kept_drafts = drafts

    def _save_record(self) -> None:
        (common, stored), mine = self._base, self.record
        if mine == common:
            return
        wanted, names = mine, dict(stored.renamed)
        if stored.record != common:
            merged = self._merged(common, mine, stored)
            wanted, names = merged.record, merged.renamed
        saved = self.library.save(wanted, stored)
        self._base = (mine, replace(saved, renamed=_chain(names, saved.renamed)))

    def _merged(self, common: Postmortem, mine: Postmortem, stored: Stored) -> "Merged":
        """Mine put together with what somebody else saved; `renamed` tells of all new ids."""
        from pmtui.store.merge import merge  # most sessions never need it

        common, mine = rename(common, stored.renamed), rename(mine, stored.renamed)
        merged = merge(common, mine, stored.record, by=None, when=self.now())
        return replace(merged, renamed=_chain(stored.renamed, merged.renamed))

    def _make(self, edit: Edit) -> None:
        place = edit.place if address.get_item(self.record, edit.field) is None else None
        self.record = address.put(self.record, edit.field, edit.value, place)

    def _remember(self, step: Step) -> None:
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

    def _swap(self, source: list[Step], target: list[Step]) -> bool:
        if not source:
            return False
        back = tuple(edit.inverse(self.who, self.now()) for edit in reversed(source.pop()))
        for edit in back:
            with suppress(UnknownField):  # somebody else has removed the item meanwhile
                self._make(edit)
        target.append(back)
        self._sealed = True
        self._tell({edit.field for edit in back})
        return True

    def _tell(self, fields: set[str]) -> None:
        for listener in list(self.listeners):
            listener(frozenset(fields))


def _chain(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """Two renamings one after the other, as one."""
    return {**then, **{old: then.get(new, new) for old, new in first.items()}}
