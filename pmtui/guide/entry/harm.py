"""Entry lines of the impact: figures, segments, money, lasting effects, duties to notify."""

import re
from datetime import datetime
from typing import TypeVar

from pmtui.guide.entry.line import Entry, Line, Puts, bracketed, choice_head, first, head, peel
from pmtui.guide.examples import EXAMPLES
from pmtui.guide.words import find_choice, read_number, read_share, read_whole
from pmtui.model.bounds import disorder, impossible
from pmtui.model.errors import BadValue
from pmtui.model.harm import Cost, Deadline, LongTerm, Measure, Segment
from pmtui.model.kinds import Area, Basis
from pmtui.model.leading_time import split_leading_time
from pmtui.model.types import Number

Figure = TypeVar("Figure", Measure, Cost)

_FIGURE = r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_ESTIMATE = (
    rf"(?P<one>{_FIGURE})(?:\s?[-–]\s?(?P<two>{_FIGURE}))?(?:\s?[-–]\s?(?P<three>{_FIGURE}))?"
)
"""One figure, the two ends of a range, or a best guess between them: 33-40-52."""

_AROUND = re.compile(rf"\s*\((?P<low>{_FIGURE})\s?[-–]\s?(?P<high>{_FIGURE})\)")
"""The range around one figure: 40 (33-52)."""

_MEASURE = re.compile(rf"{_ESTIMATE}(?:\s+of\s+(?P<of>{_FIGURE}))?(?:\s*(?P<unit>%|[^\W\d].*))?")
_COST = re.compile(rf"(?:(?P<before>[A-Z]{{3}})\s?)?{_ESTIMATE}(?:\s?(?P<after>[A-Z]{{3}}))?")
_COUNTS = re.compile(rf"(?P<failed>{_FIGURE})\s*/\s*(?P<attempts>{_FIGURE})(?:\s+failed)?")
_SHARE = re.compile(rf"(?P<share>{_FIGURE})\s?%(?:\s+failed)?")
_AFFECTED = re.compile(rf"(?P<affected>{_FIGURE})(?:\s+[^\W\d]+)?")
_TO = re.compile(r"\s*(?:[-–—]|to\s|until\s)\s*")
_DUE_AT = re.compile(r"(.*?)\s*(?:^|\s)(?:by|due)\s+(\S.*)")


def read_measure(line: Line) -> Puts:
    """A figure with its total, unit and basis; the ends of its range, and the best guess between.

    Raises `BadValue` for a range that does not begin with its least number, and for a part that
    is more than the whole.
    """
    metric, figures = head(line.text)
    figures, _ = peel(figures, {"ref": line.known("prep.evidence")})
    around, figures = _take(_AROUND, figures)
    figures, inside = bracketed(figures.strip())
    found = _MEASURE.fullmatch(figures)
    estimate = _estimate(found, around)
    if not metric or found is None or estimate is None:
        return line.item(Measure(id=line.id, metric=line.text))
    basis = find_choice(Basis, inside)
    low, best, high = estimate
    measure = Measure(
        id=line.id,
        metric=metric,
        value=best,
        of=read_number(found["of"]) if found["of"] else None,
        low=low,
        high=high,
        unit=found["unit"],
        basis=basis,
        note=inside or None if basis is None else None,
        evidence=line.refs("prep.evidence"),
    )
    return line.item(_in_order(measure, "impact.immediate"))


def read_segment(line: Line) -> Puts:
    """A stretch of impact: from, to, how many were affected, failed of attempts or a share.

    Raises `BadValue` for words that have no place in a segment, and for counts that cannot be.
    """
    start, end, rest = _stretch(line)
    counts, rest = _take(_COUNTS, rest)
    share, rest = _take(_SHARE, rest)
    affected, rest = _take(_AFFECTED, rest)
    if rest.strip(" ,;"):
        raise BadValue(
            f"“{rest.strip(' ,;')}” has no place in a segment. "
            f"Write for example: {EXAMPLES['impact.segments']}"
        )
    segment = Segment(
        id=line.id,
        start=start,
        end=end,
        affected=read_whole(affected["affected"]) if affected else None,
        attempts=read_whole(counts["attempts"]) if counts else None,
        failed=read_whole(counts["failed"]) if counts else None,
        failure_share=read_share(f"{share['share']} %") if share else None,
    )
    if trouble := impossible(segment):
        raise BadValue(
            f"The segment {trouble}, which cannot be. Write the failed before the attempts: "
            f"{EXAMPLES['impact.segments']}"
        )
    return line.item(segment)


def read_cost(line: Line) -> Puts:
    """Money as a figure or a range with its currency, and its basis in brackets.

    Raises `BadValue` for a range that does not begin with its least number.
    """
    item, figures = head(line.text)
    around, figures = _take(_AROUND, figures)
    figures, basis = bracketed(figures.strip())
    found = _COST.fullmatch(figures)
    estimate = _estimate(found, around)
    if not item or found is None or estimate is None:
        return line.item(Cost(id=line.id, item=line.text))
    low, best, high = estimate
    cost = Cost(
        id=line.id,
        item=item,
        low=low,
        best=best,
        high=high,
        currency=found["before"] or found["after"],
        basis=basis or None,
    )
    return line.item(_in_order(cost, "impact.financial"))


def read_long_term(line: Line) -> Puts:
    """An effect that lasts: its area before the colon, how long, who watches it, its review."""
    area, text = choice_head(Area, line.text)
    takers = {"mention": line.person, "horizon": _how_long, "due": line.due}
    text, marks = peel(text, takers)
    effect = LongTerm(
        id=line.id,
        area=area,
        text=text or None,
        horizon=first(marks["horizon"]),
        owner=first(marks["mention"]),
        review_on=first(marks["due"]),
    )
    return line.item(effect)


def read_deadline(line: Line) -> Puts:
    """A duty: the regime and its step before the colon, the rule, and "by" a time."""
    found = _DUE_AT.fullmatch(line.text)
    text = found[1] if found else line.text
    due = line.instant(found[2], ahead=True) if found else None
    before, rule = head(text)
    regime, _, step = (before or text).partition(" ")
    deadline = Deadline(
        id=line.id, regime=regime or None, step=step or None, rule=rule if before else None, due=due
    )
    return line.item(deadline)


def _estimate(
    found: re.Match[str] | None, around: re.Match[str] | None
) -> tuple[Number | None, Number | None, Number | None] | None:
    """The least, best and most of a figure; None where it cannot be said which is which."""
    if found is None or (around and found["two"]):
        return None
    words = (around and around["low"], found["one"], around and around["high"])
    if found["three"]:
        words = (found["one"], found["two"], found["three"])
    elif found["two"]:
        words = (found["one"], None, found["two"])
    low, best, high = (read_number(each) if each else None for each in words)
    return low, best, high


def _in_order(figure: Figure, where: str) -> Figure:
    """The figure; raises `BadValue` where its numbers do not go up."""
    if found := disorder(figure):
        raise BadValue(f"{found[1]}. Write for example: {EXAMPLES[where]}")
    return figure


def _how_long(words: str) -> str:
    """The horizon without the word before it: "for 6 months" is 6 months."""
    return words.split(maxsplit=1)[1]


def _stretch(line: Line) -> tuple[datetime, datetime | None, str]:
    """Start, end and what follows them. Raises `BadValue` without a start."""
    words, _ = split_leading_time(line.text)
    if not words:
        raise BadValue(
            f"“{line.text}” does not start with a time. "
            f"Write for example: {EXAMPLES['impact.segments']}"
        )
    start = line.instant(words)
    rest = line.text[len(words) :]
    joint = _TO.match(rest)
    if joint is None:
        return start, None, rest
    until, more = split_leading_time(rest[joint.end() :])
    if not until:
        raise BadValue(f"“{rest[joint.end() :]}” does not start with the time of the end.")
    end = line.instant(until, start)
    if end <= start:
        raise BadValue(f"The end {until} is not after the start {words}.")
    return start, end, more


def _take(pattern: re.Pattern[str], text: str) -> tuple[re.Match[str] | None, str]:
    """The first match and the text without it."""
    found = pattern.search(text)
    return (found, text[: found.start()] + text[found.end() :]) if found else (None, text)


ENTRIES = {
    "impact.immediate": Entry(read_measure, "metric"),
    "impact.segments": Entry(read_segment, "start"),
    "impact.financial": Entry(read_cost, "item"),
    "impact.long_term": Entry(read_long_term, "text"),
    "deadlines": Entry(read_deadline, "regime"),
}
