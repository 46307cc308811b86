"""Over a slow line: few bytes, nothing without a reason, and no key that waits for an answer."""

import re

from tests.terminal.conftest import ID

QUESTION = re.compile(
    rb"\x1b\[[?>=]?[0-9;]*[cnx]|\x1b\[[?0-9;]*\$p|\x1b\[\?u|\x1b\[>0?q|\x1b\[1[0-9]t|\x1b\]\d+;\?"
)
"""What a terminal answers: where the cursor is, what it is, what it can, its colours and size."""

ENTRIES = "14:05 alert: p99 over 3 s\r+5 note: 漢字 in the log\r+5 note: cafe\u0301 🔥\r"


def sent_by(program, *keys):
    """The bytes that keys cost, until the line is silent."""
    before = len(program.sent)
    program.press(*keys)
    program.settle(0.5)
    return len(program.sent) - before


def test_a_page_of_keys_in_one_write_waits_for_no_answer(guide, library):
    program = guide("analysis")
    asked = QUESTION.findall(program.sent)
    assert asked == [b"\x1b[?2026$p", b"\x1b[?2048$p"]
    program.write(ENTRIES + "\x1b[19~Orders were refused\rThe queue was full\r\x1b[19~")
    program.wait_until(lambda: len(library.load(ID).record.causes) == 2)
    assert [each.text for each in library.load(ID).record.timeline] == [
        "p99 over 3 s",
        "漢字 in the log",
        "cafe\u0301 🔥",
    ]
    program.wait_for("▸4 Impact")
    assert QUESTION.findall(program.sent) == asked


def test_few_bytes_go_out_and_none_for_what_is_there(guide, home):
    script = home / "edit"
    script.write_text("#!/bin/sh\nprintf '\\033[2J\\033[HELSEWHERE'; read line\n")
    script.chmod(0o700)
    program = guide("analysis", env={"EDITOR": str(script), "COLORTERM": "truecolor"})
    program.write(ENTRIES + "words")
    program.wait_for("Timeline (3)")
    program.settle(0.8)
    costs = [sent_by(program, letter) for letter in "again"]
    assert sorted(costs)[2] <= 150, costs
    assert max(costs) <= 300, costs  # with a save and a minute that passes
    program.press("F6", "F1")
    program.wait_for("Help")
    program.settle(1.0)
    before = len(program.sent)
    for _ in range(6):
        program.read(0.25)
    assert program.sent[before:].count(b"\x1b[0m") <= 1  # a minute of the clock may pass
    program.press("Esc", "F4")
    program.wait_for("ELSEWHERE")
    program.write("\r")
    program.wait_for("Unchanged.")
    program.settle(0.8)
    shown = program._screen.display
    program._screen.erase_in_display(2)
    program.press("\x0c")
    program.settle(0.8)
    assert program._screen.display == shown
    assert "漢字 in the log" in program.text.replace("漢 字", "漢字")


def test_esc_and_the_next_key_in_one_read_are_two_keys(guide, library):
    program = guide("analysis")
    program.write("14:05 alert: p99\r\x1b3")
    program.wait_for("▸3 Root cause")
    program.write("words\x1b1\x1b[200~A title\nwith \x1b[31mred\x1b")
    program.write("[201~\x1bq")
    assert program.wait() == 0
    record = library.load(ID).record
    assert [each.text for each in record.timeline] == ["p99"]
    assert record.title == "A title with [31mred"
