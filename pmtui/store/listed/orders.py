"""In which order a list stands, and which headings lie between its lines."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from pmtui.store.listed.cards import Card, plain

_WORST_FIRST = ("SEV1", "SEV2", "SEV3", "SEV4", "SEV5", "NM")
"""A near miss and what is not known come after what did harm."""

_COURSE = ("draft", "in_review", "approved", "published", "superseded")
"""The states of a report in the order in which it comes to them."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Order:
    """A way to sort. `said` is how it reads; `key` is of a card and today.

    `heading` is what the cards between two headings share; None where the order has no headings.
    """

    said: str
    key: Callable[[Card, date], Any]
    falling: bool = False
    heading: Callable[[Card], str] | None = None


def month(card: Card) -> str:
    """The month in which the incident began, in words."""
    return _month(card.day[:7] if card.day else "")


@cache
def _month(month: str) -> str:
    return f"{_MONTHS[int(month[5:]) - 1]} {month[:4]}" if month else "Day not known"


def _changed(card: Card) -> str:
    return f"Changed in {_month(card.summary.updated.isoformat()[:7])}"


def _severity(card: Card) -> str:
    return card.summary.severity or "Severity not known"


def _status(card: Card) -> str:
    return plain(card.summary.status).capitalize()


def _place(among: Sequence[str], value: str | None) -> int:
    return among.index(value) if value in among else len(among)


ORDERS = {
    "started": Order("newest first", lambda card, _: card.day or card.summary.id, True, month),
    "updated": Order("last changed first", lambda card, _: card.summary.updated, True, _changed),
    "severity": Order(
        "worst first", lambda card, _: _place(_WORST_FIRST, card.summary.severity), False, _severity
    ),
    "status": Order(
        "by status", lambda card, _: _place(_COURSE, card.summary.status), False, _status
    ),
    "title": Order("by title", lambda card, _: (card.summary.title or "~").casefold()),
    "overdue": Order(
        "most overdue actions first", lambda card, day: card.summary.overdue_actions(day), True
    ),
    "open": Order("most open actions first", lambda card, _: card.summary.open_actions, True),
    "id": Order("by id", lambda card, _: card.summary.id),
}
"""The ways to sort by their name on the command line, in the order in which a key goes through."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over the cards that share something."""

    words: str
    count: int


def arranged(cards: Iterable[Card], order: str, today: date) -> list[Card]:
    """The cards in that order, with its headings; equal ones stay as they stood."""
    chosen = ORDERS[order]
    for card in cards:
        card.heading = chosen.heading(card) if chosen.heading else ""
    return sorted(cards, key=lambda card: chosen.key(card, today), reverse=chosen.falling)


def headed(cards: Sequence[Card]) -> tuple[list[Card | Heading], list[str]]:
    """Sorted cards with their headings between them, and for each line the id or nothing."""
    lines: list[Card | Heading] = []
    ids: list[str] = []
    for words, group in groupby(cards, attrgetter("heading")):
        under = list(group)
        if words:
            lines.append(Heading(words, len(under)))
            ids.append("")
        lines += under
        ids += [card.summary.id for card in under]
    return lines, ids


def after(order: str) -> str:
    """The order that follows, the first after the last."""
    names = list(ORDERS)
    return names[(names.index(order) + 1) % len(names)]
