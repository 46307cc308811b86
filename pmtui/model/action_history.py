"""What the history of an action keeps: its states, its owner, its dates and its verdict."""

import re
from datetime import datetime

from pmtui.model import address
from pmtui.model.commitments import Action, Step
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import person_id

_TOLD = ("status", "owner", "due", "review_on")
"""The fields whose changes are in the history."""

_COMMITTED = OPEN_ACTIONS | {ActionStatus.DEFERRED}
_DATED = re.compile(r"actions\.(a\d+)\.(owner|due|review_on)")


def steps_between(
    old: Action, new: Action, *, by: str | None, reason: str | None, now: datetime | None
) -> tuple[Step, ...]:
    """What was changed, as lines of history: the state first, then owner, dates and verdict."""
    changes = [(each, getattr(old, each), getattr(new, each)) for each in _TOLD]
    changes.append(("verdict", old.effectiveness.verdict, new.effectiveness.verdict))
    return tuple(
        history_step(field, before, after, by=by, reason=reason, at=now)
        for field, before, after in changes
        if before != after
    )


def history_step(
    field: str,
    before: object,
    after: object,
    *,
    by: str | None,
    reason: str | None,
    at: datetime | None,
) -> Step:
    """A line of an action's history: who changed a field from what to what, and why."""
    texts = (None if each is None else str(each) for each in (before, after))
    return Step(at=at, by=by, field=field, before=next(texts), after=next(texts), reason=reason)


def noted(
    record: Postmortem, field: str, value: object, *, by: str | None, at: datetime | None
) -> list[tuple[str, tuple[Step, ...]]]:
    """The address and the new history of a commitment whose owner or date is put by hand.

    Nothing for other fields, and while nobody has committed to the action: before that, a date is
    only proposed. `by` and `at` are who puts it and when, None where that is not known.
    """
    found = _DATED.fullmatch(field)
    action: Action | None = address.get_item(record, f"actions.{found[1]}") if found else None
    if found is None or action is None or action.status not in _COMMITTED:
        return []
    after: Action = address.get(address.put(record, field, value), f"actions.{action.id}")
    by = person_id(record, by) if by else None
    steps = steps_between(action, after, by=by, reason=None, now=at)
    return [(f"actions.{action.id}.history", action.history + steps)] if steps else []
