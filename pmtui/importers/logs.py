"""A log, line by line: each line begins an event, belongs to the one above, or is a note."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from pmtui.importers.intake import LARGEST_EVENT, Intake, Piece
from pmtui.importers.lines import LineForm, starts_anyway
from pmtui.importers.sources import Lines, without_colours
from pmtui.importers.stamps import Reading
from pmtui.model.errors import BadValue

_LAST_SECOND = timedelta(seconds=59)
_MOST_KNOWN = 10_000
"""Minutes that are remembered at most."""


class _Begun(NamedTuple):
    """The first line of the event that is being read: its number, text, format, match and time.

    A time that means the same wherever it stands is read only when the event is taken.
    """

    number: int
    line: str
    form: LineForm
    found: Any
    reading: Reading | None = None


def read_log(lines: Lines, form: LineForm, intake: Intake) -> int:
    """Read all lines of a log; the number of those that are not blank.

    Memory is bounded: of what lies outside `since` and `until` nothing is kept.
    """
    log = _Log(lines, form, intake)
    log.read()
    return lines.number - log.blank


class _Log:
    """A log that is being read.

    `far` and `near` hold minutes of which all lines lie outside, or inside, of what is asked for
    and which mean the same wherever they stand; `passing` is how the lines of such a minute
    outside begin in a format without zones. `skipped` is an event above whose first line does not
    have what is asked for: it is passed over unless a line that belongs to it has.
    """

    def __init__(self, lines: Lines, form: LineForm, intake: Intake) -> None:
        self.lines, self.form, self.intake = lines, form, intake
        self.blank = 0
        self.outside = False
        self.begun: _Begun | None = None
        self.skipped: tuple[int, str, LineForm, Any] | None = None
        self.joined: list[str] = []
        self.size = 0
        self.near: set[tuple[str, str | None]] = set()
        self.far: set[tuple[str, str | None]] = set()
        self.passing = "\0"

    def read(self) -> None:
        """Every line once; nothing here may cost much."""
        lines, start, form, intake = self.lines, self.form.start, self.form, self.intake
        search = intake.search
        for raw in lines:
            line = without_colours(raw) if "\x1b" in raw else raw
            if line.startswith(self.passing):
                self._pass()
            elif (found := start(line)) is None:
                self._other(line)
            elif (minute := (found[1][:-3], found[3])) in self.near:
                if self.begun is not None:
                    self._end()
                line = line if line.isascii() else lines.plain(line)
                if search is None or search(line) is not None:
                    self.begun, self.skipped = _Begun(lines.number, line, form, found), None
                else:
                    intake.passed += 1
                    self.skipped = (lines.number, line, form, found)
                self.outside = False
            elif minute in self.far:
                self._pass()
            else:
                self._begin(line, found, form)
        self._end()

    def _pass(self) -> None:
        """A line that begins an event outside of what is asked for."""
        self._end()
        self.outside = True
        self.intake.passed += 1

    def _begin(self, line: str, found: Any, form: LineForm) -> None:
        """A line that begins an event, unless its time is none."""
        intake, clock = self.intake, self.intake.clock
        reading = clock.read(found[1], found[3])
        if reading is None:
            self._belongs(line)
            return
        if intake.outside(reading.at):
            self._pass()
        else:
            self._end()
            self.outside = False
            line = line if line.isascii() else self.lines.plain(line)
            self.begun = _Begun(self.lines.number, line, form, found, reading)
        if reading.at is not None and clock.knows(found[1], found[3]):
            self._learn(line, found, reading.at)

    def _learn(self, line: str, found: Any, at: datetime) -> None:
        """Whether all of the minute that the line is of lies inside, or all of it outside."""
        first = at.replace(second=0)
        last = first + _LAST_SECOND
        if len(self.near) + len(self.far) >= _MOST_KNOWN:
            self.near.clear()
            self.far.clear()
        if not self.outside and not self.intake.outside(first) and not self.intake.outside(last):
            self.near.add((found[1][:-3], found[3]))
        elif self.outside and self.intake.is_far(first, last):
            self.far.add((found[1][:-3], found[3]))
            if isinstance(found, re.Match) and found[3] == "":
                self.passing = line[: found.end(1) - 2]

    def _other(self, line: str) -> None:
        """A line that does not begin as the log's events do."""
        if not line or line.isspace():
            self.blank += 1
        elif other := starts_anyway(line):
            self._begin(line, *other)
        else:
            self._belongs(line)

    def _belongs(self, line: str) -> None:
        """A line that belongs to the event above; what was to be an event by itself is a note."""
        if self.skipped is not None:
            self.begun = _Begun(*self.skipped)
            self.skipped = None
            self.intake.passed -= 1
        is_broken = self.form.name == "JSON lines" and line.lstrip().startswith("{")
        if self.begun and not is_broken:
            self._join(self.begun, self.lines.plain(line))
        elif self.outside:
            self.intake.passed += 1
        else:
            self.intake.note(self.lines.plain(line))

    def _join(self, begun: _Begun, line: str) -> None:
        """Add a line to the event above. Raises `BadValue` where it grows beyond all measure."""
        self.joined.append(line)
        self.size += len(line)
        if self.size > LARGEST_EVENT:
            raise BadValue(
                f"What follows line {begun.number} of {self.intake.name} has no times for more "
                f"than {LARGEST_EVENT:,} characters. Is it a log? Take that part out, or name its "
                "--format."
            )

    def _end(self) -> None:
        """The event above is whole."""
        begun, self.begun, self.skipped = self.begun, None, None
        if begun is None:
            return
        if self.intake.is_wanted(begun.line, self.joined):
            self._take(begun)
        else:
            self.intake.passed += 1 + len(self.joined)
        self.joined, self.size = [], 0

    def _take(self, begun: _Begun) -> None:
        reading = begun.reading or self.intake.clock.read(begun.found[1], begun.found[3])
        assert reading is not None
        source = [self.lines.plain(begun.line), *self.joined]
        found = begun.found
        if not (begun.line.isascii() and begun.line.startswith(source[0])):  # `plain` changed it
            found = begun.form.start(source[0]) or found
        kind, words = begun.form.tell(found)
        self.intake.take(Piece(begun.number, source, kind, words, reading, found))


def sample(lines: Lines, count: int = 200) -> list[str]:
    """The first lines that are whole in the head of a file and not blank."""
    text = lines.head.decode(lines.encoding, "replace")
    whole = text.split("\n")
    return list(islice(_filled(whole if len(whole) < 2 else whole[:-1] + _tail(whole)), count))


def _filled(lines: list[str]) -> Iterator[str]:
    return (line.rstrip("\r") for line in lines if line.strip())


def _tail(whole: list[str]) -> list[str]:
    return whole[-1:] if len(whole) < 20 else []
