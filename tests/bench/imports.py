"""How long a log of 100,000 lines takes, against reading it with one regular expression."""

import re
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmtui.importers.machine import Options, read_events
from tests.bench.place import Place
from tests.bench.table import Line, in_turn

LINES = 100_000
_START = datetime(2026, 9, 15, tzinfo=UTC)
_ONE = re.compile(r"(\w{3} [ \d]\d \d\d:\d\d:\d\d) (\S+) ([^:\[]+)(?:\[(\d+)\])?: (.*)")
_ASKED = {
    "one hour of it": Options(since=_START.replace(hour=5), until=_START.replace(hour=6)),
    "by --match": Options(match=r"request \d*999\b"),
}
_NOON = _START.replace(hour=12)
_HALVES = (
    Options(until=_NOON - timedelta(seconds=1), at_most=LINES),
    Options(since=_NOON, at_most=LINES),
)
"""Every line an event, in two imports, as a postmortem cannot hold all. There is no limit for it:
making an `Event` and what it consists of takes longer than reading five lines does."""


def measure(place: Place) -> list[Line]:
    """A part of the log, by time and by words, found in all of its lines."""
    path = place.folder / "syslog"
    write_log(path)
    lines = []
    for what, options in _ASKED.items():
        ours, floor = in_turn(lambda asked=options: _ours(path, asked), lambda: _floor(path), 5)
        lines.append(Line(f"import, {LINES:,} lines, {what}", ours, floor, 5.0))
    ours, floor = in_turn(
        lambda: sum(_ours(path, half) for half in _HALVES), lambda: _floor(path), 3
    )
    return [*lines, Line(f"import, {LINES:,} lines, each an event", ours, floor, None)]


def write_log(path: Path) -> None:
    """A day of syslog in the order of time."""
    with path.open("w") as file:
        for number in range(LINES):
            at = _START + timedelta(seconds=number * 0.86)
            file.write(
                f"{at:%b} {at.day:2} {at:%H:%M:%S} web-{number % 7} nginx[{number % 50}]: upstream "
                f"timed out while reading response header, request {number}\n"
            )


def _ours(path: Path, options: Options) -> float:
    began = time.perf_counter()
    found = read_events(path, path.name, options, now=_START + timedelta(days=3))
    assert found.read + found.passed == LINES
    return (time.perf_counter() - began) * 1000


def _floor(path: Path) -> float:
    began = time.perf_counter()
    with path.open(encoding="utf-8") as file:
        assert sum(_ONE.match(line) is not None for line in file) == LINES
    return (time.perf_counter() - began) * 1000
