"""A tree of causes, drawn as boxes that hang on each other from the top down."""

from collections.abc import Iterator
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from pmtui.exporters.blocks import Branch, Bullet, Tree
from pmtui.exporters.pictures.measure import LINE, wrap
from pmtui.exporters.pictures.svg import Svg, element, group, label, lines, picture

_SIZE, _SMALL = 12.5, 11.0
_PAD, _GAP, _HOOK = 8.0, 9.0, 10.0
_MOST_LINES, _MOST_BOXES, _MOST_LEVELS = 5, 150, 11
_TALLEST, _SLACK = 800.0, 60.0
"""Px; a taller tree becomes several pictures, each of which fits on a printed page."""


class _Box(NamedTuple):
    """A line of the tree with its place: left and upper edge, width, height, and its texts.

    `parent` is the number of the box above it that it hangs on, -1 for a root.
    """

    x: float
    top: float
    wide: float
    tall: float
    part: str
    text: tuple[str, ...]
    marks: tuple[str, ...]
    parent: int

    @property
    def middle(self) -> float:
        """The height at which a line comes in from the left."""
        return self.top + min(self.tall / 2, 16.0)


def why_pictures(block: Tree, title: str, name: str, room: float) -> Iterator[Svg]:
    """The pictures of a tree from its top down, `room` px wide; none for a single line."""
    if len(block.lines) < 2:
        return
    boxes = _boxes(block, room)
    left_out = len(block.lines) - len(boxes)
    end = boxes[-1].top + boxes[-1].tall + (24 if left_out else 4)
    starts = _starts(boxes)
    cuts = [boxes[start].top - 2 for start in starts] + [end]
    for number, (top, bottom) in enumerate(pairwise(cuts), 1):
        inside = [box for box in boxes if top < box.top < bottom]
        parts = [*_hooks(boxes, top, bottom), *map(_drawn, inside)]
        if left_out and bottom == end:
            more = f"… {left_out:,} more lines in the list"
            parts.append(label(more, 2, end - 6, _SMALL, class_="soft"))
        part = f", part {number} of {len(starts)}" if len(starts) > 1 else ""
        said = f"{len(inside)} of the {len(block.lines)} lines of the list that follows, as a tree."
        box = (0, top, room, bottom - top)
        yield picture(f"{name}-{number}", title + part, said, group(parts), box)


def _boxes(block: Tree, room: float) -> list[_Box]:
    """The boxes of the first lines, below each other."""
    found: list[_Box] = []
    above: list[tuple[int, int]] = []
    indent = 28.0 if room > 500 else 13.0
    top = 0.0
    pairs = zip(block.lines[:_MOST_BOXES], block.branches, strict=False)
    for number, (line, branch) in enumerate(pairs):
        while above and above[-1][0] >= line.depth:
            above.pop()
        parent = above[-1][1] if above else -1
        found.append(_box(line, branch, min(line.depth, _MOST_LEVELS) * indent, top, room, parent))
        above.append((line.depth, number))
        top += found[-1].tall + _GAP
    return found


def _box(line: Bullet, branch: Branch, x: float, top: float, room: float, parent: int) -> _Box:
    wide = room - x - 2
    if branch.part != "line":
        text = wrap(line.text.replace("->", "→"), wide - 2 * _PAD, _SMALL, 2)
        return _Box(
            x, top, wide, len(text) * _SMALL * LINE + 4, branch.part, tuple(text), (), parent
        )
    said, marks = _split(line.text)
    text = wrap(said, (wide - 2 * _PAD) * 0.97, _SIZE, _MOST_LINES)
    small = wrap(marks, wide - 2 * _PAD, _SMALL, 2)
    tall = (len(text) * _SIZE + len(small) * _SMALL) * LINE + 2 * _PAD - 2
    return _Box(x, top, wide, tall, "line", tuple(text), tuple(small), parent)


def _split(text: str) -> tuple[str, str]:
    """The statement, and what stands in brackets at its end."""
    said, bracket, marks = text.rpartition(" [")
    return (said, marks[:-1]) if bracket and marks.endswith("]") else (text, "")


def _starts(boxes: list[_Box]) -> list[int]:
    """The number of the first box of each picture; they are about equally tall."""
    total = boxes[-1].top + boxes[-1].tall
    tallest = total / ceil(total / _TALLEST)
    starts = [0]
    for number, box in enumerate(boxes):
        end = box.top + box.tall - boxes[starts[-1]].top
        if box.part == "line" and end > tallest + _SLACK and number > starts[-1]:
            starts.append(number)
    return starts


def _hooks(boxes: list[_Box], top: float, bottom: float) -> Iterator[Svg]:
    """The lines from boxes to those that hang on them, as far as they are between two heights."""
    for box in boxes:
        if box.parent < 0:
            continue
        above = boxes[box.parent]
        start, end = max(above.top + above.tall, top), min(box.middle, bottom)
        if start < end:
            across = f"H{box.x:.1f}" if end == box.middle else ""
            line = f"M{above.x + _HOOK:.1f} {start:.1f}V{end:.1f}{across}"
            yield element("path", d=line, class_="hook")


def _drawn(box: _Box) -> Svg:
    """A cause in a box with what is known of it; how causes combine, or an end, without one."""
    if box.part != "line":
        text = lines(box.text, box.x + _PAD, box.top + 1, _SMALL, class_=box.part)
        return group((text,))
    shape = element("rect", x=box.x, y=box.top, width=box.wide, height=box.tall, rx=6, class_="box")
    edge = element("rect", x=box.x, y=box.top, width=4, height=box.tall, rx=2, class_="edge")
    x, top = box.x + _PAD + 4, box.top + _PAD - 2
    below = top + len(box.text) * _SIZE * LINE
    marks = lines(box.marks, x, below, _SMALL, class_="soft")
    return group((shape, edge, lines(box.text, x, top, _SIZE), marks))
