"""Two revisions put together: nothing that anybody wrote is lost, whatever both did."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.edits import put_all, removal
from pmtui.model import address
from pmtui.model.commitments import Action, Idea, Lesson, RiskAcceptance, Step
from pmtui.model.conflict import Conflict
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.kinds import Precision
from pmtui.model.people import Evidence, Participant, Preparation
from pmtui.model.postmortem import Mark, Postmortem, Progress
from pmtui.model.publication import Adjustment, RecurrenceLink, Review
from pmtui.model.references import references, rename
from pmtui.model.schema import slots
from pmtui.model.story import Event
from pmtui.model.types import Moment
from pmtui.store.codec import from_json, to_plain
from pmtui.store.errors import Damaged
from pmtui.store.json_text import to_json
from pmtui.store.kept_values import as_text, other_value
from pmtui.store.merge import Merged
from pmtui.store.merge import merge as merge_records
from tests.unit.random_edits import TARGETS, dangling, edited, values

EXAMPLE = from_json(records()[-1], "example")
EMPTY = Postmortem(id="x")
NOW = datetime(2026, 9, 18, 8, tzinfo=UTC)
SEEDS = st.integers(0, 2**32).map(Random)
COUNTS = st.integers(1, 5)


def merge(base: Postmortem, mine: Postmortem, theirs: Postmortem) -> Merged:
    return merge_records(base, mine, theirs, by="ben", when=NOW)


def put(record, **changed):
    return put_all(record, [(name.replace("__", "."), value) for name, value in changed.items()])


def items(record):
    return {
        f"{parent}.{item.id}": item
        for parent in address.list_addresses()
        if parent != "conflicts"
        for item in address.get(record, parent)
    }


def changes(base, side):
    """The fields of items and parts of both that a side changed, with their new values."""
    before = values(base)
    return {
        where: value
        for where, value in values(side).items()
        if where in before and before[where] != value
    }


def kept(record):
    return {(each.field, each.value) for each in record.conflicts}


def check(base, mine, theirs):
    """Merge, and hold the result against what each side did, found out in another way."""
    done = merge(base, mine, theirs)
    record = done.record
    mine = rename(mine, done.renamed)
    check_items(base, mine, theirs, record)
    for side in (mine, theirs):
        for where, value in changes(base, side).items():
            check_field(where, value, base, record, is_mine=side is mine)
        for gone in set(side.retired) - set(base.retired):
            assert any(
                gone[0] == each[0] and int(gone[1:]) <= int(each[1:]) for each in record.retired
            )
    ids = [item.rpartition(".")[2] for item in items(record)] + [y.id for y in record.conflicts]
    assert len(ids) == len(set(ids))
    assert dangling(record) <= dangling(mine) | dangling(theirs)
    assert set(done.disputed) <= {each.field for each in record.conflicts}
    assert from_json(to_json(to_plain(record)), "merged") == record
    return done


def check_items(base, mine, theirs, record):
    before, after = items(base), items(record)
    for side in (mine, theirs):
        there = items(side)
        for where in there.keys() - before.keys():
            assert after[where] == there[where]
        for where in before.keys() - there.keys():
            assert where not in after or (where, "null") in kept(record)


def check_field(where, value, base, record, *, is_mine):
    before, now = address.get(base, where), address.get(record, where)
    slot = address.slot_at(where)
    if slot.many:
        assert set(value) - set(before) <= set(now)
        assert not (set(before) - set(value)) & set(now)
    elif is_mine or (where, as_text(value)) not in kept(record):
        if slot.shape == "prose" and now != value and before and value:
            assert set(value.split()) - set(before.split()) <= set(now.split())
        else:
            assert now == value


WORDS = st.sampled_from([None, "a", "b"])


def ids(letter, most=3):
    """Ids of up to so many items, in any order."""
    every = [f"{letter}{number}" for number in range(1, most + 1)]
    return st.lists(st.sampled_from(every), unique=True, max_size=most)


@st.composite
def small(draw):
    """A small record with any items and references, also to items that are not there."""

    def some(letter):
        return tuple(draw(ids(letter)))

    def one(*choices):
        return draw(st.sampled_from([None, *choices]))

    return Postmortem(
        id="x",
        title=draw(WORDS),
        services=tuple(draw(st.lists(st.sampled_from("abc"), unique=True))),
        prep=Preparation(
            owner=one("p1", "p2", "Ann"),
            people=tuple(Participant(id=each, name=draw(WORDS)) for each in some("p")),
            evidence=tuple(Evidence(id=each, title=draw(WORDS)) for each in some("e")),
        ),
        timeline=tuple(
            Event(id=each, at=one(NOW, NOW + timedelta(hours=1)), text=draw(WORDS))
            for each in some("t")
        ),
        causes=tuple(
            Cause(
                id=each,
                statement=draw(WORDS),
                parents=some("c"),
                evidence=some("e"),
                stop=Stop(ref=one("e1", "k1")),
            )
            for each in some("c")
        ),
        threads=tuple(Thread(id=each, root=one("c1", "c2")) for each in some("w")),
        actions=tuple(Action(id=each, title=draw(WORDS), causes=some("c")) for each in some("a")),
        parking_lot=tuple(Idea(id=each, to=one("a1", "a2")) for each in some("i")),
        conflicts=tuple(
            Conflict(id=each, field=one("title", "causes.c1.statement"), value=one('"a"', "null"))
            for each in some("y")
        ),
        notes=draw(st.none() | st.lists(st.sampled_from("abcdef"), max_size=9).map(" ".join)),
        retired=tuple(sorted(draw(st.sampled_from("acepty")) + "3" for _ in range(one(1) or 0))),
    )


@given(SEEDS, COUNTS, COUNTS)
@settings(max_examples=100, deadline=None)
def test_nothing_is_lost_of_two_peoples_edits(rng, mine, theirs):
    check(EXAMPLE, edited(EXAMPLE, rng, mine), edited(EXAMPLE, rng, theirs))


@given(SEEDS, st.integers(0, 25), COUNTS, COUNTS)
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_in_a_record_that_has_just_begun(rng, begun, mine, theirs):
    base = edited(EMPTY, rng, begun, kinds=("add", "field"))
    check(base, edited(base, rng, mine), edited(base, rng, theirs))


@given(small(), small(), small())
@settings(max_examples=150, deadline=None)
def test_nothing_is_lost_of_any_three_records(base, mine, theirs):
    check(base, mine, theirs)


@given(small(), small())
@settings(max_examples=60, deadline=None)
def test_what_only_one_side_changed_is_taken_as_it_is(base, other):
    assert merge(base, base, base) == Merged(base, {}, ())
    assert merge(base, other, other) == Merged(other, {}, ())
    assert merge(base, other, base) == Merged(other, {}, ())
    assert merge(base, base, other) == Merged(other, {}, ())


@given(SEEDS, COUNTS)
@settings(max_examples=60, deadline=None)
def test_one_persons_edits_of_the_example_are_taken_as_they_are(rng, count):
    other = edited(EXAMPLE, rng, count)
    assert merge(EXAMPLE, other, EXAMPLE) == Merged(other, {}, ())
    assert merge(EXAMPLE, EXAMPLE, other) == Merged(other, {}, ())
    assert merge(EXAMPLE, other, other) == Merged(other, {}, ())


TOPS = [each for each in to_plain(EMPTY) if each not in {"id", "schema_version", "retired"}]


def only(base, side, tops):
    """Of a side's changes those in some of the top-level fields."""
    return replace(base, **{name: getattr(side, name) for name in tops})


def without_whose(record):
    """The record with the conflicts in any order and without whose the other value is."""
    return replace(record, conflicts=()), kept(record)


@given(SEEDS, st.sets(st.sampled_from(TOPS)), st.integers(1, 8), st.integers(1, 8))
@settings(max_examples=80, deadline=None)
def test_edits_of_different_fields_commute(rng, tops, mine, theirs):
    one = only(EXAMPLE, edited(EXAMPLE, rng, mine), tops)
    other = only(EXAMPLE, edited(EXAMPLE, rng, theirs), set(TOPS) - tops)
    there, back = merge(EXAMPLE, one, other), merge(EXAMPLE, other, one)
    assert without_whose(there.record) == without_whose(back.record)
    assert (there.renamed, back.renamed) == ({}, {})


@given(SEEDS)
@settings(max_examples=60, deadline=None)
def test_a_merge_merged_again_adds_nothing(rng):
    mine, theirs = edited(EXAMPLE, rng, 3), edited(EXAMPLE, rng, 3)
    merged = merge(EXAMPLE, mine, theirs).record
    assert merge(theirs, merged, theirs).record == merged
    assert merge(EXAMPLE, merged, merged).record == merged


def test_a_field_that_both_changed_keeps_mine_and_theirs_beside():
    done = merge(EXAMPLE, put(EXAMPLE, title="Mine"), put(EXAMPLE, title="Theirs"))
    assert done.record.title == "Mine"
    (conflict,) = done.record.conflicts
    assert conflict == Conflict(id="y1", field="title", value='"Theirs"', by="ben", at=NOW)
    assert done.disputed == ("title",)


def test_both_changed_to_the_same_is_no_conflict():
    same = put(EXAMPLE, title="Same", impact__summary="This, too")
    assert merge(EXAMPLE, same, put(EXAMPLE, title="Same")).record == same


def test_an_equal_conflict_is_not_kept_twice():
    base = put(EXAMPLE, conflicts=(Conflict(id="y1", field="title", value='"Theirs"', by="eve"),))
    done = merge(base, put(base, title="Mine"), put(base, title="Theirs"))
    assert done.record.conflicts == base.conflicts
    assert done.disputed == ("title",)


def test_the_same_conflict_of_both_is_kept_once_and_others_get_ids_of_their_own():
    one = Conflict(id="y1", field="title", value='"A"', by="eve")
    other = Conflict(id="y1", field="impact.summary", value='"B"', by="eve")
    again = Conflict(id="y2", field="title", value='"A"', by="ben")
    mine, theirs = put(EXAMPLE, conflicts=(one,)), put(EXAMPLE, conflicts=(other, again))
    done = merge(EXAMPLE, mine, theirs)
    assert kept(done.record) == {("title", '"A"'), ("impact.summary", '"B"')}
    assert [each.id for each in done.record.conflicts] == ["y1", "y2"]
    done = merge(EXAMPLE, mine, put(EXAMPLE, conflicts=(other,)))
    assert [(each.id, each.value) for each in done.record.conflicts] == [
        ("y1", '"B"'),
        ("y2", '"A"'),
    ]


def test_a_conflict_that_one_side_settled_stays_settled():
    base = put(EXAMPLE, conflicts=(Conflict(id="y1", field="title", value='"A"'),))
    settled = put(base, title="A", conflicts__y1=None)
    for mine, theirs in ((settled, put(base, reference="R")), (put(base, reference="R"), settled)):
        record = merge(base, mine, theirs).record
        assert (record.title, record.reference, record.conflicts) == ("A", "R", ())
    done = merge(base, put(settled, reference="Q"), put(base, reference="R"))
    assert [each.id for each in done.record.conflicts] == ["y2"]


@pytest.mark.parametrize("mine_removes", [True, False])
def test_an_item_that_one_removed_and_the_other_edited_stays_and_is_marked(mine_removes):
    gone = put_all(EXAMPLE, removal(EXAMPLE, "causes.c4"))
    edit = put(EXAMPLE, causes__c4__statement="Better words")
    done = merge(EXAMPLE, *((gone, edit) if mine_removes else (edit, gone)))
    assert address.get(done.record, "causes.c4.statement") == "Better words"
    (conflict,) = done.record.conflicts
    assert (conflict.field, conflict.value) == ("causes.c4", "null")
    assert (conflict.by, conflict.at) == ((None, None) if mine_removes else ("ben", NOW))
    assert other_value(conflict) is None
    assert address.index_of(done.record, "causes.c4") == address.index_of(EXAMPLE, "causes.c4")


def test_a_removed_item_that_nobody_touched_goes():
    gone = put_all(EXAMPLE, removal(EXAMPLE, "timeline.t4"))
    for mine, theirs in ((gone, put(EXAMPLE, title="T")), (put(EXAMPLE, title="T"), gone)):
        done = merge(EXAMPLE, mine, theirs)
        assert done.record == put(gone, title="T")
        assert done.disputed == ()


def test_an_item_that_the_other_side_began_to_refer_to_stays_with_what_it_refers_to():
    base = put(
        EMPTY,
        prep=Preparation(evidence=(Evidence(id="e1"),)),
        causes=(Cause(id="c1", evidence=("e1",)), Cause(id="c2")),
        actions=(Action(id="a1"),),
    )
    gone = put_all(base, removal(base, "causes.c1"))
    gone = put_all(gone, removal(gone, "prep.evidence.e1"))
    done = merge(base, gone, put(base, actions__a1__causes=("c1",)))
    assert done.record.causes == base.causes
    assert done.record.prep == base.prep
    assert kept(done.record) == {("causes.c1", "null"), ("prep.evidence.e1", "null")}


def test_lists_of_words_merge_as_sets_in_order():
    base = put(EMPTY, services=("a", "b", "c"), tags=("x", "y", "z"))
    mine = put(base, services=("a", "m", "b", "c"), tags=("z", "y", "x"))
    theirs = put(base, services=("b", "c", "t"), tags=("x", "y", "n", "z"))
    record = merge(base, mine, theirs).record
    assert record.services == ("m", "b", "c", "t")
    assert record.tags == ("z", "y", "n", "x")
    assert record.conflicts == ()


def test_additions_stand_after_what_they_followed_theirs_first():
    base = put(EMPTY, timeline=tuple(Event(id=f"t{n}") for n in (1, 2, 3)))

    def add(place, *texts):
        record = base
        for at, text in enumerate(texts):
            event = Event(id=address.next_id(record, "timeline"), text=text)
            record = address.put(record, f"timeline.{event.id}", event, place + at)
        return record

    def order(mine, theirs):
        return [each.text or each.id for each in merge(base, mine, theirs).record.timeline]

    assert order(add(1, "m", "n"), add(3, "t")) == ["t1", "m", "n", "t2", "t3", "t"]
    assert order(add(3, "m", "n"), add(3, "t", "u")) == ["t1", "t2", "t3", "t", "u", "m", "n"]
    assert order(add(0, "m"), add(0, "t")) == ["t", "m", "t1", "t2", "t3"]
    turned = put(base, timeline=base.timeline[::-1])
    assert order(turned, add(1, "t")) == ["t3", "t2", "t1", "t"]
    assert order(add(1, "m"), turned) == ["t3", "t2", "t1", "m"]


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("one two THREE four five six", "one two three four five SIX",
         "one two THREE four five SIX"),
        ("one two three four five six I",
         "0 one two three four five six",
         "0 one two three four five six I"),
        ("one four five six", "one two three four five six.\n\nNew", "one four five six.\n\nNew"),
        ("one two 3 four five six", "one two drei four five six", None),
        ("one two three four five six A", "one two three four five six B", None),
        ("one two x four five six", "one two three y five six", None),
        ("a new way to say three of it", "one two three four five SIX", None),
    ],
)  # fmt: skip
def test_prose_merges_by_words_where_the_changes_do_not_meet(mine, theirs, both):
    base = put(EMPTY, notes="one two three four five six")
    done = merge(base, put(base, notes=mine), put(base, notes=theirs))
    assert done.record.notes == (both or mine)
    assert kept(done.record) == (set() if both else {("notes", as_text(theirs))})


def test_long_prose_merges_by_lines():
    lines = [f"Line {number} of a long account of what happened." for number in range(2000)]
    base = put(EMPTY, notes="\n".join(lines))
    mine = put(base, notes="\n".join(["First.", *lines]))
    theirs = put(base, notes="\n".join([*lines[:900], *lines[1000:]]))
    record = merge(base, mine, theirs).record
    assert record.notes == "\n".join(["First.", *lines[:900], *lines[1000:]])


def test_short_fields_are_never_mixed():
    base = put(EMPTY, analysis__recollection_declined="from 12:30 to 13:45 or so, they say")
    mine = put(base, analysis__recollection_declined="from 12:40 to 13:45 or so, they say")
    theirs = put(base, analysis__recollection_declined="from 12:30 to 13:45 or so, I say")
    done = merge(base, mine, theirs)
    assert done.record.analysis == mine.analysis
    assert done.disputed == ("analysis.recollection_declined",)


def moment(minutes, words):
    at = NOW + timedelta(minutes=minutes)
    return Moment(at=at, precision=Precision.EXACT, entered=words, entered_tz="UTC")


def test_a_time_is_one_value():
    base = put(EMPTY, timeline__t1=Event(id="t1", text="alert"))
    base = put(base, timeline__t1__at=moment(0, "08:00"), milestones__resolved_at=moment(0, "8"))
    mine = put(base, timeline__t1__at=moment(5, "08:05"), milestones__resolved_at=moment(5, "8:05"))
    theirs = put(base, timeline__t1__at=moment(9, "08:09"), timeline__t1__text="first alert")
    theirs = put(theirs, milestones__resolved_at=moment(9, "8:09"))
    record = merge(base, mine, theirs).record
    assert address.get(record, "timeline.t1.at") == moment(5, "08:05")
    assert record.timeline[0].text == "first alert"
    assert record.milestones == mine.milestones
    assert {each.field: other_value(each) for each in record.conflicts} == {
        "timeline.t1.at": moment(9, "08:09"),
        "milestones.resolved_at": moment(9, "8:09"),
    }


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_the_other_value_comes_back_as_it_was(rng):
    mine, theirs = (edited(EXAMPLE, rng, 25, kinds=("field",)) for _ in "ab")
    for conflict in merge(EXAMPLE, mine, theirs).record.conflicts:
        assert other_value(conflict) == address.get(theirs, conflict.field)


def test_the_highest_removed_number_of_each_letter_is_kept():
    base = put(EMPTY, retired=("c4", "t2"))
    mine, theirs = put(base, retired=("c10", "t2")), put(base, retired=("a3", "c9", "t3"))
    assert merge(base, mine, theirs).record.retired == ("a3", "c10", "t3")


NEW = {
    "p": ("prep.people", Participant, "name"),
    "e": ("prep.evidence", Evidence, "title"),
    "c": ("causes", Cause, "statement"),
    "w": ("threads", Thread, "question"),
    "a": ("actions", Action, "title"),
    "l": ("lessons", Lesson, "text"),
    "k": ("risk_acceptances", RiskAcceptance, "statement"),
    "t": ("timeline", Event, "text"),
}
"""First letter of an id → its list, what an item of it is, and a field for words."""

NAMING = [
    ("c2", "causes.c9", Cause(id="c9", parents=("c1", "c2")), "parents", ("c1", "c10")),
    ("e2", "causes.c9", Cause(id="c9", evidence=("e2",)), "evidence", ("e3",)),
    ("e2", "causes.c9", Cause(id="c9", stop=Stop(ref="e2")), "stop.ref", "e3"),
    ("k2", "causes.c9", Cause(id="c9", stop=Stop(ref="k2")), "stop.ref", "k3"),
    ("w2", "causes.c9", Cause(id="c9", thread="w2"), "thread", "w3"),
    ("c2", "causes.c9", Cause(id="c9", stop=Stop(ref="c2")), "stop.ref", "c2"),
    ("c2", "causes.c9", Cause(id="c9", statement="c2"), "statement", "c2"),
    ("c2", "causes.c9", Cause(id="c9", tags=("c2",)), "tags", ("c2",)),
    ("c2", "threads.w9", Thread(id="w9", root="c2"), "root", "c3"),
    ("e2", "timeline.t9", Event(id="t9", evidence=("e2",)), "evidence", ("e3",)),
    ("a2", "parking_lot.i9", Idea(id="i9", to="a2"), "to", "a3"),
    ("a2", "actions.a9", Action(id="a9", depends_on=("a2",)), "depends_on", ("a10",)),
    ("l2", "actions.a9", Action(id="a9", lesson="l2"), "lesson", "l3"),
    ("p2", "actions.a9", Action(id="a9", owner="p2"), "owner", "p3"),
    ("p2", "actions.a9", Action(id="a9", history=(Step(by="p2", before="p2"),)), "history",
     (Step(by="p3", before="p2"),)),
    ("c2", "risk_acceptances.k9", RiskAcceptance(id="k9", causes=("c2",)), "causes", ("c3",)),
    ("p2", "follow_up.reviews.v9", Review(id="v9", present=("Ann", "p2")), "present",
     ("Ann", "p3")),
    ("a2", "follow_up.adjustments.j9", Adjustment(id="j9", action="a2"), "action", "a3"),
    ("c2", "follow_up.recurrence_links.r9", RecurrenceLink(id="r9", to="c2"), "to", "c2"),
    ("p2", "progress", Progress(impact=Mark(by="p2")), "impact.by", "p3"),
    ("p2", "prep.owner", "p2", "", "p3"),
    ("t2", "conflicts.y9", Conflict(id="y9", field="timeline.t2.text"), "field",
     "timeline.t3.text"),
    ("t2", "conflicts.y9", Conflict(id="y9", field="timeline.t2"), "field", "timeline.t3"),
    ("c2", "conflicts.y9", Conflict(id="y9", field="threads.w1.root", value='"c2"'), "value",
     '"c3"'),
    ("c2", "conflicts.y9", Conflict(id="y9", field="title", value='"c2"'), "value", '"c2"'),
]  # fmt: skip
"""An id that both gave to something new, what mine adds that names it, where, and what it says
after the merge, in which the next free id is mine's."""


@pytest.mark.parametrize(("taken", "where", "value", "field", "said"), NAMING)
def test_what_names_a_renumbered_item_follows(taken, where, value, field, said):
    parent, cls, words = NEW[taken[0]]
    base = put_all(EMPTY, [(f"{parent}.{taken[0]}1", cls(id=f"{taken[0]}1"))])
    new = [(f"{parent}.{taken}", cls(id=taken, **{words: whose})) for whose in ("mine", "theirs")]
    mine, theirs = put_all(base, [new[0], (where, value)]), put_all(base, [new[1]])
    done = merge(base, mine, theirs)
    assert address.get(done.record, f"{parent}.{taken}.{words}") == "theirs"
    assert address.get(done.record, f"{parent}.{done.renamed[taken]}.{words}") == "mine"
    assert address.get(done.record, f"{where}.{field}".rstrip(".")) == said


def test_every_field_that_names_something_is_known():
    every = {item for parent in address.list_addresses() for item in [address.slot_at(parent).part]}
    fields = [slot for cls in [Postmortem, Preparation, *every] for slot in slots(cls).values()]
    assert {slot.mark for slot in fields} == {"", *TARGETS, "zone", "record", "address"}
    assert {each[1] for each in references(EXAMPLE)} >= {"p1", "e1", "c1", "w1", "a2", "k1"}


def test_new_items_that_are_alike_are_one():
    new = (Cause(id="c1", statement="same"), Cause(id="c2", parents=("c1",)))
    mine, theirs = put(EMPTY, causes=new), put(EMPTY, causes=new, title="T")
    done = merge(EMPTY, mine, theirs)
    assert (done.record.causes, done.renamed) == (new, {})


def test_items_that_are_alike_but_name_different_ones_are_two():
    def side(statement):
        causes = (Cause(id="c1", parents=("c2",)), Cause(id="c2", statement=statement))
        return put(EMPTY, causes=causes)

    done = merge(EMPTY, side("mine"), side("theirs"))
    assert {each.id: each.parents for each in done.record.causes} == {
        "c1": ("c2",),
        "c2": (),
        "c3": (),
        done.renamed["c1"]: (done.renamed["c2"],),
    } | {done.renamed["c2"]: ()}
    assert len(done.record.causes) == 4


def test_an_id_that_the_other_side_used_and_gave_up_is_not_used_again():
    base = put(EMPTY, timeline__t1=Event(id="t1"))
    theirs = put(put(base, timeline__t2=Event(id="t2", text="typo")), timeline__t2=None)
    mine = put(base, timeline__t2=Event(id="t2", text="mine"))
    done = merge(base, mine, theirs)
    assert done.renamed == {"t2": "t3"}
    assert [each.id for each in done.record.timeline] == ["t1", "t3"]


def test_the_base_of_two_new_files_may_be_empty():
    base = Postmortem(id=EXAMPLE.id)
    done = merge(base, put(EXAMPLE, title="Mine"), EXAMPLE)
    assert replace(done.record, conflicts=()) == put(EXAMPLE, title="Mine")
    assert kept(done.record) == {("title", as_text(EXAMPLE.title))}


def test_the_other_value_of_no_field_is_refused():
    for conflict in (
        Conflict(id="y1", field="nonsense"),
        Conflict(id="y1", field="actions.a1.due"),
    ):
        with pytest.raises(Damaged):
            other_value(replace(conflict, value='"words"'))
