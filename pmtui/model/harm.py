"""Page 4, impact: who was affected, how, how much, for how long, and what lasts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pmtui.model.kinds import Area, Availability, Basis
from pmtui.model.types import EvidenceRef, Number, Person, Prose


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A figure of the immediate impact, such as 2,140 of 6,870 merchants."""

    PREFIX: ClassVar[str] = "m"

    id: str
    metric: str | None = None
    value: Number | None = None
    of: Number | None = None
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    basis: Basis | None = None
    note: str | None = None
    evidence: tuple[EvidenceRef, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Segment:
    """A stretch of impact of one degree. Segments do not overlap.

    `affected` counts users, customers or merchants; `failure_share` is 0 to 1 and may be given
    instead of `attempts` and `failed`.
    """

    PREFIX: ClassVar[str] = "g"

    id: str
    start: datetime | None = None
    end: datetime | None = None
    affected: int | None = None
    attempts: int | None = None
    failed: int | None = None
    failure_share: Number | None = None


@dataclass(frozen=True, kw_only=True)
class Objective:
    """A service level objective. `target` is 0.5 to 0.999999, `kind` is time or requests."""

    name: str | None = None
    target: Number | None = None
    window_days: int | None = None
    kind: str | None = None
    events_in_window: int | None = None


@dataclass(frozen=True, kw_only=True)
class Cost:
    """Money lost or paid, as a range with its basis in words."""

    PREFIX: ClassVar[str] = "f"

    id: str
    item: str | None = None
    low: Number | None = None
    best: Number | None = None
    high: Number | None = None
    currency: str | None = None
    basis: str | None = None


@dataclass(frozen=True, kw_only=True)
class LongTerm:
    """An effect that lasts, with who watches it and when it is looked at again."""

    PREFIX: ClassVar[str] = "h"

    id: str
    area: Area | None = None
    text: str | None = None
    horizon: str | None = None
    owner: Person | None = None
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class DataImpact:
    """What became of data; None is not known yet."""

    loss: bool | None = None
    integrity: str | None = None
    personal_data_breach: bool | None = None


@dataclass(frozen=True, kw_only=True)
class InternalLoad:
    """What it cost our own people."""

    people: int | None = None
    hours: Number | None = None
    night_hours: Number | None = None
    displaced: str | None = None


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """A duty to notify or a policy date; `applies` is False when it was found not to apply."""

    PREFIX: ClassVar[str] = "d"

    id: str
    regime: str | None = None
    step: str | None = None
    clock_start: datetime | None = None
    rule: str | None = None
    due: datetime | None = None
    done: datetime | None = None
    applies: bool | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Impact:
    """The harm, with its figures. `unit` names what `affected` counts, such as merchants."""

    summary: str | None = None
    availability: Availability | None = None
    unit: str | None = None
    details: Prose | None = None
    duration_confirmed: bool | None = None
    immediate: tuple[Measure, ...] = ()
    segments: tuple[Segment, ...] = ()
    slo: Objective = Objective()
    financial: tuple[Cost, ...] = ()
    data: DataImpact = DataImpact()
    internal: InternalLoad = InternalLoad()
    long_term: tuple[LongTerm, ...] = ()
    no_long_term_reason: str | None = None
