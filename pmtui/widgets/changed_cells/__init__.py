"""Sending only the cells that changed, for a slow line.

Textual sends whole lines of every widget that it touches: a kilobyte or more for a key. Here the
cells that the terminal shows are remembered (`shown.py`), and of what Textual would send only those
go out that differ (`drawing.py`): of a look what differs from the one before (`looks.py`), many
blanks as an erasure where the terminal is known to erase in colour (`pen.py`); the rest of a line
in which a key was typed, and the lines of a page that was scrolled, by letting the terminal move
them (`shifts.py`, `scrolls.py`). Nothing is asked of the terminal for it. `pmtui config output
plain` switches all of it off.

It hooks the method that writes the compositor's updates and reads what they hold, neither of which
is public: where a later Textual has others, all is sent as before, and the log says so.
"""

from functools import partial
from typing import Any

from textual import events
from textual.app import App

from pmtui.widgets.changed_cells.shown import Shown


class ChangedCells(App[int]):
    """An application that sends what changed; `everything` makes it send as Textual does."""

    def __init__(self, everything: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._shown = None if everything else Shown()
        self._fitted: object = None

    def on_resize(self, event: events.Resize) -> None:
        """Repaint: what a terminal makes of the old lines is its own affair.

        Textual also says the size when another program gives the terminal back. Some terminals tell
        theirs as they are asked at the start, in pixels, too: that is no news.
        """
        if event.pixel_size is None or event.size != self._fitted:
            self.action_repaint()
        self._fitted = event.size

    def action_repaint(self) -> None:
        """Send all that is to be seen."""
        if self._shown is not None:
            self._shown.forget()
        self.refresh()

    def _display(self, screen: Any, renderable: Any) -> None:
        if self._shown is not None and hasattr(renderable, "render_segments"):
            renderable = self._only_changes(renderable, self._shown)
        super()._display(screen, renderable)

    def _only_changes(self, update: Any, shown: Shown) -> Any:
        """An update that sends what changed, or none; all of it where it is not as expected."""
        try:
            text = shown.changes(update, self.console)
            at = self.screen.outer_size.clamp_offset(self.cursor_position)
            if not text and at == self._previous_cursor_position:
                return None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            self._shown = None
            self.log.warning(f"All cells are sent from now on: Textual's updates differ ({error}).")
            return update
        update.render_segments = partial(shown.sending, text)
        return update
