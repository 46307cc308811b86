"""Changes that make the guide's nudges speak on pages 1, 2, 7, 8 and 9, and some that do not."""

from dataclasses import replace
from datetime import date, timedelta

from pmtui.model.commitments import Step
from pmtui.model.kinds import (
    ActionStatus,
    EventKind,
    Gate,
    Priority,
    Relation,
    ReportStatus,
    Verdict,
)
from pmtui.model.meeting import MINUTE, Block, PageName, Turn
from pmtui.model.publication import RecurrenceLink
from tests.unit.lint_cases import WALK
from tests.unit.whole_record import TODAY, WHOLE, all_actions, all_causes, instant, without

PEOPLE = WHOLE.prep.people
TO_COME = {"prep.meeting.start": instant("2026-12-21T08:00")}
UNTALKED = {**TO_COME, "prep.pre_talks": (), "turns": ()}
WORKERS = tuple(replace(each, roles=("responder",), team="Platform") for each in PEOPLE)
A2 = "actions.a2"


def step(day, **changes):
    return Step(at=instant(f"{day}T09:00"), **{"field": "status", "after": "x", **changes})


def working(*steps, **changes):
    """The second action in progress, with that history."""
    base = replace(WHOLE.actions[1], status=ActionStatus.IN_PROGRESS, priority=Priority.P2)
    return {A2: replace(base, history=steps, **changes)}


def says(text, kind=None):
    return {"timeline.t3.text": text, "timeline.t3.kind": kind}


def entered(at, zone="UTC", **changes):
    event = replace(WHOLE.timeline[9], at=instant(at), entered_tz=zone, **changes)
    return {f"timeline.{event.id}": event}


AT = f"timeline.{WHOLE.timeline[9].id}.at"
SLIPPED = step("2026-12-01", field="due", before="2026-12-05")
FIRST_DATE = step("2026-12-01", field="due", before=None)
UNJUDGED = replace(
    WHOLE.actions[1].effectiveness, verdict=None, result=None, check_on=date(2026, 12, 20)
)
JUDGED = replace(UNJUDGED, verdict=Verdict.EFFECTIVE, result="better")
OPENED = (step("2026-09-01"), step("2026-12-10"))

WALKING = {
    "prep.agenda": (Block(id="B1", page=PageName.ANALYSIS, minutes=30),),
    "turns": (Turn(id="M1", at=WALK.now - 19 * MINUTE, page=PageName.ANALYSIS),),
}
"""The meeting has been on the timeline for 19 of its 30 minutes."""


def owned(left_on):
    """The second action open, with an owner who left on a day."""
    people = (replace(PEOPLE[0], left_on=left_on), *PEOPLE[1:])
    return {**working(*OPENED, owner=PEOPLE[0].id), "prep.people": people}


def linked(**changes):
    """A link with an action that was open at the time."""
    link = RecurrenceLink(
        id="r77", to="x", relation=Relation.ACTION_OPEN_AT_TIME, causes=("c2",), there=("c1",)
    )
    return {"follow_up.recurrence_links.r77": replace(link, **changes)}


FIRES = [
    ("N1.3", "prep.evidence.e1.save_by", {"prep.evidence.e1.save_by": date(2027, 1, 2)}),
    ("N1.3", "prep.evidence.e1.save_by", {"prep.evidence.e1.save_by": TODAY}),
    ("N1.4", "prep.people", {"prep.people": WORKERS}),
    ("N1.5", "prep.pre_talks", UNTALKED),
    ("N2.1", "timeline.t3.text", says("We should add a lock timeout", EventKind.SIGNAL)),
    ("N2.1", "timeline.t3.text", says("Add an alert on lock waits")),
    ("N2.1", "timeline.t3.text", says("Let's page on the success rate", EventKind.NOTE)),
    ("N2.3", "timeline", WALKING),
    ("N2.3", "timeline", {**WALKING, "timeline": WHOLE.timeline[2:]}),
    ("N2.7", AT, entered("2026-09-17T09:58")),
    ("N2.7", AT, entered("2026-09-15T14:58", "Europe/Berlin")),
    (
        "N6.1",
        "report.status",
        {"report.status": ReportStatus.DRAFT, "report.published_at": None},
    ),
    ("N6.2", "causes", {"causes": all_causes(gate=Gate.CONTRIB)}),
    ("N6.3", "report.external.summary", {"report.external.summary": f"{PEOPLE[2].name} saw it."}),
    ("N7.2", f"{A2}.due", working(SLIPPED, replace(SLIPPED, before="2026-12-19"))),
    ("N7.3", f"{A2}.status", working(step("2026-11-19"))),
    ("N7.4", f"{A2}.owner", owned(TODAY)),
    ("N7.6", "actions", working(*OPENED)),
    ("N8.2", f"{A2}.effectiveness.result", working(*OPENED, effectiveness=UNJUDGED)),
    ("N8.3", "follow_up.recurrence_links", {"prep.prior": ("x",)}),
    ("N8.3", "follow_up.recurrence_links.r77.note", linked(note="action a1 there was blocked: B")),
    ("N8.5", "follow_up.recurrence_links.r77", linked()),
    ("N8.4", "actions", {"actions": all_actions(effectiveness=JUDGED)}),
]

QUIET = [
    ("N1.3", {"prep.evidence.e1.save_by": date(2027, 1, 3)}),
    ("N1.3", {"prep.evidence.e1.save_by": date(2026, 12, 19)}),
    ("N1.4", {"prep.people": (replace(WORKERS[0], team="Customer care"), *WORKERS[1:])}),
    ("N1.4", {"prep.people": WORKERS[:1]}),
    ("N1.5", {**UNTALKED, "prep.meeting.start": instant("2026-12-19T08:00")}),
    ("N1.5", {**UNTALKED, "turns": WHOLE.turns}),
    ("N2.1", says("Support asked whether they should have called earlier")),
    ("N2.1", says("Restarted a replica; more sessions could not connect")),
    ("N2.1", says("Add a node to the pool", EventKind.ACTION)),
    ("N2.3", {**WALKING, "timeline": WHOLE.timeline[3:]}),
    ("N2.3", {**WALKING, "prep.agenda.B1.minutes": 32}),
    ("N2.3", {**WALKING, "turns.M1.page": PageName.IMPACT}),
    ("N2.7", entered("2026-09-18T20:00")),
    ("N2.7", entered("2026-09-17T09:58", kind=EventKind.LATENT)),
    ("N6.1", {"report.status": ReportStatus.IN_REVIEW, "report.published_at": None}),
    ("N6.2", {"causes": without(all_causes(gate=None), *(f"c{n}" for n in range(8, 40)))}),
    ("N6.3", {"report.external.summary": "The person on call saw it."}),
    ("N7.2", working(FIRST_DATE, SLIPPED)),
    ("N7.3", working(step("2026-11-20"))),
    ("N7.4", owned(TODAY + timedelta(days=1))),
    ("N7.4", {**owned(TODAY), f"{A2}.owner": "Somebody who is not listed"}),
    ("N7.6", working(*OPENED, priority=Priority.P1)),
    ("N7.6", working(step("2026-09-22"))),
    ("N8.2", working(*OPENED, effectiveness=replace(UNJUDGED, check_on=date(2026, 12, 21)))),
    ("N8.3", {"prep.prior": ("y",)}),
    ("N8.3", linked(note="nothing of an action", to="y")),
    ("N8.3", linked(relation=Relation.UNRELATED)),
    ("N8.5", linked(to="y")),
    ("N8.5", linked(there=())),
    ("N8.5", linked(relation=Relation.UNRELATED)),
    ("N8.4", {"actions": all_actions(effectiveness=replace(UNJUDGED, verdict=Verdict.PARTLY))}),
]
