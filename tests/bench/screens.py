"""First paint, keys and idling of the screens, in a pseudo-terminal."""

import time
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pmtui.guide import values
from pmtui.model.postmortem import Postmortem
from tests.bench.minimal import READY
from tests.bench.place import Place, examples
from tests.bench.table import Line
from tests.bench.terminal import Terminal

SIZES = ((80, 24), (100, 30))
PAINTS = 10
"""Starts of each program; the first does not count."""
IDLE_SECONDS = 10.0
WARM_UP = "so that it is warm "
TYPED = "we saw what nobody had seen before"


@dataclass(frozen=True, slots=True)
class Field:
    """A field that has the focus when its page opens, and the minimal program that has one.

    `place` is its address, or empty for an entry line; `shows` is on its page.
    """

    what: str
    page: str
    place: str
    floor: str
    shows: str


FIELDS = (
    Field("title, page 1", "preparation", "title", "input", "Facilitator"),
    Field("entry line, page 2", "analysis", "", "input", "Timeline ("),
    Field("entry line, page 3", "root_cause", "", "input", "Open ends:"),
    Field("line of text, page 4", "impact", "impact.summary", "input", "Service lost"),
    Field("prose, page 7", "report", "report.exec_summary", "area", "Summary"),
)


def measure(place: Place) -> list[Line]:
    """Everything about the screens, on the largest example."""
    record = examples()[-1]
    library = place.library("one", [record])
    lines = [line for size in SIZES for line in first_paint(place, library, record, *size)]
    with ExitStack() as stack:
        programs = []
        for field in FIELDS:
            command = place.pmtui(library, "open", record.id, "--step", field.page)
            ours = stack.enter_context(Terminal(command, 100, 30, place.env))
            ours.seen(field.shows, ours.began)
            programs.append(ours)
            text = values.show(record, field.place) if field.place else ""
            lines.append(key(place, field, text, ours))
        lines.append(idle(programs))
    return lines


def first_paint(
    place: Place, library: Path, record: Postmortem, columns: int, rows: int
) -> list[Line]:
    """From the start of the process until something is seen: the frame, and then its page."""
    shown = ((record.title or "")[:30], FIELDS[0].shows)
    seen: tuple[list[float], list[float]] = ([], [])
    floor: list[float] = []
    for _ in range(PAINTS):
        command = place.pmtui(library, "open", record.id)
        with Terminal(command, columns, rows, place.env) as program:
            found = program.seen_each(shown, program.began)
            for times, seconds in zip(seen, found, strict=True):
                times.append(seconds * 1000)
        with Terminal(place.minimal("line"), columns, rows, place.env) as program:
            floor.append(program.seen(READY, program.began) * 1000)
    first, page = (median(times[1:]) for times in seen)
    return [
        Line(f"open at {columns}x{rows}, first paint", first, median(floor[1:]), 1.6),
        Line(f"open at {columns}x{rows}, the page in it", page, median(floor[1:]), None),
    ]


def key(place: Place, field: Field, text: str, ours: Terminal) -> Line:
    """From a key to its letter on the screen; both fields hold the same text before."""
    with Terminal(place.minimal(field.floor, text), 100, 30, place.env) as floor:
        floor.seen(READY, floor.began)
        for program in (ours, floor):
            program.quiet(1.0)
            program.seen(WARM_UP.strip(), program.write(WARM_UP))
        times: dict[Terminal, list[float]] = {ours: [], floor: []}
        typed = WARM_UP
        for letter in TYPED:
            typed += letter
            for program in (ours, floor):
                took = program.seen(typed.rstrip()[-12:], program.write(letter))
                times[program].append(took * 1000)
    return Line(f"key, {field.what}", median(times[ours]), median(times[floor]), 1.5)


def idle(programs: list[Terminal]) -> Line:
    """What all the programs send while nobody types."""
    for program in programs:
        program.quiet(1.5)
    until = time.perf_counter() + IDLE_SECONDS
    total = sum(program.silent(until) for program in programs)
    total += sum(program.quiet(0.1) for program in programs)
    return Line(f"idle {IDLE_SECONDS:.0f} s, {len(programs)} pages", total, None, 0, "B")
