"""The lines of a paste as rows of a preview, and what they put into the record."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from pmtui.guide.entry.line import Puts
from pmtui.guide.entry.story import milestone_put
from pmtui.guide.private import marks
from pmtui.model import address
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.milestones import moment_of
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import MILESTONE_OF_KIND, Event

Became = Literal["event", "joined", "note", "skipped"]
LONGEST = 240
"""Characters of an entry's text (domain guide, step 2); its source keeps the whole."""


@dataclass(frozen=True, slots=True)
class PastedLine:
    """One line that is not blank: its number from 1, what it became, and what was assumed.

    `words` are the line's own; `event` is the entry, with the words of the lines joined to it.
    """

    line: int
    source: str
    became: Became
    words: str
    event: Event
    issue: str = ""

    @property
    def at(self) -> datetime | None:
        """The UTC instant of an entry; None where it is not known and for other lines."""
        return self.event.at if self.became == "event" else None

    @property
    def precision(self) -> Precision | None:
        """How well an entry's time is known; None for other lines."""
        return self.event.precision if self.became == "event" else None

    @property
    def kind(self) -> EventKind | None:
        """The kind of an entry, where its line says so."""
        return self.event.kind if self.became == "event" else None

    @property
    def private(self) -> str:
        """What in the line should not be shared: "has a secret"; empty without any."""
        kinds = dict.fromkeys(mark.kind for mark in marks(self.source))
        return f"has a {' and a '.join(kinds)}" if kinds else ""

    @property
    def text(self) -> str:
        """An entry's text with what was joined to it; the line's own words for other lines."""
        return (self.event.text or "") if self.became == "event" else self.words


def turned(rows: Sequence[PastedLine], index: int, became: Became) -> tuple[PastedLine, ...]:
    """The rows after one was made something else by hand.

    An entry that is skipped or becomes a note takes the lines joined to it along. A line that
    has no entry above it cannot be joined and becomes a note.
    """
    changed = list(rows)
    if became == "joined" and not any(row.became == "event" for row in rows[:index]):
        became = "note"
    if rows[index].became == "event" and became in {"skipped", "note"}:
        for place in _joined_to(rows, index):
            changed[place] = replace(rows[place], became=became)
    changed[index] = replace(rows[index], became=became)
    return merged(changed)


def counts(rows: Sequence[PastedLine]) -> dict[str, int]:
    """How many lines became an event, joined, a note or skipped; together they are all lines."""
    found = Counter(row.became for row in rows)
    return {"event": found["event"], "joined": found["joined"], "note": found["note"]} | {
        "skipped": found["skipped"]
    }


def without_known(record: Postmortem, rows: Sequence[PastedLine]) -> tuple[PastedLine, ...]:
    """The rows that an earlier import did not bring: an entry and what is joined to it, a note.

    The record has an entry when it has as many of the same source as there were so far, so that
    two equal lines of one file stay two.
    """
    there = Counter(event.source for event in record.timeline if event.source)
    noted = Counter((record.notes or "").split("\n"))
    gone: set[int] = set()
    for index, row in enumerate(rows):
        places = [index, *(_joined_to(rows, index) if row.became == "event" else ())]
        source = "\n".join(rows[place].source for place in places)
        known = {"event": there, "note": noted}.get(row.became)
        if known is not None and known[source] > 0:
            known[source] -= 1
            gone.update(places)
    return tuple(row for index, row in enumerate(rows) if index not in gone)


def puts(record: Postmortem, rows: Sequence[PastedLine], origin: str = "paste") -> Puts:
    """The puts of one step: the entries with their lines, unset milestones, and the notes.

    `origin` is the name of what was read; the number of the line is added to it.
    """
    made: dict[str, Any] = {}
    more: dict[str, Any] = {}
    number = int(address.next_id(record, "timeline")[1:])
    for index, row in enumerate(rows):
        if row.became != "event":
            continue
        lines = [row.source, *(rows[place].source for place in _joined_to(rows, index))]
        source = "\n".join(lines)
        name = f"t{number}"
        event = replace(row.event, id=name, source=source, origin=f"{origin}:{row.line}")
        made[f"timeline.{name}"] = event
        for where, moment in milestone_put(record, event.kind, moment_of(event)):
            more[where] = moment
            record = address.put(record, where, moment)
        if event.kind in MILESTONE_OF_KIND:
            record = address.put(record, f"timeline.{name}", event)
        number += 1
    if notes := [row.source for row in rows if row.became == "note"]:
        more["notes"] = "\n".join([*filter(None, [record.notes]), *notes])
    return (*made.items(), *more.items())


def merged(rows: Sequence[PastedLine]) -> tuple[PastedLine, ...]:
    """The rows with the text of each entry made of its own words and those joined to it."""
    merged = []
    for index, row in enumerate(rows):
        if row.became == "event":
            below = [rows[place] for place in _joined_to(rows, index)]
            parts = [row.words, *(_told_below(each) for each in below)]
            text = _fit(" ".join(filter(None, parts)) or row.source.strip())
            row = replace(row, event=replace(row.event, text=text))
        merged.append(row)
    return tuple(merged)


def _joined_to(rows: Sequence[PastedLine], index: int) -> Iterator[int]:
    """The places of the rows that are joined to the entry at `index`."""
    for place in range(index + 1, len(rows)):
        if rows[place].became == "event":
            return
        if rows[place].became == "joined":
            yield place


def _told_below(row: PastedLine) -> str:
    """What a joined line adds to the entry above; a time of its own is a part of it."""
    return row.source.strip() if row.event.entered else row.words


def _fit(text: str) -> str:
    """The text, cut at a blank where it is too long for an entry."""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 1].rpartition(' ')[0] or text[: LONGEST - 1]}…"
