"""The trace gate: every place where the trace ends too early, and a key that goes there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual import events

from pmtui.guide.rules.trace import IDS
from pmtui.screens.explained import ExplainedDialog
from pmtui.widgets.explained import Explained
from pmtui.widgets.rows import Rows
from pmtui.widgets.trace_lines import title, trace_lines

if TYPE_CHECKING:
    from pmtui.screens.guide import GuideScreen

WIDEST = 110
AROUND = 6
"""Cells of a line that the box, its blanks and the mark of the selected line take."""


class TraceDialog(ExplainedDialog):
    """Begins at the line from which one went to a place, else at the first."""

    FOOT = (
        "{rows.up}, {rows.down} move · {rows.choose} goes there, {trace} comes back · "
        "Tab reads on · {box.close} closes"
    )

    def __init__(self, guide: "GuideScreen") -> None:
        guide.check_now()
        self._guide = guide
        self._found = [each for each in guide.findings if each.rule in IDS]
        self._places: dict[str, tuple[str, str]] = {}
        words = title(guide.session.record, len(self._found))
        super().__init__(words, [*self._lines(guide.app.size.width)], guide.traced)

    def _lines(self, width: int) -> Iterator[Explained]:
        """The lines for a screen of a width, with where each leads."""
        record = self._guide.session.record
        for each in trace_lines(record, self._found, min(width, WIDEST) - AROUND):
            self._places[each.line.row.key] = (each.page, each.address)
            yield each.line

    def on_resize(self, event: events.Resize) -> None:
        """Fit the columns to the new width."""
        self.query_one(Rows).show([each.row for each in self._lines(event.size.width)])

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close, and go to the place."""
        event.stop()
        guide, (page, address) = self._guide, self._places[event.key]
        guide.traced = event.key
        self.dismiss()
        guide.call_later(guide.go_to, page, address)
