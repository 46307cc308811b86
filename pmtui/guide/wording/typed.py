"""Words that are typed and no part of the record yet: which of its texts they are going to be.

The place of a draft is the address of a field, or begins with a mark: `+` the entry line of a list,
`=` and `/` the line of an item that is edited where it stands, `?` a field that a box asks for.
What is typed below another item or pasted, several lines, has a name of its own after the list.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from pmtui.guide.entry import ENTRIES, parse_entry
from pmtui.guide.wording.record import TEXTS, Typed, bare
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem

_MARKS = "+=/?"
_LINES = re.compile(r"(?P<parent>.+)\.(?:paste|[a-z]\d+)")


def typed_in(record: Postmortem, drafts: Mapping[str, str], now: datetime) -> tuple[Typed, ...]:
    """The texts that drafts are going to be; those that are no sentences are left out.

    A line that cannot be read yet is looked at as it stands; `now` is an aware instant.
    """
    return tuple(
        Typed(where, words, place)
        for place, text in drafts.items()
        for where, words in _texts(record, place, text, now)
        if words and bare(where) in TEXTS
    )


def _texts(
    record: Postmortem, place: str, text: str, now: datetime
) -> Iterator[tuple[str, str | None]]:
    """The addresses that a draft fills, without the id of an item that is not there yet."""
    mark = place[:1] if place[:1] in _MARKS else ""
    where = place.removeprefix(mark)
    if where in ENTRIES:
        yield from _of_line(record, where, text, now)
    elif mark in ("=", "/") and address.has(record, where):
        for field, words in _of_line(record, where.rpartition(".")[0], text, now):
            yield f"{where}.{field.rpartition('.')[2]}", words
    elif mark == "+" and (lines := _LINES.fullmatch(where)) and lines["parent"] in ENTRIES:
        yield f"{lines['parent']}.{ENTRIES[lines['parent']].main}", text
    elif mark == "?" or (not mark and address.has(record, where)):
        yield where, text


def _of_line(
    record: Postmortem, parent: str, text: str, now: datetime
) -> Iterator[tuple[str, str | None]]:
    """What an entry line says in each field of its item."""
    try:
        item = parse_entry(record, parent, text, now)[0][1]
    except PmtuiError:
        yield f"{parent}.{ENTRIES[parent].main}", text
        return
    for where in TEXTS:
        holder, _, field = where.rpartition(".")
        if holder == parent:
            yield where, getattr(item, field)
