"""Entry lines of the impact: figures, segments, money, lasting effects, duties to notify."""

import re
from datetime import datetime

from pmtui.guide.entry.line import Entry, Line, Puts, bracketed, choice_head, first, head, peel
from pmtui.guide.examples import EXAMPLES
from pmtui.guide.words import find_choice, read_number, read_share, read_whole
from pmtui.model.errors import BadValue
from pmtui.model.harm import Cost, Deadline, LongTerm, Measure, Segment
from pmtui.model.kinds import Area, Basis
from pmtui.model.leading_time import split_leading_time

_FIGURE = r"\d{1,3}(?:[,'’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MEASURE = re.compile(
    rf"(?P<low>{_FIGURE})(?:\s?[-–]\s?(?P<high>{_FIGURE}))?"
    rf"(?:\s+of\s+(?P<of>{_FIGURE}))?(?:\s*(?P<unit>%|[^\W\d].*))?"
)
_COST = re.compile(
    rf"(?:(?P<before>[A-Z]{{3}})\s?)?(?P<low>{_FIGURE})"
    rf"(?:\s?[-–]\s?(?P<high>{_FIGURE}))?(?:\s?(?P<after>[A-Z]{{3}}))?"
)
_COUNTS = re.compile(rf"(?P<failed>{_FIGURE})\s*/\s*(?P<attempts>{_FIGURE})(?:\s+failed)?")
_SHARE = re.compile(rf"(?P<share>{_FIGURE})\s?%(?:\s+failed)?")
_AFFECTED = re.compile(rf"(?P<affected>{_FIGURE})(?:\s+[^\W\d]+)?")
_TO = re.compile(r"\s*(?:[-–—]|to\s|until\s)\s*")
_DUE_AT = re.compile(r"(.*?)\s*(?:^|\s)(?:by|due)\s+(\S.*)")


def read_measure(line: Line) -> Puts:
    """A figure with its total, unit and basis; a range becomes its low and high end."""
    metric, figures = head(line.text)
    figures, _ = peel(figures, {"ref": line.known("prep.evidence")})
    figures, inside = bracketed(figures)
    found = _MEASURE.fullmatch(figures)
    if not metric or found is None:
        return line.item(Measure(id=line.id, metric=line.text))
    basis = find_choice(Basis, inside)
    low, high = read_number(found["low"]), found["high"]
    measure = Measure(
        id=line.id,
        metric=metric,
        value=None if high else low,
        of=read_number(found["of"]) if found["of"] else None,
        low=low if high else None,
        high=read_number(high) if high else None,
        unit=found["unit"],
        basis=basis,
        note=inside or None if basis is None else None,
        evidence=line.refs("prep.evidence"),
    )
    return line.item(measure)


def read_segment(line: Line) -> Puts:
    """A stretch of impact: from, to, how many were affected, failed of attempts or a share.

    Raises `BadValue` for words that have no place in a segment.
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
    return line.item(segment)


def read_cost(line: Line) -> Puts:
    """Money as a figure or a range with its currency, and its basis in brackets."""
    item, figures = head(line.text)
    figures, basis = bracketed(figures)
    found = _COST.fullmatch(figures)
    if not item or found is None:
        return line.item(Cost(id=line.id, item=line.text))
    low, high = read_number(found["low"]), found["high"]
    cost = Cost(
        id=line.id,
        item=item,
        low=low if high else None,
        best=None if high else low,
        high=read_number(high) if high else None,
        currency=found["before"] or found["after"],
        basis=basis or None,
    )
    return line.item(cost)


def read_long_term(line: Line) -> Puts:
    """An effect that lasts: its area before the colon, who watches it, when it is reviewed."""
    area, text = choice_head(Area, line.text)
    text, marks = peel(text, {"mention": line.person, "due": line.due})
    effect = LongTerm(
        id=line.id,
        area=area,
        text=text or None,
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
