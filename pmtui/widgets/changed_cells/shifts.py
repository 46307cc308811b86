"""Text of a line that has moved to the side, because something was typed or taken out before it.

The terminal moves it by itself (by ICH and DCH, which terminals have had since the VT102), so that
a key in the middle of a line costs about what it does at the end.
"""

from collections.abc import Iterator, Sequence
from operator import eq, ne
from typing import NamedTuple

from pmtui.widgets.changed_cells.looks import Cell

FURTHEST = 16
"""Cells by which text is looked for: words as long as this are wrapped to another line."""

LEAST = 24
"""Cells that must be spared; moving them takes about as many bytes."""

ALIKE = 8
"""Cells that are compared first."""


class Shift(NamedTuple):
    """The cells from `first` to before `last` have moved by some cells, below 0 to the left.

    What has moved out of these is gone; the cells beyond stay where they are.
    """

    first: int
    last: int
    by: int

    @property
    def free(self) -> int:
        """The first of the cells that become free, where it leaves the cursor."""
        return self.first if self.by > 0 else self.last + self.by

    def sequence(self, y: int, columns: int) -> str:
        """What makes a terminal do the same in a line; the cells that become free are blank.

        What is pushed over the edge need not be taken out before.
        """
        out, into = self.last - abs(self.by), self.free
        if self.by < 0:
            out = self.first
        many = "" if abs(self.by) == 1 else abs(self.by)
        if out == columns - self.by:
            return f"\x1b[{y + 1};{into + 1}H\x1b[{many}@"
        return f"\x1b[{y + 1};{out + 1}H\x1b[{many}P\x1b[{into + 1}G\x1b[{many}@"

    def apply(self, line: list[Cell | None]) -> None:
        """Do it to the cells of a line; those that become free are None."""
        free: list[Cell | None] = [None] * abs(self.by)
        if self.by > 0:
            line[self.first : self.last] = free + line[self.first : self.last - self.by]
        else:
            line[self.first : self.last] = line[self.first - self.by : self.last] + free


def find(line: Sequence[Cell | None], x: int, cells: Sequence[Cell]) -> Shift | None:
    """How cells of a whole line have moved where others are to be shown from `x` on.

    None where that would spare too little, or where wide characters would move: not all terminals
    keep their halves together.
    """
    old = line[x : x + len(cells)]
    differ = [place for place, pair in enumerate(zip(old, cells, strict=True)) if ne(*pair)]
    if not differ or differ[-1] - differ[0] < LEAST:
        return None
    first, last = differ[0], differ[-1] + 1
    if any(cell is None or not cell[0] for cell in line[x + first :]):
        return None
    spared, by = max(_moves(old[first:last], cells[first:last]), default=(0, 0))
    stays = last - first - len(differ)
    if spared - stays < LEAST:
        return None
    to_edge = by > 0 and line[-1] is not None and {*line[x + last - by :]} == {(" ", line[-1][1])}
    return Shift(x + first, len(line) if to_edge else x + last, by)


def _moves(old: Sequence[Cell | None], new: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """How many cells need not be sent after a move, and by how much it moves them."""
    for by in range(1, FURTHEST + 1):
        for move, before, after in ((by, old, new), (-by, new, old)):
            if before[:ALIKE] == after[by : by + ALIKE]:
                yield sum(map(eq, before, after[by:])), move
