"""How the team reviews: delays, answers to the survey, facilitators, and what it cost people."""

from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction

from pmtui.guide.statistics.figure import Dot, Fact, Figure
from pmtui.guide.statistics.response import severity_of
from pmtui.model.postmortem import Postmortem

_DAY = 24 * 3600
_Instant = Callable[[Postmortem], datetime | None]


def reviewing(records: Sequence[Postmortem]) -> tuple[Figure, ...]:
    """Days to the meeting and to the report, the survey, and the hours of people."""
    return (
        _days(records, "meeting", "From resolved to the meeting", _resolved, _met),
        _days(records, "published", "From the meeting to the published report", _met, _published),
        _survey(records),
        _load(records),
    )


def _resolved(record: Postmortem) -> datetime | None:
    resolved = record.milestones.resolved_at
    return resolved.at if resolved else None


def _met(record: Postmortem) -> datetime | None:
    return record.prep.meeting.start


def _published(record: Postmortem) -> datetime | None:
    return record.report.published_at


def _days(
    records: Sequence[Postmortem], name: str, title: str, start: _Instant, end: _Instant
) -> Figure:
    """A dot for each record whose end comes after its start, in days."""
    spans = [(each, start(each), end(each)) for each in records]
    return Figure(
        id=name,
        title=title,
        counted="postmortems",
        says="Memory fades within days. A late review is better than none.",
        unit="d",
        dots=tuple(
            Dot(
                record=each.id,
                severity=severity_of(each),
                value=Fraction(round((last - first).total_seconds()), _DAY),
            )
            for each, first, last in spans
            if first and last and first <= last
        ),
    )


def _survey(records: Sequence[Postmortem]) -> Figure:
    surveys = [each.follow_up.survey for each in records]
    led = [_name(each) for each in records if each.prep.facilitator]
    return Figure(
        id="survey",
        title="After the meetings",
        counted="answers",
        says="Two questions to those who were there. Who does not come again seldom answers.",
        facts=(
            Fact(label="answered", value=_of([(each.answered, each.asked) for each in surveys])),
            Fact(
                label="learned something",
                value=_of([(each.learned_something, each.answered) for each in surveys]),
            ),
            Fact(
                label="would come again",
                value=_of([(each.would_attend_again, each.answered) for each in surveys]),
            ),
            Fact(
                label="facilitators",
                value=f"{len(set(led))} in {len(led)} meetings" if led else None,
            ),
        ),
    )


def _name(record: Postmortem) -> str:
    """The facilitator's handle or name, which is the same in several records."""
    wanted = record.prep.facilitator
    found = next((each for each in record.prep.people if each.id == wanted), None)
    return (found.handle or found.name or "") if found else wanted or ""


def _of(counts: Sequence[tuple[int | None, int | None]]) -> str | None:
    """Sums of parts and wholes in words, of the pairs that are known; None without any."""
    known = [(part, whole) for part, whole in counts if part is not None and whole]
    return (
        f"{sum(each for each, _ in known)} of {sum(each for _, each in known)}" if known else None
    )


def _load(records: Sequence[Postmortem]) -> Figure:
    loads = [each.impact.internal for each in records]
    people = sum(each.people or 0 for each in loads)
    hours = sum(Fraction(str(each.hours or 0)) for each in loads)
    night = sum(Fraction(str(each.night_hours or 0)) for each in loads)
    return Figure(
        id="load",
        title="What it cost our own people",
        counted="postmortems",
        says="Estimates. Hours at night cost more than they count.",
        facts=(
            Fact(label="people in the response, added up", value=people or None),
            Fact(label="hours of work", value=hours or None, unit="h"),
            Fact(label="of these at night", value=night or None, unit="h"),
        ),
        unknown=tuple(each.id for each in records if each.impact.internal.people is None),
    )
