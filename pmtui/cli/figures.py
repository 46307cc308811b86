"""``pmtui figures``: how long it took and how much was lost."""

from dataclasses import fields
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, ref_argument
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from datetime import datetime

    from pmtui.model.figures import Interval
    from pmtui.model.postmortem import Postmortem


@click.command(epilog=example("pmtui figures @last", "pmtui figures 2026-09 --json"))
@ref_argument
@json_option
@click.pass_obj
def figures(settings: Settings, ref: str, as_json: bool) -> int:
    """Print the intervals of the response and the size of the impact.

    An interval has its short name, its minutes, and the two milestones that it lies between; a
    figure of the impact has the numbers that it was computed from, or what is missing. An
    approximate milestone gives a range; what is not known is a hyphen, null with --json. An
    interval of negative length and segments that overlap are named on the standard error; when
    segments overlap, the size of the impact is not known and the exit code is 1.
    """
    from pmtui.model.figures import intervals, overlapping

    record = settings.library.load(settings.library.resolve(ref)).record
    if as_json:
        print_json(_plain(record))
    else:
        print_rows(_rows(record), whole=True)
    for each in intervals(record):
        if each.minutes is not None and each.minutes < 0:
            say(_negative(each))
    overlaps = overlapping(record)
    for one, other in overlaps:
        say(f"Segments {one} and {other} of the impact overlap. {_spans(record, one, other)}")
    return 1 if overlaps else 0


def _plain(record: "Postmortem") -> dict[str, Any]:
    """The figures as JSON values; the intervals from detection stand beside the others."""
    from pmtui.model.figures import impact, intervals, since_detection

    found = impact(record)
    return {
        "intervals": {each.name: _interval(each) for each in intervals(record)},
        "from_detection": {each.name: _interval(each) for each in since_detection(record)},
        "impact": {each.name: _number(getattr(found, each.name)) for each in fields(found)},
    }


def _interval(each: "Interval") -> dict[str, Any]:
    return {
        "minutes": _number(each.minutes),
        "low": _number(each.low),
        "high": _number(each.high),
        "from": each.start,
        "to": each.end,
        "from_at": each.start_at,
        "to_at": each.end_at,
    }


def _number(value: Fraction | None) -> float | int | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _rows(record: "Postmortem") -> list[list[str | None]]:
    """A row for each interval and each figure of the impact."""
    from pmtui.exporters.reckoning import reckonings
    from pmtui.model.figures import impact, intervals, since_detection

    rows = [_interval_row(each.name, each) for each in intervals(record)]
    rows += [_interval_row(f"{each.name} from detection", each) for each in since_detection(record)]
    found = impact(record)
    for each in reckonings(record):
        shown = None if getattr(found, each.name) is None else each.shown
        rows.append([each.name.replace("_", " "), shown, each.how])
    return rows


def _interval_row(name: str, each: "Interval") -> list[str | None]:
    from pmtui.exporters.phrases import number
    from pmtui.exporters.sections.story import MILESTONES

    length = None if each.minutes is None else f"{number(each.minutes)} min"
    if each.low != each.high:
        length = f"about {length}, {number(each.low)} to {number(each.high)}"
    ends = [
        f"{MILESTONES[name]} {_time(at)}"
        for name, at in ((each.start, each.start_at), (each.end, each.end_at))
    ]
    return [name, length, " to ".join(ends)]


def _negative(each: "Interval") -> str:
    """What to look at where an interval ends before it begins."""
    return (
        f"{each.name} is negative: {each.end} ({_time(each.end_at)}) lies before {each.start} "
        f"({_time(each.start_at)}). Check both times."
    )


def _spans(record: "Postmortem", *ids: str) -> str:
    """When the named segments begin and end, and what to do."""
    spans = [
        f"{each.id} is {_time(each.start)} to {_time(each.end)}"
        for each in record.impact.segments
        if each.id in ids
    ]
    return f"{', '.join(spans)}. Change one, or its minutes would count twice."


def _time(at: "datetime | None") -> str:
    from pmtui.model.walltime import show_wall

    return "not known" if at is None else show_wall(at, "UTC")
