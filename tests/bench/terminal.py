"""A program in a pseudo-terminal. What it sends is stamped when it arrives and drawn later."""

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyte

QUIET = 0.03
"""Seconds without a byte after which what came is drawn: drawing never delays a stamp."""

PATIENCE = 20.0
"""Seconds after which what was waited for is given up."""

# What pyte 0.8 would print as litter: private and intermediate forms that it does not know.
STRANGE = re.compile(r"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[[?]?[0-9;]*\$[a-z]|\x1b\[[0-9;]* q")
CUT = re.compile(r"\x1b(\[[<>=?]?[0-9;:]*[$ ]?)?$")


class Terminal:
    """A child process in a terminal; `began` is when it was started, in seconds."""

    def __init__(
        self, command: Sequence[str], columns: int, rows: int, env: Mapping[str, str]
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.began = time.perf_counter()
        self.pid, self._handle = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execve(command[0], list(command), {**env, "TERM": "xterm-256color"})

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        os.close(self._handle)
        os.waitpid(self.pid, 0)

    @property
    def text(self) -> str:
        """What is on the screen, as far as it was drawn."""
        return "\n".join(self._screen.display)

    def seen(self, wanted: str, since: float) -> float:
        """Seconds from `since` until the bytes came that brought the text onto the screen."""
        return self.seen_each((wanted,), since)[0]

    def seen_each(self, wanted: Sequence[str], since: float) -> list[float]:
        """The same for several texts; all that comes until the line is quiet is drawn."""
        end, found = time.perf_counter() + PATIENCE, dict[str, float]()
        while time.perf_counter() < end and len(found) < len(wanted):
            for stamp, data in self._burst():
                self._draw(data)
                text = self.text
                found |= {
                    each: stamp - since for each in wanted if each in text and each not in found
                }
        if len(found) < len(wanted):
            raise AssertionError(f"{wanted!r} did not appear:\n{self.text}")
        return [found[each] for each in wanted]

    def memory(self) -> float:
        """What the program holds in memory now, in MB (resident set, Linux)."""
        status = Path(f"/proc/{self.pid}/status").read_text("utf-8")
        return int(re.findall(r"VmRSS:\s*(\d+) kB", status)[0]) / 1024

    def write(self, text: str) -> float:
        """Send keys; when they were sent."""
        now = time.perf_counter()
        os.write(self._handle, text.encode())
        return now

    def quiet(self, seconds: float = QUIET) -> int:
        """Draw what comes until nothing has come for so long; how many bytes there were."""
        total = 0
        while chunks := self._burst(seconds):
            for _, data in chunks:
                self._draw(data)
                total += len(data)
        return total

    def silent(self, until: float) -> int:
        """Take in what comes until a moment of `time.perf_counter`; how many bytes there were."""
        total = 0
        while (left := until - time.perf_counter()) > 0:
            total += sum(len(data) for _, data in self._burst(left))
        return total

    def _burst(self, wait: float = QUIET) -> list[tuple[float, bytes]]:
        """What arrives until the line is quiet, each piece with the time at which it came."""
        chunks: list[tuple[float, bytes]] = []
        while select.select([self._handle], [], [], QUIET if chunks else wait)[0]:
            try:
                data = os.read(self._handle, 65536)
            except OSError as error:
                raise AssertionError(f"the program ended:\n{self.text}") from error
            chunks.append((time.perf_counter(), data))
        return chunks

    def _draw(self, data: bytes) -> None:
        """Draw; a sequence that is cut at the end waits for its rest."""
        text = self._rest + self._decoder.decode(data)
        cut = CUT.search(text)
        end = cut.start() if cut else len(text)
        self._rest = text[end:]
        self._stream.feed(STRANGE.sub("", text[:end]))
