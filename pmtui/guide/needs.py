"""What a recommendation or an accepted risk still needs, in few words."""

from datetime import date

from pmtui.guide.policy import usual_due
from pmtui.model.actions import lacks
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.kinds import ActionStatus
from pmtui.model.lacking import risk_lacks
from pmtui.model.postmortem import Postmortem

_SHORT = {"verification.method": "proof", "causes": "cause"}
"""Names of what lacks, where they are not those of the fields."""


def needs(record: Postmortem, action: Action) -> tuple[str, ...]:
    """What a proposed action lacks: owner, due, proof, cause; nothing once it was accepted."""
    if action.status is not ActionStatus.PROPOSED:
        return ()
    fields = [lack.field for lack in lacks(record, action)]
    return tuple(dict.fromkeys(_SHORT.get(each, each.split(".")[-1]) for each in fields))


def risk_needs(risk: RiskAcceptance) -> tuple[str, ...]:
    """What an accepted risk lacks for covering its causes."""
    return (*(() if risk.causes else ("cause",)), *risk_lacks(risk))


def needed_words(record: Postmortem, action: Action, today: date) -> str:
    """What it lacks, with the date that is usual for its priority; "" for nothing."""
    lacking = needs(record, action)
    return f"needs {', '.join(lacking)}{usual_words(action, today)}" if lacking else ""


def usual_words(action: Action, today: date) -> str:
    """The date that is usual for an action without one, where its priority says so."""
    offer = usual_due(action.priority, today) if action.due is None else None
    return f" ({action.priority}: +{(offer - today).days}d is {offer})" if offer else ""
