"""What an import gives, and the proof that no line of the source is lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any

from pmtui.importers.words import tokens, without_marker
from pmtui.model import address
from pmtui.model.postmortem import Postmortem


@dataclass(frozen=True, slots=True)
class Imported:
    """A record made from a document.

    The three counts are of the source's non-blank lines: those that a field took over or that
    named one (`placed`), those that only the notes keep, as they stood (`notes`), and those that
    are nowhere in the record (`lost`, always 0). `details` are sentences for the reader.
    """

    record: Postmortem
    placed: int
    notes: int
    lost: int
    details: tuple[str, ...] = ()


def not_found(
    lines: Sequence[str], record: Postmortem, claims: Mapping[int, set[str]]
) -> list[int]:
    """The numbers of the non-blank lines that are not in the record where `claims` says.

    A line is found when one of its addresses holds it as it stands, or when they hold all its
    words, each as often as the line does. Nothing but the text of the record is asked.
    """
    wanted = {where for places in claims.values() for where in places}
    texts = {where: _Text(text) for where, text in _texts(record, wanted)}
    return [
        number
        for number, line in enumerate(lines)
        if line.strip()
        and not _is_in(line, [texts[where] for where in claims.get(number, ()) if where in texts])
    ]


class _Text:
    """One field or item: its lines and how often it has each word."""

    def __init__(self, text: str) -> None:
        self.lines = frozenset(text.split("\n"))
        self.words = tokens(text)


def _is_in(line: str, places: Sequence[_Text]) -> bool:
    if any(line in place.lines for place in places):
        return True
    needed = tokens(without_marker(line))
    return bool(places) and all(
        sum(place.words[word] for place in places) >= count for word, count in needed.items()
    )


def _texts(record: Postmortem, wanted: set[str]) -> Iterator[tuple[str, str]]:
    """The items and fields that are wanted, each with all its text."""
    items = set()
    for parent in address.list_addresses():
        for item in address.get(record, parent):
            if (where := f"{parent}.{item.id}") in wanted:
                items.add(where)
                yield where, "\n".join(_strings(item))
    for where in wanted - items:
        yield where, "\n".join(_strings(address.get(record, where)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, date):
        yield value.isoformat()
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
