"""What becomes of a field, a list, a text, a time or an item that both sides changed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from pmtui.edits import put_all, removal
from pmtui.model import address
from pmtui.model.commitments import Action
from pmtui.model.conflict import Conflict
from pmtui.model.factors import Cause
from pmtui.model.kinds import Precision
from pmtui.model.people import Evidence, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.types import Moment
from pmtui.store.errors import Damaged
from pmtui.store.kept_values import as_text, other_value
from tests.unit.growth import assert_no_quadratic_growth
from tests.unit.merging import EMPTY, EXAMPLE, NOW, kept, merge, put


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
    assert merge(base, settled, put(base, conflicts__y1__by="eve")).record.conflicts == ()
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
        ("ONE two three four five six", "ONE two three four five SIX",
         "ONE two three four five SIX"),
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


def test_texts_of_one_word_repeated_are_merged_without_comparing_every_pair():
    def merged(words):
        base = put(EMPTY, notes="".join(words))
        mine = put(base, notes="stop " + "".join(words[: len(words) // 2]) + "now")
        theirs = put(base, notes="go " + "".join(words[3:]) + "on")
        done = merge(base, mine, theirs)
        assert done.record.notes == mine.notes
        assert done.disputed == ("notes",)

    assert_no_quadratic_growth(merged, ["wait "] * 4000)


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


def test_the_highest_removed_number_of_each_letter_is_kept():
    base = put(EMPTY, retired=("c4", "t2"))
    mine, theirs = put(base, retired=("c10", "t2")), put(base, retired=("a3", "c9", "t3"))
    assert merge(base, mine, theirs).record.retired == ("a3", "c10", "t3")


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
