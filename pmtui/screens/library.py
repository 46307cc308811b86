"""The library: past postmortems, filtered as you type, with a preview of the selected one."""

import asyncio
import re
from datetime import UTC, datetime
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Input, Static

from pmtui.commands import commands_for, with_keys
from pmtui.guide.lines import words
from pmtui.model.errors import PmtuiError
from pmtui.model.text import one_line
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.every_screen import EveryScreen
from pmtui.screens.navigation import OpenRecord
from pmtui.store.library import Library, Summary
from pmtui.store.new_words import NewWords
from pmtui.widgets.background import begin
from pmtui.widgets.bars import KeyLine, Line, MessageLine, TopLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput
from pmtui.widgets.one_key import hold_keys
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row, Rows


class LibraryScreen(EveryScreen):
    """The list of postmortems."""

    KIND = "library"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("library", "any"))
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self._summaries: tuple[Summary, ...] = ()

    def compose(self) -> ComposeResult:
        """Top line, filter, list and preview, keys."""
        yield TopLine(id="top")
        yield LineInput(
            hint=with_keys("{library.filter} filters: words of title, service, tag, status"),
            id="filter",
        )
        with Container(id="middle"):
            yield Rows(with_keys("no postmortem yet; {library.new} begins one"), id="list")
            yield Static("", markup=False, id="preview")
        yield MessageLine(id="message")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Offer the keys and put the focus on the list."""
        self.query_one(KeyLine).offer([commands_for("library", "any")])
        self.set_focus(self.query_one("#list"))

    def on_screen_resume(self) -> None:
        """Read the library anew whenever one comes back to it; keys wait for the list."""
        hold_keys(self, True)
        begin(self, self._read, exclusive=True)

    async def _read(self) -> None:
        """Read the list away from the keyboard's thread, then let the keys come."""
        try:
            await self._read_list()
        finally:
            hold_keys(self, False)

    async def _read_list(self) -> None:
        top = self.query_one(TopLine)
        top.left = f" Library {self.library.where}"
        top.right = "reading… "
        try:
            listing = await asyncio.to_thread(self.library.listing)
        except PmtuiError as error:
            self.say(str(error))
            top.right = "not read "
            return
        self._summaries = listing.summaries
        top.right = f"{len(listing.summaries)} postmortems "
        if listing.problems:
            first = listing.problems[0].message
            more = f" (and {len(listing.problems) - 1} more)" if len(listing.problems) > 1 else ""
            self.say(f"{first}{more}")
        self._show()

    def say(self, text: str) -> None:
        """Show a message until it is read or the next one comes."""
        self.query_one("#message", Line).say(text)

    def on_problem(self, event: Problem) -> None:
        """Show what a dialog says."""
        self.say(event.text)

    def on_input_changed(self) -> None:
        """Filter as it is typed."""
        self._show()

    def on_input_submitted(self) -> None:
        """Open what is selected."""
        self.query_one("#list", Rows).action_choose()

    def on_key(self, event: events.Key) -> None:
        """From the filter, the arrow keys go into the list."""
        if event.key in ("down", "up") and isinstance(self.focused, Input):
            event.stop()
            self.set_focus(self.query_one("#list"))

    def on_rows_moved(self) -> None:
        """Preview what is selected."""
        self._preview()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open what was chosen."""
        event.stop()
        self.action_library_open()

    def action_quit(self) -> None:
        """Leave; there is nothing unsaved here."""
        self.app.exit(0)

    def action_library_out(self) -> None:
        """Out of the filter; empties it."""
        self.query_one(Input).value = ""
        self.set_focus(self.query_one("#list"))

    def action_library_filter(self) -> None:
        """Type words to filter by."""
        self.set_focus(self.query_one(Input))

    def action_library_open(self) -> None:
        """Open the selected postmortem."""
        if key := self.query_one("#list", Rows).key:
            self.app.post_message(OpenRecord(key))

    def action_library_export(self) -> None:
        """Write the selected report to a file."""
        from pmtui.screens.report import ask_export

        if not (key := self.query_one("#list", Rows).key):
            return
        try:
            ask_export(self, self.library.load(key).record, self.library)
        except PmtuiError as error:
            self.say(str(error))

    def action_library_statistics(self) -> None:
        """Show figures over all postmortems."""
        from pmtui.screens.statistics import StatisticsScreen

        self.app.push_screen(StatisticsScreen(self.library))

    def action_library_new(self) -> None:
        """Ask for what a postmortem begins with, make it and open it."""
        from pmtui.guide.beginning import begin

        def make(answers: Answers) -> str | None:
            try:
                record = self.library.create_free(begin(answers, datetime.now(UTC))).record
            except PmtuiError as error:
                return str(error)
            self.app.post_message(OpenRecord(record.id))
            return None

        questions = [
            Question("title", "Title", hint="the effect in one line, not a guess at the cause"),
            Question(
                "milestones.impact_start",
                "Impact began",
                hint="2026-09-15 16:41; empty: not known yet",
            ),
            Question(
                "severity.declared", "Severity", "", ("SEV1", "SEV2", "SEV3", "SEV4", "SEV5", "NM")
            ),
            Question("services", "Services", hint="checkout-api, authz-gateway"),
        ]
        words = NewWords(self.library.desk())
        dialog = AskDialog("A new postmortem", questions, make, words)
        self.app.push_screen(dialog, lambda _: words.close())

    def _show(self) -> None:
        """Show the summaries that hold every word of the filter."""
        wanted = self.query_one(Input).value.casefold().split()
        today = datetime.now(UTC).date()
        rows = [
            Row(each.id, _spans(each, each.overdue_actions(today)))
            for each in self._summaries
            if all(word in _searched(each) for word in wanted)
        ]
        self.query_one("#list", Rows).show(rows)
        self._preview()

    def _preview(self) -> None:
        """What the list knows of the selected postmortem."""
        key = self.query_one("#list", Rows).key
        summary = next((each for each in self._summaries if each.id == key), None)
        text = Text()
        for label, value in _facts(summary) if summary else ():
            text.append(f"{label:<10}", "dim").append(f"{one_line(value)}\n")
        self.query_one("#preview", Static).update(text)


_DATED = re.compile(r"\d{4}-\d\d-\d\d(?!\d)")
"""The id of a postmortem whose day was known when it was made; an imported one may have none."""


def _spans(summary: Summary, overdue: int) -> tuple[tuple[str, str], ...]:
    late = f"  {overdue} overdue" if overdue else ""
    day = summary.id[:10] if _DATED.match(summary.id) else "-"
    return (
        (f"{day:<11}", "dim"),
        (f"{summary.severity or '-':<5}", "strong"),
        (f"{words(summary.status):<10} ", "dim"),
        (summary.title or summary.id, ""),
        (late, "warn"),
    )


def _facts(summary: Summary) -> list[tuple[str, str]]:
    facts = [
        ("Title", summary.title or "no title"),
        ("Id", summary.id),
        ("Reference", summary.reference or ""),
        ("Severity", f"{summary.severity or 'not known'}, {words(summary.kind)}"),
        ("Began", f"{words(summary.started)} UTC" if summary.started else "not known"),
        ("Resolved", f"{words(summary.resolved)} UTC" if summary.resolved else ""),
        ("Services", words(summary.services)),
        ("Tags", words(summary.tags)),
        ("Owner", summary.owner or ""),
        ("Actions", f"{summary.open_actions} open"),
    ]
    return [(label, value) for label, value in facts if value]


def _searched(summary: Summary) -> str:
    parts = (summary.id, summary.title, summary.reference, summary.severity, summary.status)
    more = (*summary.services, *summary.tags, summary.owner, summary.kind)
    return " ".join(filter(None, (*parts, *more))).casefold()
