"""Two revisions put together: nothing that anybody wrote is lost, whatever both did."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.model import address
from pmtui.model.commitments import Action, Idea
from pmtui.model.conflict import Conflict
from pmtui.model.factors import Cause, Stop, Thread
from pmtui.model.people import Evidence, Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import rename
from pmtui.model.story import Event
from pmtui.store.codec import from_json, to_plain
from pmtui.store.json_text import to_json
from pmtui.store.kept_values import as_text, other_value
from pmtui.store.merge import Merged
from tests.unit.merging import EMPTY, EXAMPLE, NOW, kept, merge
from tests.unit.random_edits import dangling, edited, values

SEEDS = st.integers(0, 2**32).map(Random)
COUNTS = st.integers(1, 5)


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
@settings(max_examples=60, deadline=None)
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
@settings(max_examples=50, deadline=None)
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


@given(SEEDS)
@settings(max_examples=30, deadline=None)
def test_the_other_value_comes_back_as_it_was(rng):
    mine, theirs = (edited(EXAMPLE, rng, 25, kinds=("field",)) for _ in "ab")
    for conflict in merge(EXAMPLE, mine, theirs).record.conflicts:
        assert other_value(conflict) == address.get(theirs, conflict.field)
