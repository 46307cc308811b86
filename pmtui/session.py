"""One open postmortem: its edits, undo and redo, what is typed and not yet a value, saving."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from typing import TYPE_CHECKING, Any

from pmtui.edits import (
    Edit,
    Put,
    Taken,
    changes_of,
    consequences,
    make_edit,
    new_items,
    put,
    step_between,
)
from pmtui.guide.steps import STEPS
from pmtui.model import address
from pmtui.model.errors import BadValue, PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import rename
from pmtui.store.library import Library, Stored
from pmtui.undo import Undo

if TYPE_CHECKING:
    from pmtui.store.desk import Left
    from pmtui.store.history import Entry
    from pmtui.store.key_log import Typed
    from pmtui.store.merge import Merged
    from pmtui.store.replay import BroughtBack

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
        self.drafts: dict[str, str] = {}
        self.listeners: list[Listener] = []
        # What `record` and the disk last had in common, and what is on the disk.
        self._base: tuple[Postmortem, Stored] = (stored.record, stored)
        self._kept_drafts: dict[str, str] = {}
        self.desk = library.desk(stored.record.id)
        self._left: list[Left] = []
        self._undo = Undo(self.who, (stored.revision, now()), self._history)
        self._saving = threading.Lock()

    @property
    def dirty(self) -> bool:
        """Whether something is not on the disk yet."""
        return self.record != self._base[0] or self.drafts != self._kept_drafts

    def put(self, field: str, value: Any) -> None:
        """Change one field; a burst of changes to the same field is one step of undo."""
        self.apply([(field, value)])

    def apply(self, puts: Sequence[Put], *, to_undo: bool = True) -> None:
        """Make several changes, and what follows from them, as one step of undo.

        Without `to_undo`, undo passes them over: they say what happened, such as a page turned.
        """
        if self.read_only:
            raise BadValue("This postmortem is open to read only. Nothing was changed.")
        many = new_items(self.record, puts) if puts else 0
        many = many if many > 1 else 0
        who, now = self.who, self.now()
        follow = consequences(self.record, *puts[0]) if many else []
        step = self._add_items(puts[:many]) if many else []
        for field, value in [*follow, *puts[many:]]:
            followed = consequences(self.record, field, value, who, now)
            for where, what in [(field, value), *followed]:
                edit = make_edit(self.record, (where, what), who, now)
                if edit.before != edit.value:
                    self._make(edit)
                    step.append(edit)
        if step:
            self._note(step)
            if to_undo:
                self._undo.add(tuple(step))
            self._tell({edit.field for edit in step})

    def undo(self) -> Taken | None:
        """Take the last step back, after the last one of this session those before it.

        None when there is no step.
        """
        return self._take(back=True)

    def redo(self) -> Taken | None:
        """Bring back what was last taken back; None when there is nothing."""
        return self._take(back=False)

    def seal(self) -> None:
        """End a burst: the next edit is a new step of undo, even of the same field."""
        self._undo.seal()

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

    def begin_at(self) -> tuple[str, str]:
        """The page and the field to begin at: where one was the last time, if that is there."""
        page, field = self.desk.place()
        if page not in {each.name for each in STEPS}:
            return STEPS[0].name, ""
        there = field.startswith("+") or address.has(self.record, field)
        return page, field if there else ""

    def recover(self) -> "BroughtBack | None":
        """Bring back what this user's ended sessions left, changes as one step.

        None when all of it had been saved: words that are no value yet are then just there again.
        It is deleted from where they had it once all is saved here.
        """
        if self.read_only or not (left := self.desk.left()):
            return None
        from pmtui.store.replay import BroughtBack, both_words, bring_back

        self._left, now = left, self.now()
        record, self.drafts = bring_back(self.record, left, self._history, now)
        step = step_between(self.record, record, self.who, now)
        saved = reduce(both_words, (each.words for each in left))
        words = {place for place, text in self.drafts.items() if saved.get(place) != text}
        self.record = record
        self.desk.log.replace(self._unsaved)
        if step:
            self._undo.add(step)
            self.seal()
        self._tidy()
        fields = sum(not edit.field.startswith("conflicts.") for edit in step)
        return BroughtBack(left[-1].at, fields, len(words)) if step or words else None

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
            self._keep_drafts({**self._kept_drafts, **drafts})
            self._save_record()
            self._keep_drafts(drafts)

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
            self._undo.rename(merged.renamed)
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

    def _keep_drafts(self, drafts: dict[str, str]) -> None:
        """Keep drafts; one that became a value is forgotten only when that is on the disk."""
        if drafts != self._kept_drafts:
            self.desk.keep_words(drafts)
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

    def _add_items(self, puts: Sequence[Put]) -> list[Edit]:
        """Add items to the end of a list at once: one by one, each looks at the whole list."""
        where = puts[0][0].rpartition(".")[0]
        items = (*address.get(self.record, where), *(item for _, item in puts))
        self.record = address.put(self.record, where, items)
        return [Edit(field, item, self.who, self.now()) for field, item in puts]

    def _take(self, *, back: bool) -> Taken | None:
        """Take the last step back, or bring it again; None when there is none."""
        turned = None if self.read_only else self._undo.take(self.record, self.now(), back=back)
        if turned is None:
            return None
        self.record, step, taken = turned
        if step:
            self._note(step)
            self._tell({edit.field for edit in step})
        return taken

    def _tell(self, fields: set[str]) -> None:
        for listener in list(self.listeners):
            listener(frozenset(fields))


def _chain(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """Two renamings one after the other, as one."""
    return {**then, **{old: then.get(new, new) for old, new in first.items()}}
