"""Esc and the key after it, also where both arrive at once, as they do over a slow line.

A terminal sends Esc as the character that its own sequences begin with. Textual takes a character
after it for Alt or for a sign of some keyboard, waits for more, or types a "^". Nothing in pmtui
has Alt, so that Esc stands alone unless what follows can only be a sequence. In a paste it stands
for nothing: what came after it there would be typed as keys.

What reads the terminal is no public part of Textual's; `AnyTerminal` does without this where a
later Textual has another.
"""

import re
from collections.abc import Iterable

from textual._xterm_parser import BRACKETED_PASTE_END as END
from textual._xterm_parser import BRACKETED_PASTE_START as START
from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.events import Key
from textual.keys import _character_to_key
from textual.message import Message

_BEGINS_A_SEQUENCE = "[O\x1b"
_MOVES_BY_WORDS = "bf\x7f"
"""What a Mac sends after Esc for Option with an arrow or Backspace."""

_ALONE = re.compile(f"\x1b(?=[^{re.escape(_BEGINS_A_SEQUENCE + _MOVES_BY_WORDS)}])")


class LoneEscape(XTermParser):
    """Reads keys and pastes as Textual does, but lets Esc be a key of its own."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._last = ""
        """The last characters, in which a paste may begin."""
        self._paste: str | None = None
        """What has come of a paste that has not ended."""

    def feed(self, data: str) -> Iterable[Message]:
        """What the characters of one read mean; none of them end the reading."""
        if not data:
            yield from super().feed(data)
        while data:
            if self._paste is None:
                keys, data = self._until_paste(data)
                yield from self._keys(keys)
            else:
                text, data = self._until_end(self._paste, data)
                if text:
                    yield from super().feed(text)

    def tick(self) -> Iterable[Message]:
        """What there is to tell once nothing has followed for a moment."""
        for each in super().tick():
            self._last = ""
            if isinstance(each, Key) and each.key.startswith("alt+") and each.character:
                yield Key("escape", "\x1b")
                yield Key(_character_to_key(each.character), each.character)
            else:
                yield each

    def _until_paste(self, data: str) -> tuple[str, str]:
        """The characters up to where a paste begins, that included, and the others."""
        recent = self._last + data
        at = recent.find(START)
        if at < 0:
            return data, ""
        self._paste = ""
        begin = at + len(START) - len(self._last)
        return data[:begin], data[begin:]

    def _until_end(self, pasted: str, data: str) -> tuple[str, str]:
        """A whole paste, and what comes after it; nothing of one that has not ended."""
        whole = pasted + data
        at = whole.find(END, max(len(pasted) - len(END), 0))
        if at < 0:
            self._paste = whole
            return "", ""
        self._paste, self._last = None, ""
        return whole[:at].replace("\x1b", "") + END, whole[at + len(END) :]

    def _keys(self, data: str) -> Iterable[Message]:
        if self._last.endswith("\x1b") and _ALONE.match(f"\x1b{data}"):
            yield from self._escape()
        begin = 0
        for found in _ALONE.finditer(data):
            yield from super().feed(data[begin : found.end()])
            yield from self._escape()
            begin = found.end()
        if begin < len(data):
            yield from super().feed(data[begin:])
        self._last = (self._last + data)[1 - len(START) :]

    def _escape(self) -> Iterable[Message]:
        """Let Esc be told now: nothing that follows belongs to it."""
        if self._timeout_time is not None:
            self._timeout_time = 0.0
            yield from self.tick()


def read_lone_escapes() -> None:
    """Let the terminal be read so from now on."""
    vars(linux_driver)["XTermParser"] = LoneEscape
