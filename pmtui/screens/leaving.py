"""Asking whether to leave, where Ctrl+C was pressed and nothing is selected."""

from typing import Any, ClassVar

from textual.binding import BindingType
from textual.screen import Screen

from pmtui.screens.dialogs import TextDialog
from pmtui.widgets.keys import bindings


class LeaveDialog(TextDialog):
    """Enter leaves, and so does the key that asked."""

    KIND = "leaving box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("leaving"))
    FOOT = "{leave} or {copy} leaves · {box.close} goes on"

    def __init__(self) -> None:
        super().__init__("Leave pmtui?", "Everything that you typed is kept.")

    def action_leave(self) -> None:
        """Leave as q does."""
        self.dismiss()
        self.app.call_later(self.app.action_quit)


def ask_to_leave(screen: Screen[Any]) -> None:
    """Ask; leave when it was asked already."""
    if isinstance(screen, LeaveDialog):
        screen.action_leave()
    else:
        screen.app.push_screen(LeaveDialog())
