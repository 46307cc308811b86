"""Sending only the cells that changed, for a slow line.

Textual sends whole lines of every widget that it touches: a kilobyte or more for a key. Here the
cells that the terminal shows are remembered, and of what Textual would send only those go out that
differ. `pmtui config output plain` switches it off.

It hooks the method that writes the compositor's updates and reads what they hold, neither of which
is public: where a later Textual has others, all is sent as before, and the log says so.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache, partial
from itertools import groupby, repeat
from operator import itemgetter
from typing import Any

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip

Look = tuple[str, str]
"""What is sent before and after text so that it looks as it should."""

Cell = tuple[str, Look]
"""A character with the marks on it; the second cell of a wide one has no text."""

Place = tuple[int, int, Strip]
"""The column and the line from which on a strip is to be shown."""

NO_LOOK: Look = ("", "")
NOWHERE = (-1, -1)

SHORT = 4
"""Bytes that are cheaper to send again than to pass over by moving the cursor."""

MERGING = frozenset(map(chr, [*range(0x1F1E6, 0x1F200), *range(0x1F3FB, 0x1F400)]))
"""Flags are pairs of letters, and skin tones colour what is before them: not on all terminals."""


class ChangedCells(App[int]):
    """An application that sends what changed; `everything` makes it send as Textual does."""

    def __init__(self, everything: bool = False, **options: Any) -> None:
        super().__init__(**options)
        self._shown = None if everything else Shown()

    def on_resize(self) -> None:
        """Repaint: what a terminal makes of the old lines is its own affair.

        Textual also says the size when another program gives the terminal back.
        """
        self.action_repaint()

    def action_repaint(self) -> None:
        """Send all that is to be seen."""
        if self._shown is not None:
            self._shown.forget()
        self.refresh()

    def _display(self, screen: Any, renderable: Any) -> None:
        if self._shown is not None and hasattr(renderable, "render_segments"):
            renderable = self._only_changes(renderable, self._shown)
        super()._display(screen, renderable)

    def _only_changes(self, update: Any, shown: "Shown") -> Any:
        """An update that sends what changed, or none; all of it where it is not as expected."""
        try:
            text = shown.changes(update, self.console)
            at = self.screen.outer_size.clamp_offset(self.cursor_position)
            if not text and at == self._previous_cursor_position:
                return None
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
            self._shown = None
            self.log.warning(f"All cells are sent from now on: Textual's updates differ ({error}).")
            return update
        update.render_segments = partial(shown.sending, text)
        return update


class Shown:
    """What the terminal shows, as far as it is known."""

    def __init__(self) -> None:
        self._lines: dict[int, list[Cell | None]] = {}
        self._next: dict[int, list[Cell | None]] = {}
        self._size: object = None

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
            self._size = region
        self._next = {}
        pen = Pen()
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

    def _draw(self, x: int, y: int, cells: list[Cell], pen: "Pen") -> None:
        line, end = self._next[y], x + len(cells)
        line.extend([None] * (end - len(line)))
        if line[x:end] == cells:
            return
        for first, last in runs(line[x:end], cells):
            pen.move(x + first, y)
            pen.write(cells[first:last])
        if x and is_second(line[x]):
            line[x - 1] = None
        if end < len(line) and is_second(line[end]):
            line[end] = None
        line[x:end] = cells


class Pen:
    """Collects what is sent; knows where the cursor is, and how text looks that is sent now."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._at = NOWHERE
        self._look = NO_LOOK

    def move(self, x: int, y: int) -> None:
        """Go to a cell."""
        if y != self._at[1]:
            self._parts.append(f"\x1b[{y + 1};{x + 1}H")
        elif x != self._at[0]:
            self._parts.append(f"\x1b[{x + 1}G")
        self._at = (x, y)

    def write(self, cells: list[Cell]) -> None:
        """Write cells where the cursor is."""
        for text, look in cells:
            if look != self._look:
                self._change(look)
            self._parts.append(text)
        self._at = (self._at[0] + len(cells), self._at[1])

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

    def _change(self, look: Look) -> None:
        self._parts += (self._look[1], look[0])
        self._look = look


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
        if text.isascii() and text.isprintable():
            cells.extend(zip(text, repeat(look)))
            continue
        begin = len(cells)
        for character in text:
            width = width_of(character)
            if width is None or (width == 0 and len(cells) == begin):
                return None
            if width:
                cells += [(character, look), ("", look)][:width]
            else:
                lead = len(cells) - 1 - is_second(cells[-1])
                cells[lead] = (cells[lead][0] + character, look)
    return cells


@lru_cache(4096)
def look_of(style: Style, console: Console) -> Look:
    """What Textual sends before and after text in a style."""
    begin, _, end = Strip([Segment("\0", style)]).render(console).partition("\0")
    return begin, end


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
        all(look == cells[0][1] for _, look in passed)
        and len("".join(text for text, _ in passed).encode()) <= SHORT
    )
