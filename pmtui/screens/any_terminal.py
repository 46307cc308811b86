"""The application as a terminal lets it be: its colours, keys and size, and how it is left."""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.widgets import Static

from pmtui.commands.in_use import use
from pmtui.configuration import Configuration
from pmtui.screens.every_screen import EveryScreen
from pmtui.widgets.changed_cells import ChangedCells
from pmtui.widgets.keys import bindings
from pmtui.widgets.no_color import WithoutColor
from pmtui.widgets.one_key import OneKeyAtATime

LEAST = (60, 20)
"""The columns and lines that everything has room in."""

FEW_COLORS = "ansi-dark"
"""The theme where there are sixteen colours: these are the terminal's own."""


def takes_mouse(configuration: Configuration, environ: Mapping[str, str]) -> bool:
    """Whether the mouse is used: as the user has chosen, else everywhere but in GNU screen.

    GNU screen (4.9) holds Esc back until the next key as long as a program uses the mouse. It is
    told from tmux, which may have its TERM, by what both leave in the environment.
    """
    within = "STY" in environ or (
        environ.get("TERM", "").startswith("screen") and "TMUX" not in environ
    )
    usual = "off" if within else configuration.value("mouse")
    return configuration.values.get("mouse", usual) == "on"


class TooSmall(Static):
    """Says over a screen that the terminal is too small for it; one can go on all the same."""

    def __init__(self) -> None:
        super().__init__(f"Too small: pmtui needs at least {LEAST[0]}x{LEAST[1]}.", markup=False)


class AnyTerminal(OneKeyAtATime, ChangedCells):
    """Does as the user has chosen; `troubles` says what of that has no effect.

    `crash` is the mistake in pmtui itself that ended it.
    """

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("app"))

    def __init__(self, color: bool, configuration: Configuration) -> None:
        super().__init__(everything=configuration.value("output") == "plain")
        self._color = color and not self.no_color
        self._theme = configuration.value("theme")
        self.troubles = [*configuration.troubles, *self._use_keys(configuration.keys)]
        self.animation_level = "none"
        self.crash: BaseException | None = None

    def get_driver_class(self) -> type[Driver]:
        """What reads and writes the terminal."""
        found = super().get_driver_class()
        with suppress(ImportError):
            from pmtui.widgets.key_reader import KeyReader
            from pmtui.widgets.lone_escape import read_lone_escapes

            read_lone_escapes()
            if found in KeyReader.__bases__:
                return KeyReader
        return found

    def _use_keys(self, wanted: Mapping[str, str]) -> list[str]:
        """Use the user's own keys from now on; a sentence for each that does not apply."""
        use({})
        if not wanted:
            return []
        from pmtui.commands.keymap import keymap

        found = keymap(wanted)
        self.set_keymap(found.keys)
        use(found.keys)
        return [f"keys.{each.id}: {each.message}" for each in found.troubles]

    def key_comes(self) -> None:
        """A message that has been read goes with the next key."""
        if isinstance(screen := self.screen, EveryScreen):
            screen.key_comes()

    def choose_colors(self) -> None:
        """Use the chosen theme; without a choice, one that fits sixteen colours where need be."""
        if self._theme:
            self.theme = self._theme
        elif self.console.color_system == "standard":
            self.theme = FEW_COLORS

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What is done to each line before it is drawn."""
        filters = super().get_line_filters()
        return filters if self._color else [*filters, WithoutColor()]

    def on_resize(self, _event: events.Resize) -> None:
        """Say when there is not room enough, as soon as the new size is there."""
        self.call_later(self.say_room)

    def say_room(self) -> None:
        """Say over every screen when there is not room enough."""
        small = self.size.width < LEAST[0] or self.size.height < LEAST[1]
        for screen in self.screen_stack:
            told = screen.query(TooSmall)
            if small and not told:
                screen.mount(TooSmall())
            elif told and not small:
                told.remove()

    def action_suspend(self) -> None:
        """Stop until the shell says to go on; what is typed is on the disk before."""
        self.keep()
        self.action_suspend_process()

    def keep(self) -> str | None:
        """Put what is typed on the disk; the sentence of what went wrong, or None."""
        return None

    def _fatal_error(self) -> None:
        """End after a mistake, without the page of code that Textual would print.

        It is no public method of Textual's: where a later Textual has it no longer, that page is
        printed as before.
        """
        if not self._exit:  # what comes to grief as all is taken down is no news
            self.crash = self.crash or sys.exc_info()[1]
        self._close_messages_no_wait()
