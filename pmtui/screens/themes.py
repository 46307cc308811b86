"""Choosing the colours, which are remembered."""

from typing import Any

from textual.screen import Screen

from pmtui.configuration import THEMES, put
from pmtui.model.errors import PmtuiError
from pmtui.screens.dialogs import PickDialog
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row


def choose_theme(screen: Screen[Any]) -> None:
    """Offer every theme; the one that is picked is shown at once, and the next time."""

    def rows(words: str) -> list[Row]:
        now = screen.app.theme
        return [
            Row(name, ((name, "strong" if name == now else ""), (" now" * (name == now), "dim")))
            for name in THEMES
            if words.casefold() in name
        ]

    def choose(name: str) -> None:
        screen.app.theme = name
        try:
            put("theme", name)
        except (PmtuiError, OSError) as error:
            screen.post_message(Problem(f"Until you leave, the colours are {name}. {error}"))
        else:
            screen.post_message(Problem(f"The colours are {name}, the next time, too."))

    screen.app.push_screen(PickDialog("Colours", rows, choose))
