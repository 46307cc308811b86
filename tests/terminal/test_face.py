"""What the terminal gets: the first paint, colours only where wanted, nothing while idle."""

import re
import subprocess

import pytest

from tests.terminal.conftest import ID
from tests.terminal.program import KEYS, PMTUI, Program

COLOUR = re.compile(r"\x1b\[(?:[0-9;:]*[;:])?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")


def test_the_first_paint_at_80_by_24(guide):
    program = guide()
    lines = program.lines
    assert len(lines) == 24
    assert lines[0].startswith(" 2026-03-04-x") or lines[0].startswith("2026-03-04-x")
    assert lines[0].endswith("saved")
    assert "▸1 Preparation" in lines[1]
    assert lines[-1].strip().startswith("F1  Help")
    assert COLOUR.search(program.sent.decode())


def test_something_is_there_to_read_before_the_screens_are_imported(guide):
    program = guide()
    before, after = program.sent.split(b"\x1b[?1049h", 1)
    assert before == f"Opening {ID} ...\r\x1b[K".encode()
    assert b"Opening" not in after


def test_the_demo_opens_the_newest_example(start):
    program = start("--library", "demo-library", "demo")
    program.wait_for("Card authorisations failed")
    program.wait_for("5 to do")
    program.press("F8", "F8")
    program.wait_for("[needed together]")


@pytest.mark.parametrize(("option", "env"), [((), {"NO_COLOR": "1"}), (("--no-color",), {})])
def test_without_colours_everything_can_still_be_read(start, library, option, env):
    program = start(*option, "open", ID, "--step", "analysis", env=env)
    program.wait_for(" Esc  Out")
    program.write("14:05 alert: p99\r")
    program.wait_for("Timeline (1)")
    for key, shown in (
        ("F8", "▸3 Root"),
        ("F8", "▸4 Impact"),
        ("F7", "▸3 Root"),
        ("F1", "Esc closes"),
    ):
        program.press(key)
        program.wait_for(shown)
    program.press("Esc")
    program.wait_until(lambda: "Esc closes" not in program.text)
    program.wait_for("▸3 Root cause")
    program.wait_for("saved")
    program.wait_for("to do")
    assert COLOUR.findall(program.sent.decode()) == []


@pytest.mark.parametrize("pages", [0, 1, 2, 6])
def test_nothing_is_sent_while_nobody_types(guide, pages):
    program = guide()
    program.write("x")
    program.wait_for("saved ")
    program.press(*["F8"] * pages)
    program.settle(1.0)
    before = len(program.sent)
    for _ in range(10):
        program.read(0.2)
    assert program.sent[before:] == b""


def test_the_size_of_the_terminal_may_change(guide):
    program = guide("analysis")
    for columns, rows in [(60, 20), (160, 48), (40, 10), (80, 24)]:
        program.resize(columns, rows)
        program.settle(0.3)
    program.write("14:05 alert: p99\r")
    program.wait_for("Timeline (1)")
    assert "▸2 Analysis" in program.text


def test_a_text_is_written_in_the_users_own_editor(guide, library, home):
    script = home / "edit"
    script.write_text('#!/bin/sh\necho EDITING\nread line\nprintf "%s" "$line" >> "$1"\n')
    script.chmod(0o700)
    program = guide("report", env={"EDITOR": str(script)})
    program.write("Before, ")
    program.wait_for("Before,")
    program.press("F4")
    program.wait_for("EDITING")
    program.write("and in the editor\r")
    program.wait_for("Taken over from the editor.")
    program.wait_for("Before, and in the editor")
    program.wait_until(
        lambda: library.load(ID).record.report.exec_summary == "Before, and in the editor"
    )


@pytest.mark.parametrize("command", [["open", ID], ["open", ID, "--step", "impact"]])
def test_a_dumb_terminal_is_refused_in_one_sentence(library, command):
    with Program(PMTUI, *command, env={"TERM": "dumb"}) as program:
        assert program.wait() == 2
        assert "A screen needs a terminal" in " ".join(program.text.split())
        assert b"\x1b" not in program.sent


def test_without_a_terminal_a_screen_is_refused(library):
    done = subprocess.run([PMTUI, "open", ID], capture_output=True, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"A screen needs a terminal" in done.stderr
    assert b"Traceback" not in done.stderr


def test_bracketed_paste_and_hostile_bytes(guide, library):
    program = guide("analysis")
    program.write("\x1b[200~14:05 alert: a\n14:06 note: [/dev/sda] \x9b31m b\n\x1b[201~")
    program.wait_for("A paste of 2 lines")
    program.wait_for("[/dev/sda]")
    program.press("Enter")
    program.wait_until(lambda: len(library.load(ID).record.timeline) == 2)
    program.write(KEYS["F8"])
    program.wait_for("▸3 Root cause")
