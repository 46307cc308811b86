"""The room's view in a second terminal: it moves along, and sends nothing while all is still."""

import subprocess

from tests.terminal.conftest import ID
from tests.terminal.program import PMTUI


def test_the_room_sees_words_and_moves_of_another_process(guide, start, library):
    writer = guide("impact", env={"LOGNAME": "meera"})
    room = start("follow", ID, env={"COLUMNS": "80", "LINES": "24"})
    room.wait_for("Following meera")
    assert len(room.lines) == 24
    assert "4 Impact" in room.lines[1]
    writer.write("Orders failed for an hour")
    room.wait_for("▌ Orders failed for an hour")
    room.wait_for("Following meera types: Summary")
    writer.press("F8")
    room.wait_for("5 Lessons")
    writer.write("well: alert was fast\r")
    room.wait_for("▌ alert was fast")
    room.resize(200, 60)
    room.wait_until(lambda: "Look around" in room.lines[-1])
    room.wait_until(lambda: any(line.find("Lessons (1)") > 90 for line in room.lines))
    assert "▌ alert was fast" in room.text
    room.settle(0.6)
    before = len(room.sent)
    room.settle(1.5)
    assert room.sent[before:] == b""
    room.press(" ")
    room.wait_for("Esc  Follow")
    room.press("Esc")
    room.wait_for("▌ alert was fast")
    room.press("q")
    assert room.wait() == 0
    assert library.load(ID).record.lessons[0].text == "alert was fast"


def test_two_writers_see_each_others_words_and_neither_cursor_moves(guide, library):
    meera = guide("impact", env={"LOGNAME": "meera"})
    ravi = guide("lessons", env={"LOGNAME": "ravi"})
    ravi.write("well: the alert")
    ravi.press(*["\x1b[D"] * 5)
    meera.wait_for("ravi")
    ravi.wait_for("meera: Impact")
    ravi.settle()
    cursor = ravi.cursor
    meera.write("Orders failed")
    meera.press("F8")
    meera.write("hard: nobody knew whom to call\r")
    ravi.wait_for("nobody knew whom")
    ravi.wait_for("meera types: ")
    ravi.settle()
    assert ravi.cursor == cursor
    ravi.write("first ")
    ravi.wait_for("well: the first alert")
    ravi.press("Enter", "F7")
    ravi.wait_for("Orders failed")
    meera.wait_for("the first alert")
    assert len(library.load(ID).record.lessons) == 2


def test_without_a_terminal_a_sentence_says_what_to_use(library):
    done = subprocess.run([PMTUI, "follow", ID], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "A screen needs a terminal" in done.stderr
