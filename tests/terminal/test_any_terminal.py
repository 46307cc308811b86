"""Every kind of terminal: what is drawn, how one stops and comes back, and how a crash ends."""

import os
import signal
import sys

import pytest

from tests.terminal.conftest import ID
from tests.terminal.program import Program
from tests.terminal.test_face import COLOUR
from tests.terminal.test_leaving import check_restored, modes
from tests.unit.faces import as_golden, same_as_golden

TERMINALS = {
    "xterm": {"TERM": "xterm-256color"},
    "tmux": {"TERM": "tmux-256color", "TMUX": "/tmp/none,1,0"},
    "screen": {"TERM": "screen"},
    "the console": {"TERM": "linux"},
    "true colours": {"TERM": "xterm-256color", "COLORTERM": "truecolor"},
}
SIXTEEN = ("screen", "the console")


@pytest.mark.parametrize(("name", "env"), TERMINALS.items(), ids=TERMINALS.keys())
def test_every_terminal_gets_no_more_colours_than_it_has(guide, name, env):
    program = guide("analysis", env=env)
    program.wait_for("12 min")
    drawn = "screen-analysis-console.txt" if name == "the console" else "screen-analysis.txt"
    assert same_as_golden(as_golden(program.text), drawn)
    sent = program.sent.decode()
    assert ("\x1b[?1000h" in sent) == (name != "screen"), "which holds Esc back with the mouse"
    assert COLOUR.search(sent)
    assert ("38;2;" in sent) == (name == "true colours")
    assert ("38;5;" in sent) == (name not in SIXTEEN and name != "true colours")


def test_without_utf_8_every_line_is_plain_ascii(start, library):
    env = {"LANG": "C", "LC_ALL": "", "LC_CTYPE": ""}
    program = start("open", ID, "--step", "analysis", env=env)
    program.wait_for(" Esc  Out")
    program.wait_for("12 min")
    assert same_as_golden(as_golden(program.text), "screen-analysis-ascii.txt")
    program.write("14:05 alert: Zürich → 日本\r")
    program.wait_for("Zurich > ????")
    program.press("F1")
    program.wait_for("+--")
    program.press("Esc", "Esc")
    program.wait_for(">2 Analysis")
    assert program.sent.isascii()
    assert "Zürich → 日本" in str(library.load(ID).record.timeline)


def test_the_console_gets_the_signs_that_its_font_has(start, library):
    program = start("open", ID, "--step", "analysis", env={"TERM": "linux", "LANG": "C.UTF-8"})
    program.wait_for(" Esc  Out")
    program.write("14:05 alert: Zürich\r")
    program.wait_for("Zürich")
    program.press("F1")
    program.wait_for("┌──")
    assert not set("▸╭…“") & set(program.sent.decode())


def processor_stopped(program):
    """Whether the program is stopped, as a shell sees it."""
    found, status = os.waitpid(program.pid, os.WNOHANG | os.WUNTRACED)
    return found == program.pid and os.WIFSTOPPED(status)


def test_ctrl_z_stops_and_comes_back_whole(guide, library):
    program = guide()
    inside = modes(program)
    program.write("Half a ti")
    program.wait_for("Half a ti")
    program.write("\x1a")
    program.wait_until(lambda: processor_stopped(program))
    program.read(0.2)
    check_restored(program, program.modes_before)
    assert library.load(ID).record.title == "Half a ti"
    stopped_at = len(program.sent)
    program.signal(signal.SIGCONT)
    program.wait_until(lambda: b"\x1b[?1049h" in program.sent[stopped_at:])
    program.settle()
    assert modes(program) == inside
    assert b"Half a ti" in program.sent[stopped_at:], "it is drawn again"
    program.write("tle")
    program.wait_for("Half a title")
    program.press("Esc", "q")
    assert program.wait() == 0
    check_restored(program, program.modes_before)


def test_ctrl_c_copies_or_asks(guide):
    program = guide()
    program.write("Words\x1b[1;2H")
    program.wait_for("Words")
    program.write("\x03")
    program.wait_for("Sent to your terminal to be copied; not every terminal takes it.")
    assert b"\x1b]52;c;V29yZHM=\x07" in program.sent
    program.press("\x1b[C", "\x03")
    program.wait_for("Leave pmtui?")
    program.press("Esc", "F8", "\x03")
    program.wait_for("Everything that you typed is kept.")
    program.write("\x03")
    assert program.wait() == 0
    check_restored(program, program.modes_before)


@pytest.mark.parametrize("first", [["--no-mouse"], []], ids=["option", "configuration"])
def test_the_mouse_can_be_left_to_the_terminal(start, home, first):
    if not first:
        (home / "XDG_CONFIG_HOME" / "pmtui").mkdir(parents=True)
        (home / "XDG_CONFIG_HOME" / "pmtui" / "config.toml").write_text("mouse = false\n")
    program = start("open", ID, *first)
    program.wait_for(" Esc  Out")
    assert b"\x1b[?1000h" not in program.sent


CRASH = """
import asyncio, sys
from functools import partial
from pmtui.screens.guide import GuideScreen
from pmtui.widgets.background import begin
def fail(self):
    raise ZeroDivisionError("a mistake")
async def in_thread(self):
    await asyncio.to_thread(fail, self)
GuideScreen.action_findings = fail
GuideScreen.action_meeting_ready = lambda self: begin(self, partial(in_thread, self))
from pmtui.cli import main
sys.argv[0] = "pmtui"
main()
"""


@pytest.mark.parametrize("keys", [["F5"], ["Esc", "R"]], ids=["in a key", "in a thread"])
def test_a_crash_restores_the_terminal_and_says_what_is_kept(library, keys):
    command = [sys.executable, "-c", CRASH, "open", ID]
    with Program(*command, columns=200, env={"PMTUI_DEBUG": "1"}) as program:
        program.wait_for(" Esc  Out")
        program.settle()
        program.write("Words")
        program.wait_for("Words")
        program.press(*keys)
        assert program.wait() == 1
        check_restored(program, program.modes_before)
        last = " ".join(program.sent.decode().rpartition("\x1b[?1049l")[2].split())
    assert "A mistake in pmtui, not yours, has ended it (ZeroDivisionError: a mistake)." in last
    assert f"All that you typed is kept in {library.folder}: pmtui open {ID}." in last
    assert last.index("Traceback") < last.index("A mistake"), "PMTUI_DEBUG shows where"
    assert library.load(ID).record.title == "Words"


def test_other_signals_leave_in_good_order_too(guide, library):
    program = guide()
    program.write("Words")
    program.wait_for("Words")
    program.signal(signal.SIGQUIT)
    assert program.wait() == 128 + signal.SIGQUIT
    check_restored(program, program.modes_before)
    assert library.load(ID).record.title == "Words"


def test_a_fault_of_the_configuration_is_said_and_does_not_stop_it(guide, home):
    folder = home / "XDG_CONFIG_HOME" / "pmtui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text('[keys]\nundo = "?"\n"page.next" = "f10"\n')
    program = guide()
    program.wait_for("keys.undo: ? is “Help” (help.outside) already")
    assert " F10  Next" in program.lines[-1]
    program.write("\x1b[21~")
    program.wait_for("▸2 Analysis")
    program.press("CtrlP")
    program.write("the next page")
    program.wait_for("F10     Next")
    program.press("Esc", "F8")
    assert "▸2 Analysis" in program.text, "F8 is free"
