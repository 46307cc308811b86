"""What a part of the record lacks for being whole."""

from collections.abc import Iterable

from pmtui.model.commitments import RiskAcceptance

RISK_PARTS = {"reason": "reason", "accepted_by": "approver", "review_on": "review date"}
"""What an accepted risk needs before it answers a cause, field → its name (guide, AL08)."""


def lacking(part: object, fields: Iterable[str]) -> list[str]:
    """The fields of a part that hold nothing, or nothing but blanks."""
    values = {field: getattr(part, field) for field in fields}
    return [field for field, value in values.items() if value is None or not str(value).strip()]


def risk_lacks(risk: RiskAcceptance) -> list[str]:
    """The names of what keeps a risk from answering its causes; none for a whole one."""
    return [RISK_PARTS[field] for field in lacking(risk, RISK_PARTS)]
