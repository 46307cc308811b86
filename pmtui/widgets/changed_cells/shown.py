"""The cells that a terminal shows, and what is to be sent so that it shows others."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from rich.cells import get_character_cell_size
from rich.console import Console
from textual.strip import Strip

from pmtui.widgets.changed_cells import shifts
from pmtui.widgets.changed_cells.looks import NO_LOOK, Cell, look_of, on_blanks, shows
from pmtui.widgets.changed_cells.pen import Pen, Place, erases_in_color

SHORT = 4
"""Bytes that are cheaper to send again than to pass over by moving the cursor."""

MERGING = frozenset(map(chr, [*range(0x1F1E6, 0x1F200), *range(0x1F3FB, 0x1F400)]))
"""Flags are pairs of letters, and skin tones colour what is before them: not on all terminals."""


class Shown:
    """What the terminal shows, as far as it is known."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell | None]] = {}
        self._next: dict[int, list[Cell | None]] = {}
        self._size: object = None
        self._columns = 0
        self._in_color = erases_in_color()

    def forget(self) -> None:
        """Know nothing: all of what is drawn next is sent."""
        self._lines.clear()

    def sending(self, text: str, _console: Console) -> str:
        """Take the last changes for shown, now that their text is sent: Textual may drop one."""
        self._lines |= self._next
        return text

    def changes(self, update: Any, console: Console) -> str:
        """What to send so that the terminal shows the update, which is not yet taken for shown."""
        region = getattr(update, "region", self._size)
        if region != self._size:
            self.forget()
            self._size, self._columns = region, update.region.width
        self._next = {}
        pen = Pen(self._in_color)
        for y, line in groupby(places(update), key=itemgetter(1)):
            parts = [(place, cells_of(place[2], console)) for place in line]
            sure = all(cells is not None for _, cells in parts)
            before = self._next.get(y, self._lines.get(y, ()))
            self._next[y] = list(before) if sure else []
            for place, cells in parts:
                if sure and cells is not None:
                    self._draw(place[0], y, cells, pen)
                else:
                    pen.all_of(place, console)
        return pen.sent()

    def _draw(self, x: int, y: int, cells: list[Cell], pen: Pen) -> None:
        line, end = self._next[y], x + len(cells)
        line.extend([None] * (end - len(line)))
        if line[x:end] == cells:
            return
        if len(line) == self._columns and (moved := shifts.find(line, x, cells)):
            pen.shift(moved, y)
            moved.apply(line)
        for first, last in runs(line[x:end], cells):
            pen.write(x + first, y, cells[first:last])
        if x and is_second(line[x]):
            line[x - 1] = None
        if end < len(line) and is_second(line[end]):
            line[end] = None
        line[x:end] = cells


def places(update: Any) -> Iterator[Place]:
    """Where Textual would send which strips for an update of the whole screen or of parts of it."""
    if hasattr(update, "spans"):
        for y, begin, end in update.spans:
            ends = update.chop_ends[y]
            for stop, (x, strip) in zip(ends, update.chops[y].items(), strict=False):
                if strip is not None and x < end and stop > begin:
                    yield x, y, strip.crop(0, min(stop, end) - x)
        return
    for y, strips in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in strips:
            yield x, y, strip
            x += strip.cell_length


def cells_of(strip: Strip, console: Console) -> list[Cell] | None:
    """The cells of a strip; None where terminals do not agree how many it takes."""
    cells: list[Cell] = []
    for text, style, _ in strip:
        look = NO_LOOK if style is None else look_of(style, console)
        blank = (" ", on_blanks(look))
        if text.isascii() and text.isprintable():
            cells.extend([blank if each == " " else (each, look) for each in text])
            continue
        begin = len(cells)
        for character in text:
            width = width_of(character)
            if width is None or (width == 0 and len(cells) == begin):
                return None
            if character == " ":
                cells.append(blank)
            elif width:
                cells += [(character, look), ("", look)][:width]
            else:
                lead = len(cells) - 1 - is_second(cells[-1])
                cells[lead] = (cells[lead][0] + character, look)
    return cells


@lru_cache(4096)
def width_of(character: str) -> int | None:
    """The cells of a character, 0 for a mark on the one before; None where terminals differ."""
    category, width = unicodedata.category(character), get_character_cell_size(character)
    if category == "Mn" and width == 0 and unicodedata.combining(character):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF"
    if category[0] in "CM" or character in MERGING or width != 1 + wide:
        return None
    return width


def is_second(cell: Cell | None) -> bool:
    """Whether a cell is the second one of a wide character."""
    return cell is not None and not cell[0]


def runs(shown: list[Cell | None], cells: list[Cell]) -> Iterator[tuple[int, int]]:
    """The parts of a line to be sent, from one cell to before another.

    A wide character goes as a whole, and a short part between two of the same look goes, too.
    """
    begin = end = 0
    for index, (old, new) in enumerate(zip(shown, cells, strict=True)):
        if old == new:
            continue
        first = index - is_second(new)
        if end and not _short(cells[end - 1 : first]):
            yield begin, end
            end = 0
        begin = begin if end else first
        end = index + 1
        end += end < len(cells) and is_second(cells[end])
    if end:
        yield begin, end


def _short(cells: list[Cell]) -> bool:
    """Whether all but the first of these cells are cheaper to send than to pass over."""
    passed = cells[1:]
    return len(passed) <= SHORT and (
        all(shows(cells[0][1], each) for each in passed)
        and len("".join(text for text, _ in passed).encode()) <= SHORT
    )
