"""The installed program in a real pseudo-terminal, with an emulator that reads what it draws."""

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from pathlib import Path

import pyte

PMTUI = str(Path(sys.executable).with_name("pmtui"))
KEYS = {
    "F1": "\x1bOP",
    "F2": "\x1bOQ",
    "F3": "\x1bOR",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "Up": "\x1b[A",
    "Down": "\x1b[B",
    "Right": "\x1b[C",
    "Left": "\x1b[D",
    "Esc": "\x1b",
    "Tab": "\t",
    "ShiftTab": "\x1b[Z",
    "Enter": "\r",
    "Backspace": "\x7f",
    "PageDown": "\x1b[6~",
    "CtrlP": "\x10",
}
# What pyte 0.8 would print as litter: private and intermediate forms that it does not know.
STRANGE = re.compile(r"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[[?]?[0-9;]*\$[a-z]|\x1b\[[0-9;]* q")


class Program:
    """A child process in a terminal of `columns` by `rows`; every wait ends after `patience` s."""

    def __init__(
        self,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        env: dict[str, str] | None = None,
        patience: float = 120.0,
    ) -> None:
        self.patience = patience
        self.sent = b""
        self.status: int | None = None
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._rest = b""
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            command = list(arguments)
            os.execvpe(command[0], command, {**os.environ, "TERM": "xterm-256color", **(env or {})})
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)
        self.modes_before = termios.tcgetattr(self.terminal)[:4]

    def __enter__(self) -> "Program":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            if self.status is None:
                os.kill(self.pid, signal.SIGKILL)
        self.hang_up()
        self.wait()

    @property
    def lines(self) -> list[str]:
        """What is on the screen now."""
        return [line.rstrip() for line in self._screen.display]

    @property
    def text(self) -> str:
        """What is on the screen now, as one text."""
        return "\n".join(self.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """The column and the line of the cursor, counted from 0."""
        return self._screen.cursor.x, self._screen.cursor.y

    def write(self, text: str) -> None:
        """Send keys in one write."""
        data = text.encode()
        while data:
            self.read(0)
            data = data[os.write(self.terminal, data) :]

    def press(self, *names: str) -> None:
        """Send keys by name, or as they are, each in a write of its own, as a person would.

        A lone Esc begins a sequence until nothing has followed it for a moment.
        """
        for name in names:
            self.write(KEYS.get(name, name))
            self.settle(0.4 if name == "Esc" else 0.05)

    def wait_for(self, text: str) -> None:
        """Wait until the text is on the screen; fail with the screen when it never comes."""
        end = time.monotonic() + self.patience
        while text not in self.text:
            if time.monotonic() > end or not self.read(0.2):
                raise AssertionError(f"{text!r} did not appear:\n{self.text}")

    def wait_until(self, done: Callable[[], object]) -> None:
        """Wait until a function returns something true."""
        end = time.monotonic() + self.patience
        while not done():
            assert time.monotonic() < end, f"it did not happen:\n{self.text}"
            self.read(0.1)

    def settle(self, quiet: float = 0.3) -> None:
        """Wait until the program has been silent for a while."""
        end = time.monotonic() + self.patience
        while time.monotonic() < end:
            before = len(self.sent)
            self.read(quiet)
            if len(self.sent) == before:
                return

    def read(self, seconds: float) -> bool:
        """Take in what the program sends within a time; False when it has ended."""
        ready, _, _ = select.select([self.terminal], [], [], seconds)
        if not ready:
            return self.running()
        try:
            data = os.read(self.terminal, 65536)
        except OSError:
            return False
        self.sent += data
        self._feed(data)
        return bool(data)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the terminal."""
        self._screen.resize(rows, columns)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self) -> None:
        """Close the terminal, as a dropped line does."""
        with contextlib.suppress(OSError):
            os.close(self.terminal)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def running(self) -> bool:
        """Whether the program has not ended yet."""
        if self.status is None:
            found, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if found else None
        return self.status is None

    def wait(self) -> int:
        """Wait for the end of the program; its exit code, negative for a signal."""
        end = time.monotonic() + self.patience
        while self.running():
            assert time.monotonic() < end, f"the program did not end:\n{self.text}"
            with contextlib.suppress(OSError, ValueError):
                self.read(0.05)
        assert self.status is not None
        return self.status

    def _feed(self, data: bytes) -> None:
        """Draw what was sent; a sequence that is cut at the end waits for its rest."""
        data = self._rest + data
        cut = max(data.rfind(b"\x1b"), 0) if data[-24:].count(b"\x1b") else len(data)
        if re.search(rb"\x1b(\[[0-9;?]*)?$", data):
            data, self._rest = data[:cut], data[cut:]
        else:
            self._rest = b""
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            if error.start < len(data) - 4:
                raise
            text, self._rest = data[: error.start].decode(), data[error.start :] + self._rest
        self._stream.feed(STRANGE.sub("", text))
