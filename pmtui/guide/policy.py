"""The numbers of a review's policy: by when it meets, publishes and looks back.

The defaults follow PagerDuty's postmortem documentation: SEV1 within three calendar days, SEV2
within five working days. Working days are Monday to Friday without the record's days off.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from pmtui.model.kinds import MAJOR, Priority, ReportStatus, ReviewKind, Severity
from pmtui.model.postmortem import Postmortem
from pmtui.model.sign_off import first_published


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of days after an instant; `working` leaves out Saturdays, Sundays and days off."""

    days: int
    working: bool


REVIEW_WITHIN = {Severity.SEV1: Limit(3, working=False), Severity.SEV2: Limit(5, working=True)}
PUBLISH_WITHIN = {Severity.SEV1: Limit(10, working=True), Severity.SEV2: Limit(10, working=True)}
LOOK_BACK_AFTER = {ReviewKind.DAY_30: 30, ReviewKind.DAY_90: 90}
"""Days after publication at which a follow-up review is held."""

DUE_WITHIN = {Priority.P0: 15, Priority.P1: 30, Priority.P2: 90}
"""Days from the acceptance of an action to its due date."""

EVIDENCE_MAJOR, EVIDENCE_OTHERWISE = 3, 1
EVENTS_QUICK, EVENTS_OTHERWISE = 3, 5
AGENDA_HOURS = 24
GAP_MINUTES, GAP_ASKED_MINUTES = 15, 10
EVIDENCE_SHARE = 0.8
MITIGATE_MINUTES = 60
OVERDUE_DAYS = 14
MOST_OPEN_ACTIONS = 7
MOST_P0_ACTIONS = 3
MOST_PER_OWNER = 3


def severity(record: Postmortem) -> Severity | None:
    """The severity as the review settled it, else its peak, else as it was declared."""
    history = record.severity
    return history.final or history.peak or history.declared


def is_major(record: Postmortem) -> bool:
    """Whether the incident was SEV1 or SEV2."""
    return severity(record) in MAJOR


def review_due(record: Postmortem) -> datetime | None:
    """By when the review meeting starts; None without such a rule or without a resolution."""
    return _due(record, REVIEW_WITHIN)


def publish_due(record: Postmortem) -> datetime | None:
    """By when the report is published; None without such a rule or without a resolution."""
    return _due(record, PUBLISH_WITHIN)


def unplanned(record: Postmortem) -> Iterator[tuple[ReviewKind, datetime]]:
    """The follow-up reviews that nobody has planned, and when each is to be held.

    They count from the first publication, however often the report is published again. The one
    after 90 days is held for major incidents (guide, step 8); none is for a report that another one
    supersedes.
    """
    published = first_published(record)
    if published is None or record.report.status is ReportStatus.SUPERSEDED:
        return
    planned = {review.kind for review in record.follow_up.reviews}
    for kind, days in LOOK_BACK_AFTER.items():
        if kind not in planned and (kind is ReviewKind.DAY_30 or is_major(record)):
            yield kind, published + timedelta(days=days)


def usual_due(priority: Priority | None, accepted: date) -> date | None:
    """By when an action of that priority is done; None where that is by choice (guide 5.1)."""
    days = DUE_WITHIN.get(priority) if priority else None
    return None if days is None else accepted + timedelta(days=days)


def after(limit: Limit, start: datetime, days_off: Collection[date] = ()) -> datetime:
    """The instant at which the limit ends, at the same time of day as its start."""
    if not limit.working:
        return start + timedelta(days=limit.days)
    end, left = start, limit.days
    while left:
        end += timedelta(days=1)
        left -= end.weekday() < 5 and end.date() not in days_off
    return end


def _due(record: Postmortem, limits: dict[Severity, Limit]) -> datetime | None:
    resolved, level = record.milestones.resolved_at, severity(record)
    if resolved is None or resolved.at is None or level not in limits:
        return None
    return after(limits[level], resolved.at, record.days_off)
