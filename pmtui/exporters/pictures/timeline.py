"""A table of what happened, drawn as marks on an axis of time: one line for each kind."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from pmtui.exporters.blocks import Timeline
from pmtui.exporters.pictures.axis import HEIGHT, Axis
from pmtui.exporters.pictures.measure import LINE, calm, width, wrap
from pmtui.exporters.pictures.svg import Svg, element, group, label, lines, picture

_SIZE, _SMALL, _TINY = 12.0, 11.0, 10.0
_LANE, _TOP, _RIGHT = 26.0, 24.0, 46.0
_RADIUS, _GAP, _EDGE = 5.0, 3.0, 26.0
_MOST_LANES = 40
_PADDING = 0.03
_FIRST = datetime(1, 1, 3, tzinfo=UTC)
_LAST = datetime(9999, 12, 28, tzinfo=UTC)
_SHORTEST = timedelta(minutes=1)


class _Mark(NamedTuple):
    """An instant, and its time of day as the table has it."""

    at: datetime
    clock: str


class _Lane(NamedTuple):
    """One line of the picture: its word, and its marks in the order of time."""

    word: str
    marks: tuple[_Mark, ...]


def timeline_picture(block: Timeline, name: str, room: float) -> Iterator[Svg]:
    """The picture, `room` px wide; none where fewer than two rows have a known time."""
    lanes = _lanes(block)
    if sum(len(lane.marks) for lane in lanes) < 2:
        return
    left = room * 0.22 if room > 500 else room * 0.31
    axis = _axis(block, lanes, left + _EDGE, room - _RIGHT)
    bottom = _TOP + _LANE * len(lanes)
    parts = [
        _band(block, axis, bottom),
        axis.draw(_TOP, bottom),
        *(_drawn(lane, axis, _TOP + _LANE * row, left) for row, lane in enumerate(lanes)),
        label("UTC", left - 6, bottom + 14, _SMALL, class_="soft", text_anchor="end"),
    ]
    box = (0, 0, room, bottom + HEIGHT)
    yield picture(name, f"{block.caption} on an axis of time", said(block), group(parts), box)


def said(block: Timeline) -> str:
    """What the picture shows, in a sentence."""
    known = [at for at in block.instants if at]
    text = f"{len(known)} of {len(block.rows)} rows of the table “{block.caption}” have a time"
    return f"{text} and are drawn as marks" + ("; the impact is shaded." if block.band else ".")


def _lanes(block: Timeline) -> list[_Lane]:
    """The lines in the order of their first instant."""
    found: dict[str, list[_Mark]] = {}
    pairs = zip(block.rows, block.instants, strict=True)
    timed = [(at, row) for row, at in pairs if at and _FIRST < at < _LAST]
    for at, row in sorted(timed, key=lambda each: each[0]):
        mark = _Mark(at, row[block.clock].partition(" ")[2])
        found.setdefault(row[block.lane], []).append(mark)
    lanes = [_Lane(word, tuple(marks)) for word, marks in found.items()]
    if len(lanes) <= _MOST_LANES:
        return lanes
    rest = sorted(mark for lane in lanes[_MOST_LANES - 1 :] for mark in lane.marks)
    return [*lanes[: _MOST_LANES - 1], _Lane("others", tuple(rest))]


def _axis(block: Timeline, lanes: list[_Lane], left: float, right: float) -> Axis:
    """The axis over the time to draw, with some room on both sides."""
    all_of_it = [mark.at for lane in lanes for mark in lane.marks]
    start, end = block.focus or (min(all_of_it), max(all_of_it))
    if not any(start <= at <= end for at in all_of_it):
        start, end = min(all_of_it), max(all_of_it)
    around = max((end - start) * _PADDING, _SHORTEST)
    return Axis(start - around, end + around, left, right)


def _band(block: Timeline, axis: Axis, bottom: float) -> Svg:
    """The shaded time with its word."""
    if block.band is None or block.band[1] < axis.start or block.band[0] > axis.end:
        return group(())
    x, end = map(axis.x, block.band)
    middle = min(max((x + end) / 2, axis.left + 22), axis.right - 22)
    return group(
        (
            element(
                "rect",
                x=x,
                y=_TOP - 18,
                width=max(end - x, 1),
                height=bottom - _TOP + 18,
                rx=3,
                class_="band",
            ),
            label("impact", middle, _TOP - 6, _SMALL, class_="strong", text_anchor="middle"),
        )
    )


def _drawn(lane: _Lane, axis: Axis, top: float, left: float) -> Svg:
    """A line: its word, its marks, and how many lie before and after what is drawn."""
    middle = top + _LANE / 2
    before = sum(mark.at < axis.start for mark in lane.marks)
    after = sum(mark.at > axis.end for mark in lane.marks)
    inside = [mark for mark in lane.marks if axis.start <= mark.at <= axis.end]
    parts = [
        element("path", d=f"M{left:.1f} {middle:.1f}H{axis.right:.1f}", class_="rail"),
        _word(lane.word, left - 8, middle),
        *(_mark(cluster, axis, middle) for cluster in _clusters(inside, axis)),
    ]
    if len(lane.marks) == len(inside) == 1:
        parts.append(_clock(inside[0], axis, middle))
    if before:
        parts.append(label(f"‹ {before}", left + 2, middle + 4, _SMALL, class_="soft"))
    if after:
        parts.append(label(f"{after} ›", axis.right + 8, middle + 4, _SMALL, class_="soft"))
    return group(parts)


def _word(text: str, room: float, middle: float) -> Svg:
    """The word of a line, smaller in two rows where it is long."""
    if width(text, _SIZE) <= room:
        return label(calm(text), 2, middle + 4, _SIZE)
    rows = wrap(text, room, _TINY, 2)
    return lines(rows, 2, middle - _TINY * LINE * len(rows) / 2, _TINY)


def _mark(cluster: list[_Mark], axis: Axis, y: float) -> Svg:
    """A circle, or a longer mark with the number of instants that would touch each other."""
    start, end = _extent(cluster, axis)
    middle = (start + end) / 2
    if len(cluster) == 1:
        return element("circle", cx=middle, cy=y, r=_RADIUS, class_="mark")
    shape = element("rect", x=start, y=y - 8, width=end - start, height=16, rx=8, class_="mark")
    number = label(str(len(cluster)), middle, y + 4, _SMALL, class_="on", text_anchor="middle")
    return group((shape, number))


def _extent(cluster: list[_Mark], axis: Axis) -> tuple[float, float]:
    """From where to where a mark reaches."""
    start, end = axis.x(cluster[0].at), axis.x(cluster[-1].at)
    needed = width(str(len(cluster)), _SMALL) + 8 if len(cluster) > 1 else 0.0
    more = max(_RADIUS, (needed - (end - start)) / 2)
    return start - more, end + more


def _clock(mark: _Mark, axis: Axis, y: float) -> Svg:
    """The time of day beside a mark that stands alone, on the side where there is room."""
    x = axis.x(mark.at)
    if x + 9 + width(mark.clock, _SMALL) <= axis.right:
        return label(mark.clock, x + 9, y + 4, _SMALL, class_="soft")
    return label(mark.clock, x - 9, y + 4, _SMALL, class_="soft", text_anchor="end")


def _clusters(marks: list[_Mark], axis: Axis) -> list[list[_Mark]]:
    """The marks in groups that stay apart when they are drawn."""
    found: list[list[_Mark]] = []
    for mark in marks:
        found.append([mark])
        while len(found) > 1 and _extent(found[-1], axis)[0] < _extent(found[-2], axis)[1] + _GAP:
            last = found.pop()
            found[-1] += last
    return found
