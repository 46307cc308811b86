"""Entry lines: one typed line becomes an item of a list, and what follows from it.

``14:05 alert: p99 over 3 s @avos #e2 !`` is a timeline entry with a time, a kind, an actor,
evidence and a mark of surprise. What is not understood stays in the text; nothing is dropped.
"""

from datetime import datetime
from typing import Any

from pmtui.guide.context import story_zone
from pmtui.guide.entry import causal, closing, commitments, harm, people, story
from pmtui.guide.entry.line import Entry, Line, Puts
from pmtui.guide.examples import EXAMPLES
from pmtui.model import address
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import slots
from pmtui.model.text import clean
from pmtui.model.zones import read_zone

_ENTRIES: dict[str, Entry] = {
    **story.ENTRIES,
    **causal.ENTRIES,
    **commitments.ENTRIES,
    **people.ENTRIES,
    **harm.ENTRIES,
    **closing.ENTRIES,
}


def parse_entry(
    record: Postmortem, list_address: str, text: str, now: datetime, zone: str | None = None
) -> Puts:
    """The puts that add the line to a list: the new item first, then what follows from it.

    A put is an address and a value for `address.put`. Times without a zone are read in `zone`,
    or else in the record's first. Raises `UnknownField` and `BadValue`.
    """
    entry = _ENTRIES.get(list_address)
    if entry is None:
        raise BadValue(f"{list_address} takes no entry lines. Set its fields one by one.")
    kept = clean(text).strip()
    if not _holds_lines(list_address, entry):
        kept = " ".join(part.strip() for part in kept.split("\n"))
    if not kept:
        raise BadValue(f"There is nothing to add. Write for example: {EXAMPLES[list_address]}")
    name = read_zone(zone)[0] if zone else story_zone(record)
    line = Line(record, list_address, address.next_id(record, list_address), kept, now, name)
    puts = entry.read(line)
    if not entry.wordless and not getattr(puts[0][1], entry.main):
        raise BadValue(
            f"“{kept}” has marks but no words. Write for example: {EXAMPLES[list_address]}"
        )
    return puts


def main_field(list_address: str) -> str:
    """The field of an item that holds its words, such as ``statement`` for causes."""
    return _ENTRIES[list_address].main


def _holds_lines(list_address: str, entry: Entry) -> bool:
    """Whether the item's words are prose that keeps its lines."""
    holder: type[Any] = address.slot_at(list_address).part
    return slots(holder)[entry.main].shape == "prose"
