"""The floors: the least that a Textual program can be."""

import sys
from collections.abc import Callable

from textual.app import App, ComposeResult
from textual.widgets import Static

READY = "Ready when you are"


class OneLine(App[None]):
    """Shows one line."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static(READY)


class OneInput(OneLine):
    """Has one field of a line."""

    CSS = "Input { border: none; height: 1; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        from textual.widgets import Input

        field = Input(self.text, compact=True, select_on_focus=False)
        field.cursor_blink = False
        yield Static(READY)
        yield field


class OneArea(OneInput):
    """Has one field of six lines."""

    CSS = "TextArea { border: none; height: 6; }"

    def compose(self) -> ComposeResult:
        from textual.widgets import TextArea

        field = TextArea(
            self.text,
            soft_wrap=True,
            compact=True,
            tab_behavior="focus",
            highlight_cursor_line=False,
        )
        field.cursor_blink = False
        yield Static(READY)
        yield field


MAKE: dict[str, Callable[[str], App[None]]] = {
    "line": lambda _: OneLine(),
    "input": OneInput,
    "area": OneArea,
}


def main() -> None:
    """Run the program that the first argument names; the second is the text of its field."""
    app = MAKE[sys.argv[1]](sys.argv[2])
    app.animation_level = "none"
    app.run()
