"""When a page is done: its musts are met, or a written reason goes on without them."""

from collections.abc import Iterable
from datetime import datetime

from pmtui.guide.checks import Finding
from pmtui.model.postmortem import Mark

_SHORTEST = 3
"""Characters of a reason that says anything."""


def open_musts(page: str, findings: Iterable[Finding]) -> list[Finding]:
    """What keeps a page from being done, of the findings of its record."""
    return [each for each in findings if each.step == page and each.level == "must"]


def says_why(reason: str) -> bool:
    """Whether words are a reason for which a page may be done all the same."""
    return len(reason.strip()) >= _SHORTEST


def mark(who: str, now: datetime, reason: str = "") -> Mark:
    """The mark of a page that is done, with the reason if one was needed."""
    return Mark(done_at=now, by=who, override=reason.strip() or None)
