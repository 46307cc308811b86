"""Moving actions of several postmortems at once, each in its own record, and taking that back.

Each record is changed under its own lock, so that no edit of anybody else is lost; a record that
cannot be changed keeps its actions as they were and says why. A move is remembered as the changes
that it made in each record; taking it back makes them the other way round, but in no record where
somebody has changed one of those fields since.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pmtui.edits import moved_puts, put, put_all, step_from
from pmtui.guide.moves import Mover, all_moved
from pmtui.guide.questions import Answers
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ActionStatus
from pmtui.model.postmortem import Postmortem
from pmtui.store.changes import differences
from pmtui.store.earlier import last_to_change, turned_round
from pmtui.store.history import Change
from pmtui.store.library import Library

Chosen = Mapping[str, Sequence[str]]
"""The ids of actions by the id of their postmortem."""

Changes = Mapping[str, tuple[Change, ...]]
"""What was changed in each record, by its id."""

Kept = Mapping[tuple[str, str], str]
"""Why actions stay as they were: a sentence by postmortem and action."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move changed, and which actions stay as they were."""

    changes: Changes
    kept: Kept


@dataclass(frozen=True, slots=True)
class Turned:
    """What was changed by taking changes back.

    `kept` has a sentence by the id of each record that stays as it was. `left` are the changes of
    those that the machine refused, which may be taken back later; what others have changed since
    is not among them.
    """

    changes: Changes
    kept: Mapping[str, str]
    left: Changes


class _ChangedSince(PmtuiError):
    """Fields that are not as a change left them."""

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def move_across(
    library: Library, chosen: Chosen, to: ActionStatus, answers: Answers, mover: Mover
) -> Moved:
    """Move actions to a state with the same answers; those that cannot stay as they are."""
    changes: dict[str, tuple[Change, ...]] = {}
    kept: dict[tuple[str, str], str] = {}
    for ref, ids in chosen.items():
        found: dict[str, str] = {}

        def moved(
            record: Postmortem, ids: Sequence[str] = ids, found: dict[str, str] = found
        ) -> Postmortem:
            after, why = all_moved(record, ids, to, answers, mover)
            found.clear()
            found.update(why)
            return put_all(record, moved_puts(record, after), mover.who, mover.now)

        try:
            changes[ref] = _changed(library, ref, moved)
        except PmtuiError as error:
            found = dict.fromkeys(ids, str(error))
        kept.update({(ref, each): why for each, why in found.items()})
    return Moved({ref: made for ref, made in changes.items() if made}, kept)


def take_back(library: Library, changes: Changes, mover: Mover) -> Turned:
    """Make changes the other way round, in each record wholly or not at all.

    What that changed can be taken back in the same way, which brings the first changes again.
    """
    turned: dict[str, tuple[Change, ...]] = {}
    kept: dict[str, str] = {}
    left: dict[str, tuple[Change, ...]] = {}
    for ref, made in changes.items():

        def back(record: Postmortem, made: Sequence[Change] = made) -> Postmortem:
            edits, blocked = step_from(record, turned_round(made), mover.who, mover.now)
            if blocked:
                raise _ChangedSince(blocked)
            for each in edits:
                record = put(record, each.field, each.value, each.place)
            return record

        try:
            turned[ref] = _changed(library, ref, back)
        except _ChangedSince as error:
            kept[ref] = _since(library, ref, error.fields)
        except PmtuiError as error:
            kept[ref], left[ref] = str(error), made
    return Turned(turned, kept, left)


def _changed(
    library: Library, ref: str, edit: Callable[[Postmortem], Postmortem]
) -> tuple[Change, ...]:
    """Change a record; what differs in it then. Raises `PmtuiError`."""
    made: tuple[Change, ...] = ()

    def change(record: Postmortem) -> Postmortem:
        nonlocal made
        after = edit(record)
        made = differences(record, after)
        return after

    library.change(ref, change)
    return made


def _since(library: Library, ref: str, fields: Sequence[str]) -> str:
    """That fields were changed since, by whom, and what to do."""
    try:
        by = last_to_change(library.history(ref).entries, fields)
    except PmtuiError:
        by = None
    return (
        f"{ref} was changed since{f' by {by}' if by else ''} ({', '.join(fields)}): taking it back "
        f"would lose that. Open it, and change there what is wrong."
    )
