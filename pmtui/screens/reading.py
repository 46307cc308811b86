"""Reading a past postmortem: its report, its parts to jump to, and what it is linked with."""

import asyncio
import io
import pydoc
import re
from collections.abc import Callable, Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType

from pmtui.commands import commands_for
from pmtui.exporters.audience import Audience
from pmtui.exporters.form.layout import AS_USUAL, Layout
from pmtui.exporting import layout_of
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.screens.dialogs import PickDialog, TextDialog
from pmtui.screens.every_screen import EveryScreen
from pmtui.screens.navigation import OpenRecord
from pmtui.store.library import Library
from pmtui.widgets.background import begin
from pmtui.widgets.bars import KeyLine, Line, MessageLine, TopLine
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.rows import Row, Rows, words_of

WIDEST = 100
"""Cells of a line, however wide the screen is."""

AROUND = 4
"""Cells of a line that the mark of the selected one and the edge take."""


class ReadingScreen(EveryScreen):
    """The internal report line by line, over whatever one came from; nothing is changed here."""

    KIND = "reading"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("reading", "any"))
    AUTO_FOCUS = None

    def __init__(self, library: Library, record_id: str) -> None:
        super().__init__()
        self._library = library
        self._record_id = record_id
        self._record: Postmortem | None = None
        self._layout = AS_USUAL
        self._lines: list[str] = []
        self._heads: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """Top line, report, keys."""
        yield TopLine(id="top")
        yield Rows("reading…", id="list")
        yield MessageLine(id="message")
        yield KeyLine(id="keys")

    def on_mount(self) -> None:
        """Offer the keys, and read the record away from the keyboard's thread."""
        self.query_one(KeyLine).offer([commands_for("reading", "any")])
        self.query_one(TopLine).left = f" {self._record_id}"
        self.set_focus(self.query_one(Rows))
        begin(self, self._read, exclusive=True)

    async def _read(self) -> None:
        try:
            self._record = (await asyncio.to_thread(self._library.load, self._record_id)).record
            self._layout = layout_of(self._library, Audience.INTERNAL)
        except PmtuiError as error:
            self.say(str(error))
        if self._record is not None:
            report = self._record.report
            self.query_one(TopLine).right = f"{report.status} {report.version or ''} "
            self._show(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Wrap the report for the new width."""
        if self._record is not None:
            self._show(event.size.width)

    def _show(self, width: int) -> None:
        assert self._record is not None
        wide = max(min(width, WIDEST) - AROUND, 40)
        text, heads = report_text(self._record, self._layout, wide)
        self._lines = text.split("\n")
        self._heads = dict(places(self._lines, heads))
        strong = {0, *self._heads.values()}
        self.query_one(Rows).show(
            [
                Row(str(number), words_of(line, "strong" if number in strong else ""))
                for number, line in enumerate(self._lines)
            ]
        )

    def action_reading_contents(self) -> None:
        """The parts of the report, to go to one."""
        rows = [Row(str(at), ((head, ""),)) for head, at in self._heads.items()]
        self._pick("Contents", rows, self._go)

    def action_reading_find(self) -> None:
        """The lines with some words, to go to one."""
        rows = [Row(str(at), ((line.strip(), ""),)) for at, line in enumerate(self._lines) if line]
        self._pick("Find", rows, self._go)

    def action_reading_next(self) -> None:
        """To the next part."""
        later = [at for at in self._heads.values() if at > self._at]
        self._go(str(later[0] if later else self._at))

    def action_reading_previous(self) -> None:
        """To the part before."""
        earlier = [at for at in self._heads.values() if at < self._at]
        self._go(str(earlier[-1] if earlier else 0))

    @property
    def _at(self) -> int:
        return int(self.query_one(Rows).key or 0)

    def _pick(
        self, title: str, rows: list[Row], then: Callable[[str], None], empty: str = "nothing found"
    ) -> None:
        """Let one of some lines be picked; words that are typed narrow them."""
        self.app.push_screen(PickDialog(title, lambda typed: fitting(rows, typed), then, empty))

    def _go(self, key: str) -> None:
        """To a line, which comes to the top."""
        rows = self.query_one(Rows)
        rows.select(key)
        rows.scroll_to(y=int(key), animate=False, immediate=True)

    def action_reading_links(self) -> None:
        """The postmortems that this one names, to read one."""
        known = {each.id: each.title for each in self._library.listing().summaries}
        rows = [
            Row(name, ((f"{name}  ", "strong"), (known[name] or "", "")))
            for name in linked(self._record)
            if name in known
        ]
        empty = "it names no other postmortem that is in this library"
        self._pick("Linked", rows, self._read_another, empty)

    def _read_another(self, record_id: str) -> None:
        self.app.push_screen(ReadingScreen(self._library, record_id))

    def action_reading_compare(self) -> None:
        """The published versions, to see what the report says otherwise since one."""
        if self._record is None:
            return
        rows = [
            Row(each.version or "", ((f"{each.version}  ", "strong"), (str(each.at or ""), "dim")))
            for each in self._record.report.versions
        ]
        empty = "no version has been published"
        self._pick("Compare with", rows, self._compare, empty)

    def _compare(self, version: str) -> None:
        from pmtui.screens.changes import changes_text

        try:
            assert self._record is not None
            text = changes_text(self._library, self._record, version)
        except PmtuiError as error:
            self.say(str(error))
            return
        self.app.push_screen(TextDialog(f"Since version {version}", text))

    def action_reading_pager(self) -> None:
        """The report in the pager that PAGER names."""
        with self.app.suspend():
            pydoc.pager("\n".join(self._lines))
        self.app.refresh(layout=True)

    def action_reading_open(self) -> None:
        """Open it in the guide."""
        self.app.post_message(OpenRecord(self._record_id))

    def action_reading_out(self) -> None:
        """Back to where one came from."""
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


def report_text(record: Postmortem, layout: Layout, width: int) -> tuple[str, tuple[str, ...]]:
    """The internal report as plain lines of at most `width` cells, and the heads of its parts."""
    from rich.console import Console

    from pmtui.exporters.report import build
    from pmtui.exporters.terminal import print_report

    report = build(record, Audience.INTERNAL, layout=layout)
    shown = io.StringIO()
    print_report(report, Console(file=shown, width=width, no_color=True))
    return shown.getvalue(), tuple(each.heading for each in report.sections)


def places(lines: Sequence[str], heads: Sequence[str]) -> Iterator[tuple[str, int]]:
    """At which line each part begins; they are there in this order, in capitals."""
    at = 0
    for head in heads:
        found = [n for n in range(at, len(lines)) if lines[n].rstrip() == head.upper()]
        if found:
            at = found[0]
            yield head, at


def fitting(rows: Sequence[Row], typed: str) -> list[Row]:
    """The rows with all the words that were typed, whatever their case."""
    words = typed.casefold().split()
    texts = [(row, re.sub(r"\s+", " ", "".join(each for each, _ in row.spans))) for row in rows]
    return [row for row, text in texts if all(word in text.casefold() for word in words)]


def linked(record: Postmortem | None) -> list[str]:
    """The ids of the postmortems that a record names, each once."""
    if record is None:
        return []
    found: dict[str, None] = {}
    for where, value in address.walk(record):
        if address.slot_at(where).mark == "record" and value:
            found.update(dict.fromkeys(value if isinstance(value, tuple) else (value,)))
    return list(found)
