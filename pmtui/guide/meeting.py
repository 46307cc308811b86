"""The meeting clock: what starting, pausing, turning a page and moving minutes change.

Each function gives the puts for a record at an instant, which must be UTC.
"""

from datetime import datetime, timedelta
from typing import Any, Literal

from pmtui.guide.agenda import agenda, of_own
from pmtui.model.address import next_id
from pmtui.model.meeting import MINUTE, PageName, Spent, Standing, Turn, in_order, standing
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line

Puts = tuple[tuple[str, Any], ...]

STEP = 3
"""Minutes that are moved from one block to another at once."""

GLANCE = timedelta(seconds=20)
"""A page that was left again this soon was only looked at: its time goes to the next one."""

NAME_LENGTH = 12
"""Characters of a block's name in the top line."""

Level = Literal["", "late", "over"]
LEVELS: tuple[Level, ...] = ("", "late", "over")
"""How a block or the meeting stands, from good to bad."""

LONG_AGO = timedelta(hours=12)
"""A pause after which the meeting is another one, such as that on the actions days later."""

_LATE = 0.8
"""The share of its minutes from which on a block says what is left."""


def where(record: Postmortem, now: datetime) -> Standing:
    """Where the meeting of a record stands at an instant; another sitting counts from 0."""
    return standing(agenda(record), sitting(record, now), now)


def sitting(record: Postmortem, now: datetime) -> list[Turn]:
    """The turns since the meeting last stood still for `LONG_AGO`; none while it does so."""
    known, begin = in_order(record.turns), 0
    for place, turn in enumerate(known, 1):
        until = known[place].at if place < len(known) else now
        if turn.page is None and turn.at and until and until - turn.at > LONG_AGO:
            begin = place
    return known[begin:]


def start(record: Postmortem, page: str, now: datetime, by: str) -> Puts:
    """Start the clock on a page, or go on; the agenda is written down, so that it stays."""
    return (*of_own(record), _turn(record, PageName(page), now, by))


def pause(record: Postmortem, now: datetime, by: str) -> Puts:
    """Stand still from now on."""
    return (_turn(record, None, now, by),)


def turn(record: Postmortem, page: str, now: datetime, by: str) -> Puts:
    """Go on to another page; nothing while the clock stands, or for somebody who does not lead.

    Who leads is who started the clock or went on with it last.
    """
    known = in_order(record.turns)
    if not known or known[-1].page is None or known[-1].by != by or known[-1].page == page:
        return ()
    last, before = known[-1], known[-2] if len(known) > 1 else None
    if last.at is None or now - last.at >= GLANCE:
        return (_turn(record, PageName(page), now, by),)
    if before is not None and before.page == page:
        return ((f"turns.{last.id}", None),)
    return ((f"turns.{last.id}.page", PageName(page)),)


def giver(meeting: Standing) -> Spent | None:
    """The block that can give minutes to the one that the meeting is in.

    It is the one with most left of those that come later, else of the others; None when no block
    has `STEP` minutes left, and outside the blocks.
    """
    if meeting.now is None:
        return None
    later, earlier = meeting.blocks[meeting.now + 1 :], meeting.blocks[: meeting.now]
    for group in (later, earlier):
        able = [each for each in group if each.left >= STEP * MINUTE]
        if able:
            return max(able, key=lambda each: each.left)
    return None


def more(record: Postmortem, now: datetime) -> Puts:
    """Give `STEP` minutes to the block that the meeting is in; none when no block can give any."""
    written = of_own(record)
    blocks = record.prep.agenda or tuple(block for _, block in written)
    meeting = standing(blocks, sitting(record, now), now)
    taker, source = meeting.block, giver(meeting)
    if taker is None or source is None:
        return ()
    moves = tuple(
        (f"prep.agenda.{each.block.id}.moved", (each.block.moved or 0) + by)
        for each, by in ((taker, STEP), (source, -STEP))
    )
    return (*written, *moves)


def level(time: timedelta, planned: int) -> Level:
    """Whether four fifths, or all, of the planned minutes have passed."""
    if not planned or time < _LATE * planned * MINUTE:
        return ""
    return "late" if time < planned * MINUTE else "over"


def words(meeting: Standing) -> tuple[str, Level]:
    """The clock on one line, block and total in whole minutes, and the worse of their levels.

    What is left is said from four fifths of the minutes on, then by how much it is over. Nothing
    for a meeting that has not begun.
    """
    if meeting.began is None:
        return "", ""
    total, planned, here = meeting.total, meeting.planned, meeting.block
    whole = level(total, planned)
    said = f"{_figures(total, planned)} min{_note(total, planned, short=True)}"
    part: Level = ""
    if here is not None:
        part = level(here.time, here.block.planned)
        note = _note(here.time, here.block.planned, short=bool(whole))
        name = clip(one_line(here.block.name or "Block"), NAME_LENGTH)
        said = f"{name} {_figures(here.time, here.block.planned)}{note} · {said}"
    return said if meeting.running else f"{said}, paused", max(part, whole, key=LEVELS.index)


def until_next(meeting: Standing) -> float:
    """The seconds until a minute more has passed in the block or in all, while the clock runs."""
    times = [meeting.total, *([meeting.block.time] if meeting.block else [])]
    return min((MINUTE - time % MINUTE).total_seconds() for time in times)


def _figures(time: timedelta, planned: int) -> str:
    """The minutes passed, of those planned where there are any."""
    return f"{time // MINUTE}/{planned}" if planned else f"{time // MINUTE}"


def _note(time: timedelta, planned: int, *, short: bool) -> str:
    """What is left, or by how much it is over; nothing before four fifths of the minutes."""
    passed = time // MINUTE
    unit = "" if short else " min"
    if (state := level(time, planned)) == "":
        return ""
    if state == "late":
        return f", {planned - passed}{unit} left"
    if passed == planned:
        return ", time is up"
    return f", {passed - planned} over" if short else f", over by {passed - planned} min"


def _turn(record: Postmortem, page: PageName | None, now: datetime, by: str) -> tuple[str, Turn]:
    item = Turn(id=next_id(record, "turns"), at=now, page=page, by=by)
    return f"turns.{item.id}", item
