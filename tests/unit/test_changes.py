"""What differs between two states of a record, and the way back to an earlier one."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.edits import put_all, removal
from pmtui.model import address
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment
from pmtui.store.changes import bring_back, differences, recorded_as, touches, undo_to, value_of
from pmtui.store.errors import Ambiguous, NotFound
from pmtui.store.history import Entry
from tests.unit.history_stories import EXAMPLE, START, at, entry, same, stories, summary


@given(stories())
@settings(max_examples=60, deadline=None)
def test_every_revision_can_be_brought_back(story) -> None:
    states, entries = story
    assert None not in entries
    for state, made in zip(states, entries, strict=True):
        back = undo_to(states[-1], entries, made.revision)
        assert same(back, state)
        assert same(undo_to(states[-1], entries, made.revision[:14]), state)
        assert same(undo_to(states[-1], entries, made.at), state)
        for field in address.list_addresses():
            assert address.next_id(back, field) not in {
                item.id for other in states for item in address.get(other, field)
            }


@given(stories(), st.data())
@settings(max_examples=40, deadline=None)
def test_one_field_comes_back_and_no_other(story, data) -> None:
    states, _ = story
    then = data.draw(st.sampled_from(states))
    now = states[-1]
    for change in differences(then, now):
        back = bring_back(now, then, change.field)
        left = differences(then, back)
        assert not any(touches(each, change.field) for each in left)
        assert len(left) == len(differences(then, now)) - sum(
            touches(each, change.field) for each in differences(then, now)
        )


@given(stories(), st.data())
@settings(max_examples=30, deadline=None)
def test_what_has_no_place_any_more_is_passed_over(story, data) -> None:
    """Entries that are missing or came twice, as after a failed save, never raise."""
    states, entries = story
    kept = [each for each in entries for _ in range(data.draw(st.integers(0, 2)))]
    for made in kept:
        undo_to(states[-1], kept, made.at)


def test_a_time_is_one_change() -> None:
    moved = Moment(at=START, precision=Precision.APPROX, entered="~8", entered_tz="UTC")
    item = EXAMPLE.timeline[3]
    changed = put_all(EXAMPLE, [(f"timeline.{item.id}.at", moved)])
    mine = [each for each in differences(EXAMPLE, changed) if each.field.startswith("timeline")]
    assert [each.field for each in mine] == [f"timeline.{item.id}.at"]
    assert value_of(mine[0].field, mine[0].after) == moved


def test_nothing_differs_in_the_same_record() -> None:
    assert differences(EXAMPLE, EXAMPLE) == ()
    assert differences(EXAMPLE, replace(EXAMPLE, timeline=EXAMPLE.timeline[::-1])) == ()


def test_a_removed_item_comes_back_to_its_place_with_all_it_had() -> None:
    gone = EXAMPLE
    for item in ("causes.c3", "causes.c1", "timeline.t2"):
        gone = put_all(gone, removal(gone, item))
    back = undo_to(gone, [entry(0), entry(1, *differences(EXAMPLE, gone))], at(0))
    assert same(back, EXAMPLE)
    assert set(gone.retired) <= set(back.retired)


def test_a_save_that_added_and_removed_items_leaves_the_order_as_it_was() -> None:
    lesson = address.slot_at("lessons").part
    record = Postmortem(id="x", lessons=(lesson(id="l1"), lesson(id="l2"), lesson(id="l3")))
    changed = replace(record, lessons=(lesson(id="l4"), lesson(id="l2"), lesson(id="l5")))
    assert same(undo_to(changed, [entry(0), entry(1, *differences(record, changed))], "r0"), record)


def test_a_field_of_a_removed_item_brings_the_item_back() -> None:
    gone = put_all(EXAMPLE, removal(EXAMPLE, "timeline.t4"))
    back = bring_back(gone, EXAMPLE, "timeline.t4.text")
    assert back.timeline == EXAMPLE.timeline


def test_a_field_that_was_not_there_is_refused() -> None:
    item = address.slot_at("lessons").part(id="l90", text="new")
    now = address.put(EXAMPLE, "lessons.l90", item)
    with pytest.raises(NotFound, match=r"no lessons\.l90\.text"):
        bring_back(now, EXAMPLE, "lessons.l90.text")
    with pytest.raises(NotFound):
        bring_back(EXAMPLE, EXAMPLE, "lessons.l91")
    assert bring_back(now, EXAMPLE, "lessons.l90").lessons == EXAMPLE.lessons


@pytest.mark.parametrize(
    ("field", "recorded"),
    [
        ("timeline.t4.precision", "timeline.t4.at"),
        ("timeline.t999.entered_tz", "timeline.t999.at"),
        ("timeline.t4.text", "timeline.t4.text"),
        ("milestones.resolved_at", "milestones.resolved_at"),
        ("actions.a1.verification.at", "actions.a1.verification.at"),
        ("timeline", "timeline"),
    ],
)
def test_where_a_field_is_recorded(field: str, recorded: str) -> None:
    assert recorded_as(field) == recorded


def test_what_cannot_be_found_in_the_history() -> None:
    entries = [entry(0), entry(5, summary("a", "b")), entry(7, summary("b", "c"))]
    with pytest.raises(NotFound, match="no revision “r9”"):
        undo_to(EXAMPLE, entries, "r9")
    with pytest.raises(NotFound, match="starts at 2026-09-18 08:00Z"):
        undo_to(EXAMPLE, entries, at(-1))
    with pytest.raises(Ambiguous) as caught:
        undo_to(EXAMPLE, entries, "r")
    assert caught.value.candidates == ["r0", "r5", "r7"]
    with pytest.raises(NotFound, match="Nothing is recorded"):
        undo_to(EXAMPLE, [], at(0))
    with pytest.raises(NotFound):
        undo_to(EXAMPLE, [*entries, Entry(at(9))], "")
