"""The strokes that lead from the cells that are shown to those that are wanted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from pmtui.widgets.changed_cells import shifts
from pmtui.widgets.changed_cells.looks import Cell, Look, shows
from pmtui.widgets.changed_cells.pen import Pen
from pmtui.widgets.changed_cells.scrolls import Scroll
from pmtui.widgets.changed_cells.shifts import Shift

Known = list[Cell | None]
"""The cells of a line, None where it is not known what is shown."""

Part = tuple[int, list[Cell]]
"""The column from which on cells are to be shown, and the cells."""

SHORT = 4
"""Bytes that are cheaper to send again than to pass over by moving the cursor."""

BAR = 3
"""Cells below each other that look other than those beside them, and are drawn after these."""


class Stroke(NamedTuple):
    """Cells of a line that are to be sent, after a part of the line was moved."""

    x: int
    y: int
    cells: list[Cell]
    moved: Shift | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """Parts of lines that are to be shown in the place of `lines`, once these have moved."""

    lines: Mapping[int, Known]
    parts: Mapping[int, list[Part]]
    moves: tuple[Scroll, ...] = ()

    def after(self, moved: Scroll, wanted: Mapping[int, Known]) -> "Drawing":
        """The same with lines that the terminal moves first; all that is known of them is wanted.

        What stands in them beside the parts is to be as it was, or as it is `wanted`.
        """
        stays = {y: self.lines[y] for y in range(moved.top, moved.bottom)}
        whole = {y: [(0, [each for each in wanted.get(y, stays[y]) if each])] for y in stays}
        lines = dict(self.lines)
        moved.apply(lines)
        return replace(self, lines=lines, parts={**self.parts, **whole}, moves=(*self.moves, moved))

    def sent(self, columns: int, in_color: bool) -> str:
        """What is sent for it to a terminal so wide, which may erase in colour."""
        pen = Pen(in_color, columns)
        for moved in self.moves:
            pen.scroll(moved)
        for stroke in bars_last(list(self._strokes(columns))):
            if stroke.moved:
                pen.shift(stroke.moved, stroke.y)
            pen.write(stroke.x, stroke.y, stroke.cells)
        return pen.sent()

    def _strokes(self, columns: int) -> Iterator[Stroke]:
        for y, parts in sorted(self.parts.items()):
            line = list(self.lines.get(y, ()))
            for x, cells in parts:
                end = x + len(cells)
                if line[x:end] == cells:
                    continue
                moved = shifts.find(line, x, cells) if end <= len(line) == columns else None
                if moved:
                    moved.apply(line)
                shown = line[x:end] + [None] * (end - max(x, len(line)))
                for first, last in runs(shown, cells):
                    yield Stroke(x + first, y, cells[first:last], moved)
                    moved = None
                put(line, x, cells)


def put(line: list[Cell | None], x: int, cells: list[Cell]) -> None:
    """Put cells into a line; of what is left of half a character, nothing is known."""
    end = x + len(cells)
    line.extend([None] * (end - len(line)))
    if x and is_second(line[x]):
        line[x - 1] = None
    if end < len(line) and is_second(line[end]):
        line[end] = None
    line[x:end] = cells


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


def bars_last(strokes: list[Stroke]) -> list[Stroke]:
    """The strokes in an order that changes looks less often.

    A scroll bar beside text is drawn in one go when the text is there.
    """
    found = Counter(x for stroke in strokes for x in _lone(stroke))
    bars = {x for x, times in found.items() if times >= BAR}
    if not bars:
        return strokes
    pieces = [piece for stroke in strokes for piece in _pieces(stroke, bars)]
    late = [piece for piece in pieces if piece.x in bars and len(piece.cells) == 1]
    return [each for each in pieces if each not in late] + sorted(late)


def _lone(stroke: Stroke) -> Iterator[int]:
    """The columns of single cells for which the look changes before and after."""
    look: Look | None = None
    begin = stroke.x
    for x, cell in enumerate(stroke.cells, stroke.x):
        if look is None or not shows(look, cell):
            if x - begin == 1:
                yield begin
            look, begin = cell[1], x
    if stroke.x + len(stroke.cells) - begin == 1:
        yield begin


def _pieces(stroke: Stroke, bars: set[int]) -> Iterator[Stroke]:
    """A stroke cut before and after the bars that it crosses."""
    cuts = sorted({cut for x in bars.intersection(_lone(stroke)) for cut in (x, x + 1)})
    moved = stroke.moved
    for first, last in pairwise(sorted({stroke.x, *cuts, stroke.x + len(stroke.cells)})):
        yield Stroke(first, stroke.y, stroke.cells[first - stroke.x : last - stroke.x], moved)
        moved = None
