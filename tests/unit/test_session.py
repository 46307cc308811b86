"""An open postmortem: edits, undo, drafts, and saving when others save or when it fails."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.edits import removal
from pmtui.guide.entry import parse_entry
from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.model.errors import BadValue, UnknownField
from pmtui.model.kinds import EventKind, Severity
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.types import Moment
from pmtui.session import Session
from pmtui.store.desk import Desk
from pmtui.store.errors import Unavailable
from pmtui.store.history import History
from pmtui.store.library import Stored
from pmtui.undo import BURST
from tests.drafts import kept_words
from tests.unit.growth import assert_no_quadratic_growth
from tests.unit.sessions import ID, START, Clock, opened, type_
from tests.unit.whole_record import DEMO


def test_an_edit_changes_the_record_and_tells_whom_it_concerns(session):
    told = []
    session.listeners.append(told.append)
    session.put("title", "Payments failed")
    session.put("title", "Payments failed")
    assert session.record.title == "Payments failed"
    assert told == [{"title"}], "the same value again is no change"
    assert session.dirty


def test_an_unknown_field_changes_nothing(session):
    with pytest.raises(UnknownField):
        session.put("colour", "blue")
    with pytest.raises(UnknownField):
        session.put("timeline.t9.text", "x")
    assert session.record == Postmortem(id=ID)
    assert not session.dirty
    assert not session.undo()


def test_a_burst_in_one_field_is_one_step(session, clock):
    type_(session, clock, "title", "Payments")
    clock.go_on(BURST)
    session.put("title", "Payments failed")
    assert session.undo()
    assert session.record.title is None
    assert not session.undo()
    assert session.redo()
    assert session.record.title == "Payments failed"


def test_a_pause_another_field_or_a_seal_ends_a_burst(session, clock):
    session.put("title", "a")
    clock.go_on(BURST + timedelta(milliseconds=1))
    session.put("title", "ab")
    session.put("reference", "r")
    session.put("title", "abc")
    session.seal()
    session.put("title", "abcd")
    seen = []
    while session.undo():
        seen.append((session.record.title, session.record.reference))
    assert seen == [("abc", "r"), ("ab", "r"), ("ab", None), ("a", None), (None, None)]


def test_an_edit_after_an_undo_is_a_step_of_its_own(session):
    session.put("title", "one")
    session.undo()
    session.put("title", "two")
    assert not session.redo(), "what was taken back is gone once something else is typed"
    session.undo()
    assert session.record.title is None


def test_several_changes_are_one_step_with_what_follows(session):
    moment = Moment(at=START)
    puts = parse_entry(session.record, "timeline", "10:05 alert: p99 over 3 s", START)
    session.apply(puts)
    assert session.record.milestones.first_alert_at.at == START + timedelta(minutes=5)
    session.put("timeline.t1.at", moment)
    assert session.record.milestones.first_alert_at.at == START, "the milestone moves along"
    session.undo()
    assert session.record.milestones.first_alert_at.at == START + timedelta(minutes=5)
    session.undo()
    assert session.record.timeline == ()
    assert session.record.milestones.first_alert_at is None


def test_a_removed_item_comes_back_with_every_reference(library, clock):
    library.create(DEMO)
    session = opened(library, clock, DEMO.id)
    for item in ("causes.c4", "prep.people.p1", "prep.evidence.e4", "actions.a2", "threads.w1"):
        session.apply(removal(session.record, item))
        gone = item.rpartition(".")[2]
        assert not address.has(session.record, item)
        for where, value in address.walk(session.record):
            if where != "retired" and not where.startswith("progress."):
                assert value != gone
                assert not (isinstance(value, tuple) and gone in value), where
        session.undo()
        assert replace(session.record, retired=DEMO.retired) == DEMO, item


def test_a_removed_items_id_is_not_used_again(session):
    session.apply([("lessons.l1", Lesson(id="l1", text="first"))])
    session.apply(removal(session.record, "lessons.l1"))
    assert address.next_id(session.record, "lessons") == "l2"


FIELDS = {
    "title": st.none() | st.text(max_size=5),
    "notes": st.none() | st.text(max_size=5),
    "severity.final": st.none() | st.sampled_from(Severity),
    "services": st.lists(st.text(max_size=3), max_size=2).map(tuple),
    "timeline.t1.text": st.none() | st.text(max_size=5),
    "timeline.t6.kind": st.sampled_from(EventKind),
    "causes.c4.parents": st.sampled_from([(), ("c1",), ("c2", "c3")]),
}
STEPS = st.one_of(
    *(st.tuples(st.just(field), values) for field, values in FIELDS.items()),
    st.sampled_from(["timeline", "lessons", "causes", "actions"]).map(lambda where: ("+", where)),
    st.sampled_from(["causes.c9", "timeline.t2", "actions.a1"]).map(lambda where: ("-", where)),
    st.sampled_from([("seal", None), ("undo", None), ("redo", None), ("wait", None)]),
)


class Nowhere:
    """A library that keeps nothing."""

    where = "nowhere"
    who = "ada"

    def desk(self, record_id):
        return Desk(Path("/nowhere"), record_id, self.who)

    def history(self, record_id):
        return History()


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_undo_of_everything_gives_the_first_record_back(steps):
    clock = Clock()
    session = Session(Nowhere(), Stored(DEMO, "r"), now=clock)
    for what, value in steps:
        do_one(session, clock, what, value)
    last = session.record
    while session.undo():
        pass
    assert replace(session.record, retired=DEMO.retired) == DEMO
    while session.redo():
        pass
    assert replace(session.record, retired=()) == replace(last, retired=()) or any(
        what in ("undo", "redo") for what, _ in steps
    )


def do_one(session, clock, what, value):
    if what == "+":
        session.apply(parse_entry(session.record, value, "14:05 so it was", clock()))
    elif what == "-":
        if address.has(session.record, value):
            session.apply(removal(session.record, value))
    elif what == "wait":
        clock.go_on(BURST * 2)
    elif what in ("seal", "undo", "redo"):
        getattr(session, what)()
    elif address.has(session.record, what):
        session.put(what, value)


def test_drafts_are_kept_until_they_are_forgotten(library, clock, session):
    session.draft("+timeline", "14:05 ale")
    assert session.dirty
    session.save()
    assert not session.dirty
    assert kept_words(library, ID) == {"+timeline": "14:05 ale"}
    session.draft("+timeline", "")
    session.draft("+lessons", "")
    session.save()
    assert kept_words(library, ID) == {}
    assert library.load(ID).record == Postmortem(id=ID)


def test_a_draft_outlives_the_save_of_what_it_became(library, clock, session, monkeypatch):
    session.draft("+lessons", "support paged")
    session.save()
    session.apply([("lessons.l1", Lesson(id="l1", text="support paged"))])
    session.draft("+lessons", "")
    monkeypatch.setattr(library, "save", refuse)
    with pytest.raises(Unavailable):
        session.save()
    assert kept_words(library, ID) == {"+lessons": "support paged"}, "one of the two is on the disk"
    monkeypatch.undo()
    session.save()
    assert kept_words(library, ID) == {}
    assert library.load(ID).record.lessons[0].text == "support paged"


def refuse(*_):
    raise Unavailable("The disk is full.")


def test_a_save_keeps_everything_and_a_second_one_nothing(library, session):
    session.put("title", "Kept")
    session.save()
    stored = library.load(ID)
    assert stored.record == session.record
    assert not session.dirty
    session.save()
    assert library.load(ID) == stored


def test_read_only_refuses_every_change(library, clock):
    session = opened(library, clock, read_only=True)
    with pytest.raises(BadValue, match="read only"):
        session.put("title", "x")
    session.draft("+lessons", "x")
    assert not session.undo()
    assert not session.dirty
    session.save()
    assert library.load(ID).record == Postmortem(id=ID)
    assert kept_words(library, ID) == {}


def test_many_new_items_cost_what_each_costs_and_are_one_step(session):
    def add(numbers):
        session.apply([(f"timeline.t{n}", Event(id=f"t{n}", text="x")) for n in numbers])
        assert len(session.record.timeline) == len(numbers)
        session.put("timeline", ())

    assert_no_quadratic_growth(add, range(1, 8001))
    session.apply([("timeline.t1", Event(id="t1")), ("timeline.t2", Event(id="t2"))])
    assert session.undo()
    assert session.record.timeline == ()
