"""Page 3, root cause: threads of contributing causes; a graph that looks like a tree."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from pmtui.model.kinds import (
    BarrierState,
    Category,
    CauseRole,
    Confidence,
    Gate,
    StopReason,
    ThreadKind,
)
from pmtui.model.types import CauseRef, EvidenceRef, Moment, ThreadRef


class TriggerKind(StrEnum):
    """What the trigger was (guide, 7): options to choose from, no benchmark."""

    DEPLOY = "deploy"
    CONFIG = "config"
    TRAFFIC = "traffic"
    DEPENDENCY = "dependency"
    EXPIRY = "expiry"
    HARDWARE = "hardware"
    PIPELINE = "pipeline"
    PEOPLE_PROCESS = "people_process"


@dataclass(frozen=True, kw_only=True)
class Thread:
    """One question that a chain of causes follows, such as how it stayed unnoticed."""

    PREFIX: ClassVar[str] = "w"

    id: str
    kind: ThreadKind | None = None
    question: str | None = None
    root: CauseRef | None = None


@dataclass(frozen=True, kw_only=True)
class Stop:
    """Why the questions end here; `ref` names an accepted risk, evidence or an open question."""

    reason: StopReason | None = None
    note: str | None = None
    ref: str | None = None


@dataclass(frozen=True, kw_only=True)
class Cause:
    """A condition or event that leads to its `parents`.

    `gate` says how the causes below it combine, `leads_to` by which mechanism it leads to its
    parents, `made_sense` what made it sensible, normal or invisible at the time.
    """

    PREFIX: ClassVar[str] = "c"

    id: str
    thread: ThreadRef | None = None
    parents: tuple[CauseRef, ...] = ()
    statement: str | None = None
    leads_to: str | None = None
    role: CauseRole | None = None
    category: Category | None = None
    gate: Gate | None = None
    made_sense: str | None = None
    evidence: tuple[EvidenceRef, ...] = ()
    confidence: Confidence | None = None
    present_since: Moment | None = None
    how_often: str | None = None
    stop: Stop = Stop()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Barrier:
    """Something that was meant to stop the sequence; `layer` is prevent, detect or mitigate."""

    PREFIX: ClassVar[str] = "x"

    id: str
    name: str | None = None
    layer: str | None = None
    state: BarrierState | None = None


@dataclass(frozen=True, kw_only=True)
class Causal:
    """What belongs to the causes as a whole. `mitigating` lists what kept it from being worse."""

    mitigating: tuple[str, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    no_trigger_reason: str | None = None
    trigger_kind: TriggerKind | None = None
