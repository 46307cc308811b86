"""One of a few values: the first letters or the arrow keys choose."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from pmtui.guide.lines import words
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem


class Choice(Widget, can_focus=True):
    """Shows the chosen value and, while it has the focus, the others beside it."""

    KIND = "choice"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("choice"))

    shown: reactive[str] = reactive("")

    @dataclass
    class Entered(Message):
        """Enter was pressed: go on to what comes next."""

        choice: "Choice"

    def __init__(self, choices: Sequence[str], value: str = "", *, name: str | None = None) -> None:
        super().__init__(name=name)
        self.choices = tuple(each.replace("_", " ") for each in choices)
        self._typed = ""
        self.set_reactive(Choice.shown, value)

    def pick(self, choice: str) -> None:
        """Choose a value; an empty one means not known."""
        self.shown = choice

    def action_enter(self) -> None:
        """Go on."""
        self.post_message(self.Entered(self))

    def action_pick(self, choice: str) -> None:
        """Choose a value by a key."""
        self._typed = ""
        self.pick(choice)

    def action_step(self, by: int) -> None:
        """Choose the next value or the one before."""
        first = -1 if by > 0 else 0
        here = self.choices.index(self.shown) if self.shown in self.choices else first
        self.action_pick(self.choices[(here + by) % len(self.choices)])

    def check_consume_key(self, key: str, character: str | None) -> bool:  # noqa: ARG002
        """Whether a key is text here rather than a command: letters choose."""
        return character is not None and character.isalnum()

    def on_key(self, event: events.Key) -> None:
        """Choose by the first letters."""
        if event.character is None or not self.check_consume_key(event.key, event.character):
            return
        event.stop()
        event.prevent_default()
        for typed in (self._typed + event.character, event.character):
            found = next((each for each in self.choices if _begins(each, typed)), None)
            if found is not None:
                self._typed = typed
                self.pick(found)
                return
        self.post_message(Problem(f"Choose one of: {', '.join(self.choices)}."))

    def on_focus(self) -> None:
        """Show the other values, and begin a new word."""
        self._typed = ""
        self.refresh()

    def on_blur(self) -> None:
        """Hide the other values again."""
        self.refresh()

    def render(self) -> Text:
        """The value and, while one is here, the others."""
        value = words(self.shown) or "not known"
        if not self.has_focus:
            return Text(value, style="" if self.shown else "dim", no_wrap=True)
        text = Text("‹ ", no_wrap=True, overflow="ellipsis").append(value, "bold").append(" › ")
        others = [each for each in self.choices if each != self.shown]
        return text.append(" ".join(others), style="dim")


def _begins(choice: str, typed: str) -> bool:
    """Whether a choice begins with what is typed; for SEV2 and P1 the digit is enough."""
    plain = choice.replace(" ", "").casefold()
    return plain.startswith(typed.casefold()) or (typed.isdigit() and plain.endswith(typed))
