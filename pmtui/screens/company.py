"""Who else has the record open: on which page they are, and where they type."""

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from textual.app import App
from textual.widget import Widget

from pmtui.guide.room import place_words
from pmtui.guide.steps import STEPS
from pmtui.store.presence import Here, Visitor
from pmtui.widgets.bars import Rail
from pmtui.widgets.form import Form
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.rows import Rows

if TYPE_CHECKING:
    from pmtui.screens.frame import Frame

TYPING = 3.0
"""Seconds after the last key for which somebody counts as typing."""

MOST_NAMED = 2
"""How many are named in the top line; more are counted there, and named on the list of pages."""

_STEPS = {step.name: step for step in STEPS}


class Company:
    """Tells the others where this user is, and shows where they are."""

    def __init__(self, frame: "Frame") -> None:
        self._frame = frame
        self._visitors: tuple[Visitor, ...] = ()
        self._typed = ("", float("-inf"))

    def here(self) -> Here:
        """Where this user is now."""
        place = place_in_hand(self._frame.app)
        typed, at = self._typed
        types = bool(place) and place == typed and time.monotonic() - at < TYPING
        return Here(self._frame.step.name, place, self._frame.questions.number, types)

    def changed(self, fields: frozenset[str]) -> None:
        """This session changed some addresses: by typing, where one of them has the focus."""
        app = self._frame.app
        if getattr(app.screen.focused, "place", None) in fields:
            self._typed = place_in_hand(app), time.monotonic()

    def seen(self, visitors: tuple[Visitor, ...]) -> None:
        """Show who is here now."""
        before, self._visitors = self._visitors, visitors
        if visitors != before:
            self._frame.show_top()
            self._frame.query_one(Rail).names = _names_on_pages(visitors)
        if visitors or before:
            self.mark()

    def mark(self) -> None:
        """Show at each field and list that is there, also below a box, who types in it."""
        typing = {each.here.place: each.name for each in self._visitors if each.here.types}
        for screen in self._frame.app.screen_stack:
            for form in screen.query(Form):
                form.show_typing(typing)
            for panel in screen.query(ItemsPanel):
                panel.show_typing(typing)

    def words(self) -> tuple[str, str]:
        """Who is on which page, and where those on this page type: in words, and in few."""
        visitors = self._visitors
        if len(visitors) > MOST_NAMED:
            return (many := f"{len(visitors)} others"), many
        known = [each for each in visitors if each.here.page in _STEPS]
        few = [f"{each.name} {_STEPS[each.here.page].number}" for each in known]
        said = [f"{each.name}{_doing(each, self._frame.step.name)}" for each in visitors]
        return ", ".join(said), ", ".join(few)


def place_in_hand(app: App[Any]) -> str:
    """The address of what has the focus; of what is below a box that asks something else."""
    focused = (screen.focused for screen in reversed(app.screen_stack))
    return next((place for each in focused if each is not None and (place := _place(each))), "")


def _place(widget: Widget) -> str:
    """The place of a field or entry line; in a list, the selected item."""
    if place := getattr(widget, "stands", "") or getattr(widget, "place", ""):
        return str(place)
    if not isinstance(widget, Rows):
        return ""
    panel = next((each for each in widget.ancestors if isinstance(each, ItemsPanel)), None)
    return (panel.selected() or panel.list_address) if panel else ""


def _names_on_pages(visitors: Sequence[Visitor]) -> dict[str, str]:
    """The names of those who are on each page."""
    names: dict[str, list[str]] = {}
    for each in visitors:
        names.setdefault(each.here.page, []).append(each.name)
    return {page: ", ".join(dict.fromkeys(found)) for page, found in names.items()}


def _doing(visitor: Visitor, page: str) -> str:
    """The page that somebody is on; on this one, where they type."""
    here = visitor.here
    if here.types and here.page == page and (where := place_words(here.place)):
        return f" types: {where}"
    return f": {_STEPS[here.page].title}" if here.page in _STEPS else ""
