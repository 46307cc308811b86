"""`open --linear` on a terminal that can do nothing: no escape sequence, nothing lost by a kill."""

import signal
import subprocess
import termios

from tests.terminal.conftest import ID
from tests.terminal.program import PMTUI

DUMB = {"TERM": "dumb", "LANG": "C", "LC_ALL": "C"}


def opened(start, *arguments):
    return start("open", ID, "--linear", *arguments, columns=40, rows=60, env=DUMB)


def test_prose_survives_a_kill_on_a_dumb_terminal(start, library):
    program = opened(start, "--step", "report")
    program.wait_for("Summary>")
    program.write("38 % of payments failed\nfor 108 minutes\n")
    program.wait_for("108 minutes")
    program.wait_until(lambda: program.text.count("Summary>") == 3)
    program.signal(signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    assert library.load(ID).record.report.exec_summary is None

    again = opened(start)
    again.wait_for("Summary>")
    assert "Typed before, and not taken:" in again.text
    assert "  38 % of payments failed\n  for 108 minutes" in again.text
    again.write(".\n")
    again.wait_for("Summary: 2 lines taken. Saved")
    stored = library.load(ID).record.report
    assert stored.exec_summary == "38 % of payments failed\nfor 108 minutes"

    again.write(":go title\n")
    again.wait_for("Title>")
    again.write("half a ti\x03")
    assert again.wait() == 0
    for each in (program, again):
        assert b"\x1b" not in each.sent
        assert each.sent.isascii()
        lines = each.sent.decode().split("\r\n")
        assert max(map(len, lines)) <= 40
    assert "Everything is saved." in again.text


def test_the_end_of_the_input_leaves_and_the_terminal_is_as_it_was(start, library):
    program = opened(start, "--step", "1")
    program.wait_for("Title>")
    program.write("Zähler ±\n")
    program.wait_for("Title: Z")
    program.wait_for("Severity>")
    program.write("\x04")
    program.wait_for("Everything is saved.")
    modes = termios.tcgetattr(program.terminal)[:4]
    assert program.wait() == 0
    assert modes == program.modes_before
    assert library.load(ID).record.title == "Zähler ±"


def test_without_an_input_it_is_refused_in_a_sentence(library):
    command = ["sh", "-c", f"exec {PMTUI} open {ID} --linear <&-"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"its input and output must be open" in done.stderr
