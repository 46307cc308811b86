"""What gives reason to ask: page, address, question, and the changes of a bare record."""

from dataclasses import replace
from datetime import date

from pmtui.model.commitments import Action, Effectiveness, Idea, Lesson, RiskAcceptance
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.harm import Measure
from pmtui.model.kinds import (
    ActionStatus,
    CauseRole,
    EventKind,
    LessonKind,
    Precision,
    Priority,
    StopReason,
    Variant,
    Verdict,
)
from pmtui.model.people import Evidence, Participant
from pmtui.model.publication import Review, Signoff
from pmtui.model.story import Event, OpenQuestion
from pmtui.model.types import Moment
from tests.unit.whole_record import instant

TODAY = date(2026, 10, 20)


def at(minute, **rest):
    return Event(
        id=f"t{minute}", at=instant(f"2026-09-15T{minute // 60:02}:{minute % 60:02}"), **rest
    )


def moment(minute):
    return Moment(at=at(minute).at, precision=Precision.EXACT)


TOLD = {"timeline": (at(1032), at(1044))}
CAUSES = {
    "threads": (Thread(id="w1", root="c1"),),
    "causes": (
        Cause(id="c1", statement="Payments failed"),
        Cause(id="c9", parents=("c1",), statement="Locks wait"),
    ),
}
OPEN = Action(id="a1", title="Add a limit", owner="Ann", due=TODAY, causes=("c9",))
DONE = replace(OPEN, status=ActionStatus.DONE, priority=Priority.P1)
CHECK = Effectiveness(metric="waits over 3 s", check_on=TODAY)

REASONS = [
    (
        "preparation",
        "prep.evidence.e1.save_by",
        "e1 “Lock waits”: who saves this before 2026-10-25, and how will we know?",
        {"prep.evidence": (Evidence(id="e1", title="Lock waits", save_by=date(2026, 10, 25)),)},
    ),
    (
        "preparation",
        "prep.pre_talks",
        "Who talks with those who were in it before the meeting?",
        {"prep.people": (Participant(id="p1", name="Ann", involved=True),)},
    ),
    (
        "preparation",
        "prep.people",
        "Who saw this from the customer's side?",
        {"prep.people": (Participant(id="p1"), Participant(id="p2", roles=("responder",)))},
    ),
    (
        "analysis",
        "timeline.t1032",
        "What happened between 17:12 and 17:24 UTC?",
        {**TOLD, "milestones.impact_start": moment(1032)},
    ),
    (
        "analysis",
        "timeline.t1032",
        "What happened between 19:12 and 19:24 Berlin?",
        {
            **TOLD,
            "milestones.impact_start": moment(1032),
            "display_timezones": ("Europe/Berlin",),
        },
    ),
    (
        "analysis",
        "milestones.impact_start",
        "When were users first affected, and how do we know?",
        TOLD,
    ),
    (
        "analysis",
        "timeline.t1032.known_then",
        "17:12 “Roll back”: what was known at that moment?",
        {"timeline": (at(1032, text="Roll back", kind=EventKind.DECISION),)},
    ),
    (
        "analysis",
        "open_questions.q1.answer",
        "q1 “Who paged?”: what do we know of this by now?",
        {"open_questions": (OpenQuestion(id="q1", text="Who paged?"),)},
    ),
    (
        "root_cause",
        "causes.c9.stop.reason",
        "c9 “Locks wait”: what made this possible? Or does it end here?",
        CAUSES,
    ),
    (
        "root_cause",
        "causes.c9.stop.reason",
        "c9 “Locks wait”: what evidence would settle this?",
        {**CAUSES, "causes.c9.stop": Stop(reason=StopReason.NEEDS_EVIDENCE)},
    ),
    (
        "root_cause",
        "causes.c1.gate",
        "c1 “Payments failed”: which of the causes below this were needed together?",
        {"causes": (*CAUSES["causes"], Cause(id="c10", parents=("c1",)))},
    ),
    (
        "root_cause",
        "causes.c9.made_sense",
        "c9 “Locks wait”: what made this sensible, or hard to see, at the time?",
        {**CAUSES, "causes.c9.role": CauseRole.TRIGGER},
    ),
    (
        "root_cause",
        "threads",
        "How did it stay unnoticed for 12 minutes?",
        {
            **CAUSES,
            "milestones.impact_start": moment(1032),
            "milestones.detected_at": moment(1044),
        },
    ),
    (
        "impact",
        "impact.immediate.m1.basis",
        "m1 “merchants”: how do we know the number, and how sure are we?",
        {"impact.immediate": (Measure(id="m1", metric="merchants", value=3),)},
    ),
    (
        "impact",
        "impact.duration_confirmed",
        "Users were affected for 12 minutes: how does that fit with what they say?",
        {
            "milestones.impact_start": moment(1032),
            "milestones.impact_end": moment(1044),
        },
    ),
    (
        "impact",
        "impact.data.loss",
        "What do we know of data that was lost or is wrong?",
        {"impact.summary": "3 merchants for 12 minutes"},
    ),
    (
        "lessons",
        "lessons",
        "Where were we lucky?",
        {"lessons": (Lesson(id="l1", kind=LessonKind.WENT_WELL, text="Support paged"),)},
    ),
    (
        "lessons",
        "lessons.l1.generalises_to",
        "l1 “Time-outs answer 200”: where else does this hold?",
        {"lessons": (Lesson(id="l1", kind=LessonKind.RISK, text="Time-outs answer 200"),)},
    ),
    (
        "recommendations",
        "causes.c9",
        "c9 “Locks wait”: what would make this impossible, harmless, or visible in a minute?",
        CAUSES,
    ),
    (
        "recommendations",
        "actions.a1.owner",
        "a1 “Add a limit”: who has the time for this, and what will not be done instead?",
        {"actions": (replace(OPEN, owner=None),)},
    ),
    (
        "recommendations",
        "parking_lot.i1.status",
        "i1 “Failover drill”: what would this change, and which cause does it act on?",
        {"parking_lot": (Idea(id="i1", text="Failover drill"),)},
    ),
    (
        "report",
        "report.signoffs.o1.state",
        "“Ann”: what do they still need before they sign?",
        {"report.signoffs": (Signoff(id="o1", person="Ann"),)},
    ),
    (
        "report",
        "report.seen_by_all",
        "Who is in the story and has not read it yet?",
        {"report.exec_summary": "On 15 September …"},
    ),
    (
        "report",
        "report.external.summary",
        "What did a customer notice, and what do we say about it in three sentences?",
        {"report.variants": (Variant.EXTERNAL,)},
    ),
    (
        "implementation",
        "actions.a1.due",
        "a1, due 2026-10-19 “Add a limit”: what stands in the way, and who can remove it?",
        {"actions": (replace(OPEN, status=ActionStatus.ACCEPTED, due=date(2026, 10, 19)),)},
    ),
    (
        "implementation",
        "actions.a1.blocked_reason",
        "a1 is blocked “no window”: who can clear the way, and what do they need?",
        {"actions": (replace(OPEN, status=ActionStatus.BLOCKED, blocked_reason="no window"),)},
    ),
    (
        "implementation",
        "actions.a1.verification.by",
        "a1 is done “Add a limit”: who other than Ann has tried it, and how?",
        {"actions": (DONE,)},
    ),
    (
        "follow_up",
        "actions.a1.effectiveness.result",
        "a1 “waits over 3 s”: what does this show today, and since when?",
        {"actions": (replace(DONE, effectiveness=CHECK),)},
    ),
    (
        "follow_up",
        "actions.a1.effectiveness.verdict",
        "a1 helped too little “Add a limit”: what do we change instead?",
        {"actions": (replace(DONE, effectiveness=replace(CHECK, verdict=Verdict.PARTLY)),)},
    ),
    (
        "follow_up",
        "risk_acceptances.k1.review.decision",
        "k1 “One region”: what is different today, and do we still accept it?",
        {"risk_acceptances": (RiskAcceptance(id="k1", statement="One region", review_on=TODAY),)},
    ),
    (
        "follow_up",
        "follow_up.reviews.v1.held",
        "The review of 2026-10-20 is due: who comes, and what do we look at?",
        {"follow_up.reviews": (Review(id="v1", at=instant("2026-10-20T08:00")),)},
    ),
]
