"""Accepted risks: for how long a cause may be left as it is before it is looked at again."""

from datetime import date

from pmtui.model.dates import later
from pmtui.model.errors import BadValue

MOST_MONTHS = 12
"""Months from the acceptance to its review at the latest (guide, step 5)."""


def refuse_late_review(review_on: date | None, accepted_on: date) -> None:
    """Raises `BadValue` for a review more than `MOST_MONTHS` after the acceptance."""
    latest = later(accepted_on, MOST_MONTHS, "m")
    if review_on is not None and review_on > latest:
        raise BadValue(
            f"An accepted risk is looked at again within {MOST_MONTHS} months: "
            f"on {latest} at the latest."
        )
