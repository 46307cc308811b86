"""Looking around from the room's view: the guide, read only, from which one key goes back."""

from dataclasses import replace
from typing import ClassVar

from textual.binding import BindingType

from pmtui.commands import commands_for
from pmtui.screens.guide import GuideScreen
from pmtui.widgets.bars import KeyLine, Rail
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Rows


class LookAround(GuideScreen):
    """The pages, with the focus outside text, where the keys are commands.

    Esc goes back from everywhere, also from within a field.
    """

    KIND = "look guide"
    BINDINGS: ClassVar[list[BindingType]] = [
        replace(each, priority=True) for each in bindings("look")
    ]

    async def show_page(self, name: str, *, enter: bool = True, field: str = "") -> None:
        """Turn to a page; of a field there, nothing but its page is wanted."""
        del enter, field
        await super().show_page(name, enter=False)
        lists = (each for each in self.page.query(Rows) if each.display)
        self.set_focus(next(lists, None) or self.query_one(Rail))

    def offer_keys(self) -> None:
        """Offer what reads; all else is refused here."""
        turning = [each for each in commands_for("guide") if each.id.startswith("page.")]
        self.query_one(KeyLine).offer([commands_for("look", "any"), turning])

    async def action_out(self) -> None:
        """Back to the room's view."""
        self.dismiss()
