"""Figures over several postmortems as JSON and CSV, for those who want to look themselves."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from pmtui.exporters.table import csv_text
from pmtui.guide.statistics import Figure

HEAD = ("figure", "kind", "label", "severity", "value", "unit")
"""The columns of the CSV; a row's `kind` is dot, bar or fact."""


def figures_csv(figures: Sequence[Figure]) -> str:
    """A row for each dot, bar and fact; a value that is not known is empty."""
    return csv_text(HEAD, (row for figure in figures for row in _rows(figure)))


def plain(figure: Figure) -> dict[str, Any]:
    """A figure for JSON; null for what is not known or what so few numbers cannot tell."""
    found = figure.spread
    return {
        "id": figure.id,
        "title": figure.title,
        "counted": figure.counted,
        "n": figure.n,
        "unit": figure.unit or None,
        "dots": [
            {"record": dot.record, "severity": dot.severity or None, "value": _number(dot.value)}
            for dot in figure.dots
        ],
        "median": _number(found.median),
        "low": _number(found.low),
        "high": _number(found.high),
        "lower_quartile": _number(found.lower),
        "upper_quartile": _number(found.upper),
        "bars": [
            {"label": bar.label, "count": bar.count, "share": _number(figure.share(bar))}
            for bar in figure.bars
        ],
        "facts": [
            {"label": fact.label, "value": _number(fact.value), "unit": fact.unit or None}
            for fact in figure.facts
        ],
        "unknown": list(figure.unknown),
        "says": figure.says,
    }


def _rows(figure: Figure) -> Iterator[tuple[str, ...]]:
    for dot in figure.dots:
        yield (figure.id, "dot", dot.record, dot.severity, _text(dot.value), figure.unit)
    for bar in figure.bars:
        yield (figure.id, "bar", bar.label, "", str(bar.count), "")
    for fact in figure.facts:
        yield (figure.id, "fact", fact.label, "", _text(fact.value), fact.unit)


def _number(value: Fraction | int | str | None) -> float | int | str | None:
    """A value as JSON has it; a fraction without a rest is a whole number."""
    if not isinstance(value, Fraction):
        return value
    return int(value) if value.denominator == 1 else float(value)


def _text(value: Fraction | int | str | None) -> str:
    found = _number(value)
    return "" if found is None else str(found)
