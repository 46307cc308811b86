"""What works on every screen that is no box: help, the list of commands, the colours."""

from contextlib import suppress

from textual.css.query import NoMatches
from textual.screen import Screen

from pmtui.widgets.bars import MessageLine


class EveryScreen(Screen[None]):
    """A screen with the commands of the part ``any``; what they open is imported with the key."""

    def key_comes(self) -> None:
        """A key is pressed: a message that has been read goes."""
        with suppress(NoMatches):  # the screen is not there yet
            self.query_one("#message", MessageLine).key_comes()

    def action_help(self) -> None:
        """What can be done here."""
        from pmtui.screens.help import show_help

        show_help(self)

    def action_commands(self) -> None:
        """Find a command by its name."""
        from pmtui.screens.help import show_commands

        show_commands(self)

    def action_theme(self) -> None:
        """Choose the colours."""
        from pmtui.screens.themes import choose_theme

        choose_theme(self)
