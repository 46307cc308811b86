"""Pages 7 and 9: the formal report, its sign-off, and what is watched afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from pmtui.model.kinds import Relation, ReportStatus, ReviewKind, SignoffState, Variant
from pmtui.model.types import ActionRef, CauseRef, FieldAddress, Person, Prose, RecordRef


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """A decision on something that must not leave the organisation.

    `rule` is the kind of it, `match_hash` stands for the words, so that they are not written down
    once more; without it, this is a note on a whole kind. `decision` is keep, remove or replace,
    the last by `instead`. It holds in one field, or without `field` everywhere.
    """

    PREFIX: ClassVar[str] = "z"

    id: str
    rule: str | None = None
    match_hash: str | None = None
    field: FieldAddress | None = None
    decision: str | None = None
    instead: str | None = None
    by: Person | None = None
    at: datetime | None = None
    hits: int | None = None


@dataclass(frozen=True, kw_only=True)
class Signoff:
    """A signature: the facilitator's says that the people in the story have read it."""

    PREFIX: ClassVar[str] = "o"

    id: str
    role: str | None = None
    person: Person | None = None
    state: SignoffState = SignoffState.PENDING
    at: datetime | None = None
    comment: str | None = None


@dataclass(frozen=True, kw_only=True)
class Distribution:
    """Whom a version of the report was sent to."""

    PREFIX: ClassVar[str] = "n"

    id: str
    variant: Variant | None = None
    to: tuple[str, ...] = ()
    channel: str | None = None
    at: datetime | None = None
    version: str | None = None


@dataclass(frozen=True, kw_only=True)
class ExternalText:
    """What customers are told, written by hand in three sections.

    `shown` are fields and items that are told them although they are not by default, `held_back`
    those that are not told although they are by default.
    """

    title: str | None = None
    summary: Prose | None = None
    what_happened: Prose | None = None
    what_we_do: Prose | None = None
    shown: tuple[FieldAddress, ...] = ()
    held_back: tuple[FieldAddress, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PrivateNames:
    """Names that are not told outside, beside those of people, services and teams."""

    customers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    code_names: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Comment:
    """What somebody says of a field; it is open while `resolved_at` is None."""

    PREFIX: ClassVar[str] = "C"

    id: str
    field: FieldAddress | None = None
    author: Person | None = None
    at: datetime | None = None
    text: Prose | None = None
    resolved_at: datetime | None = None
    resolved_by: Person | None = None


@dataclass(frozen=True, kw_only=True)
class Reading:
    """Somebody has read a version of the report."""

    PREFIX: ClassVar[str] = "R"

    id: str
    person: Person | None = None
    at: datetime | None = None
    version: str | None = None


@dataclass(frozen=True, kw_only=True)
class Version:
    """A version that was published; the last one counts, the others are superseded."""

    PREFIX: ClassVar[str] = "V"

    id: str
    version: str | None = None
    at: datetime | None = None
    by: Person | None = None
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Report:
    """The report's own words and where it stands; `version` is major.minor.

    `superseded_by` names what takes the place of a published report.
    """

    status: ReportStatus = ReportStatus.DRAFT
    version: str = "0.1"
    exec_summary: Prose | None = None
    external: ExternalText = ExternalText()
    variants: tuple[Variant, ...] = (Variant.INTERNAL,)
    names: PrivateNames = PrivateNames()
    redactions: tuple[Redaction, ...] = ()
    redaction_review_at: datetime | None = None
    signoffs: tuple[Signoff, ...] = ()
    distribution: tuple[Distribution, ...] = ()
    comments: tuple[Comment, ...] = ()
    readers: tuple[Reading, ...] = ()
    seen_by_all: bool | None = None
    published_at: datetime | None = None
    versions: tuple[Version, ...] = ()
    superseded_by: RecordRef | None = None
    retention_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Review:
    """A follow-up review, planned (`held` is None) or held."""

    PREFIX: ClassVar[str] = "v"

    id: str
    kind: ReviewKind | None = None
    at: datetime | None = None
    held: bool | None = None
    present: tuple[Person, ...] = ()
    notes: Prose | None = None
    decisions: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class RecurrenceLink:
    """How this incident is related to another one, which keeps the same link the other way round.

    `causes` are those of this record, `there` the ids of causes of the other one.
    """

    PREFIX: ClassVar[str] = "r"

    id: str
    to: RecordRef | None = None
    relation: Relation | None = None
    causes: tuple[CauseRef, ...] = ()
    there: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """What was changed because an action did not help enough.

    `of` is that action, where there is one; `action` is the new one.
    """

    PREFIX: ClassVar[str] = "j"

    id: str
    what: str | None = None
    why: str | None = None
    of: ActionRef | None = None
    action: ActionRef | None = None


@dataclass(frozen=True, kw_only=True)
class Survey:
    """Etsy's two questions after the meeting, as counts of people."""

    asked: int | None = None
    answered: int | None = None
    learned_something: int | None = None
    would_attend_again: int | None = None


@dataclass(frozen=True, kw_only=True)
class FollowUp:
    """What is watched, what it showed, and when the record was closed."""

    reviews: tuple[Review, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    recurrence_links: tuple[RecurrenceLink, ...] = ()
    survey: Survey = Survey()
    shared_outside: str | None = None
    reopen_if: str | None = None
    closing_note: Prose | None = None
