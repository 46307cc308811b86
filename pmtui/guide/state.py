"""How far each page is, in words for the rail."""

from collections.abc import Iterable

from pmtui.guide.checks import Finding
from pmtui.model import address
from pmtui.model.kinds import ActionStatus
from pmtui.model.postmortem import Postmortem

_FIELDS: dict[str, tuple[str, ...]] = {
    "preparation": ("prep", "services", "tags", "severity", "flags"),
    "analysis": ("timeline", "milestones", "detection", "analysis", "open_questions"),
    "root_cause": ("threads", "causes", "causal"),
    "impact": ("impact", "deadlines"),
    "lessons": ("lessons", "no_luck_reason", "follow_up.survey"),
    "recommendations": ("actions", "risk_acceptances", "parking_lot"),
    "report": ("report", "communications"),
    "follow_up": (
        "follow_up.reviews",
        "follow_up.adjustments",
        "follow_up.recurrence_links",
        "follow_up.shared_outside",
        "follow_up.reopen_if",
        "follow_up.closing_note",
    ),
}
"""The fields that each page asks for; Implementation has none but the state of the actions."""

_BLANK = Postmortem(id="blank")
_NOT_COMMITTED = {ActionStatus.PROPOSED, ActionStatus.DECLINED, ActionStatus.MERGED}


def state_of(record: Postmortem, step_name: str, findings: Iterable[Finding]) -> str:
    """The state of a page: "empty", "3 to do" (what must be done), "ready" or "done".

    `findings` are those of the record; other pages' are passed over.
    """
    if getattr(record.progress, step_name).done_at is not None:
        return "done"
    if _is_empty(record, step_name):
        return "empty"
    musts = sum(each.step == step_name and each.level == "must" for each in findings)
    return f"{musts} to do" if musts else "ready"


def nudges_on(step_name: str, findings: Iterable[Finding]) -> int:
    """How many findings a page has that nothing depends on: warnings and hints."""
    return sum(each.step == step_name and each.level != "must" for each in findings)


def _is_empty(record: Postmortem, step_name: str) -> bool:
    """Whether nothing of the page was filled beyond what every record starts with."""
    if step_name == "implementation":
        return all(action.status in _NOT_COMMITTED for action in record.actions)
    return all(
        address.get(record, field) == address.get(_BLANK, field) for field in _FIELDS[step_name]
    )
