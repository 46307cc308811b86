"""Numbers as dots over a logarithmic scale: durations differ tenfold."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from pmtui.exporters.blocks import Scatter
from pmtui.exporters.pictures.measure import width
from pmtui.exporters.pictures.svg import Svg, element, group, label, picture
from pmtui.exporters.statistics.axis import Axis, axis_for

_SIZE = 11.0
_SIDE, _TALL, _BELOW = 24.0, 72.0, 24.0
_DOT = 4.5
"""The radius of a dot, px."""


def scatter_picture(block: Scatter, name: str, room: float) -> Iterator[Svg]:
    """The picture, `room` px wide; none without numbers.

    Dots that would cover each other stand on top of each other, the closer the more there are.
    """
    if not block.values:
        return
    axis = axis_for(Fraction(value) for value in block.values)
    heaps = _heaps(block.values, axis, room)
    step = min(2 * _DOT, (_TALL - 2 * _DOT) / max(map(len, heaps.values())))
    dots = (
        element("circle", class_="bar", cx=x, cy=_TALL - _DOT - number * step, r=_DOT - 0.5)
        for x, heap in heaps.items()
        for number in range(len(heap))
    )
    parts = [_scale(axis, room), _middle(block, axis, room), *dots]
    said = f"{len(block.values)} dots from {min(block.values):,g} to {max(block.values):,g}"
    said += f" {block.unit}.".replace(" .", ".")
    box = (0, 0, room, _TALL + _BELOW)
    yield picture(name, f"{block.caption}, as dots", said, group(parts), box)


def _x(axis: Axis, value: float, room: float) -> float:
    return _SIDE + (room - 2 * _SIDE) * axis.place(value)


def _heaps(values: tuple[float, ...], axis: Axis, room: float) -> dict[float, list[float]]:
    """The values by the place of their dot, in steps of a dot's width."""
    heaps: dict[float, list[float]] = defaultdict(list)
    for value in sorted(values):
        place = round((_x(axis, value, room) - _SIDE) / (2 * _DOT))
        heaps[_SIDE + place * 2 * _DOT].append(value)
    return heaps


def _scale(axis: Axis, room: float) -> Svg:
    """The base line with its marks; a number that has no room is left out."""
    parts, free = [element("path", d=f"M{_SIDE} {_TALL}H{room - _SIDE}", class_="base")], 0.0
    for tick in axis.ticks:
        x, text = _x(axis, tick, room), f"{tick:,}"
        parts.append(element("path", d=f"M{x:.1f} 0V{_TALL + 4:.1f}", class_="grid"))
        if x - width(text, _SIZE) / 2 >= free:
            look = {"class_": "soft", "text_anchor": "middle"}
            parts.append(label(text, x, _TALL + 16, _SIZE, **look))
            free = x + width(text, _SIZE) / 2 + 6
    return group(parts)


def _middle(block: Scatter, axis: Axis, room: float) -> Svg:
    """The interval of the median as a box, the median as a line in it."""
    if block.middle is None:
        return group(())
    low, median, high = (_x(axis, value, room) for value in block.middle)
    box = {"x": low, "y": 2, "width": max(high - low, 1), "height": _TALL - 4}
    line = {"x": median - 1, "y": 2, "width": 2, "height": _TALL - 4}
    return group((element("rect", class_="box", **box), element("rect", class_="edge", **line)))
