"""After SIGKILL, all but the last moment is there again, on the same page and field."""

import signal
import time

import pytest

from tests.terminal.conftest import ID
from tests.terminal.test_trouble import full_disk

MOMENT = 0.06
"""Seconds between the last key and the kill; a save begins only after half a second."""


def type_and_kill(program, text):
    """Type as fast as a person who is in a hurry, and kill as soon as the last key is seen."""
    for each in text:
        program.write(each)
        time.sleep(0.01)
    program.wait_for(text.strip())
    time.sleep(MOMENT)
    program.signal(signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL


def reopened(start):
    program = start("open", ID)
    program.wait_for(" Esc  Out")
    program.settle(0.3)
    return program


FIELDS = {
    "a field": ("preparation", (), "A title that nobody saved"),
    "another field": ("impact", ("Tab", "Tab"), "many merchants"),
    "prose": ("report", (), "What happened in a few words"),
    "half a time": ("preparation", ("Tab",) * 5, "2026-09-"),
    "an entry line": ("analysis", (), "14:05 alert: half a li"),
}


@pytest.mark.parametrize(("step", "keys", "text"), FIELDS.values(), ids=FIELDS.keys())
def test_the_text_the_page_and_the_field_are_there_again(guide, start, home, step, keys, text):
    env, flag = full_disk(home)
    flag.touch()  # so that no save, however early, can be what brings the text back
    program = guide(step, env=env)
    program.press(*keys)
    type_and_kill(program, text)
    again = reopened(start)
    again.wait_for(text)
    again.wait_for("typed before pmtui was stopped")
    again.write("+")
    again.wait_for(f"{text}+")


def test_a_dialog_has_its_words_again(guide, start, library):
    program = guide("impact")
    program.press("F3")
    type_and_kill(program, "half an idea")
    again = reopened(start)
    again.press("F3")
    again.wait_for("half an idea")


def test_the_form_of_an_item_is_open_again_at_its_field(guide, start):
    program = guide("lessons")
    program.write("risk: the pool\r")
    program.wait_for(" saved ")
    program.press("Down", "Enter")
    type_and_kill(program, " is shared")
    again = start("open", ID)
    again.wait_for("lessons · l1")
    again.settle()
    again.wait_for("the pool is shared")
    again.write("!")
    again.wait_for("is shared!")


def test_the_dialog_for_a_new_postmortem_has_its_words_again(start):
    program = start()
    program.wait_for("1 postmortem ")
    program.press("n")
    program.wait_for("Impact began")
    type_and_kill(program, "Half a title")
    again = start()
    again.wait_for("1 postmortem ")
    again.press("n")
    again.wait_for("Half a title")
    again.press("Esc", "n")
    again.wait_for("Half a title")


def test_what_the_editor_had_saved_comes_back(guide, start, library, home):
    script = home / "editor"
    saves = f'echo "Saved in the editor" > "$1"; touch {home}/open; sleep 20'
    script.write_text(f"#!/bin/sh\n{saves}\n")
    script.chmod(0o755)
    program = guide("report", env={"EDITOR": str(script)})
    program.write("Before")
    program.press("F4")
    program.wait_until((home / "open").exists)
    program.signal(signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    again = reopened(start)
    again.wait_for("Saved in the editor")
    again.wait_until(lambda: library.load(ID).record.report.exec_summary == "Saved in the editor")


def test_one_undo_takes_back_all_that_was_brought_back(guide, start, library, home):
    env, flag = full_disk(home)
    flag.touch()
    program = guide(env=env)
    program.write("A title\t2\tapi\t")
    program.wait_for("NOT SAVED")
    type_and_kill(program, "ann")  # which Esc makes a value, a step of its own
    again = reopened(start)
    again.wait_for("(3 fields). u")
    again.press("Esc", "u", "u")
    again.wait_for("Taken back. U brings it back.")
    assert "A title" not in again.lines[1]
    again.press("U")
    again.wait_for("A title")
    again.wait_until(lambda: library.load(ID).record.title == "A title")


def test_undo_reaches_back_before_the_program_was_started(guide, start, library):
    program = guide()
    program.write("A title")
    program.wait_for(" saved ")
    program.press("Esc")
    program.write("q")
    assert program.wait() == 0
    again = reopened(start)
    again.press("Esc", "u")
    again.wait_for("(before this session)")
    assert "A title" not in again.lines[1]
    again.press("U")
    again.wait_for("A title")


def test_leaving_in_order_leads_back_to_the_same_page_and_field(guide, start):
    program = guide("analysis")
    program.write("14:05 alert: p99")
    program.press("Enter", "F8", "F8", "Tab", "Tab")
    program.write("some users")
    program.press("Esc")
    program.write("q")
    assert program.wait() == 0
    again = reopened(start)
    assert "stopped at" not in again.text
    again.write(" and all staff")
    again.wait_for("some users and all staff")


def test_a_page_that_is_asked_for_is_opened_at_its_first_field(guide, start):
    program = guide("impact")
    program.press("Tab")
    program.press("Esc")
    program.write("q")
    assert program.wait() == 0
    again = guide("impact")
    again.write("typed first")
    again.wait_until(lambda: "typed first" in again.lines[1])
