"""Parking an idea from anywhere: one line, then on with what was being done."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from pmtui.commands import with_keys
from pmtui.guide.entry import parse_entry
from pmtui.model.errors import PmtuiError
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.frame import open_session


class ParkDialog(AskDialog):
    """Asks for the idea."""

    def action_park(self) -> None:
        """It is open already."""


def park(screen: Screen[Any], say: Callable[[str], None]) -> None:
    """Ask for an idea over a screen, and put it into the parking lot of the open postmortem."""
    session = open_session(screen.app)
    if session is None:
        say("No postmortem is open that the idea could be parked in.")
        return

    def keep(answers: Answers) -> str | None:
        if not answers["idea"].strip():
            return with_keys("Type the idea, or press {box.close}.")
        try:
            puts = parse_entry(session.record, "parking_lot", answers["idea"], now=session.now())
            session.seal()
            session.apply(puts)
        except PmtuiError as error:
            return str(error)
        say("Parked.")
        return None

    question = Question("idea", "Idea", where="parking_lot")
    screen.app.push_screen(ParkDialog("Park an idea", [question], keep, session))
