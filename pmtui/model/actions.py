"""How a recommendation becomes a commitment and moves along its states.

"Verified" says that an action was built as intended, by somebody other than its owner; whether
it helped is the verdict of its effectiveness check.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from pmtui.model import address, causes
from pmtui.model.action_history import steps_between
from pmtui.model.commitments import Action
from pmtui.model.errors import BadValue, PmtuiError
from pmtui.model.kinds import WITHDRAWN_ACTIONS, ActionStatus, Priority
from pmtui.model.one_person import is_one_person
from pmtui.model.postmortem import Postmortem
from pmtui.model.proof import is_proof
from pmtui.model.roster import person_id, same_person

URGENT = frozenset({Priority.P0, Priority.P1})

NEXT: dict[ActionStatus, tuple[ActionStatus, ...]] = {
    ActionStatus.PROPOSED: (ActionStatus.ACCEPTED, ActionStatus.DECLINED, ActionStatus.MERGED),
    ActionStatus.ACCEPTED: (
        ActionStatus.IN_PROGRESS,
        ActionStatus.DEFERRED,
        ActionStatus.DECLINED,
    ),
    ActionStatus.IN_PROGRESS: (
        ActionStatus.DONE,
        ActionStatus.BLOCKED,
        ActionStatus.DEFERRED,
        ActionStatus.DECLINED,
    ),
    ActionStatus.BLOCKED: (ActionStatus.IN_PROGRESS, ActionStatus.DECLINED),
    ActionStatus.DONE: (ActionStatus.VERIFIED, ActionStatus.IN_PROGRESS),
    ActionStatus.VERIFIED: (ActionStatus.IN_PROGRESS,),
    ActionStatus.DEFERRED: (ActionStatus.PROPOSED,),
    ActionStatus.DECLINED: (ActionStatus.PROPOSED,),
    ActionStatus.MERGED: (),
}
"""The states that an action may move to from each state."""


class CannotMove(PmtuiError):
    """A move that the states of an action do not allow, or that lacks something."""


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that keeps an action from being accepted.

    `field` is an address within the action; `message` goes on from the action's id.
    """

    rule: str
    field: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    """One move as it was asked for; `note` has no surrounding blanks."""

    record: Postmortem
    action: Action
    by: str | None
    note: str
    today: date


def move(
    record: Postmortem,
    action_id: str,
    to_status: ActionStatus,
    *,
    by: str | None,
    note: str | None,
    due: date | None,
    owner: str | None,
    today: date,
    now: datetime,
) -> Postmortem:
    """The record with one action in another state and the move in its history.

    `due` moves the due date, or sets the review date of an action that is deferred; `owner`
    changes the owner. With the state that the action has already, these alone are changed.
    Raises `UnknownField` for an unknown action, `BadValue` for a date in the past and
    `CannotMove` with a sentence that says what is missing.
    """
    where = f"actions.{action_id}"
    old: Action = address.get(record, where)
    if due != old.due:
        _refuse_past(due, today)
    new = old
    if owner and owner.strip():
        new = replace(new, owner=person_id(record, owner))
    if due is not None and to_status is ActionStatus.DEFERRED:
        new = replace(new, review_on=due)
    elif due is not None:
        new = replace(new, due=due)
    by = person_id(record, by) if by and by.strip() else None
    asked = _Move(record=record, action=new, by=by, note=(note or "").strip(), today=today)
    if to_status is not old.status:
        new = replace(_entered(asked, old.status, to_status), status=to_status)
    steps = steps_between(old, new, by=by, reason=asked.note or None, now=now)
    if not steps:
        raise CannotMove(f"{old.id} is {_said(old.status)} already. {_ways(old.status)}")
    return address.put(record, where, replace(new, history=old.history + steps))


def lacks(record: Postmortem, action: Action) -> tuple[Lack, ...]:
    """What the action needs before it can be accepted: one owner, a date, a proof, a cause."""
    missing: list[Lack] = []
    if not is_one_person(record, action.owner):
        said = f"is owned by “{action.owner}”" if action.owner else "has no owner"
        missing.append(Lack("AL03", "owner", f"{said}; name the one person who owns it"))
    if action.due is None:
        missing.append(Lack("AL04", "due", "has no due date; set one"))
    if action.priority in URGENT and not is_proof(action.verification.method):
        text = "is urgent and nothing says how its result is checked; describe the check"
        missing.append(Lack("AL05", "verification.method", text))
    if not action.causes and not action.lesson:
        text = "is linked to no cause and no lesson; link what it acts on"
        missing.append(Lack("AL07", "causes", text))
    return tuple(missing)


def uncovered_without(record: Postmortem, action: Action) -> tuple[str, ...]:
    """The ends of the questions that a commitment alone covers, and that ask for an answer.

    None for an action that nobody has committed to yet.
    """
    if action.status is ActionStatus.PROPOSED:
        return ()
    declined = replace(action, status=ActionStatus.DECLINED)
    without = address.put(record, f"actions.{action.id}", declined)
    return tuple(leaf.id for leaf in causes.uncovered(without) if leaf.id in action.causes)


def _refuse_past(due: date | None, today: date) -> None:
    if due is not None and due < today:
        raise BadValue(f"{due} lies in the past. Give a date from {today} on.")


def _entered(asked: _Move, before: ActionStatus, after: ActionStatus) -> Action:
    """The action with what the new state brings; raises `CannotMove` where something lacks."""
    if after not in NEXT[before]:
        raise CannotMove(
            f"{asked.action.id} is {_said(before)} and cannot become {_said(after)}. "
            f"{_ways(before)}"
        )
    asked = replace(asked, action=replace(asked.action, blocked_reason=None))
    if before in (ActionStatus.DONE, ActionStatus.VERIFIED) and after is ActionStatus.IN_PROGRESS:
        return _reopened(asked)
    return _ENTER[after](asked)


def _accepted(asked: _Move) -> Action:
    action = asked.action
    missing = lacks(asked.record, action)
    if missing:
        wants = "; ".join(
            f"it {lack.message} (actions.{action.id}.{lack.field})" for lack in missing
        )
        raise CannotMove(f"{action.id} cannot be accepted yet: {wants}.")
    if action.due is not None and action.due < asked.today:
        raise CannotMove(
            f"{action.id} cannot be accepted: its due date {action.due} lies in the past. "
            f"Give a new one with it."
        )
    if asked.by is None and not asked.note:
        raise CannotMove(
            f"{action.id} is accepted by an approver or by the team. Say who approves it (by), or "
            f"in the note when the team decided."
        )
    return action


def _started(asked: _Move) -> Action:
    return asked.action


def _blocked(asked: _Move) -> Action:
    return replace(asked.action, blocked_reason=_need(asked, "Say in the note what blocks it."))


def _done(asked: _Move) -> Action:
    if not asked.action.ticket:
        _need(asked, "Say in the note what was done, or give the link to it.")
    return replace(asked.action, done_at=asked.today)


def _verified(asked: _Move) -> Action:
    action = asked.action
    by = asked.by or action.verification.by
    if not by:
        raise CannotMove(f"{action.id} needs a verifier. Say who checked it (by).")
    stored: Action = address.get(asked.record, f"actions.{action.id}")
    if any(same_person(asked.record, by, owner) for owner in (action.owner, stored.owner)):
        raise CannotMove(
            f"{action.id} is verified by somebody other than its owner. "
            f"Ask another person to check it and give their name (by)."
        )
    result = _need(asked, "Say in the note what the check showed.")
    by = person_id(asked.record, by)
    proof = replace(action.verification, by=by, at=asked.today, result=result)
    return replace(action, verification=proof)


def _reopened(asked: _Move) -> Action:
    """The action in progress again; what was seen of it before is in its history."""
    _need(asked, "Say in the note why it is opened again.")
    proof = replace(asked.action.verification, at=None, result=None)
    effect = replace(asked.action.effectiveness, result=None, verdict=None)
    return replace(asked.action, done_at=None, verification=proof, effectiveness=effect)


def _deferred(asked: _Move) -> Action:
    _need(asked, "Say in the note why it is put off.")
    if asked.action.review_on is None or asked.action.review_on < asked.today:
        raise CannotMove(
            f"{asked.action.id} needs a date on which it is looked at again. Give it as the date "
            f"of this move (due)."
        )
    return asked.action


def _declined(asked: _Move) -> Action:
    """The action declined; once accepted, only when what it acted on is covered without it."""
    action = asked.action
    _need(asked, "Say in the note why it is declined.")
    if bare := uncovered_without(asked.record, action):
        raise CannotMove(
            f"Nothing else acts on {', '.join(bare)}. Accept that risk first (risk_acceptances: "
            f"the causes, a reason, who accepts it, a review date), or link another action; then "
            f"decline {action.id}."
        )
    return action


def _merged(asked: _Move) -> Action:
    note = _need(asked, "Name in the note the action that it is merged into, such as a3.")
    alive = {action.id for action in asked.record.actions if action.status not in WITHDRAWN_ACTIONS}
    if not (alive - {asked.action.id}).intersection(re.findall(r"a\d+", note)):
        raise CannotMove(
            f"The note names no other action of this postmortem that goes on. Name the one that "
            f"{asked.action.id} is merged into, such as a3."
        )
    return asked.action


def _proposed_again(asked: _Move) -> Action:
    return replace(asked.action, review_on=None)


_ENTER: dict[ActionStatus, Callable[[_Move], Action]] = {
    ActionStatus.ACCEPTED: _accepted,
    ActionStatus.IN_PROGRESS: _started,
    ActionStatus.BLOCKED: _blocked,
    ActionStatus.DONE: _done,
    ActionStatus.VERIFIED: _verified,
    ActionStatus.DEFERRED: _deferred,
    ActionStatus.DECLINED: _declined,
    ActionStatus.MERGED: _merged,
    ActionStatus.PROPOSED: _proposed_again,
}


def _need(asked: _Move, sentence: str) -> str:
    """The note of the move; raises `CannotMove` with the sentence when there is none."""
    if not asked.note:
        raise CannotMove(f"{asked.action.id} needs a reason for this move. {sentence}")
    return asked.note


def _said(status: ActionStatus) -> str:
    return status.value.replace("_", " ")


def _ways(status: ActionStatus) -> str:
    ways = [_said(each) for each in NEXT[status]]
    return f"From here it can become {', '.join(ways)}." if ways else "It stays as it is."
