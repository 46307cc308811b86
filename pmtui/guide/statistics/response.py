"""How incidents were noticed and handled: a dot for each, and who noticed."""

from collections import Counter
from collections.abc import Sequence

from pmtui.guide.statistics.figure import Bar, Dot, Fact, Figure
from pmtui.guide.words import label
from pmtui.model.figures import Interval, interval
from pmtui.model.kinds import DetectionSource, RecordKind, Severity
from pmtui.model.postmortem import Postmortem
from pmtui.model.sample import MEDIAN_FROM, spread

_INTERVALS = {
    "ttd": "Time to detect (TTD)",
    "tte": "Time to engage (TTE)",
    "ttm": "Time to mitigate (TTM)",
    "ttc": "Time to first customer update (TTC)",
}
_SAYS = (
    "Each dot is one incident. A duration says what happened that time, not how bad it was: it "
    "is not related to severity, and its start and end are choices. No mean, no trend."
)


def response(records: Sequence[Postmortem]) -> tuple[Figure, ...]:
    """A figure for each interval of the response, in minutes, and one of who noticed."""
    incidents = [each for each in records if each.kind is RecordKind.INCIDENT]
    return (*(_interval(incidents, *each) for each in _INTERVALS.items()), _detection(incidents))


def severity_of(record: Postmortem) -> str:
    """The severity that counts in the end; empty when none is known."""
    return record.severity.final or record.severity.peak or record.severity.declared or ""


def _interval(incidents: Sequence[Postmortem], name: str, title: str) -> Figure:
    found = [(record, interval(record, name)) for record in incidents]
    dots = tuple(
        Dot(record=record.id, severity=severity_of(record), value=each.minutes)
        for record, each in found
        if each.minutes is not None and each.minutes >= 0
    )
    return Figure(
        id=name,
        title=title,
        counted="incidents",
        says=_SAYS,
        unit="min",
        dots=dots,
        facts=(*_by_severity(dots), *_negative(found)),
        unknown=tuple(record.id for record, each in found if each.minutes is None),
    )


def _by_severity(dots: Sequence[Dot]) -> tuple[Fact, ...]:
    """The median of each severity that has dots enough for one, where there are several."""
    groups = {each: [dot.value for dot in dots if dot.severity == each] for each in Severity}
    if sum(map(bool, groups.values())) < 2:
        return ()
    return tuple(
        Fact(label=f"median of {name} (n = {len(values)})", value=spread(values).median, unit="min")
        for name, values in groups.items()
        if len(values) >= MEDIAN_FROM
    )


def _negative(found: Sequence[tuple[Postmortem, Interval]]) -> tuple[Fact, ...]:
    """The postmortems whose milestones are in the wrong order: they are in no figure."""
    wrong = [record.id for record, each in found if each.minutes is not None and each.minutes < 0]
    return (Fact(label="negative, left out", value=", ".join(wrong)),) if wrong else ()


def _detection(incidents: Sequence[Postmortem]) -> Figure:
    found = Counter(each.detection.source for each in incidents)
    return Figure(
        id="detection",
        title="Noticed by",
        counted="incidents",
        says="The aim is that fewer are found by customers. It cannot tell of what nobody noticed.",
        bars=tuple(
            Bar(label=label(each), count=found[each]) for each in DetectionSource if found[each]
        ),
        unknown=tuple(each.id for each in incidents if each.detection.source is None),
    )
