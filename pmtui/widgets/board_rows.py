"""How the actions of a page or of a whole library look: a row of columns for each."""

from collections.abc import Callable, Collection, Sequence
from datetime import date

from pmtui.guide.board import ActionLine
from pmtui.guide.lines import words
from pmtui.model.text import clip, one_line
from pmtui.widgets.rows import Row

MARK = "✓"
"""The sign of an action that is marked, to be moved with others."""

STATE = 12
"""Cells of the longest state and a blank."""

LONGEST_NAME = 9
WIDE = 72
"""Cells from which a row has room for the owner, and for more than the first note."""

SHARE_OF_NOTES = 3
"""In a wide row, what is said of lateness takes at most this part of it: a third."""


def row_maker(
    lines: Sequence[ActionLine],
    width: int,
    today: date,
    marked: Collection[str] = (),
    *,
    state: bool = True,
) -> Callable[[str, ActionLine], Row]:
    """What makes the row of an action under a key, so that all rows have the same columns.

    A row has id, priority, state, lateness, owner, title. `marked` are the keys of those that are
    marked (`ActionLine.key`); the state is left out where a heading says it.
    """
    wide = width >= WIDE
    room = max((len(_when(line, today, wide)) for line in lines), default=0)
    room = min(room, width // SHARE_OF_NOTES) if wide else room

    def row(key: str, line: ActionLine) -> Row:
        when = clip(_when(line, today, wide), room)
        spans = (
            (f"{line.id:<4}", "dim"),
            (f"{line.priority or '':<3}", "strong"),
            (f"{words(line.status):<{STATE}}" if state else "", "strong"),
            (f"{when:<{room}} ", "warn" if line.notes(today) else "dim"),
            (f"{_first_name(line):<{LONGEST_NAME}} " if wide else "", "dim"),
            (line.title or "no title", ""),
        )
        return Row(key, spans, MARK if line.key in marked else "")

    return row


def _when(line: ActionLine, today: date, wide: bool) -> str:
    """What is late, moved or silent, else the day it waits for; a plus stands for more."""
    day, notes = line.waits_until, list(line.notes(today))
    if day is not None and not line.days_late(today):
        year = f" {day:%Y}" if day.year != today.year else ""
        notes.insert(0, f"{day.day} {day:%b}{year}")
    return ", ".join(notes) if wide else " +".join([*notes[:1], *([""] if notes[1:] else [])])


def _first_name(line: ActionLine) -> str:
    name = one_line(line.owner or "")
    return clip(name.split()[0] if name else "", LONGEST_NAME)
