"""The log of a session: what is in it when, and what the machine may refuse."""

import errno
import os

import pytest

from pmtui.edits import Order, removal
from pmtui.model.commitments import Lesson
from tests.unit.killing import killed, logs
from tests.unit.sessions import opened, type_


def test_a_save_empties_the_log_and_an_ordinary_end_deletes_it(library, clock):
    session = opened(library, clock)
    assert logs(library) == [], "a record that is only read leaves nothing"
    session.put("title", "Saved")
    (log,) = logs(library)
    assert log.stat().st_size > 0
    session.save()
    session.take_over()
    assert log.stat().st_size == 0
    session.close()
    assert logs(library) == []


def test_keys_typed_while_a_save_runs_stay_in_the_log(library, clock, monkeypatch):
    session = opened(library, clock)
    session.put("title", "Pay")
    save = library.save

    def slowly(*args):
        stored = save(*args)
        session.put("title", "Payments")
        session.put("reference", "INC-2")
        return stored

    monkeypatch.setattr(library, "save", slowly)
    session.save()
    session.take_over()
    killed(session)
    monkeypatch.undo()
    again = opened(library, clock)
    assert again.record.title == "Pay"
    again.recover()
    assert (again.record.title, again.record.reference) == ("Payments", "INC-2")
    assert again.record.conflicts == ()


@pytest.mark.parametrize("damage", [b"", b'["0000', b'["00000000",{}]\n', b"\0" * 40, b"[1]\n"])
def test_torn_and_damaged_lines_are_passed_over(library, clock, damage):
    session = opened(library, clock)
    session.put("title", "Before")
    (log,) = logs(library)
    log.write_bytes(log.read_bytes() + damage)
    killed(session)
    again = opened(library, clock)
    again.recover()
    assert again.record.title == "Before"


def test_a_full_disk_does_not_disturb_typing_and_the_log_is_mended(library, clock, monkeypatch):
    session = opened(library, clock)
    session.put("title", "a")
    real, full = os.write, True

    def write(handle, data):
        if full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(handle, data)

    monkeypatch.setattr(os, "write", write)
    session.put("title", "ab")
    session.put("reference", "INC-1")
    assert (session.record.title, session.record.reference) == ("ab", "INC-1")
    full = False
    monkeypatch.setattr("pmtui.store.key_log.AGAIN", 0.0)
    session.desk.log._again = 0.0
    session.put("notes", "c")
    killed(session)
    again = opened(library, clock)
    again.recover()
    assert again.record == session.record


def test_words_that_no_file_can_hold_do_not_disturb_typing(library, clock):
    session = opened(library, clock)
    session.put("title", "\ud800")
    session.put("reference", "INC-1")
    assert session.record.reference == "INC-1"


def test_a_log_that_grows_is_written_anew(library, clock, monkeypatch):
    monkeypatch.setattr("pmtui.store.key_log.GROWTH", 4000)
    session = opened(library, clock)
    session.apply([(f"lessons.l{n}", Lesson(id=f"l{n}", text="x")) for n in range(1, 5)])
    session.put("lessons", Order(("l3", "l1", "l4", "l2")))
    session.apply(removal(session.record, "lessons.l4"))
    type_(session, clock, "notes", "word " * 100)
    assert logs(library)[0].stat().st_size < 8000
    killed(session)
    again = opened(library, clock)
    again.recover()
    assert again.record == session.record
