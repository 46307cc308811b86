"""However the program ends, what was typed is kept and the terminal is as it was before."""

import os
import shlex
import signal
import termios
import time
from pathlib import Path

import pytest

from pmtui.model.kinds import Severity
from pmtui.screens.hang_up import GRACE
from tests.drafts import kept_words
from tests.terminal.conftest import ID
from tests.terminal.program import KEYS, PMTUI, Program


def modes(program):
    """How the terminal treats keys and output."""
    return termios.tcgetattr(program.terminal)[:4]


def check_restored(program, before):
    assert modes(program) == before
    sent = program.sent.decode(errors="replace")
    for on, off in [("\x1b[?1049h", "\x1b[?1049l"), ("\x1b[?25l", "\x1b[?25h")]:
        assert sent.rfind(off) > sent.rfind(on) >= 0, off
    for mouse in ("1000", "1002", "1003", "1006", "2004"):
        assert sent.rfind(f"\x1b[?{mouse}l") >= sent.rfind(f"\x1b[?{mouse}h"), mouse


def test_quitting_leaves_the_terminal_as_it_was(guide, library):
    program = guide()
    before = program.modes_before
    assert modes(program) != before, "the screen reads keys one by one"
    program.write("Words")
    program.press("Esc")
    program.settle()
    program.write("q")
    assert program.wait() == 0
    check_restored(program, before)
    assert library.load(ID).record.title == "Words"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_keeps_the_text_and_restores_the_terminal(guide, library, number, code):
    program = guide()
    program.write("Title\t2\tapi, db")
    program.wait_for("api, db")
    program.signal(number)
    assert program.wait() == code
    check_restored(program, program.modes_before)
    record = library.load(ID).record
    assert (record.title, record.severity.final) == ("Title", Severity.SEV2)
    assert record.services == ("api", "db") or kept_words(library, ID) == {"services": "api, db"}


HANG_UPS = {
    "a field": ("preparation", ["A title of some length"], "some length"),
    "prose": ("report", ["One line\rand another"], "another"),
    "a list": ("preparation", ["x\t\twebshop"], "webshop"),
    "an entry line": ("analysis", ["14:05 alert: half a li"], "half a li"),
    "an idea": ("analysis", [KEYS["F3"], "half an idea"], "half an idea"),
    "the form of an item": (
        "lessons",
        ["risk: the pool\r", KEYS["Down"], "\r", " is shared by all"],
        "shared by all",
    ),
    "an item's date": (
        "recommendations",
        ["prevent: add a limit\r", KEYS["Down"], "\r", "\t\t\t", "2099-01-"],
        "2099-01-",
    ),
    "a reason": ("lessons", [KEYS["Esc"], "D", "nobody came"], "nobody came"),
}


@pytest.mark.parametrize(("step", "keys", "text"), HANG_UPS.values(), ids=HANG_UPS.keys())
def test_a_dropped_line_keeps_what_was_typed(guide, library, step, keys, text):
    program = guide(step)
    for key in keys:
        program.write(key)
        program.settle(0.15)
    program.wait_for(text)
    program.hang_up()
    assert program.wait() in (129, -signal.SIGHUP)
    kept = f"{library.load(ID).record!r} {kept_words(library, ID)!r}"
    assert text in kept
    if text in repr(kept_words(library, ID)):
        again = guide(step)
        for key in keys if keys[0][0] == "\x1b" else ():
            if key not in text:
                again.write(key)
                again.settle(0.2)
        if "limit" in keys[0]:
            again.press("Down", "Enter")
        again.wait_for(text)


def test_a_line_that_drops_in_the_library_ends_the_program(start):
    program = start()
    program.wait_for("1 postmortem ")
    program.hang_up()
    assert program.wait() in (129, -signal.SIGHUP)


def test_after_kill_9_at_most_the_last_moments_are_missing(guide, library):
    """A save begins within half a second of the first unsaved key; the rest is for slow disks."""
    program = guide()
    begun, seen = time.monotonic(), []
    number = 0
    while time.monotonic() - begun < 4:
        word = f"{number % 1000:03} "
        program.write(word)
        program.wait_for(word.strip())
        seen.append((time.monotonic(), word))
        number += 1
    killed = time.monotonic()
    program.signal(signal.SIGKILL)
    assert program.wait() == -signal.SIGKILL
    typed = "".join(word for _, word in seen)
    old = "".join(word for at, word in seen if at < killed - 2)
    title = library.load(ID).record.title or ""
    assert typed.startswith(title)
    assert title.startswith(old.rstrip())
    assert old, "more than two seconds were typed"


def test_a_signal_as_the_screen_comes_restores_the_terminal(start):
    program = start("open", ID)
    program.wait_until(lambda: b"\x1b[?2004h" in program.sent)
    program.signal(signal.SIGTERM)
    assert program.wait() == 143
    check_restored(program, program.modes_before)
    assert "mistake" not in program.text


def test_a_program_that_was_stopped_from_outside_leaves_in_good_order_out_of_a_box(guide, library):
    program = guide()
    program.signal(signal.SIGSTOP)
    program.settle(0.2)
    before = len(program.sent)
    program.signal(signal.SIGCONT)
    program.wait_until(lambda: b"\x1b[?1049h" in program.sent[before:])
    program.settle()
    program.press("F3", "half an idea")
    program.wait_for("half an idea")
    program.signal(signal.SIGTERM)
    assert program.wait() == 143
    check_restored(program, program.modes_before)
    assert "half an idea" in kept_words(library, ID).values()


def test_a_terminal_that_reads_nothing_is_restored_when_it_reads_again(library):
    """A shell is around pmtui: with its end the terminal would be gone."""
    command = f"{shlex.quote(PMTUI)} open {ID}; echo code $?; sleep 9"
    with Program("/bin/sh", "-c", command) as shell:
        shell.wait_for(" Esc  Out")
        shell.settle()
        [number] = Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text().split()
        os.write(shell.terminal, b"\x0c" * 30)
        time.sleep(1.5)
        os.kill(int(number), signal.SIGTERM)
        time.sleep(GRACE + 1)
        shell.wait_for("code 143")
        shell.settle()
        check_restored(shell, shell.modes_before)
