"""The graph of causes, against the example and against brute force."""

from dataclasses import replace
from itertools import chain, combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.model import causes
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.kinds import ActionStatus, Confidence, Gate
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_json

AND, OR, CONTRIB = Gate.AND, Gate.OR, Gate.CONTRIB
DEMO = next(
    record
    for record in (from_json(data, "demo") for data in records())
    if record.reference == "INC-2026-0915"
)


def cause(cause_id, *parents, gate=None, rejected=False, thread="w1"):
    confidence = Confidence.REJECTED if rejected else None
    return Cause(id=cause_id, parents=parents, gate=gate, confidence=confidence, thread=thread)


def graph(*items, root="c1"):
    return Postmortem(id="x", causes=items, threads=(Thread(id="w1", root=root),))


def ids(found):
    return [each.id for each in found]


def drawn(record, thread_id="w1", **options):
    return [
        "  " * row.depth + row.cause.id + (" again" if row.repeated else "")
        for row in causes.outline(record, thread_id, **options)
    ]


def test_example_has_the_minimal_sets_of_its_story():
    found = {thread.id: causes.minimal_sets(DEMO, thread.id) for thread in DEMO.threads}
    assert found == {"w1": (("c2", "c3", "c4"),), "w2": (("c14", "c15"),), "w3": (), "w4": ()}


def test_example_ends_and_their_coverage():
    assert {leaf.id: causes.coverage(DEMO, leaf.id) for leaf in causes.leaves(DEMO)} == {
        "c6": ("a2",),
        "c9": ("a5",),
        "c11": ("a1",),
        "c12": ("k1",),
        "c16": ("a6",),
        "c17": ("a3",),
        "c20": ("k2",),
        "c22": ("a4",),
        "c27": ("a6",),
        "c26": (),
    }


def test_example_prints_a_shared_cause_once():
    assert drawn(DEMO, "w4") == ["c23", "  c24", "    c25", "      c16 again", "  c27"]
    assert drawn(DEMO, "w2") == ["c13", "  c14", "    c17", "  c15", "    c16"]
    assert "  c26" in drawn(DEMO, "w1")
    shown = causes.outline(DEMO, "w1", with_ruled_out=False)
    assert [row.cause.id for row in shown if row.depth == 1] == ["c2", "c3", "c4"]
    assert [row.last for row in shown if row.depth == 1] == [False, False, True]


def test_outline_leaves_no_cause_of_the_thread_out():
    record = graph(
        cause("c1"), cause("c2", "c9"), cause("c3", "c4"), cause("c4", "c3"), cause("c5", "c2")
    )
    assert drawn(record) == ["c1", "c2", "  c5", "c3", "  c4", "    c3 again"]
    assert causes.outline(record, "w7") == ()
    assert ids(causes.strays(replace(record, threads=()))) == ["c1", "c2", "c3", "c4", "c5"]
    assert causes.strays(record) == ()


@pytest.mark.parametrize(
    ("child", "parent", "path"),
    [
        ("c1", "c3", ("c3", "c2", "c1")),
        ("c1", "c1", ("c1",)),
        ("c3", "c1", ()),
        ("c2", "c4", ()),
        ("c9", "c1", ()),
    ],
)
def test_circle_is_found_before_it_is_made(child, parent, path):
    record = graph(cause("c1"), cause("c2", "c1"), cause("c3", "c2"), cause("c4", "c1"))
    assert causes.would_circle(record, child, parent) == path


def test_depth_counts_the_fewest_steps_and_survives_circles():
    record = graph(
        cause("c1"),
        cause("c2", "c1"),
        cause("c3", "c2", "c1"),
        cause("c4", "c3"),
        cause("c5", "c5"),
    )
    assert [causes.depth(record, each.id) for each in record.causes] == [0, 1, 1, 2, 1]


def test_rejected_causes_take_what_is_below_them_out():
    record = graph(
        cause("c1"), cause("c2", "c1", rejected=True), cause("c3", "c2"), cause("c4", "c3", "c1")
    )
    assert causes.ruled_out(record) == {"c2", "c3"}
    assert ids(causes.leaves(record)) == ["c4"]
    assert ids(causes.leaves(graph(cause("c1"), cause("c2", "c1", rejected=True)))) == ["c1", "c2"]


def test_coverage_needs_a_live_action_or_a_whole_acceptance():
    risk = RiskAcceptance(id="k1", reason="dear", accepted_by="p1", review_on=None)
    record = replace(
        graph(cause("c1"), replace(cause("c2", "c1"), stop=Stop(ref="k1"))),
        actions=tuple(
            Action(id=f"a{number}", causes=("c2",), status=status)
            for number, status in enumerate(ActionStatus)
        ),
        risk_acceptances=(risk,),
    )
    live = [a.id for a in record.actions if a.status not in ("declined", "merged")]
    assert list(causes.coverage(record, "c2")) == live
    whole = replace(risk, review_on=DEMO.risk_acceptances[0].review_on)
    assert causes.coverage(replace(record, risk_acceptances=(whole,)), "c2") == (*live, "k1")
    assert causes.coverage(record, "c1") == ()


@pytest.mark.parametrize(
    ("items", "sets"),
    [
        ([cause("c1", gate=AND), cause("c2", "c1"), cause("c3", "c1")], [("c2", "c3")]),
        ([cause("c1", gate=OR), cause("c2", "c1"), cause("c3", "c1")], [("c2",), ("c3",)]),
        ([cause("c1", gate=CONTRIB), cause("c2", "c1")], []),
        ([cause("c1", gate=AND)], []),
        ([cause("c1", gate=AND), cause("c2", "c1", rejected=True)], []),
        ([cause("c1", gate=AND), cause("c2", "c1", gate=AND), cause("c3", "c2")], [("c3",)]),
        (
            [
                cause("c1", gate=AND),
                cause("c2", "c1", gate=OR),
                cause("c3", "c1", "c2"),
                cause("c4", "c2"),
            ],
            [("c3",)],
        ),
        ([cause("c1", "c2", gate=AND), cause("c2", "c1", gate=AND)], []),
        ([cause("c1", "c2", gate=AND), cause("c2", "c1", gate=AND), cause("c3", "c2")], [("c3",)]),
    ],
)
def test_minimal_sets_by_gate(items, sets):
    assert list(causes.minimal_sets(graph(*items), "w1")) == sets


def test_minimal_sets_are_capped():
    tops = [cause("c1", gate=AND)] + [cause(f"c{n}", "c1", gate=OR) for n in range(2, 22)]
    kids = [cause(f"c{100 + n}", f"c{n // 5 + 2}") for n in range(100)]
    assert len(causes.minimal_sets(graph(*tops, *kids), "w1")) == causes.MOST_SETS


@st.composite
def graphs(draw, circles=False):
    size = draw(st.integers(1, 9))
    items = []
    for number in range(1, size + 1):
        above = st.integers(1, size + 1 if circles else max(number - 1, 1))
        parents = draw(st.lists(above, max_size=3, unique=True)) if number > 1 or circles else []
        items.append(
            cause(
                f"c{number}",
                *[f"c{each}" for each in parents],
                gate=draw(st.sampled_from([None, AND, OR, AND, OR, CONTRIB])),
                rejected=number > 1 and draw(st.integers(0, 5)) == 0,
                thread=draw(st.sampled_from(["w1", "w2", None])),
            )
        )
    return replace(
        graph(*items), threads=(Thread(id="w1", root="c1"), Thread(id="w2", root=f"c{size}"))
    )


def holds(record, cause_id, given):
    """Whether a cause comes about when exactly the basic causes in `given` are there."""
    out = causes.ruled_out(record)
    here = next(each for each in record.causes if each.id == cause_id)
    below = [child.id for child in causes.children(record, cause_id) if child.id not in out]
    if here.gate not in (AND, OR) or not below:
        return cause_id in given
    return (all if here.gate is AND else any)(holds(record, each, given) for each in below)


@settings(deadline=None)
@given(graphs())
def test_minimal_sets_equal_brute_force(record):
    names = ids(record.causes)
    subsets = chain.from_iterable(combinations(names, n) for n in range(len(names) + 1))
    enough = [set(each) for each in subsets if holds(record, "c1", set(each))]
    minimal = [each for each in enough if not any(other < each for other in enough)]
    root = record.causes[0]
    out = causes.ruled_out(record)
    alive = [c for c in causes.children(record, "c1") if c.id not in out]
    expected = minimal if root.gate in (AND, OR) and alive else []
    found = causes.minimal_sets(record, "w1")
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


@settings(deadline=None)
@given(graphs(circles=True))
def test_no_graph_is_too_tangled(record):
    sets = [set(each) for each in causes.minimal_sets(record, "w1")]
    assert not any(one < other for one in sets for other in sets)
    rows = [row for thread in record.threads for row in causes.outline(record, thread.id)]
    shown = [row.cause.id for row in rows if not row.repeated]
    assert len(shown) == len(set(shown))
    assert set(shown) | set(ids(causes.strays(record))) == set(ids(record.causes))
    for each in record.causes:
        assert causes.depth(record, each.id) >= 0
        for parent in each.parents:
            if parent in ids(record.causes):
                path = causes.would_circle(record, each.id, parent)
                assert not path or (path[0], path[-1]) == (parent, each.id)
