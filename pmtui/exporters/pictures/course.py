"""How something went over time, drawn as one bar for each stretch of time."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from pmtui.exporters.blocks import Course, Figures
from pmtui.exporters.pictures.axis import HEIGHT, Axis
from pmtui.exporters.pictures.measure import fit, width
from pmtui.exporters.pictures.svg import Svg, element, group, label, picture

_SIZE, _SMALL = 12.0, 11.0
_SIDE, _HEAD, _TALL, _BELOW = 38.0, 38.0, 84.0, 16.0


class _Bar(NamedTuple):
    """A stretch of time with its figure, None where it is not known, and the figure in words."""

    start: datetime
    end: datetime
    figure: float | None
    said: str


class _Chart(NamedTuple):
    """The bars of one column; `highest` is the figure that is as high as the chart."""

    head: str
    bars: tuple[_Bar, ...]
    highest: float


def course_picture(block: Course, name: str, room: float) -> Iterator[Svg]:
    """The picture, `room` px wide; none where no figure is known of a time that is known."""
    charts = [_chart(block, figures) for figures in block.figures]
    charts = [chart for chart in charts if any(bar.figure for bar in chart.bars)]
    if not charts:
        return
    spans = [span for span in block.spans if span]
    axis = Axis(min(span[0] for span in spans), max(span[1] for span in spans), _SIDE, room - _SIDE)
    step = _HEAD + _TALL + _BELOW
    bottom = step * len(charts) - _BELOW
    parts = [axis.draw(_HEAD, bottom)]
    parts += [_drawn(chart, axis, step * row) for row, chart in enumerate(charts)]
    said = f"{len(spans)} of {len(block.rows)} rows of the table “{block.caption}” as bars: "
    said += ", ".join(chart.head for chart in charts) + "."
    box = (0, 0, room, bottom + HEIGHT)
    yield picture(name, f"{block.caption}, as bars", said, group(parts), box)


def _chart(block: Course, figures: Figures) -> _Chart:
    rows = zip(block.rows, block.spans, figures.values, strict=True)
    bars = tuple(_Bar(*span, value, row[figures.column]) for row, span, value in rows if span)
    highest = figures.full or max((bar.figure or 0 for bar in bars), default=0)
    return _Chart(block.head[figures.column], bars, highest)


def _drawn(chart: _Chart, axis: Axis, top: float) -> Svg:
    """The bars over a base line, each with its figure where there is room for it."""
    base = top + _HEAD + _TALL
    title = fit(chart.head, axis.right - axis.left, _SIZE)
    line = f"M{axis.left:.1f} {base:.1f}H{axis.right:.1f}"
    parts = [label(title, axis.left, top + 14, _SIZE, class_="strong")]
    free = axis.left - _SIDE
    for bar in sorted(chart.bars, key=lambda each: each.start):
        share = 1.0 if bar.figure is None else min(max(bar.figure, 0) / chart.highest, 1.0)
        x, end, y = axis.x(bar.start), axis.x(bar.end), base - _TALL * share
        kind = "bar" if bar.figure is not None else "unknown"
        box = {"x": x, "y": y, "width": max(end - x - 1, 1), "height": base - y}
        parts.append(element("rect", class_=kind, **box))
        middle, half = (x + end) / 2, width(bar.said, _SMALL) / 2
        if middle - half >= free and middle + half <= axis.right + _SIDE:
            parts.append(label(bar.said, middle, y - 5, _SMALL, text_anchor="middle"))
            free = middle + half + 6
    return group((*parts, element("path", d=line, class_="base")))
