"""What figures can be: of the impact, typed or in a record already, and of the meeting, typed."""

from itertools import pairwise

from pmtui.model.harm import Cost, Measure, Objective, Segment
from pmtui.model.meeting import MOST_MINUTES

COUNTED = ("time", "requests")
"""What an objective may count."""

LEAST_TARGET, MOST_TARGET = 0.5, 0.999999
"""The shares that an objective may aim at (guide, step 4)."""

_LOWEST_FIRST = {
    "low": "at least",
    "value": "value",
    "best": "best guess",
    "high": "at most",
    "of": "of",
}


def impossible(segment: Segment) -> str:
    """What a segment has that cannot be, such as "has 300 failed of 200 attempts"; else ""."""
    failed, attempts, share = segment.failed, segment.attempts, segment.failure_share
    if failed is not None and attempts is not None and not 0 <= failed <= attempts:
        return f"has {failed:,} failed of {attempts:,} attempts"
    if share is not None and not 0 <= share <= 1:
        return f"has a failure share of {share * 100:g} %"
    return ""


def disorder(figure: Measure | Cost) -> tuple[str, str] | None:
    """The first field that is less than one before it, and what to say of the two; else None.

    A range has its least number first, then the best guess, then the most; none of them is more
    than what they are part of.
    """
    known = [
        (field, f"“{name}” ({value:,})", value)
        for field, name in _LOWEST_FIRST.items()
        if (value := getattr(figure, field, None)) is not None
    ]
    for (_, words, value), (field, more, above) in pairwise(known):
        if value > above:
            return field, f"{words} is more than {more}"
    return None


def off_target(slo: Objective) -> tuple[str, str] | None:
    """The field of an objective that cannot be, and the sentence that says what can; else None."""
    if slo.target is not None and not LEAST_TARGET <= slo.target <= MOST_TARGET:
        return "target", "A target lies between 50 % and 99.9999 %, such as 99.95 %."
    if slo.kind and slo.kind.strip().casefold() not in COUNTED:
        return "kind", f"“{slo.kind}” is not what an objective counts. Write time or requests."
    return None


def no_length(minutes: int) -> str:
    """Why nothing of the meeting can take so many minutes; "" for what can be planned."""
    if not minutes:
        return "0 minutes are no time at all. Write how many it takes, or delete the block."
    if minutes > MOST_MINUTES:
        return f"{minutes:,} minutes are more than a day. Write how many minutes it takes."
    return ""
