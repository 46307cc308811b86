"""The line on which the running meeting clock asks what to do: one key each, nothing is blocked."""

from dataclasses import dataclass
from typing import ClassVar, cast

from rich.text import Text
from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Static

from pmtui.model.text import one_line
from pmtui.widgets.keys import bindings
from pmtui.widgets.one_key import OneKeyAtATime


class ClockBar(Static, can_focus=True):
    """It has the focus while it is shown, and tells what was chosen; leaving it chooses nothing."""

    KIND = "clock"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("clock"))

    @dataclass
    class Chosen(Message):
        """A key was pressed: "pause", "more" or "" for none of them."""

        what: str

    def __init__(self, words: str) -> None:
        super().__init__(Text(one_line(words)), markup=False)

    def action_clock_pause(self) -> None:
        """Pause the clock."""
        self.post_message(self.Chosen("pause"))

    def action_clock_more(self) -> None:
        """Three minutes more."""
        self.post_message(self.Chosen("more"))

    def action_clock_out(self) -> None:
        """Leave the clock as it is."""
        self.post_message(self.Chosen(""))

    def on_key(self, event: events.Key) -> None:
        """Text that goes on being typed is none of the choices: the field gets it."""
        bound = self.screen.active_bindings.get(event.key)
        if event.is_printable and (bound is None or bound.node is not self):
            event.stop()
            event.prevent_default()
            self.post_message(self.Chosen(""))
            cast(OneKeyAtATime, self.app).deliver_again(event)

    def on_blur(self) -> None:
        """What takes the focus has the keys; the line goes."""
        self.remove()
