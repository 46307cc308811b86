"""Figures over all postmortems of the library, each with what it cannot say."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from pmtui.commands import commands_for
from pmtui.exporters.statistics.text import figure_lines, heading
from pmtui.guide.statistics import Figure, statistics
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.screens.dialogs import Answers, AskDialog
from pmtui.screens.every_screen import EveryScreen
from pmtui.screens.written import WHERE, written
from pmtui.store.library import Library
from pmtui.widgets.background import begin
from pmtui.widgets.bars import KeyLine, Line, MessageLine, TopLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row, Rows, words_of

WIDEST = 100
"""Cells of a line, however wide the screen is: sentences are read in lines."""

AROUND = 4
"""Cells of a line that the mark of the selected one and the edge take."""

FILE = "figures.html"


class StatisticsScreen(EveryScreen):
    """Lines to read; it is over the library, which is as it was when it closes."""

    KIND = "statistics"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("statistics", "any"))
    AUTO_FOCUS = None

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._records: tuple[Postmortem, ...] = ()
        self._figures: tuple[Figure, ...] = ()

    def compose(self) -> ComposeResult:
        """Top line, figures, keys."""
        yield TopLine(id="top")
        yield Rows("reading…", id="list")
        yield MessageLine(id="message")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Offer the keys, and read the postmortems away from the keyboard's thread."""
        self.query_one(KeyLine).offer([commands_for("statistics", "any")])
        self.query_one(TopLine).left = " Figures over postmortems"
        self.set_focus(self.query_one(Rows))
        begin(self, self._read, exclusive=True)

    async def _read(self) -> None:
        """Read every postmortem; those that cannot be read are in no figure, and counted."""
        top, found, left_out = self.query_one(TopLine), list[Postmortem](), 0
        try:
            listing = await asyncio.to_thread(self._library.listing)
        except PmtuiError as error:
            self.say(str(error))
            return
        for number, summary in enumerate(listing.summaries, 1):
            try:
                found.append((await asyncio.to_thread(self._library.load, summary.id)).record)
            except PmtuiError:
                left_out += 1
            if number % 50 == 0:
                top.right = f"read {number} of {len(listing.summaries)} "
        if left_out := left_out + len(listing.problems):
            self.say(f"{left_out} could not be read and count in no figure; see pmtui doctor.")
        self._records, today = tuple(found), datetime.now(UTC).date()
        self._figures = await asyncio.to_thread(statistics, found, today)
        top.right = f"{heading(found)} "
        self._show()

    def on_resize(self, event: events.Resize) -> None:
        """Draw the figures for the new width."""
        if self._figures:
            self._show(event.size.width)

    def _show(self, width: int = 0) -> None:
        self.query_one(Rows).show([*self._lines(min(width or self.size.width, WIDEST) - AROUND)])

    def _lines(self, width: int) -> Iterator[Row]:
        """The lines of all figures; the key of each is its figure's id and its number there."""
        for figure in self._figures:
            for number, line in enumerate(figure_lines(figure, width)):
                look = "" if number else "strong"
                yield Row(f"{figure.id} {number}", words_of(line, look))
            yield Row(f"{figure.id} end", ())

    def action_statistics_next(self) -> None:
        """To the next figure."""
        self._go(1)

    def action_statistics_previous(self) -> None:
        """To the figure before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        """To a figure before or after the one in hand; its end comes into view, then its start."""
        rows, names = self.query_one(Rows), [each.id for each in self._figures]
        if rows.key:
            at = names.index(rows.key.partition(" ")[0]) + step
            name = names[max(0, min(at, len(names) - 1))]
            rows.select(f"{name} end")
            rows.select(f"{name} 0")

    def action_statistics_export(self) -> None:
        """Ask for a file and write the figures as a page."""

        def write(answers: Answers) -> str | None:
            return written(self, answers, FILE, self._page)

        if self._figures:
            self.app.push_screen(AskDialog("Write the figures as a page", [*WHERE], write))

    def _page(self) -> bytes:
        from pmtui.exporters.html import to_html
        from pmtui.exporters.statistics.page import figures_report

        today = datetime.now(UTC).date()
        return to_html(figures_report(self._figures, self._records, today)).encode()

    def action_statistics_out(self) -> None:
        """Back to the library."""
        self.dismiss()

    def action_quit(self) -> None:
        """Leave; there is nothing unsaved here."""
        self.app.exit(0)

    def say(self, text: str) -> None:
        """Show a message until it is read or the next one comes."""
        self.query_one("#message", Line).say(text)

    def on_problem(self, event: Problem) -> None:
        """Show what a dialog says."""
        self.say(event.text)
