"""Entry lines of the meeting: the blocks of its agenda and its turns from page to page."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pmtui.guide.agenda import agenda, depth_of, numbered
from pmtui.guide.entry.line import Entry, Line, Puts, bracketed
from pmtui.guide.words import find_choice
from pmtui.model.bounds import no_length
from pmtui.model.clock import parse_instant
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Depth
from pmtui.model.meeting import Block, PageName, Turn, in_order
from pmtui.model.walltime import in_zone

_BLOCK = re.compile(
    r"(?P<name>.*?\S)[\s:,]+(?P<minutes>\d{1,3})(?:\s*min(?:utes)?)?(?:\s+after\s+(?P<before>.+))?",
    re.DOTALL,
)
_STILL = frozenset({"pause", "paused", "stop", "end"})


def read_block(line: Line) -> Puts:
    """A block: name, minutes, the block it comes after, its page in brackets; or a depth.

    A depth stands for all its usual blocks. A name that is there gets the new minutes. On a record
    without an agenda of its own, the usual blocks are written down with it.
    """
    record = line.record
    if depth := find_choice(Depth, line.text):
        return _with_list(line, 0, numbered(record, depth))
    text, inside = bracketed(line.text)
    page = find_choice(PageName, inside)
    found = _BLOCK.fullmatch(text if page else line.text)
    if found is None:
        raise BadValue(
            f"“{line.text}” is no block: its minutes are missing. Write for example: Break 5 after "
            "Timeline, or deep for the usual blocks."
        )
    written = bool(record.prep.agenda)
    blocks = list(agenda(record) if written else numbered(record, depth_of(record)))
    minutes = int(found["minutes"])
    if said := no_length(minutes):
        raise BadValue(said)
    place = _place(blocks, found["name"])
    if place is not None:
        block = blocks[place]
        blocks[place] = replace(block, minutes=minutes, moved=None, page=page or block.page)
    else:
        place = len(blocks) if found["before"] is None else _after(blocks, found["before"])
        number = line.id if written else f"{Block.PREFIX}{int(blocks[-1].id[1:]) + 1}"
        blocks.insert(place, Block(id=number, name=found["name"], page=page, minutes=minutes))
    return _with_list(line, place, blocks)


def read_turn(line: Line) -> Puts:
    """A time of the meeting and the page that it was on from then, or "pause"."""
    words = line.text.split()
    for count in (2, 1):
        when, name = " ".join(words[:-count]), " ".join(words[-count:])
        page = find_choice(PageName, name)
        if page is not None or name.casefold() in _STILL:
            at = parse_instant(when, day=_day(line), zone=line.zone)
            return line.item(Turn(id=line.id, at=at, page=page))
    raise BadValue(
        f"“{line.text}” names neither a page nor “pause”. Write for example: 10:25 root cause"
    )


def _with_list(line: Line, place: int, blocks: Sequence[Block]) -> Puts:
    """The put of the block that is meant, then that of the list in its order."""
    return ((f"{line.parent}.{blocks[place].id}", blocks[place]), (line.parent, tuple(blocks)))


def _place(blocks: Sequence[Block], name: str) -> int | None:
    wanted = name.strip().casefold()
    names = [(each.name or "").casefold() for each in blocks]
    return names.index(wanted) if wanted in names else None


def _after(blocks: Sequence[Block], name: str) -> int:
    """The place behind a block. Raises `BadValue` where there is none of that name."""
    place = _place(blocks, name)
    if place is None:
        names = ", ".join(each.name or each.id for each in blocks)
        raise BadValue(f"There is no block “{name}”. Known are {names}.")
    return place + 1


def _day(line: Line) -> date:
    """The day of the meeting, as far as it is known; else the day on which the line is typed."""
    turns = in_order(line.record.turns)
    start = turns[-1].at if turns else line.record.prep.meeting.start
    return in_zone(start, line.zone).date() if start else line.today


ENTRIES = {
    "prep.agenda": Entry(read_block, "name"),
    "turns": Entry(read_turn, "page", wordless=True),
}
