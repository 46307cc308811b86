"""Steps of undo: those of this session and, below them, those of the same user's earlier ones."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from pmtui.edits import Edit, Step, Taken, put, renamed, step_from
from pmtui.model.errors import UnknownField
from pmtui.model.postmortem import Postmortem

if TYPE_CHECKING:  # most sessions take nothing back that is older than they are
    from pmtui.store.earlier import Earlier, EarlierStep
    from pmtui.store.history import Entry

BURST = timedelta(seconds=3)
"""Edits of one field no further apart than this are one step of undo."""

Turned = tuple[Postmortem, Step, Taken]
"""The record after a step was taken back or brought back, the edits made, what is to be said."""


class Undo:
    """The steps of one user in one open record.

    `opened` are the revision and the time at which the session began; `history` gives the
    entries of the record, oldest first, and is asked only for what is older than the session.
    """

    def __init__(
        self, who: str, opened: tuple[str, datetime], history: "Callable[[], Sequence[Entry]]"
    ) -> None:
        self._who = who
        self._opened = opened
        self._history = history
        self._earlier: Earlier | None = None
        self._edited = False
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._sealed = True

    def add(self, step: Step) -> None:
        """Remember a step that was made; one that goes on with a burst joins the one before."""
        self._undone.clear()
        self._edited = True
        last = self._done[-1] if self._done and not self._sealed else ()
        if len(step) == len(last) == 1 and _same_burst(last[0], step[0]):
            first, new = last[0], step[0]
            self._done[-1] = (Edit(first.field, new.value, self._who, new.when, first.before),)
        else:
            self._done.append(step)
        self._sealed = False

    def seal(self) -> None:
        """End a burst: the next edit is a new step, even of the same field."""
        self._sealed = True

    def rename(self, names: Mapping[str, str]) -> None:
        """Go on with the new ids of items that got another one."""
        self._done = [renamed(step, names) for step in self._done]
        self._undone = [renamed(step, names) for step in self._undone]

    def take(self, record: Postmortem, now: datetime, *, back: bool) -> Turned | None:
        """Take the last step back or, without `back`, bring the last such one again.

        None when there is no step.
        """
        source, target = (self._done, self._undone) if back else (self._undone, self._done)
        if source:
            turned = self._turn(record, source.pop(), now)
        elif earlier := self._before(back):
            turned = self._turn_earlier(record, earlier.pop(), now, back)
        else:
            return None
        if turned[1]:
            target.append(turned[1])
            self._sealed = True
        return turned

    def _turn(self, record: Postmortem, step: Step, now: datetime) -> Turned:
        turned = tuple(edit.inverse(self._who, now) for edit in reversed(step))
        for edit in turned:
            with suppress(UnknownField):  # somebody else has removed the item meanwhile
                record = put(record, edit.field, edit.value, edit.place)
        return record, turned, Taken()

    def _before(self, back: bool) -> "list[EarlierStep]":
        """The steps of earlier sessions; an edit of this one ends what could be brought again."""
        from pmtui.store.earlier import earlier_steps, until

        if not back and self._edited:
            return []
        if self._earlier is None:
            entries = until(self._history(), *self._opened)
            self._earlier = earlier_steps(entries, self._who, BURST)
        return self._earlier.done if back else self._earlier.undone

    def _turn_earlier(
        self, record: Postmortem, earlier: "EarlierStep", now: datetime, back: bool
    ) -> Turned:
        from pmtui.store.earlier import last_to_change, turned_round

        at, changes = earlier
        changes = turned_round(changes) if back else changes
        step, blocked = step_from(record, changes, self._who, now)
        for edit in step:
            record = put(record, edit.field, edit.value, edit.place)
        by = last_to_change(self._history(), blocked) if blocked else None
        return record, step, Taken(bool(step), at, blocked, by)


def _same_burst(last: Edit, new: Edit) -> bool:
    return last.field == new.field and new.when - last.when <= BURST and new.place is None
