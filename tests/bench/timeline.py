"""What one more entry costs when the timeline is long, from Enter to its row on the screen."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median

from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from tests.bench.place import Place, examples
from tests.bench.table import Line
from tests.bench.terminal import Terminal

FEW, MANY = 9, 499
"""Entries that are there before the first that is measured."""

ADDED = 16
"""Entries added to each; the first two do not count."""

LIMIT = 1.5
START = datetime(2026, 9, 15, 16, tzinfo=UTC)


def measure(place: Place) -> list[Line]:
    """Adding to a short and to a long timeline in turn, and filtering the long one."""
    with ExitStack() as stack:
        programs = [stack.enter_context(_opened(place, count)) for count in (FEW, MANY)]
        times: dict[Terminal, list[float]] = {program: [] for program in programs}
        for number in range(ADDED):
            for program in programs:
                times[program].append(_added(program, number))
        few, many = (median(times[program][2:]) for program in programs)
        filtered = [median(_filtered(program)) for program in programs]
    return [
        Line(f"entry {MANY + 1} of the timeline, by {FEW + 1}", many, few, LIMIT),
        Line(f"a key in the filter, {MANY} entries by {FEW}", filtered[1], filtered[0], None),
    ]


def _opened(place: Place, count: int) -> Terminal:
    """The analysis page of a record with so many entries."""
    record = _record(count)
    library = place.library(f"timeline-{count}", [record])
    program = Terminal(
        place.pmtui(library, "open", record.id, "--step", "analysis"), 100, 30, place.env
    )
    program.seen(f"Timeline ({count})", program.began)
    program.quiet(1.0)
    return program


def _record(count: int) -> Postmortem:
    """The largest example with so many plain entries, twenty seconds from each to the next."""
    events = tuple(
        Event(
            id=f"t{number + 1}",
            at=START + timedelta(seconds=20 * number),
            precision=Precision.EXACT,
            kind=EventKind.NOTE,
            text=f"what was seen at moment {number}",
        )
        for number in range(count)
    )
    return replace(examples()[-1], timeline=events)


def _added(program: Terminal, number: int) -> float:
    """Milliseconds from Enter until the new row is there."""
    program.write(f"18:{number:02} note: new-{number}")
    program.quiet(0.8)
    return program.seen(f"note         new-{number}", program.write("\r")) * 1000


def _filtered(program: Terminal) -> list[float]:
    """Milliseconds from each key in the filter until it is seen."""
    program.write("\x1b")
    program.quiet(0.8)
    program.write("/")
    program.quiet(0.5)
    times, typed = [], ""
    for letter in "new-11":
        typed += letter
        times.append(program.seen(f"│ {typed} ", program.write(letter)) * 1000)
    return times
