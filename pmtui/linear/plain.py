"""Plain lines: what is said, folded at words; what is typed, line by line. Nothing else is sent."""

import os
import textwrap
from contextlib import suppress
from typing import IO, BinaryIO

from pmtui.linear.stopping import Signals
from pmtui.model.text import clean, from_bytes, one_line, visible

NARROWEST = 20
"""Characters below which lines are not folded: such a terminal has not said its size."""

CUT_OFF = 4095
"""Bytes of a line after which terminals pass nothing on until Enter is pressed."""

INDENT = "  "


class Ended(Exception):
    """There is nothing more to read: Ctrl+D, or the end of a pipe."""


class PlainLines:
    """The lines of a conversation. What is said acts on no terminal, whatever is in it."""

    def __init__(self, source: BinaryIO, sink: IO[str], signals: Signals) -> None:
        self._source = source
        self._sink = sink
        self._signals = signals
        self.typed_by_hand = source.isatty()
        """Whether somebody types, rather than a program."""
        self._ended = False

    def say(self, text: str = "", indent: str = "") -> None:
        """Say something in a paragraph."""
        self._write(self._folded(one_line(text), indent))

    def read_out(self, text: str) -> None:
        """Say the lines of a text, each as it is."""
        for line in clean(text).split("\n"):
            self._write(self._folded(visible(line), INDENT))

    def ask(self, mark: str) -> str:
        """The next line that is typed, without its end. Raises `Ended` and `Stopped`."""
        if self._ended:
            raise Ended
        self._write(f"{one_line(mark)} ")
        with self._signals.waiting():
            data = self._source.readline()
        if not self.typed_by_hand or not data:
            self._write("\n")
        self._ended = not data.endswith(b"\n")
        if not data:
            raise Ended
        if self.typed_by_hand and len(data) >= CUT_OFF:
            self.say("This line is as long as a terminal lets one be: its end may be missing.")
        return clean(from_bytes(data).removesuffix("\n").removesuffix("\r"))

    def _folded(self, line: str, indent: str) -> str:
        """A line with its end; what does not fit the terminal goes on in the next."""
        width, lines = self._width(), [line]
        if width and len(indent) + len(line) > width:
            room = max(width - len(indent), 1)
            lines = textwrap.wrap(line, room, break_long_words=False, break_on_hyphens=False)
        return "".join(f"{indent}{each}".rstrip() + "\n" for each in lines or [""])

    def _width(self) -> int:
        """The columns of the terminal; 0 for none, where lines are not folded."""
        with suppress(OSError, ValueError):
            if self._sink.isatty():
                columns = os.get_terminal_size(self._sink.fileno()).columns
                return columns if columns >= NARROWEST else 80
        return 0

    def _write(self, text: str) -> None:
        with self._signals.waiting():
            self._sink.write(text)
            self._sink.flush()
