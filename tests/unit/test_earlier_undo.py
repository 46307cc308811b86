"""Undo that reaches back before this session, by what the history tells."""

from datetime import UTC, datetime, timedelta

from pmtui.edits import removal
from pmtui.model.commitments import Lesson
from pmtui.model.factors import Cause, Thread
from pmtui.model.postmortem import Postmortem
from pmtui.store.earlier import earlier_steps
from pmtui.store.history import Change, Entry
from tests.unit.sessions import ID, opened

AT = datetime(2026, 3, 4, 14, 5, tzinfo=UTC)
BURST = timedelta(seconds=3)


def entry(seconds, *changes, by="ann"):
    return Entry(AT + timedelta(seconds=seconds), by, f"r{seconds}", changes)


def title(before, after):
    return Change("title", before, after)


def steps(*entries):
    done, undone = earlier_steps(entries, "ann", BURST)
    return [each.changes for each in done], [each.changes for each in undone]


def test_saves_of_one_field_close_together_are_one_step():
    entries = [entry(0, title(None, "a")), entry(2, title("a", "ab")), entry(9, title("ab", "abc"))]
    assert steps(*entries) == ([(title(None, "ab"),), (title("ab", "abc"),)], [])


def test_another_field_or_several_are_a_step_of_their_own():
    notes = Change("notes", None, "x")
    entries = [entry(0, title(None, "a")), entry(1, notes), entry(2, title("a", "b"), notes)]
    assert [len(each) for each in steps(*entries)[0]] == [1, 1, 2]


def test_only_ones_own_steps_count_and_what_the_program_keeps_does_not():
    entries = [
        entry(0, Change("id", None, "x")),
        entry(1, title(None, "a"), by="ben"),
        entry(9, title("a", "b")),
    ]
    assert steps(*entries) == ([(title("a", "b"),)], [])


def test_an_undo_is_no_step_and_can_be_brought_back():
    done = [entry(0, title(None, "a")), entry(60, title("a", "b"))]
    undo = entry(61, title("b", "a"))
    assert steps(*done, undo) == ([(title(None, "a"),)], [(title("a", "b"),)])
    redo = entry(62, title("a", "b"))
    assert len(steps(*done, undo, redo)[0]) == 2
    other = entry(63, Change("notes", None, "x"))
    assert steps(*done, undo, other)[1] == [], "something else was typed since"


def saved(library, clock, *puts):
    """One session that makes changes, each a step, and ends."""
    session = opened(library, clock)
    for put in puts:
        session.apply(put)
        session.save()
        session.take_over()
    session.close()


def test_undo_goes_on_where_the_session_before_has_ended(library, clock):
    saved(library, clock, [("title", "One")], [("reference", "INC-1")])
    session = opened(library, clock)
    session.put("notes", "x")
    assert session.undo().at is None
    taken = session.undo()
    assert (taken.done, taken.blocked) == (True, ())
    assert taken.at is not None
    assert (session.record.title, session.record.reference) == ("One", None)
    session.save()
    session.take_over()
    assert session.undo().at is not None
    assert session.record == Postmortem(id=ID)
    assert session.undo() is None
    assert session.redo()
    assert session.redo()
    assert session.redo()
    assert session.redo() is None
    assert (session.record.title, session.record.notes) == ("One", "x")


def test_what_was_taken_back_before_can_be_brought_back_now(library, clock):
    session = opened(library, clock)
    session.put("title", "One")
    session.save()
    session.undo()
    session.save()
    session.close()
    again = opened(library, clock)
    assert again.redo().at is not None
    assert again.record.title == "One"
    assert again.undo()
    assert again.record.title is None
    fresh = opened(library, clock)
    fresh.put("notes", "x")
    assert fresh.redo() is None, "something else was typed since"


def test_items_come_and_go_whole_and_in_their_place(library, clock):
    lessons = [(f"lessons.l{n}", Lesson(id=f"l{n}", text=str(n))) for n in (1, 2, 3)]
    saved(library, clock, lessons, [("lessons.l2", None)])
    session = opened(library, clock)
    session.undo()
    assert [each.text for each in session.record.lessons] == ["1", "2", "3"]
    session.undo()
    assert session.record.lessons == ()
    session.redo()
    session.redo()
    assert [each.text for each in session.record.lessons] == ["1", "3"]


def test_an_item_and_what_refers_to_it_come_back_together(library, clock):
    first = [("causes.c1", Cause(id="c1")), ("threads.w1", Thread(id="w1", root="c1"))]
    saved(library, clock, first)
    before = library.load(ID).record
    saved(library, clock, removal(before, "causes.c1"))
    session = opened(library, clock)
    session.undo()
    assert (session.record.causes, session.record.threads) == (before.causes, before.threads)
    assert session.undo().blocked == ()
    assert (session.record.causes, session.record.threads) == ((), ())


def test_what_somebody_changed_since_is_left_and_named(library, clock):
    saved(library, clock, [("title", "One"), ("reference", "INC-1")])
    library.__dict__["who"] = "ben"
    saved(library, clock, [("title", "Ben's")])
    del library.__dict__["who"]
    session = opened(library, clock)
    taken = session.undo()
    assert (taken.done, taken.blocked, taken.by) == (True, ("title",), "ben")
    assert (session.record.title, session.record.reference) == ("Ben's", None)
    session.redo()
    assert (session.record.title, session.record.reference) == ("Ben's", "INC-1")


def test_read_only_takes_nothing_back(library, clock):
    saved(library, clock, [("title", "One")])
    session = opened(library, clock, read_only=True)
    assert session.undo() is None
    assert session.redo() is None
    assert session.record.title == "One"
