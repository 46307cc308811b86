"""What the library shows: how it is looked at, its lines, and the words around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from pmtui.commands import with_keys
from pmtui.store.listed.cards import Card, plain
from pmtui.store.listed.orders import ORDERS, Heading, arranged, headed
from pmtui.store.listed.wanted import Narrowing, read, trouble
from pmtui.widgets.rows import Row, RowsMade, Span

MARK = "✓"
"""The sign of a postmortem that is marked."""


@dataclass
class Look:
    """How the library is looked at. It outlives its screen while a postmortem is open.

    `typed` is the filter; `key` is what was selected, `cards` are what was read last, the newest
    first. `preview` is whether it is shown; None leaves that to the width.
    """

    typed: str = ""
    order: str = "started"
    headings: bool = True
    key: str = ""
    marked: frozenset[str] = frozenset()
    preview: bool | None = None
    cards: Sequence[Card] = ()


@dataclass
class Lines:
    """The postmortems, newest first, and those of them that are shown, in another order."""

    cards: Sequence[Card] = ()
    today: date = field(default_factory=lambda: datetime.now(UTC).date())
    found: Sequence[Card] = ()
    """The cards that fit, in their order."""

    def sort(self, order: str) -> None:
        """Put all cards in that order; `narrow` then chooses among them."""
        self._narrowing = Narrowing(arranged(self.cards, order, self.today))

    def narrow(self, typed: str) -> None:
        """Choose the cards that fit."""
        self.found = self._narrowing.by(read(typed))

    def rows(self, look: Look) -> RowsMade:
        """The lines of what was found; each is made when it is drawn."""
        lines: Sequence[Card | Heading] = self.found
        keys = [each.summary.id for each in self.found]
        if look.headings:
            lines, keys = headed(self.found)
        marked, order, today = look.marked, look.order, self.today

        def make(place: int) -> Row:
            line = lines[place]
            if isinstance(line, Heading):
                return Row("", ((f"{line.words} ({line.count:,})", "dim"),))
            sign = MARK if line.summary.id in marked else ""
            return Row(line.summary.id, _spans(line, order, today), sign)

        return RowsMade(keys, make)


def _spans(card: Card, order: str, today: date) -> tuple[Span, ...]:
    """The words of a line; what it is sorted by stands before the title, which may be cut."""
    summary = card.summary
    overdue = summary.overdue_actions(today)
    ahead = {"overdue": f"{overdue:>3} overdue  ", "open": f"{summary.open_actions:>3} open  "}
    return (
        (f"{card.day[:10] if card.day else '-':<11}", "dim"),
        (f"{summary.severity or '-':<5}", "strong"),
        (f"{plain(summary.status):<10} ", "dim"),
        (ahead.get(order, ""), "warn"),
        (summary.title or summary.id, ""),
        (f"  {overdue} overdue" if overdue and order not in ahead else "", "warn"),
    )


def counted(lines: Lines, look: Look) -> str:
    """How many postmortems are shown, in which order, and how many are marked."""
    whole, found = len(lines.cards), len(lines.found)
    some = f"{found:,} of {whole:,}"
    count = some if read(look.typed) else f"{whole:,} postmortem{'s' * (whole != 1)}"
    parts = [count, ORDERS[look.order].said]
    if look.marked:
        parts.append(f"{len(look.marked):,} marked")
    return f"{' · '.join(parts)} "


def nothing(lines: Lines, look: Look) -> str:
    """Why the list is empty, and what to do."""
    if not lines.cards:
        return with_keys("no postmortem yet; {library.new} begins one")
    why = trouble(read(look.typed)) or f"nothing of {len(lines.cards):,} fits"
    return f"{why}; {with_keys('{library.out}')} shows all"
