"""Pages 5, 6 and 8: lessons, parked ideas, recommendations that become actions, risks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pmtui.model.kinds import (
    ActionStatus,
    ActionType,
    IdeaStatus,
    LessonKind,
    Priority,
    RiskDecision,
    Strength,
    Verdict,
)
from pmtui.model.types import ActionRef, CauseRef, IdeaTarget, Person, Prose


@dataclass(frozen=True, kw_only=True)
class Lesson:
    """What was learned, and where else the same holds."""

    PREFIX: ClassVar[str] = "l"

    id: str
    kind: LessonKind | None = None
    text: str | None = None
    causes: tuple[CauseRef, ...] = ()
    generalises_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Idea:
    """Something parked during the meeting; `to` is what it became or was merged into."""

    PREFIX: ClassVar[str] = "i"

    id: str
    text: str | None = None
    status: IdeaStatus = IdeaStatus.OPEN
    reason: str | None = None
    to: IdeaTarget | None = None


@dataclass(frozen=True, kw_only=True)
class Verification:
    """How somebody other than the owner sees that an action was built as intended."""

    method: str | None = None
    by: Person | None = None
    at: date | None = None
    result: str | None = None


@dataclass(frozen=True, kw_only=True)
class Effectiveness:
    """How it will be seen that an action helped."""

    metric: str | None = None
    baseline: str | None = None
    target: str | None = None
    window_days: int | None = None
    check_on: date | None = None
    result: str | None = None
    verdict: Verdict | None = None


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line of an action's history; `field` is status unless another field was moved."""

    at: datetime | None = None
    by: str | None = None
    field: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class Action:
    """A recommendation and, once accepted, the commitment of its one owner."""

    PREFIX: ClassVar[str] = "a"

    id: str
    title: str | None = None
    detail: Prose | None = None
    type: ActionType | None = None
    strength: Strength | None = None
    strength_reason: str | None = None
    causes: tuple[CauseRef, ...] = ()
    lesson: str | None = None
    owner: Person | None = None
    owner_confirmed: bool | None = None
    due: date | None = None
    priority: Priority | None = None
    status: ActionStatus = ActionStatus.PROPOSED
    ticket: str | None = None
    blocked_reason: str | None = None
    review_on: date | None = None
    done_at: date | None = None
    verification: Verification = Verification()
    effectiveness: Effectiveness = Effectiveness()
    depends_on: tuple[ActionRef, ...] = ()
    side_effects: str | None = None
    effort: str | None = None
    history: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RiskReview:
    """What was decided the last time that an accepted risk came up, why, and what it became."""

    at: date | None = None
    decision: RiskDecision | None = None
    note: str | None = None
    action: ActionRef | None = None


@dataclass(frozen=True, kw_only=True)
class RiskAcceptance:
    """A cause that is left as it is for now, by whose decision and until when."""

    PREFIX: ClassVar[str] = "k"

    id: str
    causes: tuple[CauseRef, ...] = ()
    statement: str | None = None
    reason: str | None = None
    accepted_by: Person | None = None
    accepted_at: datetime | None = None
    review_on: date | None = None
    review: RiskReview = RiskReview()
