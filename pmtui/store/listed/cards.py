"""A postmortem as it stands in a list, with what it is found by."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from pmtui.store.library import Summary

_DATED = re.compile(r"\d{4}-(0[1-9]|1[0-2])-\d\d(?!\d)")
"""The id of a postmortem whose day was known when it was made; an imported one may have none."""


@dataclass(slots=True)
class Card:
    """A summary; `day` is when the incident began (ISO 8601, UTC), or None where it is unknown.

    `words` are all that can be found, in lower case, a line each; none before `prepare`. `heading`
    is that of the order in which the card stands.
    """

    summary: Summary
    day: str | None
    words: str = field(default="", repr=False)
    heading: str = ""


def cards(summaries: Iterable[Summary]) -> list[Card]:
    """The cards of summaries, in their order."""
    return [Card(each, _day(each)) for each in summaries]


def anew(summaries: Sequence[Summary], before: Sequence[Card]) -> list[Card] | None:
    """The cards of summaries; None where those from before are the same."""
    same = len(summaries) == len(before) and all(
        new == old.summary for new, old in zip(summaries, before, strict=True)
    )
    return None if same else cards(summaries)


def prepare(cards: Iterable[Card]) -> None:
    """Make the words of the cards that have none yet."""
    for card in cards:
        if not card.words:
            values = (value for get in FIELDS.values() for value in get(card))
            card.words = "\n".join(values).casefold()


def _day(summary: Summary) -> str | None:
    """When the incident began; else the day of the id."""
    if summary.started is not None:
        return summary.started
    return summary.id[:10] if _DATED.match(summary.id) else None


def plain(value: str) -> str:
    """A value of a closed list as it is read: a summary from the cache has the bare value."""
    return value.replace("_", " ")


def _choice(value: str | None) -> tuple[str, ...]:
    """A value of a closed list as it is written and as it is read."""
    return (value, plain(value)) if value else ()


def _one(value: str | None) -> tuple[str, ...]:
    return (value,) if value else ()


FIELDS: dict[str, Callable[[Card], tuple[str, ...]]] = {
    "title": lambda card: _one(card.summary.title),
    "service": lambda card: card.summary.services,
    "tag": lambda card: card.summary.tags,
    "status": lambda card: _choice(card.summary.status),
    "severity": lambda card: _one(card.summary.severity),
    "date": lambda card: _one(card.day and card.day[:10]),
    "owner": lambda card: _one(card.summary.owner),
    "reference": lambda card: _one(card.summary.reference),
    "kind": lambda card: _choice(card.summary.kind),
    "id": lambda card: (card.summary.id,),
}
"""What can be asked for by name, as in ``service:checkout``; a word without a name means any."""
