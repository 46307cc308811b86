"""How each figure was computed: the formula in words, and with the numbers of the record put in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from pmtui.exporters.phrases import NOT_ESTIMATED, minutes, number, percent, say
from pmtui.model import figures
from pmtui.model.bounds import impossible
from pmtui.model.figures import ImpactFigures, Interval
from pmtui.model.harm import Segment
from pmtui.model.postmortem import Postmortem
from pmtui.model.walltime import show_wall


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoning:
    """One figure. `name` is its field of `ImpactFigures`, or the short name of an interval.

    `shown` is the figure as it is read, or "not estimated"; `formula` is in words; `how` has the
    numbers in the place of the words, or says what is missing.
    """

    name: str
    label: str
    shown: str
    formula: str
    how: str


class Part(NamedTuple):
    """A number as it is put into a formula, or what is missing in its place."""

    words: str = ""
    missing: str = ""


def reckonings(record: Postmortem) -> tuple[Reckoning, ...]:
    """The figures of the impact, in the order of `ImpactFigures`."""
    found = figures.impact(record)
    pairs = figures.overlapping(record)
    overlap = "; ".join(f"segments {one} and {other} overlap" for one, other in pairs)
    return tuple(
        _reckoning(record, found, name, Part(missing=overlap) if overlap else None)
        for name in FIGURES
    )


def lengths(record: Postmortem) -> tuple[Reckoning, ...]:
    """The intervals of the response, each with the two milestones that it lies between."""
    return tuple(_length(each) for each in figures.intervals(record))


def _reckoning(
    record: Postmortem, found: ImpactFigures, name: str, trouble: Part | None
) -> Reckoning:
    label, formula, part, show = FIGURES[name]
    words, missing = trouble or part(record, found)
    value = getattr(found, name)
    unit = say(record.impact.unit, "affected")
    return Reckoning(
        name=name,
        label=label.replace("affected", unit),
        shown=NOT_ESTIMATED if value is None else show(record, value),
        formula=formula.replace("affected", unit),
        how=words if value is not None else f"{NOT_ESTIMATED}: {missing}",
    )


def _length(each: Interval) -> Reckoning:
    from pmtui.exporters.sections.story import MILESTONES

    start, end = MILESTONES[each.start], MILESTONES[each.end]
    ends = ((start, each.start_at), (end, each.end_at))
    unknown = " and ".join(name for name, at in ends if at is None)
    how = f"{NOT_ESTIMATED}: {unknown} not known to the minute"
    if each.start_at and each.end_at:
        how = f"{show_wall(each.end_at, 'UTC')} − {show_wall(each.start_at, 'UTC')}"
    if each.low != each.high:
        how += f"; {number(each.low)} to {number(each.high)} min, as a time is approximate"
    shown = NOT_ESTIMATED if each.minutes is None else minutes(each.minutes)
    formula = f"{end} − {start}"
    return Reckoning(name=each.name, label=each.label, shown=shown, formula=formula, how=how)


def _minutes(segment: Segment) -> Part:
    found = figures.length(segment)
    if found is not None:
        return Part(f"{_put(found)} min")
    if segment.start and segment.end:
        return Part(missing="ends before it starts")
    ends = (("start", segment.start), ("end", segment.end))
    return Part(missing=f"has no {' and no '.join(name for name, at in ends if at is None)}")


def _affected(segment: Segment) -> Part:
    if segment.affected is None:
        return Part(missing="has no number affected")
    return Part(number(segment.affected))


def _count(field: str) -> Callable[[Segment], Part]:
    """The attempts or the failed of a segment."""

    def part(segment: Segment) -> Part:
        count: int | None = getattr(segment, field)
        missing = impossible(segment) or ("" if count is not None else f"has no {field}")
        return Part(missing=missing) if missing else Part(number(count))

    return part


def _share(segment: Segment) -> Part:
    if trouble := impossible(segment):
        return Part(missing=trouble)
    if segment.attempts and segment.failed is not None:
        return Part(f"{number(segment.failed)}/{number(segment.attempts)}")
    if segment.failure_share is not None:
        return Part(_exact_percent(segment.failure_share))
    return Part(missing="has no failure share")


@dataclass(frozen=True, slots=True)
class Sum:
    """The product of some numbers of a segment, added up over all segments."""

    factors: Sequence[Callable[[Segment], Part]]

    def __call__(self, record: Postmortem, _: ImpactFigures) -> Part:
        """The sum with its numbers, or which segments lack what."""
        segments = record.impact.segments
        if not segments:
            return Part(missing="there are no segments")
        terms = [[factor(each) for factor in self.factors] for each in segments]
        missing = "; ".join(
            f"segment {each.id} {part.missing}"
            for each, parts in zip(segments, terms, strict=True)
            for part in parts
            if part.missing
        )
        words = " + ".join(" × ".join(part.words for part in parts) for parts in terms)
        return Part(missing=missing) if missing else Part(words)


def _failure_share(record: Postmortem, found: ImpactFigures) -> Part:
    if found.failed is not None and found.attempts:
        return Part(f"{number(found.failed)} / {number(found.attempts)}")
    if found.failure_share is not None:
        return Part(f"{_exact_percent(found.failure_share)} in every segment")
    if found.attempts == 0:
        return Part(missing="there were no attempts")
    missing = Sum((_share,))(record, found).missing
    return Part(missing=missing or "the segments differ, and not all have attempts and failed")


def _availability(record: Postmortem, found: ImpactFigures) -> Part:
    if found.failure_share is None:
        return Part(missing=_failure_share(record, found).missing)
    return Part(f"1 − {_exact_percent(found.failure_share)}")


def _allowed(record: Postmortem) -> Part:
    target = record.impact.slo.target
    if target is None:
        return Part(missing="the objective has no target")
    if target >= 1:
        return Part(missing="the objective allows no failure")
    return Part(f"(1 − {_exact_percent(target)})")


def _budget(record: Postmortem, _: ImpactFigures) -> Part:
    slo, target = record.impact.slo, record.impact.slo.target
    by_time = figures.counts(slo) == "time"
    window = slo.window_days if by_time else slo.events_in_window
    needed = (
        (target is not None, "the objective has no target"),
        (
            figures.counts(slo) in ("time", "requests"),
            "the objective counts neither time nor requests",
        ),
        (
            window is not None,
            f"the objective has no {'window' if by_time else 'events in its window'}",
        ),
    )
    missing = "; ".join(words for there, words in needed if not there)
    if missing or target is None:
        return Part(missing=missing)
    size = f"{number(window)} {'days × 1,440 min' if by_time else 'events'}"
    return Part(f"(1 − {_exact_percent(target)}) × {size}")


def _consumed(record: Postmortem, found: ImpactFigures) -> Part:
    used = "weighted_minutes" if figures.counts(record.impact.slo) == "time" else "failed"
    above: Fraction | None = getattr(found, used)
    missing = [FIGURES[used].part(record, found).missing, _budget(record, found).missing]
    if found.budget == 0:
        missing.append("the error budget is 0")
    return _quotient(above, found.budget, missing)


def _burn(record: Postmortem, found: ImpactFigures) -> Part:
    allowed = _allowed(record)
    if figures.counts(record.impact.slo) != "time":
        part = _failure_share(record, found)
        share = None if found.failure_share is None else _exact_percent(found.failure_share)
        return _quotient(share, allowed.words, [part.missing, allowed.missing])
    missing = [Sum((_minutes, _share))(record, found).missing, allowed.missing]
    if found.minutes == 0:
        missing.append("the segments have no length")
    mean = _quotient(found.weighted_minutes, found.minutes, missing)
    return _quotient(mean.words, allowed.words, missing)


def _quotient(
    above: Fraction | str | None, below: Fraction | str | None, missing: Sequence[str]
) -> Part:
    lacking = "; ".join(filter(None, missing))
    return Part(missing=lacking) if lacking else Part(f"{_put(above)} / {_put(below)}")


def _put(value: Fraction | str | None) -> str:
    """A number as it is put into a formula: with up to four decimals; words stay."""
    if not isinstance(value, Fraction):
        return value or ""
    whole, _, decimals = f"{float(value):,.4f}".partition(".")
    return f"{whole}.{decimals}".rstrip("0").rstrip(".")


def _exact_percent(share: float | Fraction) -> str:
    return f"{float(share) * 100:.6g} %"


def _plain(_: Postmortem, value: Fraction) -> str:
    return number(value)


def _in_minutes(_: Postmortem, value: Fraction) -> str:
    return minutes(value)


def _in_percent(_: Postmortem, value: Fraction) -> str:
    return percent(value)


def _in_budget(record: Postmortem, value: Fraction) -> str:
    unit = "minutes" if figures.counts(record.impact.slo) == "time" else "events"
    return f"{number(value)} {unit}"


class Figure(NamedTuple):
    """How a figure is called, computed and read; "affected" stands for what is counted."""

    label: str
    formula: str
    part: Callable[[Postmortem, ImpactFigures], Part]
    show: Callable[[Postmortem, Fraction], str]


FIGURES = {
    "minutes": Figure(
        "Minutes in segments", "minutes of each segment, added", Sum((_minutes,)), _in_minutes
    ),
    "weighted_minutes": Figure(
        "Minutes × share failed",
        "minutes × share failed of each segment, added",
        Sum((_minutes, _share)),
        _in_minutes,
    ),
    "affected_minutes": Figure(
        "Minutes × affected",
        "minutes × affected of each segment, added",
        Sum((_minutes, _affected)),
        _plain,
    ),
    "weighted_affected_minutes": Figure(
        "Minutes × affected × share failed",
        "minutes × share failed × affected of each segment, added",
        Sum((_minutes, _share, _affected)),
        _plain,
    ),
    "attempts": Figure(
        "Attempts", "attempts of each segment, added", Sum((_count("attempts"),)), _plain
    ),
    "failed": Figure("Failed", "failed of each segment, added", Sum((_count("failed"),)), _plain),
    "failure_share": Figure("Share failed", "failed / attempts", _failure_share, _in_percent),
    "availability": Figure(
        "Availability by requests", "1 − share failed", _availability, _in_percent
    ),
    "budget": Figure("Error budget", "(1 − target) × window", _budget, _in_budget),
    "budget_consumed": Figure(
        "Budget used", "failed (or minutes × share failed) / budget", _consumed, _in_percent
    ),
    "burn_rate": Figure("Mean burn rate", "share failed / (1 − target)", _burn, _plain),
}
