"""Saving an open postmortem while others save it, too, and when the machine refuses."""

import errno
import os

import pytest

from pmtui.edits import removal
from pmtui.guide.entry import parse_entry
from pmtui.model.commitments import Lesson
from pmtui.model.story import Event
from pmtui.store.errors import Unavailable
from tests.drafts import kept_words
from tests.unit.sessions import ID, START, opened


def test_two_people_in_different_fields_both_stay(library, clock):
    ann, bob = opened(library, clock), opened(library, clock)
    ann.put("title", "Ann's title")
    ann.save()
    bob.put("reference", "B-1")
    bob.save()
    assert bob.record.title is None, "what others did is shown when it is taken over"
    told = []
    bob.listeners.append(told.append)
    bob.take_over()
    assert (bob.record.title, bob.record.reference) == ("Ann's title", "B-1")
    assert told == [frozenset()]
    assert library.load(ID).record == bob.record
    bob.take_over()
    assert len(told) == 1


def test_two_people_who_add_at_the_same_time_both_stay(library, clock):
    ann, bob = opened(library, clock), opened(library, clock)
    for who, name in ((ann, "Ann"), (bob, "Bob")):
        who.apply([("timeline.t1", Event(id="t1", text=f"{name} saw it"))])
        who.put("timeline.t1.actor_role", name)
        who.put(
            "lessons.l1" if name == "Ann" else "title", Lesson(id="l1") if name == "Ann" else "B"
        )
    ann.save()
    bob.save()
    bob.take_over()
    found = [(each.id, each.text, each.actor_role) for each in library.load(ID).record.timeline]
    assert found == [("t1", "Ann saw it", "Ann"), ("t2", "Bob saw it", "Bob")]
    assert bob.record == library.load(ID).record


def test_references_follow_a_new_number(library, clock):
    ann, bob = opened(library, clock), opened(library, clock)
    ann.apply(parse_entry(ann.record, "causes", "Ann's effect", START))
    bob.apply(parse_entry(bob.record, "causes", "Bob's effect", START))
    bob.apply(parse_entry(bob.record, "causes", "c1: Bob's cause", START))
    ann.save()
    bob.save()
    causes = {each.statement: each for each in library.load(ID).record.causes}
    assert causes["Bob's cause"].parents == (causes["Bob's effect"].id,)
    assert len({each.id for each in causes.values()}) == 3


def test_an_item_removed_by_somebody_and_edited_by_me_comes_back(library, clock):
    ann = opened(library, clock)
    ann.apply([("lessons.l1", Lesson(id="l1", text="ours"))])
    ann.save()
    bob = opened(library, clock)
    ann.apply(removal(ann.record, "lessons.l1"))
    ann.save()
    bob.put("lessons.l1.generalises_to", "the other cluster")
    bob.save()
    lesson = library.load(ID).record.lessons[0]
    assert (lesson.text, lesson.generalises_to) == ("ours", "the other cluster")


def test_typing_goes_on_while_a_save_finds_somebody_elses_change(library, clock, monkeypatch):
    ann, bob = opened(library, clock), opened(library, clock)
    ann.put("reference", "A-1")
    ann.save()
    bob.put("title", "Bo")
    save = library.save

    def slow(*args):
        stored = save(*args)
        bob.put("title", "Bob")
        return stored

    monkeypatch.setattr(library, "save", slow)
    bob.save()
    bob.take_over()
    assert (bob.record.title, bob.record.reference) == ("Bob", "A-1")
    assert bob.dirty
    bob.save()
    assert library.load(ID).record.title == "Bob"


def test_a_full_disk_loses_nothing(library, session, monkeypatch):
    session.put("title", "Kept")
    session.save()
    session.put("title", "Kept all the same")
    session.draft("+lessons", "half a lesson")

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        for _ in range(2):
            with pytest.raises(Unavailable, match="The disk is full"):
                session.save()
    assert session.dirty
    assert session.record.title == "Kept all the same"
    assert library.load(ID).record.title == "Kept"
    session.save()
    assert not session.dirty
    assert library.load(ID).record.title == "Kept all the same"
    assert kept_words(library, ID) == {"+lessons": "half a lesson"}
