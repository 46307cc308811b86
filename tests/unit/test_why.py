"""What the why tree says and asks: ways, circles, threads, lenses, signs, rows that cost little."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from pmtui.edits import put_all
from pmtui.guide import threads, why
from pmtui.guide.entry import parse_entry
from pmtui.guide.entry.why_line import link, move, read_sign, read_stop
from pmtui.guide.lenses import LENSES
from pmtui.model import cause_paths, causes
from pmtui.model.errors import BadValue
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.kinds import Category, Confidence, DetectionSource, Gate, Precision, StopReason
from pmtui.model.people import Evidence, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Detection, Milestones
from pmtui.model.types import Moment
from pmtui.widgets.why_rows import WhyRows
from tests.unit.growth import assert_no_quadratic_growth
from tests.unit.test_causes import AND, DEMO, cause, graph

NOW = datetime(2026, 3, 4, 15, tzinfo=UTC)


def at(minutes):
    return Moment(at=NOW + timedelta(minutes=minutes), precision=Precision.EXACT)


def times(**minutes):
    milestones = Milestones(**{name: at(minute) for name, minute in minutes.items()})
    return Postmortem(id="x", milestones=milestones)


def shown(rows):
    return ["".join(text for text, _ in row.spans).rstrip() for row in rows]


def test_a_chain_is_read_aloud_with_therefore_and_its_mechanisms():
    (way,) = cause_paths.paths(DEMO, "c6")
    assert cause_paths.aloud(way).split("\n") == [
        "The change window is defined as 18:00-20:00 in the author's local time "
        "(It opened the window at peak traffic for merchants in India), therefore",
        "18:38 in Berlin is 22:08 in India, the busiest hour for 41 % of the traffic "
        "(Each minute of queueing hit four times as many requests as at 06:00 UTC), therefore",
        "The index migration asked for an exclusive lock on idempotency_keys at 16:38 UTC "
        "(A waiting exclusive lock makes later requests queue), therefore",
        "From 16:41 UTC authorisation requests waited on the table idempotency_keys until the "
        "gateway timed out; 38 % failed.",
    ]


def test_a_shared_cause_is_read_along_each_way_and_a_circle_ends():
    ways = cause_paths.paths(DEMO, "c16")
    assert [[each.id for each in way] for way in ways] == [
        ["c16", "c15", "c13"],
        ["c16", "c25", "c24", "c23"],
    ]
    round_trip = graph(cause("c1", "c2"), cause("c2", "c1"))
    assert [[each.id for each in way] for way in cause_paths.paths(round_trip, "c1")] == [
        ["c1", "c2"]
    ]
    assert cause_paths.paths(round_trip, "c9") == ()
    many = graph(
        cause("c1"),
        *(cause(f"c{n}", "c1") for n in range(2, 40)),
        cause("c40", *(f"c{n}" for n in range(2, 40))),
    )
    assert len(cause_paths.paths(many, "c40")) == cause_paths.MOST_PATHS


def test_circles_are_refused_with_the_sentence_that_shows_them():
    record = graph(cause("c1"), cause("c2", "c1"), cause("c3", "c2"))
    said = "c3 already leads to c1; this would be a circle. c3 → c2 → c1"
    for refused in (
        lambda: cause_paths.refuse_circle(record, "c1", ["c3"]),
        lambda: link(record, "c1", "c3"),
        lambda: move(record, "c1", "w1", "c3"),
        lambda: read_sign(record, "c3", "#C1"),
    ):
        with pytest.raises(BadValue) as error:
            refused()
        assert str(error.value) == said
    with pytest.raises(BadValue, match="cannot lead to itself"):
        cause_paths.refuse_circle(record, "c2", ["c2"])


def test_a_cause_is_linked_or_moved_with_its_other_parents_kept():
    record = graph(cause("c1"), cause("c2", "c1"), cause("c3", "c1"), cause("c4", "c2", "c1"))
    assert link(record, "c4", "c3") == (("causes.c4.parents", ("c2", "c1", "c3")),)
    assert move(record, "c4", "c2", "c3") == (("causes.c4.parents", ("c3", "c1")),)
    assert move(record, "c4", "c2", "c1") == (("causes.c4.parents", ("c1",)),)
    for cause_id, under, trouble in [("c9", "c1", "no cause c9"), ("c2", "c1", "already")]:
        with pytest.raises(BadValue, match=trouble):
            link(record, cause_id, under)


@pytest.mark.parametrize(
    ("text", "stop"),
    [
        ("=s", Stop(reason=StopReason.SYSTEMIC_AND_CHANGEABLE)),
        ("= outside our control: their DNS", Stop(reason="outside_our_control", note="their DNS")),
        ("=t ran out", Stop(reason=StopReason.TIME_BOX, note="ran out")),
        (" = needs evidence", Stop(reason=StopReason.NEEDS_EVIDENCE)),
        ("a = b", None),
    ],
)
def test_a_line_that_ends_the_questions(text, stop):
    assert read_stop(text) == stop


def test_signs_say_how_causes_combine_and_words_are_no_signs():
    assert read_sign(DEMO, "c1", " & ") == (("causes.c1.gate", AND),)
    assert read_sign(DEMO, "c1", "|") == (("causes.c1.gate", Gate.OR),)
    assert read_sign(DEMO, "c1", "+5 seconds of latency") is None
    with pytest.raises(BadValue, match="no reason to stop"):
        read_stop("= because")


def test_marks_in_brackets_are_read_as_they_are_printed():
    evidence = (Evidence(id="e1"), Evidence(id="e3"))
    record = replace(graph(cause("c1")), prep=Preparation(evidence=evidence))

    def added(text):
        (_, item), *_ = parse_entry(record, "causes", text, now=NOW)
        return item

    item = added("c1: latent: A limit is missing [process, confirmed, E01 e3 and] ")
    assert (item.statement, item.role) == ("A limit is missing", "latent")
    assert (item.category, item.confidence, item.gate) == ("process", "confirmed", "AND")
    assert item.evidence == ("e1", "e3")
    assert added("c1: x [t l]").confidence is Confidence.LIKELY
    assert added("c1: x").confidence is Confidence.POSSIBLE
    for kept in ("the disk [/dev/sda] is full", "x [e9]", "x [process, at night]", "x [p]"):
        assert added(f"c1: {kept}").statement == kept


def test_threads_are_offered_by_the_figures():
    occurrence = threads.Offer("occurrence", "How did it come about?")
    assert threads.offers(Postmortem(id="x")) == (occurrence,)
    begun = Thread(id="w1", kind="occurrence")
    record = replace(
        times(impact_start=0, detected_at=17, mitigated_at=91, impact_end=108), threads=(begun,)
    )
    assert [(each.kind, each.question) for each in threads.offers(record)] == [
        ("detection", "How did it stay unnoticed for 17 minutes?"),
        ("response", "How did mitigation take 74 more minutes?"),
        ("amplification", "How did it grow, and go on for 17 minutes after mitigation?"),
    ]
    quick = replace(
        times(impact_start=0, detected_at=5, mitigated_at=20, impact_end=20), threads=(begun,)
    )
    assert threads.offers(quick) == ()
    told = replace(quick, detection=Detection(source=DetectionSource.SUPPORT))
    assert [each.kind for each in threads.offers(told)] == ["detection"]
    assert threads.offers(replace(quick, detection=Detection(source=DetectionSource.ALERT))) == ()


def test_lenses_ask_how_and_what_and_never_why_somebody_did():
    names = [lens.name for lens in LENSES]
    assert len(names) == len(set(names)) == 8
    for lens in LENSES:
        for question in lens.questions:
            assert question.endswith(("?", "each line follow?"))
            assert "why did" not in question.casefold()
            assert not question.startswith("Why")


def test_what_is_always_in_view():
    assert why.place_words((), 3, 59) == "Open ends: 3"
    assert why.place_words(("w1", "c1", "c4"), 3, 59) == "Open ends: 3 · 1 deep · w1 › c1 › c4"
    deep = ("w1", *(f"c{n}" for n in range(10, 20)))
    line = why.place_words(deep, 12, 59)
    assert line == "Open ends: 12 · 9 deep · w1 › … › c16 › c17 › c18 › c19"
    assert why.coverage_words(DEMO) == "people 0, process 11, technology 12, environment 3"
    assert list(why.together_words(DEMO, "w2").values()) == [
        "Needed together: c14 and c15. Taking away any one of them breaks this path."
    ]


def test_ends_that_only_wait_are_open():
    ends = [cause(f"c{n}", "c1") for n in range(2, 6)]
    reasons = (None, StopReason.TIME_BOX, StopReason.NEEDS_EVIDENCE, StopReason.ACCEPTED_RISK)
    stopped = [
        replace(each, stop=Stop(reason=reason)) for each, reason in zip(ends, reasons, strict=True)
    ]
    record = graph(cause("c1"), *stopped, cause("c6", "c1", rejected=True))
    assert [each.id for each in causes.open_ends(record)] == ["c2", "c3", "c4"]
    assert causes.covered(DEMO) == {
        each.id: found for each in DEMO.causes if (found := causes.coverage(DEMO, each.id))
    }


def test_rows_hang_on_their_branches_and_hide_what_is_folded():
    rows = WhyRows()
    record = graph(
        replace(cause("c1", gate=AND), statement="Effect"),
        *(replace(cause(f"c{n}", p), statement=f"S{n}") for n, p in [(2, "c1"), (3, "c2")]),
        replace(cause("c4", "c1", "c3"), statement="S4"),
    )
    assert shown(rows.make(record, set(), {"c3"}, {})) == [
        "w1 question?",
        "c1 [needed together] Effect",
        "├ c2 S2",
        "│ └ c3·S3",
        "│   └ c4 open S4",
        "└ c4 (see above)",
    ]
    assert rows.path("c4") == ("w1", "c1", "c2", "c3", "c4")
    assert shown(rows.make(record, {"c2"}, set(), {}))[2:] == [
        "├ c2 (+2 folded) S2",
        "└ c4 (see above)",
    ]
    loose = replace(record, threads=())
    assert shown(rows.make(loose, set(), set(), {}))[:2] == [
        "In no thread:",
        "c1 Effect",
    ]


def test_a_row_is_made_again_only_when_its_cause_or_its_place_changes():
    rows = WhyRows()
    before = {row.key: row for row in rows.make(DEMO, set(), set(), {})}
    changed = put_all(DEMO, [("causes.c9.category", Category.PEOPLE)])
    after = {row.key: row for row in rows.make(changed, set(), set(), {})}
    assert [key for key in after if after[key] is not before[key] and key.startswith("c")] == ["c9"]


def test_the_tree_costs_little_however_many_causes_it_has():
    def typed(numbers):
        rows, items = WhyRows(), (replace(cause("c1", gate=AND), statement="effect"),)
        for number in numbers:
            items += (Cause(id=f"c{number}", parents=(f"c{max(number // 3, 1)}",), thread="w1"),)
        record = graph(*items)
        for _ in range(3):
            rows.make(record, set(), set(), {})
            why.together_words(record, "w1")

    assert_no_quadratic_growth(typed, range(2, 802))


def reach(items):
    """What each cause leads to in one step or more."""
    above = {each.id: set(each.parents) for each in items}
    for _ in items:
        above = {
            each: up.union(*(above.get(parent, ()) for parent in up)) for each, up in above.items()
        }
    return above


@pytest.mark.parametrize("seed", range(40))
def test_every_circle_is_found_once(seed):
    """The groups in which each cause leads to each, in graphs of eight causes by chance."""
    chance = Random(seed)
    names = [f"c{number}" for number in range(8)]
    items = [
        cause(each, *chance.choices([*names, "c99"], k=chance.choice((0, 1, 1, 2))))
        for each in names
    ]
    above = reach(items)
    groups = {
        tuple(other for other in names if other in above[each] and each in above[other])
        for each in names
        if each in above[each]
    }
    assert cause_paths.circles(graph(*items)) == tuple(
        sorted(groups, key=lambda group: names.index(group[0]))
    )


def test_the_line_of_the_page_says_the_first_circle():
    chain = [cause("c1"), cause("c2", "c1")]
    assert why.circle_line(graph(*chain)) == ""
    one = [*chain, cause("c3", "c3")]
    assert why.circle_line(graph(*one)) == "c3 leads to itself. Take that link away."
    two = [*one, cause("c4", "c5"), cause("c5", "c4")]
    assert why.circle_line(graph(*two)).endswith("away. 1 more circle.")
