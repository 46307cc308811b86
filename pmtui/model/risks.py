"""Accepted risks: until when a cause may be left as it is, and whether it is to be looked at."""

from datetime import date

from pmtui.model.commitments import RiskAcceptance
from pmtui.model.dates import later
from pmtui.model.errors import BadValue
from pmtui.model.kinds import RiskDecision
from pmtui.model.lacking import risk_lacks

MOST_MONTHS = 12
"""Months from the acceptance to its review at the latest (guide, step 5)."""

_OVER = frozenset({RiskDecision.ACT, RiskDecision.CLOSED})


def stands(risk: RiskAcceptance) -> bool:
    """Whether the risk answers its causes: it is whole, and did not become an action."""
    return not risk_lacks(risk) and risk.review.decision is not RiskDecision.ACT


def waits(risk: RiskAcceptance) -> bool:
    """Whether the risk is still to be looked at on the day of its review.

    One that became an action or is closed is not, nor one that was kept on that day or later.
    """
    seen = risk.review
    if risk.review_on is None or seen.decision in _OVER:
        return False
    return seen.decision is None or seen.at is None or seen.at < risk.review_on


def is_due(risk: RiskAcceptance, today: date) -> bool:
    """Whether the risk was to be looked at by today, and was not."""
    return waits(risk) and risk.review_on is not None and risk.review_on <= today


def accepted_on(risk: RiskAcceptance | None, today: date) -> date:
    """The day from which the months to the next review count.

    That is when it was accepted or kept last; today where it is due, or that is not known.
    """
    if risk is None or is_due(risk, today):
        return today
    known = [risk.accepted_at.date() if risk.accepted_at else None, risk.review.at]
    return max((each for each in known if each), default=today)


def refuse_late_review(review_on: date | None, accepted_on: date) -> None:
    """Raises `BadValue` for a review more than `MOST_MONTHS` after the acceptance."""
    latest = later(accepted_on, MOST_MONTHS, "m")
    if review_on is not None and review_on > latest:
        raise BadValue(
            f"An accepted risk is looked at again within {MOST_MONTHS} months: "
            f"on {latest} at the latest."
        )
