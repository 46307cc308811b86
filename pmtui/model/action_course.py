"""What the history of an action tells of its course (domain guide, 5.3)."""

from datetime import date, datetime, timedelta

from pmtui.model.commitments import Action
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus

STALE_AFTER = timedelta(days=30)
"""How long an open action may go on without a line of history."""

_TAKEN = OPEN_ACTIONS | {ActionStatus.DONE, ActionStatus.VERIFIED, ActionStatus.DEFERRED}


def was_accepted(action: Action) -> bool:
    """Whether somebody has committed to it, whatever became of that."""
    return action.status in _TAKEN or accepted_at(action) is not None


def accepted_at(action: Action) -> datetime | None:
    """When it was last accepted; None where the history does not say."""
    found = [
        step.at
        for step in action.history
        if step.field in (None, "status") and step.after == ActionStatus.ACCEPTED
    ]
    return found[-1] if found else None


def slips(action: Action) -> int:
    """How many times its due date was moved to a later day."""
    moved = [step for step in action.history if step.field == "due"]
    return sum(bool(step.before and step.after and step.before < step.after) for step in moved)


def due_changes(action: Action) -> int:
    """How many times its due date was changed to another day: the guide's `slipped`."""
    return sum(bool(step.field == "due" and step.before and step.after) for step in action.history)


def last_heard(action: Action) -> datetime | None:
    """When anything was last written into its history."""
    return max((step.at for step in action.history if step.at), default=None)


def is_stale(action: Action, today: date) -> bool:
    """Whether it is open and its history has had no line for 30 days; False without history."""
    heard = last_heard(action)
    return (
        action.status in OPEN_ACTIONS and heard is not None and heard.date() < today - STALE_AFTER
    )


def state_at(action: Action, at: datetime) -> ActionStatus | None:
    """The state that it was in at an instant, by its history; None where that does not say."""
    moves = [step for step in action.history if step.field in (None, "status") and step.at]
    before = [step.after for step in moves if step.at and step.at <= at]
    state = before[-1] if before else moves[0].before if moves else None
    return ActionStatus(state) if state and state in {*ActionStatus} else None
