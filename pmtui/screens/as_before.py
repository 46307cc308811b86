"""The terminal as it was before the screens, also where nothing can be written to it any more."""

import os
import signal
import termios
from contextlib import suppress
from types import FrameType
from typing import Any, NoReturn

MODES_OFF = "".join(
    f"\x1b[?{mode}l"
    for mode in (*(1000, 1002, 1003, 1006, 1015, 1016), *(1004, 2004, 2026, 2048), 1049)
)
"""Mouse, focus, pastes, whole updates, sizes as keys, and the other screen."""

RESET = f"\x1b[<u{MODES_OFF}\x1b[?7h\x1b[?25h\x1b[0m".encode()
"""The usual keys, long lines are wrapped, the cursor is seen, no colours."""


PATIENCE = 600
"""Seconds for which a terminal that reads nothing is waited for, by a process of its own."""


class AsBefore:
    """Remembers how a terminal treats keys and output; made before a screen is drawn.

    `handle` is its file descriptor. One that is no terminal is left alone.
    """

    def __init__(self, handle: int = 0) -> None:
        self._handle = handle
        self._modes: list[Any] | None = None
        with suppress(termios.error):
            self._modes = termios.tcgetattr(handle)

    def restore(self) -> None:
        """Make it so again, without waiting for anything, just before the process ends.

        While the terminal reads nothing, and a thread waits in the middle of a write, nobody can
        write: another process then does, as soon as this one has ended and the terminal reads.
        """
        if self._modes is None:
            return
        with suppress(OSError, termios.error):
            _say_no_more()
            termios.tcsetattr(self._handle, termios.TCSANOW, self._modes)
            flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
            terminal, sent = os.open(os.ttyname(self._handle), flags), 0
            with suppress(BlockingIOError):
                sent = os.write(terminal, RESET)
            if sent < len(RESET):
                _leave_to_another(terminal, RESET[sent:])


def _say_no_more() -> None:
    """Let nothing reach the terminal that another thread was about to write.

    Textual writes in a thread of its own, to the standard error.
    """
    nowhere = os.open(os.devnull, os.O_WRONLY | os.O_CLOEXEC)
    for handle in (1, 2):
        os.dup2(nowhere, handle)


def _leave_to_another(terminal: int, words: bytes) -> None:
    """Have a process of its own write to a terminal once it reads again.

    It stands in the queue before this one ends, so that it writes before the shell does.
    """
    waits, begins = os.pipe()
    if os.fork() == 0:
        _write_later(terminal, words, begins)
    os.close(begins)
    os.read(waits, 1)


def _write_later(terminal: int, words: bytes, begins: int) -> NoReturn:
    """Write to a terminal once it reads again, and end; `begins` is closed before."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(PATIENCE)
    try:
        os.setsid()
        os.set_blocking(terminal, True)
        os.close(begins)
        os.write(terminal, words)
    finally:
        os._exit(0)


def resume_whole(driver: Any) -> None:
    """Let a program that another one has stopped, and not Ctrl+Z, come back whole, too.

    Textual would take what it finds for how the terminal was before. What it knows of being stopped
    is no public part of its driver; where a later one has it no longer, this changes nothing.
    """
    usual = signal.getsignal(signal.SIGCONT)

    def resume(number: int, frame: FrameType | None) -> None:
        if driver._auto_restart and not getattr(driver, "_must_signal_resume", True):
            driver.suspend_application_mode()
            driver._must_signal_resume = True
        if callable(usual):
            usual(number, frame)

    signal.signal(signal.SIGCONT, resume)
