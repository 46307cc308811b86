"""Lines to move among, the selected one explained below."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from pmtui.screens.dialogs import Dialog
from pmtui.widgets.explained import Explained
from pmtui.widgets.rows import Rows


class ExplainedDialog(Dialog):
    """Begins at the line with the key `selected`, else at the first; headings have no key."""

    FOOT = "{rows.up}, {rows.down} another one · Tab reads on where it is long · {box.close} closes"

    def __init__(self, title: str, lines: Sequence[Explained], selected: str = "") -> None:
        super().__init__()
        self.title = title
        self._rows = [each.row for each in lines]
        self._texts = {each.row.key: each.text for each in lines}
        self._selected = selected or next((row.key for row in self._rows if row.key), "")

    def body(self) -> ComposeResult:
        """The lines and the explanation."""
        yield Rows()
        with VerticalScroll(can_focus=True, classes="how"):
            yield Static("", markup=False)

    def on_mount(self) -> None:
        """Begin at the line that was selected."""
        rows = self.query_one(Rows)
        rows.show(self._rows, self._selected)
        self.call_after_refresh(rows.select, self._selected)  # into view, once it has its size
        self.set_focus(rows)
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        """Explain the selected line."""
        text = self._texts.get(self.query_one(Rows).key, Text())
        self.query_one(".how Static", Static).update(text)
