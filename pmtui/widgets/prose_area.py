"""Text of several lines that is safe to draw, whatever is typed or pasted into it."""

from typing import ClassVar

from rich.text import Text
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from pmtui.widgets.line_input import cell_by_cell


class ProseArea(TextArea, inherit_bindings=False):
    """Wraps its lines; Tab leaves it. The cursor does not blink, as in `LineInput`.

    Of Textual's keys it leaves out those that are commands here: F6 and F7 select there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        each
        for each in TextArea.BINDINGS
        if isinstance(each, Binding) and each.key not in {"f6", "f7"}
    ]

    def __init__(self, text: str = "", hint: str = "") -> None:
        super().__init__(
            text,
            soft_wrap=True,
            tab_behavior="focus",
            placeholder=hint,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """A line as it is drawn: with signs for what would hide or act on a terminal."""
        text = super().get_line(line_index)
        text.plain = cell_by_cell(text.plain)
        return text
