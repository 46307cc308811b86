"""Which threads of causes a record asks for, with their questions filled in from its figures.

Occurrence always; detection, response and amplification where the intervals show that there is
something to ask (guide, step 3). Unknown times offer nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pmtui.model.kinds import DetectionSource, ThreadKind
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment

UNNOTICED = timedelta(minutes=5)
"""A longer time to detect is asked about."""

SLOW = timedelta(minutes=15)
"""A longer time from detection to mitigation is asked about."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A thread that may be begun: its kind and its question."""

    kind: ThreadKind
    question: str


def offers(record: Postmortem) -> tuple[Offer, ...]:
    """The threads that the record asks for and that it does not have yet."""
    begun = {thread.kind for thread in record.threads}
    found = [Offer(kind, ask(record)) for kind, ask in _QUESTIONS.items() if kind not in begun]
    return tuple(offer for offer in found if offer.question)


def _came_about(_record: Postmortem) -> str:
    return "How did it come about?"


def _unnoticed(record: Postmortem) -> str:
    times = record.milestones
    long = _between(times.impact_start, times.detected_at)
    if long is not None and long > UNNOTICED:
        return f"How did it stay unnoticed for {_minutes(long)}?"
    source = record.detection.source
    told_otherwise = source is not None and source is not DetectionSource.ALERT
    return "How did people notice it before an alert did?" if told_otherwise else ""


def _took_long(record: Postmortem) -> str:
    times = record.milestones
    long = _between(times.detected_at, times.mitigated_at)
    if long is None or long <= SLOW:
        return ""
    return f"How did mitigation take {_minutes(long, 'more ')}?"


def _grew(record: Postmortem) -> str:
    times = record.milestones
    long = _between(times.mitigated_at, times.impact_end)
    if long is not None and long > timedelta():
        return f"How did it grow, and go on for {_minutes(long)} after mitigation?"
    lasting = [each.text for each in record.impact.long_term if each.text]
    return f"How did it come to last? {lasting[0]}" if lasting else ""


_QUESTIONS: dict[ThreadKind, Callable[[Postmortem], str]] = {
    ThreadKind.OCCURRENCE: _came_about,
    ThreadKind.DETECTION: _unnoticed,
    ThreadKind.RESPONSE: _took_long,
    ThreadKind.AMPLIFICATION: _grew,
}


def _between(start: Moment | None, end: Moment | None) -> timedelta | None:
    """The time between two milestones; None where one is not known."""
    first, last = _instant(start), _instant(end)
    return last - first if first and last else None


def _instant(moment: Moment | None) -> datetime | None:
    return moment.at if moment else None


def _minutes(long: timedelta, more: str = "") -> str:
    count = int(long.total_seconds() // 60)
    return f"{count} {more}minute{'s' if count != 1 else ''}"
