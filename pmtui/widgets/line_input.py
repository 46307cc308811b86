"""A line to type in: takes a paste whole, and shows what would hide or act on a terminal."""

import re

from rich.highlighter import Highlighter
from rich.text import Text
from textual import events
from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input

from pmtui.model.text import CONTROL, HIDDEN, clean

_STRANGE = re.compile(rf"[\t\n\x85\u2028\u2029\ud800-\udfff]|{CONTROL.pattern}|{HIDDEN.pattern}")


def cell_by_cell(text: str) -> str:
    """Text of the same length that is safe to draw, so that the cursor stays where it belongs."""
    return _STRANGE.sub(lambda found: _stand_in(ord(found[0])), text)


def pasted(text: str) -> str:
    """Clean text of a paste: terminals send each line end as the Enter key does, as CR."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def _stand_in(code: int) -> str:
    """The visible sign for one character that a terminal would not draw."""
    if code == 9:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


class _CellByCell(Highlighter):
    """Makes the value of an `Input` safe to draw."""

    def highlight(self, text: Text) -> None:
        """Put the stand-ins into the text."""
        text.plain = cell_by_cell(text.plain)


class LineInput(Input):
    """One line of text. The cursor does not blink, so that nothing is sent while nobody types."""

    virtual_size = Reactive(Size(0, 0))
    """What the value takes up. It never moves anything else, so that no key lays out the screen."""

    def __init__(
        self, value: str = "", hint: str = "", *, id: str | None = None, name: str | None = None
    ) -> None:
        super().__init__(
            value,
            placeholder=hint,
            select_on_focus=False,
            validate_on=(),
            highlighter=_CellByCell(),
            id=id,
            name=name,
        )
        self.cursor_blink = False

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Draw another part of the value; there is no scrollbar that would have to follow."""
        if round(old_value) != round(new_value):
            self.refresh()

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste whole: line ends become blanks."""
        event.stop()
        event.prevent_default()
        lines = [line.strip() for line in pasted(event.text).split("\n")]
        self.replace(" ".join(line for line in lines if line), *self.selection)
