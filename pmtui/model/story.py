"""Page 2, analysis: what happened, as everybody in the room accepts it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pmtui.model.kinds import CommsAudience, DetectionSource, EventKind
from pmtui.model.types import EvidenceRef, Moment, Person, Prose


@dataclass(frozen=True, kw_only=True)
class Milestones:
    """The points in time that intervals are measured between; None is not known."""

    trigger_at: Moment | None = None
    impact_start: Moment | None = None
    detected_at: Moment | None = None
    first_alert_at: Moment | None = None
    acknowledged_at: Moment | None = None
    declared_at: Moment | None = None
    engaged_at: Moment | None = None
    cause_known_at: Moment | None = None
    first_public_update: Moment | None = None
    mitigated_at: Moment | None = None
    impact_end: Moment | None = None
    resolved_at: Moment | None = None
    closed_at: Moment | None = None


MILESTONE_OF_KIND = {
    EventKind.TRIGGER: "trigger_at",
    EventKind.IMPACT_START: "impact_start",
    EventKind.DETECTION: "detected_at",
    EventKind.ALERT: "first_alert_at",
    EventKind.ACKNOWLEDGED: "acknowledged_at",
    EventKind.DECLARED: "declared_at",
    EventKind.ENGAGED: "engaged_at",
    EventKind.DIAGNOSIS: "cause_known_at",
    EventKind.COMMS: "first_public_update",
    EventKind.MITIGATED: "mitigated_at",
    EventKind.IMPACT_END: "impact_end",
    EventKind.RESOLVED: "resolved_at",
}
"""Which milestone a timeline entry of a kind fills when that milestone is not known yet."""


@dataclass(frozen=True, kw_only=True)
class Detection:
    """How the incident was noticed."""

    source: DetectionSource | None = None
    alert_existed: bool | None = None
    alert_fired: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Event(Moment):
    """One fact of the timeline. `quote` and `source` are verbatim and never leave the organisation.

    `source` holds the line or lines of the file that an imported entry was read from, `origin` the
    format, the file and the number of the line, such as ``syslog app.log:120``.
    """

    PREFIX: ClassVar[str] = "t"

    id: str
    kind: EventKind | None = None
    text: str | None = None
    actor_role: str | None = None
    known_then: str | None = None
    evidence: tuple[EvidenceRef, ...] = ()
    recollection: bool | None = None
    quote: Prose | None = None
    surprise: bool | None = None
    source: Prose | None = None
    origin: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpenQuestion:
    """A question that the room could not answer."""

    PREFIX: ClassVar[str] = "q"

    id: str
    text: str | None = None
    asked_of: Person | None = None
    due: date | None = None
    answer: str | None = None


@dataclass(frozen=True, kw_only=True)
class Communication:
    """A status update as it was sent."""

    PREFIX: ClassVar[str] = "u"

    id: str
    at: datetime | None = None
    audience: CommsAudience | None = None
    channel: str | None = None
    state: str | None = None
    text: Prose | None = None
    next_update_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """What the room says of the story as a whole."""

    narrative: Prose | None = None
    trigger_unknown_reason: str | None = None
    recollection_declined: str | None = None
    room_agrees_at: datetime | None = None
