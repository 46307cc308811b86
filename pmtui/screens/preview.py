"""The preview of a postmortem in the library: what the list knows, then what the record says."""

import asyncio
from datetime import datetime
from functools import partial

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from pmtui.guide.lines import line, words
from pmtui.model.causes import ends
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import OPEN_ACTIONS
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line
from pmtui.store.library import Library, Stored, Summary
from pmtui.store.listed.cards import plain
from pmtui.widgets.background import begin

PAUSE = 0.15
"""Seconds that one stays on a line before it is shown: no key waits for what is passed by."""

MOST = 6
"""Causes and actions that are shown; the guide has them all."""

LONGEST = 300
"""Characters of the summary."""

_NEWER = "A newer pmtui wrote this; it opens to read only."


class Preview(VerticalScroll, can_focus=True):
    """What is known of one postmortem. Its record is read in a thread, after a pause."""

    def __init__(self, library: Library, *, id: str) -> None:
        super().__init__(id=id)
        self._library = library
        self._shown: Summary | None = None

    def compose(self) -> ComposeResult:
        """The words; the arrow keys scroll them while this has the focus."""
        yield Static("", markup=False)

    def show(self, summary: Summary | None) -> None:
        """Show another postmortem, or none; the same one again changes nothing."""
        if self.display and summary != self._shown:
            self._shown = summary
            begin(self, partial(self._show, summary), exclusive=True)

    async def _show(self, summary: Summary | None) -> None:
        await asyncio.sleep(PAUSE)
        if summary is None:
            self._say(Text())
            return
        text = facts(summary)
        try:
            stored = await asyncio.to_thread(self._library.load, summary.id)
            text.append(await asyncio.to_thread(told, stored))
        except PmtuiError as error:
            text.append(f"\n{one_line(str(error))}")
        self._say(text)

    def _say(self, text: Text) -> None:
        self.query_one(Static).update(text)
        self.scroll_home(animate=False, immediate=True)


def facts(summary: Summary) -> Text:
    """The title, and in one paragraph what else the list knows."""
    began = datetime.fromisoformat(summary.started) if summary.started else None
    known = [
        ("Id", summary.id),
        ("Reference", summary.reference or ""),
        ("Severity", f"{summary.severity or 'not known'}, {plain(summary.kind)}"),
        ("Began", f"{words(began)} UTC" if began else "not known"),
        ("Resolved", f"{words(summary.resolved)} UTC" if summary.resolved else ""),
        ("Services", words(summary.services)),
        ("Tags", words(summary.tags)),
        ("Owner", summary.owner or ""),
        ("Actions", f"{summary.open_actions} open"),
    ]
    text = Text(f"{one_line(summary.title or 'no title')}\n", "bold")
    for label, value in known:
        if value:
            text.append(f"{label} ", "dim").append(f"{one_line(value)} · ")
    text.right_crop(len(" · "))
    return text.append("\n")


def told(stored: Stored) -> Text:
    """What the record says: its summary, where its causes end, its open actions."""
    record, text = stored.record, Text()
    if stored.newer:
        text.append(f"\n{_NEWER}\n", "bold")
    for title, lines in _parts(record):
        text.append(f"\n{title}\n", "bold")
        for each in lines[:MOST]:
            text.append(f"{one_line(each)}\n")
        if lines[MOST:]:
            text.append(f"and {len(lines) - MOST} more\n", "dim")
    return text


def _parts(record: Postmortem) -> list[tuple[str, list[str]]]:
    summary = record.report.exec_summary or record.impact.summary
    causes = [each.statement for each in ends(record) if each.statement]
    actions = [
        line(record, "actions", each) for each in record.actions if each.status in OPEN_ACTIONS
    ]
    parts = [
        ("Summary", [clip(summary, LONGEST)] if summary else []),
        ("Causes", [f"- {each}" for each in causes]),
        ("Open actions", [f"- {each}" for each in actions]),
    ]
    return [(title, lines) for title, lines in parts if lines]
