"""Lines computed from a record and what they rest on: figures, deadlines that may apply."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Label

from pmtui.exporters import duties
from pmtui.exporters.audience import Audience
from pmtui.exporters.phrases import NOT_ESTIMATED, Phrases
from pmtui.exporters.reckoning import lengths, reckonings
from pmtui.guide.deadlines import may_apply
from pmtui.model.figures import overlapping
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import one_line
from pmtui.widgets.rows import Row, Rows


class Explained(NamedTuple):
    """A line, and what it rests on."""

    row: Row
    text: Text


class ExplainedPanel(Vertical):
    """A list of such lines on a page; it takes no room while there are none."""

    def __init__(
        self, title: str, explain: Callable[[Postmortem], Sequence[Explained]], note: str = ""
    ) -> None:
        super().__init__()
        self.title = title
        self.explain = explain
        self._note = note

    def compose(self) -> ComposeResult:
        """Title, note, lines."""
        yield Label(self.title, markup=False, classes="title")
        if self._note:
            yield Label(self._note, markup=False, classes="note")
        yield Rows()

    def show(self, record: Postmortem) -> None:
        """Show the lines for a record, from the first one on while nobody moves among them."""
        lines, rows = [each.row for each in self.explain(record)], self.query_one(Rows)
        self.display = bool(lines)
        rows.show(lines)
        if not rows.has_focus:
            rows.action_edge(0)


def figures(record: Postmortem) -> list[Explained]:
    """The figures of the impact, then the intervals of the response: how each was computed."""
    found = [_overlap(*pair) for pair in overlapping(record)]
    for each in (*reckonings(record), *lengths(record)):
        look = "dim" if each.shown == NOT_ESTIMATED else "strong"
        row = Row(each.name, ((f"{one_line(each.label):<34} ", ""), (each.shown, look)))
        text = Text(f"{one_line(each.label)}: ", "bold").append(each.shown)
        text.append(f"\n= {one_line(each.formula)}", "dim").append(f"\n= {one_line(each.how)}")
        found.append(Explained(row, text))
    return found


def _overlap(one: str, other: str) -> Explained:
    words = f"Segments {one} and {other} overlap"
    why = "What both cover would count twice, so nothing is added up. Change one of the two."
    return Explained(Row(f"{one} {other}", ((words, "warn"),)), Text(f"{words}. {why}"))


def deadlines(record: Postmortem) -> list[Explained]:
    """The deadlines that may apply: when each ends, and its rule, clock and source."""
    say_it, found = Phrases(record, Audience.INTERNAL), []
    for each in may_apply(record):
        name, end = duties.name(each), duties.end(each, say_it)
        text = Text(f"{name}: ", "bold").append(end)
        text.append(f"\n{duties.remarks(each, say_it)}")
        text.append(f"\n{each.rule.source}", "dim")
        found.append(Explained(Row(name, ((f"{name:<24} ", ""), (end, ""))), text))
    return found
