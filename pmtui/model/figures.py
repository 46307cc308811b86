"""How long it took and how much was lost, as exact fractions until they are printed.

What is not known stays None: an unknown point in time leaves its intervals open, and a total
with an unknown part is unknown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import combinations

from pmtui.model.bounds import impossible
from pmtui.model.harm import Objective, Segment
from pmtui.model.kinds import Precision
from pmtui.model.margin import margin
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment

_INTERVALS = (
    ("ttd", "Time to detect", "impact_start", "detected_at"),
    ("tta", "Time to acknowledge", "first_alert_at", "acknowledged_at"),
    ("tte", "Time to engage", "detected_at", "engaged_at"),
    ("ttk", "Time to know", "detected_at", "cause_known_at"),
    ("ttm", "Time to mitigate", "impact_start", "mitigated_at"),
    ("ttr", "Time to resolve", "impact_start", "resolved_at"),
    ("ttc", "Time to first customer update", "impact_start", "first_public_update"),
    ("impact", "Impact duration", "impact_start", "impact_end"),
    ("trigger", "Trigger to impact", "trigger_at", "impact_start"),
    ("declare", "Time to declare", "detected_at", "declared_at"),
)
_SINCE_DETECTION = (
    ("ttm", "Time to mitigate", "detected_at", "mitigated_at"),
    ("ttr", "Time to resolve", "detected_at", "resolved_at"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The minutes between two milestones, named because sources differ on where to start.

    `minutes` is negative when the clocks disagree, and None while an end is not known better than
    to the day. `low` and `high` are both `minutes` when the two ends are exact; an approximate
    end widens them by what it may be off (`margin`).
    """

    name: str
    label: str
    minutes: Fraction | None
    low: Fraction | None
    high: Fraction | None
    start: str
    end: str
    start_at: datetime | None
    end_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpactFigures:
    """The size of the impact over all segments; None is not known.

    `minutes` are the lengths of the segments, `affected_minutes` those times the people or
    customers affected; weighted means times the share of failures (0 to 1). `budget` is in
    events for an objective on requests and in minutes for one on time; `budget_consumed` is a
    ratio to it and may exceed 1.
    """

    minutes: Fraction | None = None
    weighted_minutes: Fraction | None = None
    affected_minutes: Fraction | None = None
    weighted_affected_minutes: Fraction | None = None
    attempts: Fraction | None = None
    failed: Fraction | None = None
    failure_share: Fraction | None = None
    availability: Fraction | None = None
    budget: Fraction | None = None
    budget_consumed: Fraction | None = None
    burn_rate: Fraction | None = None


def intervals(record: Postmortem) -> tuple[Interval, ...]:
    """Every interval: those of the response in the order of an incident, then two beside them.

    Detection, mitigation, resolution and the first customer update count from the start of
    the impact; acknowledgement from the first alert; declaration, engagement and diagnosis from
    detection.
    """
    return tuple(_interval(record, *row) for row in _INTERVALS)


def interval(record: Postmortem, name: str) -> Interval:
    """The interval of that name, such as "ttd" or "impact"."""
    return next(_interval(record, *row) for row in _INTERVALS if row[0] == name)


def since_detection(record: Postmortem) -> tuple[Interval, ...]:
    """Mitigation and resolution as many count them: from detection."""
    return tuple(_interval(record, *row) for row in _SINCE_DETECTION)


def overlapping(record: Postmortem) -> tuple[tuple[str, str], ...]:
    """The ids of segments that share some time, in pairs; touching ends are no overlap."""
    spans = [
        (segment.id, segment.start, segment.end)
        for segment in record.impact.segments
        if segment.start and segment.end and segment.start < segment.end
    ]
    return tuple(
        (one, other)
        for (one, start, end), (other, begin, stop) in combinations(spans, 2)
        if start < stop and begin < end
    )


def impact(record: Postmortem) -> ImpactFigures:
    """The figures of the impact; all None while segments overlap, as they would count twice.

    Affected-minutes add affected × minutes over the segments. Counts that cannot be (more failed
    than attempts) are as unknown as those that are missing. The error budget and the burn
    rate are those of Google's SRE workbook, chapter 5: burn rate 1 uses the budget up exactly
    in one window.
    """
    if overlapping(record):
        return ImpactFigures()
    parts = record.impact.segments
    lengths = [length(part) for part in parts]
    shares = [share(part) for part in parts]
    people = [_exact(part.affected) for part in parts]
    hurt = [_times(long, part) for long, part in zip(lengths, shares, strict=True)]
    minutes, weighted = _total(lengths), _total(hurt)
    attempts = _total(None if impossible(part) else _exact(part.attempts) for part in parts)
    failed = _total(None if impossible(part) else _exact(part.failed) for part in parts)
    overall = _overall_share(attempts, failed, shares)
    slo = record.impact.slo
    by_time = counts(slo) == "time"
    budget = _budget(slo)
    burning = _divide(weighted, minutes) if by_time else overall
    return ImpactFigures(
        minutes=minutes,
        weighted_minutes=weighted,
        affected_minutes=_total(map(_times, people, lengths)),
        weighted_affected_minutes=_total(map(_times, people, hurt)),
        attempts=attempts,
        failed=failed,
        failure_share=overall,
        availability=None if overall is None else 1 - overall,
        budget=budget,
        budget_consumed=_divide(weighted if by_time else failed, budget),
        burn_rate=_divide(burning, _allowed(slo)),
    )


def length(segment: Segment) -> Fraction | None:
    """The minutes of a segment; one that ends before it starts has no known length."""
    minutes = _minutes(segment.start, segment.end)
    return None if minutes is None or minutes < 0 else minutes


def share(segment: Segment) -> Fraction | None:
    """The share of failures, 0 to 1: from the counts where both are known; None if impossible."""
    if impossible(segment):
        return None
    counted = _divide(_exact(segment.failed), _exact(segment.attempts))
    return _exact(segment.failure_share) if counted is None else counted


def counts(slo: Objective) -> str:
    """What the objective counts: "time" or "requests", "" when that is not known."""
    if slo.kind is None and slo.events_in_window is not None:
        return "requests"
    return (slo.kind or "").strip().casefold()


def _interval(record: Postmortem, name: str, label: str, start: str, end: str) -> Interval:
    first: Moment = getattr(record.milestones, start) or Moment()
    second: Moment = getattr(record.milestones, end) or Moment()
    start_at, end_at = _instant(first), _instant(second)
    minutes = _minutes(start_at, end_at)
    off = Fraction((margin(first) + margin(second)) // timedelta(seconds=1), 60)
    return Interval(
        name=name,
        label=label,
        minutes=minutes,
        low=None if minutes is None else minutes - off,
        high=None if minutes is None else minutes + off,
        start=start,
        end=end,
        start_at=start_at,
        end_at=end_at,
    )


def _instant(moment: Moment) -> datetime | None:
    """The instant to count from; a moment known to the day or less well has none."""
    return moment.at if moment.precision in {Precision.EXACT, Precision.APPROX} else None


def _minutes(start: datetime | None, end: datetime | None) -> Fraction | None:
    if start is None or end is None:
        return None
    return Fraction((end - start) // timedelta(microseconds=1), 60_000_000)


def _overall_share(
    attempts: Fraction | None, failed: Fraction | None, shares: list[Fraction | None]
) -> Fraction | None:
    """Failed per attempt; without counts, the share of all segments when it is the same."""
    counted = _divide(failed, attempts)
    if counted is not None or len(set(shares)) != 1:
        return counted
    return shares[0]


def _allowed(slo: Objective) -> Fraction | None:
    """The share of failures that the objective allows."""
    target = _exact(slo.target)
    return None if target is None else 1 - target


def _budget(slo: Objective) -> Fraction | None:
    if counts(slo) == "time":
        return _times(_allowed(slo), _times(_exact(slo.window_days), Fraction(24 * 60)))
    if counts(slo) == "requests":
        return _times(_allowed(slo), _exact(slo.events_in_window))
    return None


def _exact(value: float | None) -> Fraction | None:
    """The number as it is written: 0.9995 is 1999/2000, not the binary fraction near it."""
    return None if value is None else Fraction(repr(value))


def _times(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one * other


def _divide(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or not other else one / other


def _total(parts: Iterable[Fraction | None]) -> Fraction | None:
    """The sum; None without parts and when one of them is unknown."""
    known = list(parts)
    if not known or None in known:
        return None
    return sum((part for part in known if part is not None), Fraction(0))
