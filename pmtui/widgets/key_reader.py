"""Reading keys in a thread that sleeps until there is one, and ends when it is asked to.

Textual's wakes ten times a second, and waits a fifth of a second for a last key when it is to end,
which is most of the time that leaving takes. Bytes that are no text are taken for unknown
characters: there, one of them ends the program.
"""

import codecs
import os
import select
from collections.abc import Iterable
from typing import Any

from textual import constants
from textual.drivers import linux_driver
from textual.message import Message

MOST = 4096
"""Bytes that are read at once."""

DOUBT = constants.ESCAPE_DELAY + 0.01
"""Seconds after which what was read is the beginning of no sequence."""


class KeyReader(linux_driver.LinuxDriver):
    """Reads and writes the terminal as Textual does. It rests on names that are no public ones."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._end, self._ask = os.pipe()

    def disable_input(self) -> None:
        """Let the thread end."""
        if self._key_thread is not None and self._key_thread.is_alive():
            os.write(self._ask, b"\0")
        super().disable_input()

    def run_input_thread(self) -> None:
        """Tell what was read, and what it turns out to be once nothing follows."""
        parser = vars(linux_driver)["XTermParser"](self._debug)
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        patience: float | None = None
        while True:
            ready, _, _ = select.select([self.fileno, self._end], [], [], patience)
            if self._end in ready:
                os.read(self._end, 1)
                return
            data = os.read(self.fileno, MOST) if ready else b""
            if ready and not data:
                return  # the terminal is gone
            if text := decode(data):
                self._tell(parser.feed(text))
            self._tell(parser.tick())
            patience = DOUBT if ready else None

    def _tell(self, events: Iterable[Message]) -> None:
        for event in events:
            self.process_message(event)
