"""The cells that a terminal shows, and what is to be sent so that it shows others."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from rich.cells import get_character_cell_size
from rich.console import Console
from textual.strip import Strip

from pmtui.widgets.changed_cells import scrolls
from pmtui.widgets.changed_cells.drawing import Drawing, Part, is_second, put
from pmtui.widgets.changed_cells.looks import NO_LOOK, Cell, look_of, on_blanks
from pmtui.widgets.changed_cells.pen import Pen, Place, erases_in_color

AT = itemgetter(1, 0)
"""Line and column of a place."""

SCROLLS = 2
"""Moves of lines in one picture: one text grows, another one shrinks."""

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
        parts, odd = self._parts(update, console)
        lines = self._lines | {y: [] for y in odd}
        wanted = {y: list(lines.get(y, ())) for y in parts}
        for y, each in parts.items():
            for x, cells in each:
                put(wanted[y], x, cells)
        self._next = {y: [] for y in odd} | wanted
        pen = Pen(self._in_color, self._columns)
        for place in chain.from_iterable(odd.values()):
            pen.all_of(place, console)
        return pen.sent() + self._drawn(Drawing(lines, parts), wanted)

    def _parts(
        self, update: Any, console: Console
    ) -> tuple[dict[int, list[Part]], dict[int, list[Place]]]:
        """What is to be shown in which line; the lines that cannot be told by cells apart."""
        parts, odd = {}, {}
        for y, line in groupby(sorted(places(update), key=AT), key=itemgetter(1)):
            strips = list(line)
            cells = [(x, cells_of(strip, console)) for x, _, strip in strips]
            sure = [(x, each) for x, each in cells if each is not None]
            if len(sure) == len(cells):
                parts[y] = sure
            else:
                odd[y] = strips
        return parts, odd

    def _drawn(self, drawing: Drawing, wanted: dict[int, list[Cell | None]]) -> str:
        """What draws something, with lines moved by the terminal where that is shorter."""
        found = drawing.sent(self._columns, self._in_color)
        for _ in range(SCROLLS):
            moved = scrolls.find(drawing.lines, wanted, self._columns, self._in_color)
            if moved is None:
                break
            drawing = drawing.after(moved, wanted)
            shorter = drawing.sent(self._columns, self._in_color)
            if len(shorter) >= len(found):
                break
            found = shorter
        return found


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
