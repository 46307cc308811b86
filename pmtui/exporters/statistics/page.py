"""Figures over several postmortems as a report, which becomes a page like every other."""

from collections.abc import Iterator, Sequence
from datetime import date

from pmtui.exporters.blocks import Block, Facts, Paragraph, Report, Scatter, Section, Tally
from pmtui.exporters.phrases import NOT_KNOWN, number, percent
from pmtui.exporters.statistics.text import NOTHING, UNITS, fact_value, heading, middle, not_known
from pmtui.guide.statistics import Figure
from pmtui.model.postmortem import Postmortem
from pmtui.model.sample import Spread


def figures_report(figures: Sequence[Figure], records: Sequence[Postmortem], today: date) -> Report:
    """A section for each figure: its numbers as a table, what they tell, what they cannot."""
    meta = (("Over", heading(records)), ("As of", today.isoformat()))
    sections = tuple(Section(each.title, each.id, tuple(_blocks(each))) for each in figures)
    return Report("Figures over postmortems", meta, sections)


def _blocks(figure: Figure) -> Iterator[Block]:
    if figure.is_empty:
        yield Paragraph(NOTHING)
        return
    if figure.dots:
        yield _scatter(figure)
        yield Paragraph(f"{_sentence(middle(figure))}.")
    if figure.bars:
        yield _tally(figure)
    if figure.facts:
        yield Facts(tuple((fact.label, fact_value(fact)) for fact in figure.facts))
    if figure.unknown:
        yield Paragraph(f"{_sentence(not_known(figure.unknown))}.")
    yield Paragraph(figure.says)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _scatter(figure: Figure) -> Scatter:
    """The dots, the largest number first."""
    dots = sorted(figure.dots, key=lambda dot: (-dot.value, dot.record))
    rows = tuple((dot.record, dot.severity or NOT_KNOWN, number(dot.value)) for dot in dots)
    return Scatter(
        figure.title,
        ("Postmortem", "Severity", UNITS[figure.unit].capitalize()),
        rows,
        values=tuple(float(dot.value) for dot in dots),
        unit=UNITS[figure.unit],
        middle=_ends(figure.spread),
    )


def _ends(found: Spread) -> tuple[float, float, float] | None:
    """The interval of the median around it; None for so few dots that there is none."""
    if found.low is None or found.median is None or found.high is None:
        return None
    return float(found.low), float(found.median), float(found.high)


def _tally(figure: Figure) -> Tally:
    """The bars; shares stand in a column of their own where so many are counted."""
    shares = [figure.share(bar) for bar in figure.bars]
    head: tuple[str, ...] = ("What", "Number")
    rows: list[tuple[str, ...]] = [(bar.label, str(bar.count)) for bar in figure.bars]
    if any(share is not None for share in shares):
        head = (*head, "Share")
        rows = [
            (*row, percent(share) if share is not None else NOT_KNOWN)
            for row, share in zip(rows, shares, strict=True)
        ]
    counts = tuple(bar.count for bar in figure.bars)
    return Tally(figure.title, head, tuple(rows), counts=counts)
