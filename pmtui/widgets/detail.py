"""A list with the selected item written out in full below it."""

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Static

from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.guide.lines import person, words
from pmtui.model import address
from pmtui.model.text import one_line
from pmtui.widgets.items import ItemsPanel
from pmtui.widgets.rows import Rows


class DetailedPanel(ItemsPanel):
    """The main list of a page; it takes the room that is left."""

    TOLD = frozenset({"at"})
    """The fields that are told elsewhere than in the list of all filled ones."""

    def compose(self) -> ComposeResult:
        """Title, entry line, items, the selected item in full."""
        yield from super().compose()
        yield Static("", markup=False, classes="detail")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Make room for the selected item."""
        self.query_one(".detail").display = self.details_beside(event.widget)
        self.show_detail()
        self.styles.height = "3fr"

    def on_descendant_blur(self) -> None:
        """Leave the room to other lists."""
        self.query_one(".detail").display = False
        self.styles.height = "1fr"

    def details_beside(self, focused: Widget) -> bool:
        """Whether the selected item is written out while a widget of the list has the focus."""
        return self in focused.ancestors

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Write the selected item out."""
        event.stop()
        self.show_detail()

    def show_value(self) -> None:
        """Show what the record holds now."""
        super().show_value()
        self.show_detail()

    def show_detail(self) -> None:
        """Write the selected item out, while that is to be seen."""
        detail = self.query_one(".detail", Static)
        if detail.display:
            detail.update(self.detail())

    def detail(self) -> Text:
        """Every filled field of the selected item, with its label."""
        selected, text = self.selected(), Text()
        if selected is None:
            return text
        for field in ITEM_FIELDS[self.list_address]:
            value = address.get(self.session.record, f"{selected}.{field.address}")
            if value is None or value == () or field.address in self.TOLD:
                continue
            shown = one_line(self._words(selected, field.address, value))
            text.append(f"{field.label}: ", "dim").append(f"{shown}  ")
        return text

    def _words(self, selected: str, field: str, value: object) -> str:
        if address.slot_at(f"{selected}.{field}").mark == "person" and isinstance(value, str):
            return person(self.session.record, value)
        return words(value)
