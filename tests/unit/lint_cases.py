"""Changes that make the lints on causes, impact, lessons and actions speak, and some that do not.

The tables of the pages have one case or more for each rule, too; here are those that the words of
a field decide, and what is left to have both sides of every rule labelled.
"""

from dataclasses import replace
from datetime import date, timedelta

from pmtui.guide.beside import Beside, Elsewhere, OpenAction
from pmtui.guide.walk import Walk
from pmtui.model.commitments import RiskAcceptance, Step
from pmtui.model.factors import Stop
from pmtui.model.harm import Cost
from pmtui.model.kinds import (
    ActionStatus,
    ActionType,
    Availability,
    Category,
    Confidence,
    Priority,
    StopReason,
    Strength,
)
from pmtui.model.people import Evidence
from pmtui.model.postmortem import Postmortem
from tests.unit.whole_record import (
    C2,
    C60,
    WHOLE,
    all_actions,
    all_causes,
    instant,
    leaf,
    many,
)

A1 = "actions.a1"
THERE = OpenAction("x", "a2", "Throttle backfills while a replica is more than 120 seconds behind")
WALK = Walk(WHOLE.timeline, timedelta(), instant("2026-12-20T10:00"))
OTHERS = {"x": Postmortem(id="x")}
NEAR = Beside(Elsewhere(lambda: [THERE], OTHERS.get), walk=WALK)
"""Beside every record of the tables, an action is open in another one, and a walk is going on."""
ACCEPTED = Step(at=instant("2026-12-01T09:00"), field="status", after="accepted")
SLIPPED = Step(at=instant("2026-12-10T09:00"), field="due", before="2026-12-16", reason="audit")
SUPPLIER = Stop(reason=StopReason.OUTSIDE_OUR_CONTROL, note="ask the supplier")
RULED_OUT = Stop(reason=StopReason.RULED_OUT, note="their log")
OF_RESPONSE = {
    "milestones.impact_start": WHOLE.milestones.detected_at,
    "milestones.impact_end": WHOLE.milestones.resolved_at,
}
MET = {"prep.meeting.start": instant("2026-12-18T08:00"), "prep.meeting.minutes": 90}
"""A meeting that ends at 09:30, two days before the day of the tests."""

SOMEWHERE = {"lessons.l2.generalises_to": None, "lessons.l4.generalises_to": " "}


def open_action(**changes):
    """The first action, accepted and not done."""
    base = replace(
        WHOLE.actions[0], status=ActionStatus.ACCEPTED, side_effects="none known", history=()
    )
    return {A1: replace(base, **changes)}


def said(statement, **changes):
    """One more end of the questions that says so."""
    return leaf(statement=statement, **changes)


def copies(number):
    """So many causes more than the 27 of the example."""
    more = tuple(replace(WHOLE.causes[1], id=f"c{50 + each}") for each in range(number))
    return {"causes": WHOLE.causes + more}


def shared_out(actions, **changes):
    """The actions, each with an owner of its own."""
    return {
        "actions": tuple(
            replace(each, owner=f"p{number}", **changes) for number, each in enumerate(actions)
        )
    }


def decided(at):
    step = replace(ACCEPTED, at=instant(at))
    return {**MET, "actions.a1.history": (step,)}


FIRES = [
    ("CL02", f"{C60}.statement", said("On idempotency_keys the migration asked for a lock")),
    ("CL02", f"{C60}.statement", said("Requests waited for the table until gateways timed out")),
    ("CL03", f"{C60}.statement", said("The author forgot to set lock_timeout")),
    ("CL03", f"{C60}.statement", said("A junior developer ran the script")),
    ("CL03", f"{C60}.statement", said("The deployer did not follow the runbook")),
    ("CL03", f"{C60}.statement", said("She ran the script in the wrong terminal")),
    ("CL03", f"{C60}.statement", said("A typo in the host name")),
    ("CL06", f"{C60}.statement", said("There was no alert on lock waits")),
    ("CL10", "causes", copies(14)),
    ("CL12", f"{C2}.confidence", {f"{C2}.confidence": Confidence.REJECTED}),
    ("CL13", f"{C60}.made_sense", said("The team decided to keep the old limit")),
    ("CL14", f"{C60}.statement", said("Replicas lagged because a backfill ran")),
    ("CL14", f"{C60}.statement", said("word " * 36)),
    ("X4.8", "impact.summary", {"impact.summary": "Numerous merchants were hit for 108 min."}),
    ("X4.8", "impact.immediate.m1.note", {"impact.immediate.m1.note": "a lot of customers"}),
    ("N4.1", "impact.summary", {"impact.summary": "Payments failed for 108 minutes."}),
    ("N4.1", "impact.summary", {"impact.summary": "38 % of payments failed."}),
    ("N4.2", "milestones.impact_start", OF_RESPONSE),
    ("N4.2", "impact.summary", {"impact.summary": "38 % of payments failed for 142 minutes."}),
    ("N4.3", "impact.summary", {"impact.summary": "An outage of 108 minutes hit 38 %."}),
    ("N4.3", "title", {"title": "Outage of the card gateway"}),
    ("N4.5", "impact.financial.f3", {"impact.financial": (Cost(id="f3", best=41_350),)}),
    (
        "N5.3",
        "lessons.l1.text",
        {"lessons.l1.text": "A session of a migration waits for a lock without limit of time."},
    ),
    ("N5.6", A1, decided("2026-12-18T09:26")),
    ("N5.8", "lessons.l7.generalises_to", {"lessons.l7.generalises_to": None}),
    ("N5.8", "lessons.l2.generalises_to", SOMEWHERE),
    ("N5.9", "lessons.l1.kind", {"lessons.l1.kind": None}),
    ("N5.9", "lessons.l1.text", {"lessons.l1.text": " "}),
    ("AL01", f"{A1}.title", open_action(title="Lock timeout for migrations")),
    ("AL02", f"{A1}.title", open_action(title="Improve monitoring")),
    (
        "AL02",
        f"{A1}.title",
        open_action(
            title="Investigate the lock problem",
            type=ActionType.INVESTIGATE,
            detail="Which tables?",
        ),
    ),
    ("AL04", f"{A1}.due", open_action(due=date(2026, 12, 17), history=(ACCEPTED,))),
    (
        "AL04",
        f"{A1}.due",
        open_action(due=date(2026, 12, 17), history=(ACCEPTED, replace(SLIPPED, at=ACCEPTED.at))),
    ),
    ("AL04", f"{A1}.due", open_action(due=date(2027, 1, 5), status=ActionStatus.PROPOSED)),
    ("AL06", f"{A1}.strength", open_action(strength=None)),
    ("AL06", f"{A1}.strength_reason", open_action(strength_reason=" ")),
    ("AL09", f"{A1}.title", open_action(title="Remind the team to set a timeout")),
    ("AL09", f"{A1}.detail", open_action(detail="Be more careful with migrations.")),
    ("AL10", f"{A1}.title", open_action(title="Add an alert and update the runbook")),
    ("AL11", "actions", shared_out(many(8), priority=Priority.P2)),
    ("AL11", "actions", shared_out(many(4))),
    (
        "AL11",
        "actions",
        {"actions": tuple(replace(each, priority=Priority.P2) for each in many(4))},
    ),
    (
        "AL14",
        f"{A1}.title",
        open_action(title="Throttle backfills while the replica is 60 seconds behind"),
    ),
    ("AL15", f"{A1}.title", open_action(title="Migrate remaining services where possible")),
    ("AL16", f"{A1}.owner_confirmed", open_action(owner_confirmed=None)),
    ("AL19", f"{A1}.side_effects", open_action(side_effects="", strength=Strength.STRONG)),
    ("AL20", f"{A1}.owner", open_action(owner="Eve", owner_confirmed=None)),
]

QUIET = [
    ("X3.1", {"threads": WHOLE.threads[:2]}),
    ("X3.5", {f"{C2}.confidence": Confidence.LIKELY}),
    ("X3.8", {"causal.mitigating": ("captures run at shipment only",)}),
    ("X3.9", said("A", category=Category.PEOPLE, made_sense="usual", stop=SUPPLIER)),
    ("CL01", {f"{C2}.parents": ("c1", "c3")}),
    ("CL02", said("The disk was full")),
    ("CL02", said("")),
    ("CL03", said("The author forgot to set lock_timeout", stop=SUPPLIER)),
    ("CL03", said("The author forgot it", confidence=Confidence.REJECTED, stop=RULED_OUT)),
    ("CL03", said("The template leaves lock_timeout at the server default")),
    ("CL05", said("The disk was full", leads_to="writes stop")),
    ("CL06", said("Alerts look at HTTP 5xx; waits for locks answer 200")),
    ("CL07", leaf(parents=("c1",), stop=SUPPLIER)),
    ("CL08", {"causes": all_causes(category=None)}),
    ("CL09", {f"{C2}.evidence": (), f"{C2}.confidence": Confidence.LIKELY}),
    ("CL10", copies(13)),
    ("CL11", {"causes.c14.gate": None}),
    ("CL12", {"causes.c26.stop": RULED_OUT}),
    ("CL12", {"causes.c24.confidence": Confidence.POSSIBLE}),
    ("CL13", said("The team decided it", made_sense="the window was approved")),
    ("CL14", said("word " * 35)),
    ("X4.1", {"impact.availability": Availability.NONE}),
    ("X4.2", {"impact.immediate": WHOLE.impact.immediate[:1]}),
    ("X4.5", {"impact.data.loss": True, "impact.data.personal_data_breach": False}),
    ("X4.8", {"impact.summary": "2,140 of 6,870 merchants were hit for 108 minutes."}),
    ("N4.1", {"impact.summary": "No customer was hit from 16:41 to 18:29."}),
    ("N4.2", {"impact.summary": "38 % of payments failed for 108 minutes of 142 minutes."}),
    ("N4.2", {"milestones.detected_at": None}),
    (
        "N4.3",
        {
            "impact.summary": "An outage of 108 minutes hit 38 %.",
            "impact.availability": Availability.FULL,
        },
    ),
    (
        "N4.5",
        {
            "impact.financial": (
                Cost(id="f3", best=41_000),
                Cost(id="f4", low=1234, best=1345, high=1456),
                Cost(id="f5", best=1234, basis="invoice"),
            )
        },
    ),
    ("N5.3", {"lessons.l1.text": "What is on the screen shapes which explanation looks likely."}),
    ("N5.6", decided("2026-12-18T09:24")),
    ("N5.6", decided("2026-12-18T09:31")),
    ("N5.8", {"lessons.l1.generalises_to": None, "lessons.l1.text": ""}),
    ("N5.9", SOMEWHERE),
    ("X5.3", {"parking_lot": ()}),
    ("X5.7", {"follow_up.survey.asked": 0}),
    ("AL01", open_action(title="Standardize the retry rules of all SDKs")),
    ("AL01", open_action(title="Investigate the lock problem")),
    (
        "AL02",
        open_action(
            title="Investigate waits for locks",
            type=ActionType.INVESTIGATE,
            detail="Which tables hold locks over 1 s? A written list, within two days.",
        ),
    ),
    ("AL03", open_action(owner="Anneke Vos")),
    ("AL04", open_action(due=date(2026, 12, 16), history=(ACCEPTED,))),
    ("AL04", open_action(due=date(2027, 12, 1), history=(ACCEPTED,), priority=Priority.P3)),
    ("AL04", open_action(due=date(2027, 12, 1), history=(ACCEPTED, SLIPPED))),
    ("AL06", open_action(strength=Strength.WEAK, strength_reason="people have to think of it")),
    ("AL09", open_action(title="Reject migrations without a lock timeout")),
    ("AL10", open_action(title="Add a test that retries and asserts the key")),
    ("AL12", {"actions": all_actions(strength=Strength.INTERMEDIATE)}),
    ("AL13", {"actions.a4.type": ActionType.MITIGATE}),
    ("AL14", open_action(title="Throttle backfills while a replica is behind")),
    ("AL15", open_action(title="Migrate the four remaining services")),
    ("AL16", open_action(owner_confirmed=True)),
    ("AL17", {"actions.a1.verification.by": "Eve"}),
    ("AL19", open_action(side_effects="long reports end a migration")),
    ("AL19", open_action(side_effects=None, strength=Strength.INTERMEDIATE)),
    ("AL20", open_action(owner="Eve", owner_confirmed=True)),
    ("AL20", open_action(owner="p7", owner_confirmed=None)),
    (
        "TR01",
        {"prep.evidence.e99": Evidence(id="e99"), f"{C2}.evidence": ("e3", "e4", "e99")},
    ),
    ("TR02", {"risk_acceptances.k9": RiskAcceptance(id="k9", causes=("c12",))}),
    ("TR03", {"actions.a5.causes": ("c26", "c9")}),
    ("TR07", {"parking_lot.i3.to": "a2"}),
    ("TR08", {f"{C2}.parents": ("c1", "c3")}),
]
