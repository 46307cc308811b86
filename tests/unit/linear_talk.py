"""A conversation in plain lines: what is typed comes from a list, and what is said is kept."""

import io
from collections.abc import Callable

from pmtui.linear.run import run
from tests.unit.sessions import ID

Line = str | Callable[[], object]


class Typed(io.RawIOBase):
    """Lines as they are typed; whatever is called in between happens while one is waited for."""

    def __init__(self, lines: list[Line], by_hand: bool = True):
        self._lines = list(lines)
        self._by_hand = by_hand

    def isatty(self):
        return self._by_hand

    def readline(self, size=-1):
        while self._lines:
            line = self._lines.pop(0)
            if isinstance(line, str):
                return f"{line}\n".encode()
            line()
        return b""


def talk(library, *lines: Line, page="preparation", by_hand=True, read_only=False):
    """What was said, and the record as it is then."""
    said = io.StringIO()
    code = run(library, ID, page, read_only, Typed([*lines], by_hand), said)
    assert code == 0
    return said.getvalue(), library.load(ID).record
