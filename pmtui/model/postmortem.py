"""The root of the record."""

from dataclasses import dataclass
from datetime import date, datetime

from pmtui.model.commitments import Action, Idea, Lesson, RiskAcceptance
from pmtui.model.conflict import Conflict
from pmtui.model.factors import Causal, Cause, Thread
from pmtui.model.harm import Deadline, Impact
from pmtui.model.kinds import RecordKind
from pmtui.model.meeting import Turn
from pmtui.model.people import Flags, Preparation, SeverityHistory
from pmtui.model.publication import FollowUp, Report
from pmtui.model.story import Analysis, Communication, Detection, Event, Milestones, OpenQuestion
from pmtui.model.types import Prose, Zone

SCHEMA_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The "done" mark of a page. `override` is the written reason when a must rule was open."""

    done_at: datetime | None = None
    by: str | None = None
    override: str | None = None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """The done marks of the nine pages."""

    preparation: Mark = Mark()
    analysis: Mark = Mark()
    root_cause: Mark = Mark()
    impact: Mark = Mark()
    lessons: Mark = Mark()
    recommendations: Mark = Mark()
    report: Mark = Mark()
    implementation: Mark = Mark()
    follow_up: Mark = Mark()


@dataclass(frozen=True, kw_only=True)
class Postmortem:
    """One postmortem, from its preparation to its last follow-up.

    `id` is also the name of its file and never changes; `reference` is the organisation's own
    number for the incident; `conflicts` keeps the other values of fields that two people changed at
    the same time; `days_off` are the days besides Saturdays and Sundays that are no working days
    where deadlines count; `turns` is how the meeting went from page to page; `notes` keeps what has
    no field of its own, verbatim; `wording_ignored` holds the rules of wording that the team does
    not want to hear of here, alone or with the hash of the one sentence that is meant; `retired`
    holds the highest removed id of each kind, so that no id is ever used twice.
    """

    id: str
    schema_version: int = SCHEMA_VERSION
    reference: str | None = None
    title: str | None = None
    kind: RecordKind = RecordKind.INCIDENT
    severity: SeverityHistory = SeverityHistory()
    services: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    display_timezones: tuple[Zone, ...] = ("UTC",)
    flags: Flags = Flags()
    prep: Preparation = Preparation()
    analysis: Analysis = Analysis()
    milestones: Milestones = Milestones()
    detection: Detection = Detection()
    timeline: tuple[Event, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    threads: tuple[Thread, ...] = ()
    causes: tuple[Cause, ...] = ()
    causal: Causal = Causal()
    impact: Impact = Impact()
    deadlines: tuple[Deadline, ...] = ()
    days_off: tuple[date, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    no_luck_reason: str | None = None
    parking_lot: tuple[Idea, ...] = ()
    actions: tuple[Action, ...] = ()
    risk_acceptances: tuple[RiskAcceptance, ...] = ()
    communications: tuple[Communication, ...] = ()
    report: Report = Report()
    follow_up: FollowUp = FollowUp()
    progress: Progress = Progress()
    turns: tuple[Turn, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    notes: Prose | None = None
    wording_ignored: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
