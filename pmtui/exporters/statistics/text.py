"""Figures over several postmortems as lines of text."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from pmtui.exporters.phrases import number, percent
from pmtui.exporters.statistics.axis import Axis, axis_for
from pmtui.guide.statistics import Fact, Figure
from pmtui.model.postmortem import Postmortem
from pmtui.model.sample import MEDIAN_FROM

UNITS = {"min": "minutes", "d": "days"}
"""The units of dots in words."""

NOTHING = "nothing to show yet"

_INDENT = "  "
_NAMED = 3
"""How many of the postmortems are named that lack a number."""

_MOST_DOTS = 9
"""Dots at one place that are counted by a figure; more are a ``#``."""

_LONGEST_BAR = 30


def figure_lines(figure: Figure, width: int) -> Iterator[str]:
    """A figure in lines of a width: title, drawing, what it tells, what it cannot say."""
    unit = f", {UNITS[figure.unit]}" if figure.dots else ""
    count = f"  ({figure.n} {figure.counted})" if figure.n else ""
    yield from textwrap.wrap(f"{figure.title}{unit}{count}", width)
    if figure.is_empty:
        yield f"{_INDENT}{NOTHING}"
        return
    for line in (*_dots(figure, width), *_bars(figure)):
        yield f"{_INDENT}{line}"
    for text in (*map(_fact, figure.facts), not_known(figure.unknown), figure.says):
        yield from textwrap.wrap(text, width, initial_indent=_INDENT, subsequent_indent=_INDENT)


def heading(records: Sequence[Postmortem]) -> str:
    """How many postmortems there are, and from when to when the known ones are."""
    starts = [each.milestones.impact_start for each in records]
    days = sorted(start.at.date() for start in starts if start and start.at)
    span = f", {days[0]} to {days[-1]}" if days else ""
    return f"{len(records)} postmortem{'s' * (len(records) != 1)}{span}"


def middle(figure: Figure) -> str:
    """The median with what so many dots can tell of it; "" without dots."""
    found = figure.spread
    if not found.n:
        return ""
    if found.median is None:
        return f"fewer than {MEDIAN_FROM}: dots, and no median"
    said = f"median {number(found.median)} (95 %: {number(found.low)} to {number(found.high)})"
    if found.lower is None:
        return said
    return f"{said}, half of them {number(found.lower)} to {number(found.upper)}"


def _dots(figure: Figure, width: int) -> Iterator[str]:
    if not figure.dots:
        return
    values = [dot.value for dot in figure.dots]
    axis, cells = axis_for(values), min(width - 2 * len(_INDENT), 76)
    yield _labels(axis, cells)
    yield "".join("┼" if each else "─" for each in _marks(axis, cells))
    count = Counter(_column(axis, value, cells) for value in values)
    yield "".join(_dot(count[column]) for column in range(cells)).rstrip()
    yield middle(figure)


def _column(axis: Axis, value: float | Fraction, cells: int) -> int:
    return round(axis.place(value) * (cells - 1))


def _marks(axis: Axis, cells: int) -> list[bool]:
    columns = {_column(axis, tick, cells) for tick in axis.ticks}
    return [column in columns for column in range(cells)]


def _labels(axis: Axis, cells: int) -> str:
    """The ticks' values, each above its place; one that has no room is left out."""
    line = ""
    for tick in axis.ticks:
        text = f"{tick:,}"
        column = min(_column(axis, tick, cells), cells - len(text))
        if not line or column > len(line):
            line = line.ljust(column) + text
    return line


def _dot(count: int) -> str:
    if count > _MOST_DOTS:
        return "#"
    return " •"[count] if count < 2 else str(count)


def _bars(figure: Figure) -> Iterator[str]:
    if not figure.bars:
        return
    longest = max(len(bar.label) for bar in figure.bars)
    most = max(bar.count for bar in figure.bars)
    scale = max(most / _LONGEST_BAR, 1)
    for bar in figure.bars:
        share = figure.share(bar)
        said = f" {percent(share)}" if share is not None else ""
        drawn = "█" * max(round(bar.count / scale), 1)
        yield f"{bar.label:<{longest}}  {bar.count:>{len(str(most))}}  {drawn}{said}"


def _fact(fact: Fact) -> str:
    return f"{fact.label}: {fact_value(fact)}"


def fact_value(fact: Fact) -> str:
    """The value of a fact with its unit."""
    text = fact.value if isinstance(fact.value, str) else number(fact.value)
    return f"{text} {fact.unit}".rstrip() if fact.value is not None else text


def not_known(records: Sequence[str]) -> str:
    """Which postmortems lack the number; of many, how many more."""
    if not records:
        return ""
    more = f" and {len(records) - _NAMED} more" if len(records) > _NAMED else ""
    return f"not known: {', '.join(records[:_NAMED])}{more}"
