"""Page 8: accepted actions are done, and somebody else has seen that they work."""

from collections.abc import Iterator
from datetime import date

from pmtui.guide import policy
from pmtui.guide.rules import stalled
from pmtui.guide.rules.rule import DayRule, Problem, Rule, said
from pmtui.model.actions import URGENT
from pmtui.model.commitments import Action
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus
from pmtui.model.overdue import is_overdue
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import same_person

_NO_TICKET_NEEDED = {ActionStatus.PROPOSED, ActionStatus.DECLINED, ActionStatus.MERGED}


def _settled(record: Postmortem, today: date) -> Iterator[Problem]:
    for action in record.actions:
        where = f"actions.{action.id}"
        if action.status in OPEN_ACTIONS:
            state = action.status.replace("_", " ")
            late = f" and was due on {action.due}" if is_overdue(action, today) else ""
            yield (
                f"{where}.status",
                f"{action.id} is {state}{late}. Finish it, decline it with a reason, or put it "
                f"off with a review date.",
            )
        elif action.status is ActionStatus.DEFERRED and action.review_on is None:
            yield f"{where}.review_on", f"{action.id} is put off. Say when it is looked at again."
        elif action.status is ActionStatus.DECLINED and not _has_reason(action):
            yield f"{where}.status", f"{action.id} is declined. Add the reason."


def _has_reason(action: Action) -> bool:
    """Whether the history gives a reason for the state that the action has now."""
    steps = [step for step in action.history if step.field == "status"]
    return bool(steps) and said(steps[-1].reason)


def _verified(record: Postmortem) -> Iterator[Problem]:
    for action in record.actions:
        if action.status is ActionStatus.DONE and action.priority in URGENT:
            yield (
                f"actions.{action.id}.status",
                f"{action.id} is done and {action.priority}. Ask somebody other than its owner "
                f"to verify it.",
            )


def _other_verifier(record: Postmortem) -> Iterator[Problem]:
    for action in record.actions:
        own = same_person(record, action.verification.by, action.owner)
        if action.status is ActionStatus.VERIFIED and own:
            yield (
                f"actions.{action.id}.verification.by",
                f"{action.id} was verified by its owner. Ask another person to check it.",
            )


def _long_overdue(record: Postmortem, today: date) -> Iterator[Problem]:
    for action in record.actions:
        days = (today - action.due).days if action.due and is_overdue(action, today) else 0
        if days > policy.OVERDUE_DAYS:
            yield (
                f"actions.{action.id}.due",
                f"{action.id} is {days} days overdue. Decide: do it, shrink it, or accept the "
                f"risk.",
            )


def _tickets(record: Postmortem) -> Iterator[Problem]:
    for action in record.actions:
        if action.status not in _NO_TICKET_NEEDED and not said(action.ticket):
            yield (
                f"actions.{action.id}.ticket",
                f"{action.id} has no ticket. Add its number or link.",
            )


RULES = (
    DayRule("X7.1", "must", _settled),
    Rule("X7.2", "must", _verified),
    Rule("AL17", "must", _other_verifier, part_of="X7.2"),
    DayRule("X7.3", "warn", _long_overdue),
    Rule("X7.4", "warn", _tickets),
    *stalled.OF_WORK,
)
