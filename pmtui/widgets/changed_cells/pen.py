"""What is sent to a terminal so that it shows cells, in as few bytes as all terminals take."""

import os
from itertools import groupby

from rich.console import Console
from textual.strip import Strip

from pmtui.widgets.changed_cells.looks import (
    NO_LOOK,
    Cell,
    Look,
    change,
    for_blank,
    is_erased,
    shows,
)
from pmtui.widgets.changed_cells.scrolls import Scroll
from pmtui.widgets.changed_cells.shifts import Shift

Place = tuple[int, int, Strip]
"""The column and the line from which on a strip is to be shown."""

NOWHERE = (-1, -1)

MANY = 10
"""Blanks that are cheaper to send than to erase and pass over."""

IN_COLOR = ("xterm", "linux", "rxvt", "foot", "alacritty")
"""How TERM begins where what is erased takes the colour of the ground."""


def erases_in_color() -> bool:
    """Whether this terminal is known to erase in the colour of the ground.

    GNU screen does not, whatever TERM its user has given it.
    """
    return os.environ.get("TERM", "").startswith(IN_COLOR) and "STY" not in os.environ


class Pen:
    """Collects what is sent; knows where the cursor is, and how text looks that is sent now.

    `in_color` says that what is erased takes the colour of the ground.
    """

    def __init__(self, in_color: bool, columns: int) -> None:
        self._parts: list[str] = []
        self._at = NOWHERE
        self._look = NO_LOOK
        self._in_color = in_color
        self._columns = columns

    def move(self, x: int, y: int) -> None:
        """Go to a cell; behind the last column it is not known where terminals are."""
        at, line = self._at
        if y == line + 1 and line >= 0 and x in (at, at - 1) and at < self._columns:
            self._parts.append("\x1b[B" if x == at else "\b\x1b[B")
        elif y != line:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H")
        elif x != at:
            self._parts.append(f"\x1b[{x + 1}G")
        self._at = (x, y)

    def write(self, x: int, y: int, cells: list[Cell]) -> None:
        """Write cells from a place on."""
        for erased, group in groupby(cells, key=self._as_erased):
            run = list(group)
            self.move(x, y)
            x += len(run)
            if erased is not None and len(run) > MANY:
                self._take(run[0])
                self._parts.append(f"\x1b[{len(run)}X")
                continue
            for cell in run:
                self._take(cell)
                self._parts.append(cell[0])
            self._at = (x, y)

    def shift(self, moved: Shift, y: int) -> None:
        """Let the terminal move a part of a line."""
        self._parts.append(moved.sequence(y, self._columns))
        self._at = (moved.free, y)

    def scroll(self, moved: Scroll) -> None:
        """Let the terminal move lines; what becomes free takes the colour of their ground."""
        self._change(moved.ground)
        self._parts.append(moved.sequence())
        self._at = NOWHERE

    def all_of(self, place: Place, console: Console) -> None:
        """Send a strip as Textual does; only the terminal knows where the cursor is then."""
        x, y, strip = place
        self.move(x, y)
        self._change(NO_LOOK)
        self._parts.append(strip.render(console))
        self._at = NOWHERE

    def sent(self) -> str:
        """All that was collected; what is sent afterwards looks as before."""
        self._change(NO_LOOK)
        return "".join(self._parts)

    def _as_erased(self, cell: Cell) -> Look | None:
        """The look of a blank that can be made by erasing."""
        return cell[1] if cell[0] == " " and is_erased(cell[1], self._in_color) else None

    def _take(self, cell: Cell) -> None:
        if not shows(self._look, cell):
            self._change(for_blank(self._look, cell[1]) if cell[0] == " " else cell[1])

    def _change(self, look: Look) -> None:
        self._parts.append(change(self._look, look))
        self._look = look
