"""What was decided on a cause, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pmtui.model.action_course import state_at
from pmtui.model.causes import children
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import one_line


@dataclass(frozen=True, slots=True)
class Decided:
    """An action on a cause, or a risk accepted for it: its id, how it stands, and its words."""

    id: str
    state: str
    text: str


def decided(record: Postmortem, cause_id: str) -> list[Decided]:
    """What was decided on a cause or on one below it, in the order of the record."""
    causes = _with_below(record, cause_id)
    stopped = {cause.stop.ref for cause in record.causes if cause.id in causes}
    actions = (each for each in record.actions if causes.intersection(each.causes))
    risks = (
        each
        for each in record.risk_acceptances
        if each.id in stopped or causes.intersection(each.causes)
    )
    return [*map(_action, actions), *map(_risk, risks)]


def open_then(
    record: Postmortem, cause_id: str, at: datetime
) -> Iterator[tuple[Action, ActionStatus]]:
    """The actions on a cause, or on one below it, that were open at an instant, and their state."""
    causes = _with_below(record, cause_id)
    for action in record.actions:
        state = state_at(action, at) if causes.intersection(action.causes) else None
        if state in OPEN_ACTIONS:
            yield action, state


def _with_below(record: Postmortem, cause_id: str) -> set[str]:
    found, queue = {cause_id}, [cause_id]
    for here in queue:
        new = [each.id for each in children(record, here) if each.id not in found]
        found.update(new)
        queue += new
    return found


def _action(action: Action) -> Decided:
    state = str(action.status).replace("_", " ")
    if action.effectiveness.verdict is not None:
        state += f", {action.effectiveness.verdict}"
    return Decided(action.id, state, one_line(action.title or ""))


def _risk(risk: RiskAcceptance) -> Decided:
    until = f", to be looked at on {risk.review_on}" if risk.review_on else ""
    decision = f", then: {risk.review.decision}" if risk.review.decision else ""
    return Decided(risk.id, f"risk accepted{until}{decision}", one_line(risk.reason or ""))
