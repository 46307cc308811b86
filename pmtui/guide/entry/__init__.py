"""Entry lines: one typed line becomes an item of a list, and what follows from it.

``14:05 alert: p99 over 3 s @avos #e2 !`` is a timeline entry with a time, a kind, an actor,
evidence and a mark of surprise. What is not understood stays in the text; nothing is dropped.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from pmtui.guide.context import story_zone
from pmtui.guide.entry import causal, closing, commitments, harm, meeting, people, story
from pmtui.guide.entry.line import Entry, Line, Puts
from pmtui.guide.examples import EXAMPLES
from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import slots
from pmtui.model.text import clean
from pmtui.model.zones import read_zone

ENTRIES: dict[str, Entry] = {
    **story.ENTRIES,
    **causal.ENTRIES,
    **commitments.ENTRIES,
    **people.ENTRIES,
    **meeting.ENTRIES,
    **harm.ENTRIES,
    **closing.ENTRIES,
}
"""How each list reads its lines, by the list's address."""


def parse_entry(
    record: Postmortem,
    list_address: str,
    text: str,
    now: datetime,
    zone: str | None = None,
    who: str = "",
) -> Puts:
    """The puts that add the line to a list: the new item first, then what follows from it.

    A put is an address and a value for `address.put`. Times without a zone are read in `zone`,
    or else in the record's first; `who` types it. Raises `UnknownField` and `BadValue`.
    """
    entry = ENTRIES.get(list_address)
    if entry is None:
        raise BadValue(f"{list_address} takes no entry lines. Set its fields one by one.")
    line = replace(line_of(record, list_address, text, now, zone), who=who)
    if not line.text:
        raise BadValue(f"There is nothing to add. Write for example: {EXAMPLES[list_address]}")
    puts = entry.read(line)
    if not entry.wordless and not getattr(puts[0][1], entry.main):
        raise BadValue(
            f"“{line.text}” has marks but no words. Write for example: {EXAMPLES[list_address]}"
        )
    return puts


def line_of(
    record: Postmortem, list_address: str, text: str, now: datetime, zone: str | None = None
) -> Line:
    """The typed text as a line of that list, on one line unless the item's words are prose."""
    kept = clean(text).strip()
    if "\n" in kept and not _holds_lines(list_address, ENTRIES[list_address]):
        kept = " ".join(part.strip() for part in kept.split("\n"))
    name = read_zone(zone)[0] if zone else story_zone(record)
    return Line(record, list_address, kept, now, name)


def _holds_lines(list_address: str, entry: Entry) -> bool:
    """Whether the item's words are prose that keeps its lines."""
    holder: type[Any] = address.slot_at(list_address).part
    return slots(holder)[entry.main].shape == "prose"
