"""Lines that have moved up or down, because a page was scrolled or something above them grew.

The terminal moves them by itself: whole lines between two margins (DECSTBM, IL and DL, which
terminals have had since the VT102). What stands beside the page moves along and is put back.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pmtui.widgets.changed_cells.looks import NO_LOOK, Cell, Look, is_erased

Line = Sequence[Cell | None]

FEWEST = 3
"""Lines that must differ: fewer are sent as they are."""

LEAST = 60
"""What must be spared, about in bytes: moving lines takes thirty and disturbs what is beside."""

A_LINE = 8
"""Bytes to get to what differs in a line."""

TRIED = 2
"""Moves that are looked at, those first that most lines seem to have made."""


class Scroll(NamedTuple):
    """The lines from `top` to before `bottom` have moved up by some lines, below 0 down.

    What has moved out of these is gone; the lines that become free are blanks on a `ground`.
    """

    top: int
    bottom: int
    by: int
    ground: Look = NO_LOOK

    @property
    def free(self) -> list[int]:
        """The lines that become free."""
        lines = range(self.top, self.bottom)
        return [y for y in lines if y + self.by not in lines]

    def sequence(self) -> str:
        """What makes a terminal do the same; the cursor is anywhere then."""
        moved = f"\x1b[{self.by}M" if self.by > 0 else f"\x1b[{-self.by}L"
        return f"\x1b[{self.top + 1};{self.bottom}r\x1b[{self.top + 1};1H{moved}\x1b[r"

    def apply(self, lines: dict[int, list[Cell | None]]) -> None:
        """Do it to the lines of a screen."""
        old = {y: lines[y] for y in range(self.top, self.bottom)}
        for y, line in old.items():
            lines[y] = old.get(y + self.by) or [(" ", self.ground)] * len(line)


def find(
    old: Mapping[int, Line], new: Mapping[int, Line], columns: int, in_color: bool
) -> Scroll | None:
    """How most lines have moved where others are to be shown, which may be only some of them.

    None where that would spare too little. Lines of which a cell is not known do not move. Where
    the terminal erases in colour (`in_color`), free lines have the ground that most of them need.
    """
    if sum(line != old.get(y) for y, line in new.items()) < FEWEST:
        return None
    whole = {y: line for y, line in old.items() if len(line) == columns and None not in line}
    after = {y: new.get(y, line) for y, line in whole.items()}
    known = {y for y, line in after.items() if len(line) == columns and None not in line}
    differ = {y: _cost(whole[y], after[y]) for y in known}
    changed = [y for y in known if differ[y]]
    if sum(differ.values()) < LEAST:
        return None
    found = [
        each
        for by in _likely(whole, after, changed, columns)
        for each in _worth(by, whole, after, differ)
    ]
    spared, best = max(found, default=(0, None))
    if best is None or spared < LEAST:
        return None
    blanks = Counter(
        cell[1] for y in best.free for cell in after[y] if cell and cell[0] == " "
    ).most_common(1)
    usable = blanks and is_erased(blanks[0][0], in_color)
    return best._replace(ground=blanks[0][0]) if usable else best


def _likely(
    old: Mapping[int, Line], new: Mapping[int, Line], changed: Sequence[int], columns: int
) -> list[int]:
    """By how many lines the words in the middle of the screen seem to have moved."""
    part = slice(columns // 3, columns * 5 // 6)
    were: dict[str, list[int]] = {}
    for y, line in old.items():
        if words := _words(line[part]):
            were.setdefault(words, []).append(y)
    votes = Counter(
        before - y for y in changed for before in were.get(_words(new[y][part]), ()) if before != y
    )
    return [by for by, _ in votes.most_common(TRIED)]


def _words(cells: Line) -> str:
    return "".join(cell[0] for cell in cells if cell).strip()


def _cost(old: Line, new: Line) -> int:
    """About how many bytes lead from a line to another; blanks are erased many at a time."""
    differing = [cell for was, cell in zip(old, new, strict=True) if was != cell]
    return (
        A_LINE + sum(cell is not None and cell[0] != " " for cell in differing) if differing else 0
    )


def _worth(
    by: int, old: Mapping[int, Line], new: Mapping[int, Line], differ: Mapping[int, int]
) -> Iterator[tuple[int, Scroll]]:
    """About how many bytes a move spares, of the lines for which it spares most, and the move."""
    spared: dict[int, int] = {}
    for y in sorted(differ):
        if y + by not in differ:
            continue
        before = max(spared.get(y - 1, 0), 0)
        spared[y] = before + differ[y] - _cost(old[y + by], new[y])
    if not spared:
        return
    last = max(spared, key=spared.__getitem__)
    first = last
    while spared.get(first - 1, 0) > 0:
        first -= 1
    top, bottom = min(first, first + by), max(last, last + by) + 1
    if not differ.keys() >= set(range(top, bottom)):
        return
    moved = Scroll(top, bottom, by)
    again = sum(_cost([(" ", NO_LOOK)] * len(new[y]), new[y]) for y in moved.free)
    yield spared[last] + sum(differ[y] for y in moved.free) - again, moved
