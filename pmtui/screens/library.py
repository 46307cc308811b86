"""The library: past postmortems, filtered as you type, with a preview of the selected one."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Input

from pmtui.commands import commands_for, with_keys
from pmtui.model.errors import PmtuiError
from pmtui.screens.dialogs import Answers, AskDialog, Question
from pmtui.screens.every_screen import EveryScreen
from pmtui.screens.library_lines import Lines, Look, counted, nothing
from pmtui.screens.navigation import OpenRecord, ShowBoard
from pmtui.screens.preview import Preview
from pmtui.store.library import Library, Summary
from pmtui.store.library import Problem as ListProblem
from pmtui.store.listed.cards import Card, anew, cards, prepare
from pmtui.store.listed.orders import ORDERS, after
from pmtui.store.listed.views import View
from pmtui.store.new_words import NewWords
from pmtui.widgets.background import begin
from pmtui.widgets.bars import KeyLine, Line, MessageLine, TopLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput
from pmtui.widgets.one_key import hold_keys
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Rows

PATIENCE = 1.0
"""Seconds that keys wait for the first list."""


class LibraryScreen(EveryScreen):
    """The list of postmortems."""

    KIND = "library"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("library", "any"))
    AUTO_FOCUS = None
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012

    def __init__(self, library: Library, look: Look) -> None:
        super().__init__()
        self.library = library
        self.look = look
        self.lines = Lines()
        self._known: dict[str, Summary] = {}
        self._is_read = False
        self._problems: tuple[ListProblem, ...] = ()

    def compose(self) -> ComposeResult:
        """Top line, filter, list and preview, keys."""
        yield TopLine(id="top")
        hint = "{library.filter} filters: words, or service: status: owner: since:2026-01 …"
        yield LineInput(self.look.typed, with_keys(hint), id="filter")
        with Container(id="middle"):
            yield Rows(id="list")
            yield Preview(self.library, id="preview")
        yield MessageLine(id="message")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Offer the keys, put the focus on the list, and show what is known from before.

        Keys wait for the first list, but not for ever: leaving is always possible.
        """
        self.query_one(KeyLine).offer([commands_for("library", "any")])
        self.set_focus(self.query_one("#list"))
        self._show_preview()
        top = self.query_one(TopLine)
        top.left, top.right = f" Library {self.library.where}", "reading… "
        if self.look.cards:
            self._take(self.look.cards)
            self.call_after_refresh(self.query_one("#list", Rows).select, self.look.key)
        else:
            hold_keys(self, True)
            self.set_timer(PATIENCE, lambda: hold_keys(self, False))

    def on_screen_resume(self) -> None:
        """Read the library anew whenever one comes back to it."""
        begin(self, self._read, exclusive=True)

    async def _read(self) -> None:
        """Show what was known last, then read the list away from the keyboard's thread."""
        try:
            if not self.lines.cards:
                self._take(await asyncio.to_thread(lambda: cards(self.library.remembered())))
                if self.lines.cards:
                    hold_keys(self, False)
            listing = await asyncio.to_thread(self.library.listing)
            made = await asyncio.to_thread(anew, listing.summaries, self.look.cards)
        except PmtuiError as error:
            self.say(str(error))
            self.query_one(TopLine).right = "not read "
            return
        finally:
            hold_keys(self, False)
        self._is_read = True
        if made is not None or not self.lines.cards:
            self._take(made or [])
        self._tell()
        if listing.problems and listing.problems != self._problems:
            more = f" (and {len(listing.problems) - 1} more)" if listing.problems[1:] else ""
            self.say(f"{listing.problems[0].message}{more}")
        self._problems = listing.problems
        await asyncio.to_thread(prepare, self.look.cards)

    def _take(self, known: Sequence[Card]) -> None:
        """Show other postmortems, in the order that is wanted."""
        self.look.cards = known
        self._known = {each.summary.id: each.summary for each in known}
        self.look.marked = self.look.marked.intersection(self._known)
        self.lines = Lines(known)
        self.lines.sort(self.look.order)
        self._show()

    def say(self, text: str) -> None:
        """Show a message until it is read or the next one comes."""
        self.query_one("#message", Line).say(text)

    def on_problem(self, event: Problem) -> None:
        """Show what a dialog says."""
        self.say(event.text)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed; the first of what fits is selected."""
        if event.value != self.look.typed:
            self.look.typed = event.value
            self._show()
            if event.value:
                self.query_one("#list", Rows).action_edge(0)

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

    def on_resize(self) -> None:
        """There may be room for the preview now."""
        self.call_after_refresh(self._preview)

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

    def action_library_read(self) -> None:
        """Read the report of the selected postmortem."""
        from pmtui.screens.reading import ReadingScreen

        if key := self.query_one("#list", Rows).key:
            self.app.push_screen(ReadingScreen(self.library, key))

    def action_library_statistics(self) -> None:
        """Show figures over all postmortems."""
        from pmtui.screens.statistics import StatisticsScreen

        self.app.push_screen(StatisticsScreen(self.library))

    def action_library_board(self) -> None:
        """Show the actions of all postmortems."""
        self.app.post_message(ShowBoard())

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

    def action_library_sort(self) -> None:
        """Sort in the next order."""
        self.look.order = after(self.look.order)
        self.lines.sort(self.look.order)
        self._show()
        self.query_one("#list", Rows).action_edge(0)

    def action_library_headings(self) -> None:
        """Show or hide the headings."""
        self.look.headings = not self.look.headings
        self._show()
        if not ORDERS[self.look.order].heading:
            words = "shown" if self.look.headings else "hidden"
            self.say(f"Headings are {words}; the order “{ORDERS[self.look.order].said}” has none.")

    def action_library_views(self) -> None:
        """The views: keep, recall, rename, delete them."""
        from pmtui.screens.views import ViewsDialog

        self.app.push_screen(ViewsDialog(self.library, self.look, self._recall))

    def action_library_view(self, number: int) -> None:
        """Show the view of that number."""
        from pmtui.screens.views import view_number

        found = view_number(self.library, number)
        if isinstance(found, str):
            self.say(found)
        else:
            self._recall(found)

    def _recall(self, view: View) -> None:
        """Show the library as a view has it."""
        look = self.look
        look.typed, look.order, look.headings = view.typed, view.order, view.headings
        self.query_one(Input).value = view.typed
        self.lines.sort(look.order)
        self._show()
        self.query_one("#list", Rows).action_edge(0)
        self.say(f"View: {view.name}")

    def action_library_preview(self) -> None:
        """Show or hide the preview."""
        self.look.preview = not self.query_one(Preview).display
        self._show_preview()
        self.call_after_refresh(self._preview)

    def action_library_mark(self) -> None:
        """Mark the selected postmortem, or take its mark away; go on to the next."""
        rows = self.query_one("#list", Rows)
        if rows.key:
            self.look.marked ^= {rows.key}
            self._show()
            rows.action_move(1)

    def action_library_mark_all(self) -> None:
        """Mark all that are shown."""
        self.look.marked |= {each.summary.id for each in self.lines.found}
        self._show()

    def action_library_mark_none(self) -> None:
        """Take all marks away."""
        self.look.marked = frozenset()
        self._show()

    def _show(self) -> None:
        """Show what fits, and say how much of it there is."""
        self.lines.narrow(self.look.typed)
        rows = self.query_one("#list", Rows)
        rows.empty = nothing(self.lines, self.look) if self._is_read or self.lines.cards else ""
        rows.show(self.lines.rows(self.look))
        self._tell()
        self._preview()

    def _tell(self) -> None:
        """Say in the top line what is shown; what is known from before may not be so any more."""
        self.query_one(TopLine).right = (
            counted(self.lines, self.look) if self._is_read else "reading… "
        )

    def _show_preview(self) -> None:
        """Show the preview as it is wanted; without a wish the width decides."""
        self.set_class(self.look.preview is True, "-preview")
        self.set_class(self.look.preview is False, "-no-preview")

    def _preview(self) -> None:
        """What is known of the selected postmortem."""
        key = self.query_one("#list", Rows).key
        self.look.key = key or self.look.key
        self.query_one(Preview).show(self._known.get(key))
