"""Page 1, preparation: who takes part, with what evidence, to understand what."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pmtui.model.kinds import Access, Depth, EvidenceKind, Needs, Severity
from pmtui.model.meeting import Block
from pmtui.model.types import Person, RecordRef, Zone

GROUND_RULES = (
    "We describe how it looked from inside, with what was known at that moment.",
    "Ideas for fixes go to the parking lot until the story is complete.",
    "Everyone speaks for themselves; quotes stay in the notes.",
)


@dataclass(frozen=True, kw_only=True)
class SeverityHistory:
    """Severity as declared during the incident, at its peak, and as the review settled it."""

    declared: Severity | None = None
    peak: Severity | None = None
    final: Severity | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Participant:
    """Somebody who was there, is affected, or learns. `roles` are words such as responder.

    `left_on` is the day from which on they have left, or are in another team.
    """

    PREFIX: ClassVar[str] = "p"

    id: str
    name: str | None = None
    handle: str | None = None
    team: str | None = None
    tz: Zone | None = None
    roles: tuple[str, ...] = ()
    involved: bool | None = None
    attended: bool | None = None
    left_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Stakeholder:
    """Somebody with an interest in the outcome."""

    PREFIX: ClassVar[str] = "s"

    id: str
    who: str | None = None
    interest: str | None = None
    needs: Needs | None = None


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """The review meeting; `minutes` is its planned length."""

    start: datetime | None = None
    minutes: int | None = None
    format: str | None = None
    link: str | None = None
    agenda_sent: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """A piece of data; `retention_risk` says how soon it disappears, `ref` where it is.

    `collected_by` is who saves it, `save_by` the day until which that is to be done.
    """

    PREFIX: ClassVar[str] = "e"

    id: str
    kind: EvidenceKind | None = None
    title: str | None = None
    ref: str | None = None
    collected_by: Person | None = None
    save_by: date | None = None
    access: Access | None = None
    retention_risk: str | None = None


@dataclass(frozen=True, kw_only=True)
class PreTalk:
    """A talk before the meeting with somebody who might fear it."""

    PREFIX: ClassVar[str] = "b"

    id: str
    person: Person | None = None
    done: bool | None = None
    at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Preparation:
    """Everything that is settled before the meeting.

    An empty `agenda` is the usual one for the depth (`guide/agenda.py`).
    """

    depth: Depth | None = None
    owner: Person | None = None
    facilitator: Person | None = None
    note_taker: Person | None = None
    people: tuple[Participant, ...] = ()
    stakeholders: tuple[Stakeholder, ...] = ()
    meeting: Meeting = Meeting()
    agenda: tuple[Block, ...] = ()
    scope_start: datetime | None = None
    scope_end: datetime | None = None
    goals: tuple[str, ...] = ()
    ground_rules: tuple[str, ...] = GROUND_RULES
    evidence: tuple[Evidence, ...] = ()
    pre_talks: tuple[PreTalk, ...] = ()
    prior: tuple[RecordRef, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Flags:
    """What makes a record special to handle; None means not known yet."""

    security: bool | None = None
    personal_data: bool | None = None
    legal_hold: bool | None = None
