"""What was typed comes back after the program was killed, at whatever moment."""

import os
import random
import stat

from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.edits import Order, removal
from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.model.postmortem import Postmortem
from pmtui.store.desk import desk_folder, unsaved
from pmtui.store.folder import FolderLibrary
from pmtui.store.replay import both_words
from tests.drafts import kept_words
from tests.unit.killing import killed, logs
from tests.unit.random_edits import edited, values
from tests.unit.sessions import ID, Clock, opened, type_
from tests.unit.whole_record import DEMO


def test_every_key_comes_back_as_one_step(library, clock):
    session = opened(library, clock)
    type_(session, clock, "title", "Payments failed")
    session.put("reference", "INC-1")
    session.draft("+lessons", "half a les")
    killed(session)
    again = opened(library, clock)
    assert again.record.title is None, "nothing is brought back unasked"
    found = again.recover()
    assert (found.fields, found.words) == (2, 1)
    assert (again.record.title, again.record.reference) == ("Payments failed", "INC-1")
    assert again.drafts == {"+lessons": "half a les"}
    assert again.dirty
    assert again.undo()
    assert again.record == Postmortem(id=ID)
    assert again.redo()
    again.save()
    again.take_over()
    again.close()
    assert library.load(ID).record.title == "Payments failed"
    assert logs(library) == []
    assert opened(library, clock).recover() is None


def test_a_log_is_kept_until_what_it_holds_is_saved(library, clock):
    session = opened(library, clock)
    session.put("title", "Kept")
    killed(session)
    for _ in range(3):
        again = opened(library, clock)
        assert again.recover().fields == 1
        killed(again)
        for left in again._left:
            os.close(left.handle)
    assert opened(library, clock).recover().fields == 1


def test_killed_between_a_save_and_the_cut_of_the_log(library, clock):
    session = opened(library, clock)
    session.apply([("lessons.l1", Lesson(id="l1", text="a"))])
    session.put("title", "Pay")
    session.save()
    session.put("title", "Payments")
    session.put("lessons.l1.text", "ab")
    killed(session)
    again = opened(library, clock)
    again.recover()
    assert again.record == session.record, "what I typed on the way is nobody else's"
    killed(again)


def test_another_live_session_is_left_alone(library, clock):
    alive = opened(library, clock)
    alive.put("title", "Being typed")
    other = opened(library, clock)
    assert other.recover() is None
    assert len(logs(library)) == 1
    assert list(unsaved(library.folder)) == []
    killed(alive)
    assert [each for each, _ in unsaved(library.folder)] == [ID]
    assert opened(library, clock).recover().fields == 1


def test_somebody_elses_words_are_not_brought_back(library, clock):
    session = opened(library, clock)
    session.put("title", "Mine")
    killed(session)
    library.__dict__["who"] = "somebody-else"
    assert opened(library, clock).recover() is None
    assert len(logs(library)) == 1


def test_a_log_of_another_owner_is_not_brought_back(library, clock, monkeypatch):
    session = opened(library, clock)
    session.put("title", "Mine")
    killed(session)
    monkeypatch.setattr(os, "geteuid", lambda: 4321)
    assert opened(library, clock).recover() is None


def test_what_somebody_changed_since_is_kept_beside(library, clock):
    session = opened(library, clock)
    session.put("title", "Mine")
    session.put("reference", "INC-1")
    killed(session)
    other = opened(library, clock)
    other.put("title", "Theirs")
    other.put("notes", "Other words")
    other.save()
    again = opened(library, clock)
    assert again.recover().fields == 2
    assert (again.record.title, again.record.notes) == ("Mine", "Other words")
    assert [(each.field, each.value) for each in again.record.conflicts] == [("title", '"Theirs"')]


def test_an_item_that_somebody_removed_while_it_was_edited_comes_back(library, clock):
    first = opened(library, clock)
    first.apply([("lessons.l1", Lesson(id="l1", text="ours"))])
    first.save()
    session = opened(library, clock)
    session.put("lessons.l1.generalises_to", "the other cluster")
    killed(session)
    first.apply(removal(first.record, "lessons.l1"))
    first.save()
    again = opened(library, clock)
    again.recover()
    (lesson,) = again.record.lessons
    assert (lesson.text, lesson.generalises_to) == ("ours", "the other cluster")
    assert again.record.conflicts[0].field == "lessons.l1"


def test_an_item_added_beside_somebody_elses_gets_a_free_id(library, clock):
    session = opened(library, clock)
    session.apply([("lessons.l1", Lesson(id="l1", text="mine"))])
    killed(session)
    other = opened(library, clock)
    other.apply([("lessons.l1", Lesson(id="l1", text="theirs"))])
    other.save()
    again = opened(library, clock)
    again.recover()
    assert [each.text for each in again.record.lessons] == ["theirs", "mine"]


def test_each_window_of_a_user_has_its_own_half_lines(library, clock):
    first, second = opened(library, clock), opened(library, clock)
    first.draft("+timeline", "14:05 al")
    first.save()
    assert second.recover() is None
    assert second.drafts == {}, "the other window lives"
    second.draft("+timeline", "14:09 dep")
    second.save()
    first.draft("+timeline", "14:05 alert")
    first.save()
    second.draft("+lessons", "support")
    second.save()
    assert first.drafts == {"+timeline": "14:05 alert"}
    first.close()
    second.close()
    again = opened(library, clock)
    assert again.recover() is None, "all of it had been saved"
    assert again.drafts["+lessons"] == "support"
    assert sorted(again.drafts["+timeline"].split(" / ")) == ["14:05 alert", "14:09 dep"]
    again.save()
    again.take_over()
    assert len(list(desk_folder(library.folder, ID).glob("*.json"))) == 1
    other = opened(library, clock)
    assert other.recover() is None
    assert other.drafts == {}
    again.close()


def test_words_that_were_taken_up_are_not_lost_by_a_kill_before_the_save(library, clock):
    session = opened(library, clock)
    session.draft("+lessons", "half a les")
    session.save()
    session.close()
    again = opened(library, clock)
    again.recover()
    killed(again)
    for left in again._left:
        os.close(left.handle)
    last = opened(library, clock)
    last.recover()
    assert last.drafts == {"+lessons": "half a les"}


def test_the_longer_of_two_versions_of_a_half_line_stays():
    assert both_words({"+l": "ab"}, {"+l": "abc"}) == {"+l": "abc"}
    assert both_words({"+l": "abc"}, {"+l": "ab", "+t": "x"}) == {"+l": "abc", "+t": "x"}
    assert both_words({"+l": "a\nb"}, {"+l": "c"}) == {"+l": "a\nb\nc"}
    assert both_words({"+l": "a"}, {"+l": ""}) == {"+l": "a"}


def test_read_only_brings_nothing_back_and_writes_nothing(library, clock):
    session = opened(library, clock)
    session.put("title", "x")
    killed(session)
    looking = opened(library, clock, read_only=True)
    assert looking.recover() is None
    assert looking.record.title is None
    looking.stand("impact", "impact.summary")
    assert looking.desk.place() == ("", "")


def test_the_place_is_remembered(library, clock):
    session = opened(library, clock)
    session.stand("impact", "impact.summary")
    session.stand("analysis", "+timeline")
    session.stand("", "t")
    killed(session)
    assert opened(library, clock).desk.place() == ("analysis", "t")


def test_a_text_in_the_editor_comes_back(library, clock):
    texts = {"notes": "One\ntwo\n", "+lessons": "half\n", "prep.scope_start": "25"}
    for place, text in texts.items():
        session = opened(library, clock)
        path = session.desk.to_editor(place, "")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        path.write_text(text)
        killed(session)
        again = opened(library, clock)
        assert again.recover() is not None
        again.save()
        again.take_over()
        again.close()
        assert not path.exists()
    record = library.load(ID).record
    assert record.notes == "One\ntwo"
    assert kept_words(library, ID) == {"+lessons": "half", "prep.scope_start": "25"}


def test_a_text_that_came_back_from_the_editor_is_not_taken_again(library, clock):
    session = opened(library, clock)
    path = session.desk.to_editor("notes", "old")
    path.write_text("new")
    session.put("notes", "new")
    session.desk.from_editor()
    session.put("notes", "newer")
    killed(session)
    again = opened(library, clock)
    again.recover()
    assert again.record.notes == "newer"
    assert not path.exists()


MOVES = st.lists(
    st.sampled_from(["edit", "edit", "edit", "undo", "redo", "save", "draft", "order"]), max_size=25
)


@settings(max_examples=60, deadline=None)
@given(MOVES, st.integers(0, 2**32))
def test_the_record_after_a_kill_is_the_one_at_the_kill(tmp_path_factory, moves, seed):
    library, clock = FolderLibrary(tmp_path_factory.mktemp("x") / "library"), Clock()
    library.create(DEMO)
    session, rng = opened(library, clock, DEMO.id), random.Random(seed)
    for move in moves:
        one_move(session, rng, move)
    killed(session)
    again = opened(library, clock, DEMO.id)
    again.recover()
    assert again.record == session.record
    assert again.drafts == session.drafts
    again.save()
    again.take_over()
    assert library.load(DEMO.id).record == session.record
    again.close()


def one_move(session, rng, move):
    if move == "edit":
        new = edited(session.record, rng, 1)
        old_values, new_values = values(session.record), values(new)
        items = [each for each in items_of(session.record) if each not in items_of(new)]
        fresh = [each for each in items_of(new) if each not in items_of(session.record)]
        puts = [put for each in items for put in removal(session.record, each)]
        puts += [(each, address.get(new, each)) for each in fresh]
        session.apply(
            puts
            or [(k, v) for k, v in new_values.items() if k in old_values and old_values[k] != v]
        )
    elif move == "order":
        ids = [each.id for each in session.record.timeline]
        rng.shuffle(ids)
        session.put("timeline", Order(tuple(ids)))
    elif move == "draft":
        session.draft(rng.choice(["+timeline", "impact.summary"]), rng.choice(["", "a", "ab"]))
    elif move == "save":
        session.save()
        if rng.random() < 0.7:
            session.take_over()
    else:
        getattr(session, move)()


def items_of(record):
    return [f"{p}.{item.id}" for p in address.list_addresses() for item in address.get(record, p)]
