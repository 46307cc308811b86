"""One open postmortem: its edits, undo and redo, what is typed and not yet a value, saving."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from pmtui.edits import (
    Edit,
    Put,
    Step,
    Taken,
    changes_of,
    consequences,
    make_edit,
    put,
    renamed,
    step_between,
    step_from,
)
from pmtui.model.errors import BadValue, PmtuiError, UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import rename
from pmtui.store.library import Library, Stored

if TYPE_CHECKING:
    from pmtui.store.desk import Left
    from pmtui.store.earlier import Earlier, EarlierStep
    from pmtui.store.history import Entry
    from pmtui.store.key_log import Typed
    from pmtui.store.merge import Merged
    from pmtui.store.replay import BroughtBack

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
        self.desk = library.desk(stored.record.id)
        self._left: list[Left] = []
        self._opened = (stored.revision, now())
        self._earlier: Earlier | None = None
        self._edited = False
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
            self._note(step)
            self._remember(tuple(step))
            self._tell({edit.field for edit in step})

    def undo(self) -> Taken | None:
        """Take the last step back, after the last one of this session those before it.

        None when there is no step.
        """
        if self._done or self.read_only:
            return self._swap(self._done, self._undone)
        return self._swap_earlier(self._steps_before().done, self._undone, back=True)

    def redo(self) -> Taken | None:
        """Bring back what was last taken back; None when there is nothing."""
        if self._undone or self._edited or self.read_only:
            return self._swap(self._undone, self._done)
        return self._swap_earlier(self._steps_before().undone, self._done, back=False)

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
        self._note(drafts={place: text})
        self._tell({place})

    def stand(self, page: str, field: str) -> None:
        """Remember the page and the field, for the next time the record is opened."""
        if not self.read_only:
            self.desk.stand(page, field)

    def recover(self) -> "BroughtBack | None":
        """Bring back, as one step, what sessions of this user left that ended without saving.

        None when there is nothing. Their logs are deleted once all of it is saved.
        """
        if self.read_only or not (left := self.desk.left()):
            return None
        from pmtui.store.replay import BroughtBack, bring_back

        self._left, at, now = left, left[-1].at, self.now()
        record, drafts = bring_back(self.record, self.drafts, left, self._history, now)
        step = step_between(self.record, record, self.who, now)
        words = {place for place, text in drafts.items() if self.drafts.get(place) != text}
        self.record, self.drafts = record, drafts
        self.desk.log.replace(self._unsaved)
        if step:
            self._remember(step)
            self.seal()
        self._tidy()
        fields = sum(not edit.field.startswith("conflicts.") for edit in step)
        return BroughtBack(at, fields, len(words)) if step or words else None

    def close(self) -> None:
        """End the session; what could not be saved is brought back by the next one."""
        for left in self._left:
            left.let_go(forget=not self.dirty)
        self._left = []
        self.desk.close(keep=self.dirty)

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
            self._tidy()
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
        if self.dirty:
            self.desk.log.replace(self._unsaved)

    def _note(self, step: Sequence[Edit] = (), drafts: Mapping[str, str] | None = None) -> None:
        """Write what was just typed into the log, before anything else is done with it."""
        from pmtui.store.key_log import Typed

        log = self.desk.log
        if log.whole:
            log.add(Typed(changes_of(step), dict(drafts or {})))
        if not log.whole:
            log.replace(self._unsaved)

    def _unsaved(self) -> "Typed":
        """Everything that is not on the disk, as one line of the log."""
        from pmtui.store.key_log import Typed

        common, record, now = self._base[0], self.record, self.now()
        ids = Edit("retired", record.retired, self.who, now, common.retired)
        changes = changes_of([*step_between(common, record, self.who, now), ids])
        places = {*self.drafts, *self._kept_drafts}
        return Typed(changes, {place: self.drafts.get(place, "") for place in places})

    def _tidy(self) -> None:
        """Forget the logs of what is on the disk now."""
        if self.dirty:
            return
        self.desk.log.cut()
        for left in self._left:
            left.let_go(forget=True)
        self._left = []

    def _history(self) -> "Sequence[Entry]":
        """The history of the record; none where it cannot be read."""
        with suppress(PmtuiError):
            return self.library.history(self.record.id).entries
        return ()

    def _save_drafts(self, drafts: dict[str, str]) -> None:
        """Keep drafts; one that became a value is forgotten only when that is on the disk.

        Those that another session of the same user has kept meanwhile stay.
        """
        before = self._kept_drafts
        if drafts == before:
            return
        new = {place: text for place, text in drafts.items() if before.get(place) != text}
        gone = before.keys() - drafts.keys()
        there = self.library.drafts(self.record.id)
        kept = {place: text for place, text in there.items() if place not in gone}
        self.library.keep_drafts(self.record.id, {**kept, **new})
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
        self.record = put(self.record, edit.field, edit.value, edit.place)

    def _remember(self, step: Step) -> None:
        self._undone.clear()
        self._edited = True
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

    def _swap(self, source: list[Step], target: list[Step]) -> Taken | None:
        if not source:
            return None
        back = tuple(edit.inverse(self.who, self.now()) for edit in reversed(source.pop()))
        for edit in back:
            with suppress(UnknownField):  # somebody else has removed the item meanwhile
                self._make(edit)
        self._swapped(back, target)
        return Taken()

    def _swapped(self, back: Step, target: list[Step]) -> None:
        self._note(back)
        target.append(back)
        self._sealed = True
        self._tell({edit.field for edit in back})

    def _steps_before(self) -> "Earlier":
        """The steps of this user from before this session."""
        from pmtui.store.earlier import earlier_steps, until

        if self._earlier is None:
            entries = until(self._history(), *self._opened)
            self._earlier = earlier_steps(entries, self.who, BURST)
        return self._earlier

    def _swap_earlier(
        self, source: "list[EarlierStep]", target: list[Step], *, back: bool
    ) -> Taken | None:
        from pmtui.store.earlier import last_to_change, turned_round

        if not source:
            return None
        at, changes = source.pop()
        if back:
            changes = turned_round(changes)
        step, blocked = step_from(self.record, changes, self.who, self.now())
        for edit in step:
            self._make(edit)
        if step:
            self._swapped(step, target)
        by = last_to_change(self._history(), blocked) if blocked else None
        return Taken(bool(step), at, blocked, by)

    def _tell(self, fields: set[str]) -> None:
        for listener in list(self.listeners):
            listener(frozenset(fields))


def _chain(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """Two renamings one after the other, as one."""
    return {**then, **{old: then.get(new, new) for old, new in first.items()}}
