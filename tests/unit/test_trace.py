"""The trace gate: exactly the planted orphans of every kind, and none in the examples."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Table
from pmtui.exporters.report import build
from pmtui.guide.checks import check
from pmtui.guide.fields import page_of
from pmtui.guide.rules.trace import IDS
from pmtui.model import address
from pmtui.model.commitments import Action, Effectiveness, Lesson, RiskAcceptance
from pmtui.model.factors import Cause, Stop
from pmtui.model.kinds import (
    ActionStatus,
    Confidence,
    IdeaStatus,
    Priority,
    RiskDecision,
    StopReason,
    Verdict,
)
from pmtui.model.orphans import Kind, orphans
from pmtui.model.people import Evidence
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Adjustment
from pmtui.model.trace import chains
from tests.unit.whole_record import DEMO, LIBRARY, TODAY, put

PROOF = DEMO.actions[0].verification
RISK = DEMO.risk_acceptances[0]
COVERAGE = {
    "c6": ["a2"],
    "c9": ["a5"],
    "c11": ["a1"],
    "c12": ["k1"],
    "c16": ["a6"],
    "c17": ["a3"],
    "c20": ["k2"],
    "c22": ["a4"],
    "c27": ["a6"],
    "c26": "not needed (ruled out)",
}
"""What the example expects of its ends."""


def action(action_id="a99", **fields):
    return Action(id=action_id, title="Limit the wait", **fields)


def accepted(risk_id, *causes, **fields):
    return replace(RISK, id=risk_id, causes=causes, **fields)


def effect(where, **fields):
    return replace(address.get(DEMO, f"{where}.effectiveness"), **fields)


def merged_into(**ideas):
    """Ideas that are merged into these."""
    status = {f"parking_lot.{each}.status": IdeaStatus.MERGED for each in ideas}
    return status | {f"parking_lot.{each}.to": to for each, to in ideas.items()}


GONE = action(status=ActionStatus.DECLINED)
A1, A2, K = "actions.a1", "actions.a2", "risk_acceptances"
STOP = Stop(reason=StopReason.ACCEPTED_RISK, ref="k77")
PLANTED = [
    (Kind.UNUSED_EVIDENCE, "prep.evidence.e99", {"prep.evidence.e99": Evidence(id="e99")}),
    (Kind.UNPROVEN_CAUSE, "causes.c6.evidence", {"causes.c6.evidence": ()}),
    (Kind.UNANSWERED_CAUSE, "causes.c9", {"actions.a5.status": ActionStatus.DECLINED}),
    (Kind.UNANSWERED_CAUSE, "causes.c11", {f"{A1}.causes": ("c4", "c10")}),
    (Kind.UNANSWERED_CAUSE, "causes.c27", {"actions.a6.causes": ("c16", "c24", "c25")}),
    (Kind.UNANSWERED_CAUSE, "causes.c12", {f"{K}.k1.review_on": None}),
    (Kind.UNANSWERED_CAUSE, "causes.c12", {f"{K}.k1.reason": " "}),
    (Kind.UNANSWERED_CAUSE, "causes.c20", {f"{K}.k2": None}),
    (Kind.UNANSWERED_CAUSE, "causes.c99", {"causes.c99": Cause(id="c99", parents=("c14",))}),
    (
        Kind.UNANSWERED_CAUSE,
        "causes.c11",
        {f"{A1}.effectiveness": effect(A1, verdict=Verdict.INCONCLUSIVE, result="0 of 2")},
    ),
    (
        Kind.UNANSWERED_CAUSE,
        "causes.c17",
        {"actions.a3.effectiveness": effect("actions.a3", verdict=Verdict.PARTLY, result="9")},
    ),
    (
        Kind.UNANSWERED_CAUSE,
        "causes.c12",
        {f"{K}.k1.review.decision": RiskDecision.ACT},
    ),
    (Kind.UNLINKED_ACTION, "actions.a99.causes", {"actions.a99": action(due=TODAY)}),
    (Kind.UNLINKED_RISK, f"{K}.k99.causes", {f"{K}.k99": accepted("k99")}),
    (Kind.ANSWERS_RULED_OUT, "actions.a98.causes", {"actions.a98": action("a98", causes=("c26",))}),
    (Kind.ANSWERS_RULED_OUT, f"{K}.k98.causes", {f"{K}.k98": accepted("k98", "c26")}),
    (Kind.LOST_IDEA, "parking_lot.i3.to", {"parking_lot.i3.to": None}),
    (Kind.LOST_IDEA, "parking_lot.i1.to", {"parking_lot.i1.status": IdeaStatus.MERGED}),
    (Kind.LOST_IDEA, "parking_lot.i3.to", {"parking_lot.i3.to": "i3"}),
    (Kind.LOST_IDEA, "parking_lot.i3.to", {"parking_lot.i3.to": "i4"}),
    (Kind.LOST_IDEA, "parking_lot.i3.to", {"parking_lot.i3.to": "JIRA-3"}),
    (Kind.LOST_IDEA, "parking_lot.i1.to", merged_into(i1="i1")),
    (Kind.LOST_IDEA, "parking_lot.i3.to", {"actions.a99": GONE, "parking_lot.i3.to": "a99"}),
    (Kind.LOST_IDEA, "parking_lot.i1.to", {"actions.a99": GONE, **merged_into(i1="a99")}),
    (
        Kind.UNVERIFIABLE_ACTION,
        "actions.a4.verification.method",
        {"actions.a4.verification.method": None},
    ),
    (
        Kind.UNVERIFIABLE_ACTION,
        f"{A2}.verification.method",
        {A2: action("a2", causes=("c6",), priority=Priority.P0)},
    ),
    (
        Kind.UNMEASURED_ACTION,
        "actions.a3.effectiveness.metric",
        {"actions.a3.effectiveness": Effectiveness()},
    ),
    (
        Kind.UNMEASURED_ACTION,
        "actions.a6.effectiveness.check_on",
        {"actions.a6.effectiveness.check_on": None},
    ),
    (Kind.EMPTY_VERIFICATION, f"{A1}.verification.result", {f"{A1}.verification.result": " "}),
    (Kind.EMPTY_VERIFICATION, f"{A1}.verification.by", {f"{A1}.verification.by": None}),
    (
        Kind.EMPTY_EFFECT,
        "actions.a4.effectiveness.result",
        {"actions.a4.effectiveness.verdict": Verdict.INEFFECTIVE},
    ),
    (
        Kind.EARLY_EFFECT,
        "actions.a6.effectiveness.verdict",
        {"actions.a6.effectiveness": effect("actions.a6", verdict=Verdict.EFFECTIVE, result="0")},
    ),
    (Kind.UNKNOWN_ITEM, "timeline.t1.evidence", {"timeline.t1.evidence": ("e4", "e77")}),
    (Kind.UNKNOWN_ITEM, "impact.immediate.m1.evidence", {"impact.immediate.m1.evidence": ("e77",)}),
    (Kind.UNKNOWN_ITEM, "threads.w3.root", {"threads.w3.root": "c77"}),
    (Kind.UNKNOWN_ITEM, "causes.c2.evidence", {"causes.c2.evidence": ("e3", "e77")}),
    (Kind.UNKNOWN_ITEM, "causes.c3.parents", {"causes.c3.parents": ("c1", "c77")}),
    (Kind.UNKNOWN_ITEM, "causes.c4.thread", {"causes.c4.thread": "w77"}),
    (Kind.UNKNOWN_ITEM, "causes.c22.stop.ref", {"causes.c22.stop": STOP}),
    (
        Kind.UNKNOWN_ITEM,
        "causes.c22.stop.ref",
        {"causes.c22.stop": Stop(reason=StopReason.NEEDS_EVIDENCE, ref="q77")},
    ),
    (Kind.UNKNOWN_ITEM, "lessons.l2.causes", {"lessons.l2.causes": ("c77",)}),
    (Kind.UNKNOWN_ITEM, "parking_lot.i4.to", {"parking_lot.i4.to": "a77"}),
    (Kind.UNKNOWN_ITEM, "actions.a5.causes", {"actions.a5.causes": ("c9", "c77")}),
    (Kind.UNKNOWN_ITEM, "actions.a5.lesson", {"actions.a5.lesson": "l77"}),
    (Kind.UNKNOWN_ITEM, "actions.a5.depends_on", {"actions.a5.depends_on": ("a77",)}),
    (Kind.UNKNOWN_ITEM, f"{K}.k2.causes", {f"{K}.k2.causes": ("c20", "c77")}),
    (
        Kind.UNKNOWN_ITEM,
        "follow_up.adjustments.j1.action",
        {"follow_up.adjustments.j1": Adjustment(id="j1", action="a77")},
    ),
    (
        Kind.UNKNOWN_ITEM,
        "follow_up.recurrence_links.r1.causes",
        {"follow_up.recurrence_links.r1.causes": ("c77",)},
    ),
]
QUIET = {
    "a cause below one that is ruled out": {
        "causes.c99": Cause(id="c99", parents=("c26",), confidence=Confidence.CONFIRMED)
    },
    "a cause that is only likely": {"causes.c25.evidence": ()},
    "evidence of a figure": {
        "prep.evidence.e99": Evidence(id="e99"),
        "impact.immediate.m1.evidence": ("e99",),
    },
    "evidence of an entry": {
        "prep.evidence.e99": Evidence(id="e99"),
        "timeline.t1.evidence": ("e4", "e99"),
    },
    "evidence that ruled something out": {
        "prep.evidence.e99": Evidence(id="e99"),
        "causes.c26.stop.ref": "e99",
    },
    "a declined action": {
        "actions.a99": action(priority=Priority.P0, status=ActionStatus.DECLINED)
    },
    "a merged action": {"actions.a99": action(priority=Priority.P0, status=ActionStatus.MERGED)},
    "an action on a lesson": {"actions.a99": action(lesson="l1")},
    "an action that is less urgent": {
        A2: action("a2", causes=("c6",), priority=Priority.P2, status=ActionStatus.IN_PROGRESS)
    },
    "an effect that is planned when it is accepted": {
        A2: action("a2", causes=("c6",), priority=Priority.P0, verification=PROOF)
    },
    "an effect of what is put off": {
        A2: action(
            "a2",
            causes=("c6",),
            priority=Priority.P0,
            verification=PROOF,
            status=ActionStatus.DEFERRED,
        )
    },
    "a risk that its cause names": {f"{K}.k1.causes": ()},
    "a second answer that is half accepted": {f"{K}.k99": accepted("k99", "c6", reason=None)},
    "an idea merged into another": {
        "parking_lot.i1.status": IdeaStatus.MERGED,
        "parking_lot.i1.to": "i2",
    },
    "a plain name": {f"{A2}.owner": "p77", f"{K}.k1.accepted_by": "somebody"},
    "a verdict that is honest": {
        f"{A1}.effectiveness.verdict": Verdict.INCONCLUSIVE,
        "actions.a99": action(causes=("c11",), due=TODAY),
    },
    "an action opened again": {
        f"{A2}.effectiveness": effect(A2, verdict=Verdict.PARTLY, result="3 of 20")
    },
}


def found(record):
    return {(each.kind, each.address) for each in orphans(record)}


def traced(record, today=TODAY):
    return [each for each in check(record, today) if each.rule in IDS]


@pytest.mark.parametrize("record", LIBRARY, ids=lambda record: record.id)
def test_no_example_has_an_orphan(record):
    assert orphans(record) == ()
    assert traced(record) == traced(record, date(2036, 1, 1)) == []


def test_an_empty_record_has_no_orphan():
    assert traced(Postmortem(id="x")) == []


@pytest.mark.parametrize(
    ("kind", "where", "changes"), PLANTED, ids=[f"{row[0]}-{row[1]}" for row in PLANTED]
)
def test_exactly_the_planted_orphan_is_found(kind, where, changes):
    record = put(DEMO, changes)
    assert found(record) == {(kind, where)}
    (finding,) = traced(record)
    assert finding.address == where
    assert address.has(record, where)
    assert page_of(where) or where.startswith("threads.")


def test_every_kind_is_planted():
    assert {row[0] for row in PLANTED} == set(Kind)


@pytest.mark.parametrize("name", QUIET)
def test_nothing_else_is_found(name):
    assert traced(put(DEMO, QUIET[name])) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(range(len(PLANTED))), unique=True, max_size=12))
def test_several_are_found_beside_each_other(rows):
    """Plants of different items do not hide each other, whatever their order."""
    record, planted, touched = DEMO, set(), set()
    for kind, where, changes in (PLANTED[row] for row in rows):
        items = {".".join(each.split(".")[:2]) for each in changes}
        if not items & touched:
            record, touched = put(record, changes), touched | items
            planted.add((kind, where))
    assert found(record) == planted
    assert {each.address for each in traced(record)} == {where for _, where in planted}


def test_a_half_accepted_risk_is_named():
    gone = put(DEMO, {f"{K}.k2": None, f"{K}.k1.reason": " "})
    assert [each.said for each in orphans(put(gone, {f"{K}.k1.accepted_by": None}))] == [
        "k1 has no reason and no approver",
        "k2 is not there",
    ]


def test_the_chains_of_the_example_are_its_coverage():
    told = {}
    for chain in chains(DEMO):
        told.setdefault(chain.origin.id, []).append(chain.answer and chain.answer.id)
        if chain.ruled_out:
            told[chain.origin.id] = "not needed (ruled out)"
    assert told == COVERAGE


def test_the_report_says_the_same():
    for record in (DEMO, put(DEMO, {"actions.a5.status": ActionStatus.MERGED})):
        tables = [
            block
            for section in build(record, Audience.INTERNAL).sections
            for block in section.blocks
            if isinstance(block, Table) and block.head[-1] == "Closed by"
        ]
        shown = {row[0].split()[0]: row[-1] for row in tables[0].rows}
        ends = [each for each in chains(record) if each.origin and each.origin.id in shown]
        assert len(ends) == len(shown) == 9
        for chain in ends:
            answer = chain.answer.id if chain.answer else "nothing yet"
            assert shown[chain.origin.id].endswith(f" {answer}")


def test_an_answer_to_no_end_is_a_line_of_its_own():
    lesson = Lesson(id="l99", text="Replays take long")
    record = put(
        DEMO,
        {
            "lessons.l99": lesson,
            "actions.a97": action("a97", lesson="l99"),
            "actions.a98": action("a98", causes=("c7",)),
            "actions.a99": action(),
            f"{K}.k99": RiskAcceptance(id="k99"),
        },
    )
    rest = [(each.origin and each.origin.id, each.answer.id) for each in chains(record)[-4:]]
    assert rest == [("l99", "a97"), ("c7", "a98"), (None, "a99"), (None, "k99")]
