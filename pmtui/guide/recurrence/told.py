"""What is kept of each postmortem, so that looking for earlier causes reads no record."""

from dataclasses import dataclass
from datetime import UTC, datetime

from pmtui.guide.context import known_day
from pmtui.guide.recurrence.terms import terms
from pmtui.model.causes import ruled_out
from pmtui.model.kinds import CauseRole
from pmtui.model.postmortem import Postmortem

BETWEEN = "|"
"""Stands between two terms of a cause."""


@dataclass(frozen=True, slots=True)
class Said:
    """A cause: its id, its words, and its terms joined by `BETWEEN`."""

    id: str
    text: str
    terms: str


@dataclass(frozen=True, slots=True)
class Told:
    """A postmortem: when it began, what it touched, and the causes that may come again.

    `began` is an instant in UTC or a day in ISO form; None when neither is known.
    """

    id: str
    title: str | None
    reference: str | None
    began: str | None
    services: tuple[str, ...]
    tags: tuple[str, ...]
    trigger: str | None
    causes: tuple[Said, ...]


def told(record: Postmortem) -> Told:
    """What is kept of a record: of its causes those that are no effect and not ruled out."""
    out = ruled_out(record)
    return Told(
        id=record.id,
        title=record.title,
        reference=record.reference,
        began=began(record),
        services=record.services,
        tags=record.tags,
        trigger=record.causal.trigger_kind,
        causes=tuple(
            Said(cause.id, cause.statement, BETWEEN.join(sorted(terms(cause.statement))))
            for cause in record.causes
            if cause.statement and cause.role is not CauseRole.EFFECT and cause.id not in out
        ),
    )


def started(record: Postmortem) -> datetime | None:
    """When the impact, the trigger or else the detection was; what happened, not the review."""
    points = record.milestones
    for each in (points.impact_start, points.trigger_at, points.detected_at):
        if each is not None and each.at is not None:
            return each.at
    return None


def began(record: Postmortem) -> str | None:
    """The instant when it started, else the day of its story or in its id."""
    at, day = started(record), known_day(record)
    if at is not None:
        return at.astimezone(UTC).isoformat()
    return day.isoformat() if day else None


def is_later(other: Told, here: Told) -> bool:
    """Whether a postmortem is known to be no earlier one than that of `here`.

    A day without a time is compared by the day alone; what is not known is not held against it.
    """
    if other.began is None or here.began is None:
        return False
    size = min(len(other.began), len(here.began))
    return other.began[:size] > here.began[:size] or other.began == here.began
