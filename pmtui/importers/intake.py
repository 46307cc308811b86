"""What of a machine's data is taken, joined, kept as a note or passed over, and how much of it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from pmtui.guide.private import marks
from pmtui.importers.sources import without_colours
from pmtui.importers.stamps import Clock, Reading, with_fraction
from pmtui.importers.words import fit
from pmtui.model.errors import BadValue
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.story import Event
from pmtui.model.text import clean

AT_MOST = 5_000
"""Events that one import takes unless more are asked for: a timeline is no store of logs."""

LARGEST_EVENT = 1_000_000
LARGEST = 32_000_000
"""Characters of one event with all that is joined to it, and of all that one import takes.

No more fits a postmortem's file, where each event costs `_FRAME` besides its own words.
"""

_FRAME = 440

_TEXT = 240
_AT_ONCE = 256
"""Events that are looked at together for secrets and phone numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a file is read. `form` is one of `formats.FORMATS`, or "auto".

    `zone` is the zone of times without one, else `story_zone`; `day` the day of dates without a
    year and of times without a date, else the day of `story_start`; `day_first` says how 03/04/2026
    is read in a table whose other rows do not show it. Only events from `since` to
    `until`, to the second, are taken whose text has `match`, a regular expression; more than
    `at_most` are refused.
    """

    form: str = "auto"
    zone: str | None = None
    day: date | None = None
    day_first: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    match: str | None = None
    at_most: int = AT_MOST
    story_zone: str = "UTC"
    story_start: datetime | None = None

    def clock(self, now: datetime) -> Clock:
        """The clock that reads the times of one file."""
        start = self.story_start.date() if self.story_start else None
        zone = self.zone or self.story_zone
        return Clock(zone, self.day or start, now, is_told=self.zone is not None)

    def pattern(self) -> re.Pattern[str] | None:
        """`match` made ready. Raises `BadValue` for what is no regular expression."""
        try:
            return re.compile(self.match) if self.match else None
        except (re.error, OverflowError, RecursionError) as error:
            raise BadValue(
                f"“{self.match}” is no regular expression: {error}. To find the characters as "
                "they are, write a backslash before each that is no letter, figure or blank."
            ) from None


class Piece(NamedTuple):
    """What makes an event: its number from 1, the text of it and of all that is joined to it.

    [1], [2] and [3] of `stamp` are the date and clock, the fraction and the zone as they stand;
    `reading` is what they mean.
    """

    number: int
    source: list[str]
    kind: EventKind | None
    words: str
    reading: Reading
    stamp: Any
    who: str | None = None


@dataclass(slots=True)
class Intake:
    """Takes what a reader finds, piece by piece, and counts.

    Pieces are lines that are not blank, or the messages, rows or entries of a document. Each
    piece is one of: `passed` over, since it lies outside of what was asked for; `taken`, which
    makes an event; `joined` to the event above it; in the `notes`, as it stood. `search` finds
    `Options.match`; `private` are the numbers of pieces with what should not be shared.
    """

    name: str
    form: str
    options: Options
    clock: Clock
    passed: int = 0
    taken: int = 0
    joined: int = 0
    notes: list[str] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    private: list[int] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None
    search: Callable[[str], re.Match[str] | None] | None = None
    _size: int = 0
    _unseen: list[tuple[int, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        pattern = self.options.pattern()
        self.search = pattern.search if pattern else None

    def outside(self, at: datetime | None) -> bool:
        """Whether an instant, to the second, lies before `since` or after `until`."""
        since, until = self.options.since, self.options.until
        if since is until:  # both None, as they mostly are
            return False
        return at is not None and (
            (since is not None and at < since) or (until is not None and at > until)
        )

    def is_far(self, first: datetime, last: datetime) -> bool:
        """Whether all instants from the first to the last lie outside."""
        since, until = self.options.since, self.options.until
        return (since is not None and last < since) or (until is not None and first > until)

    def take(self, piece: Piece) -> None:
        """An event of one piece and those joined to it."""
        self.taken += 1
        self.joined += len(piece.source) - 1
        if (at := piece.reading.at) is not None:
            if self.first is None or at < self.first:
                self.first = at
            if self.last is None or at > self.last:
                self.last = at
        if self.taken > self.options.at_most:
            return
        source = piece.source[0] if len(piece.source) == 1 else "\n".join(piece.source)
        self._keep(2 * len(source) + _FRAME)
        self._unseen.append((piece.number, source))
        if len(self._unseen) >= _AT_ONCE:
            self._look()
        self.events.append(self._event(piece, source))

    def offer(self, piece: Piece) -> None:
        """A piece by itself: taken if it is asked for, else passed over."""
        if self.outside(piece.reading.at) or not self.is_wanted(piece.source[0]):
            self.passed += 1
        else:
            self.take(piece)

    def _look(self) -> None:
        """Find what should not be shared: in many events at once, and then, if need be, in each."""
        if marks("\n".join(source for _, source in self._unseen)):
            self.private += [number for number, source in self._unseen if marks(source)]
        self._unseen = []

    def _event(self, piece: Piece, source: str) -> Event:
        reading, fraction = piece.reading, piece.stamp[2]
        return Event(
            id="t0",
            at=reading.at and with_fraction(reading.at, fraction),
            precision=reading.precision,
            entered=f"{piece.stamp[1]}{fraction or ''}{_zone_words(piece.stamp[3])}",
            entered_tz=reading.zone if reading.at else None,
            kind=piece.kind,
            text=_one_line(piece.words) or _one_line(piece.source[0]),
            actor_role=_one_line(piece.who) if piece.who else None,
            source=source,
            origin=f"{self.form} {self.name}:{piece.number}",
        )

    def note(self, source: str) -> None:
        """A piece without a time and without an event above it. Raises `BadValue` for too many."""
        if not self.is_wanted(source):
            self.passed += 1
            return
        if len(self.notes) >= self.options.at_most:
            raise BadValue(
                f"{self.name} has more than {self.options.at_most:,} lines or entries without a "
                "time that can be read. Is it a log? Name its --format, or take them out first."
            )
        self._keep(len(source))
        self.notes.append(source)

    def finish(self) -> None:
        """Settle what only the end shows. Raises `BadValue` where there is more than may be."""
        if self.taken > self.options.at_most:
            raise BadValue(self._too_many())
        self._look()
        if self.clock.turned:
            del self.clock.assumed["twice", self.clock.zone]
            self.events = [_settled(event) for event in self.events]

    def is_wanted(self, first: str, joined: Sequence[str] = ()) -> bool:
        """Whether a piece, or what is joined to it, has `match` in it."""
        if self.search is None:
            return True
        return self.search(first) is not None or any(map(self.search, joined))

    def _keep(self, size: int) -> None:
        self._size += size
        if self._size > LARGEST:
            raise BadValue(
                f"{self.name} has more than a postmortem can hold (32 MB), which was full after "
                f"{len(self.events):,} events. Narrow it with --since, --until or --match."
            )

    def _too_many(self) -> str:
        span = f" from {_shown(self.first)} to {_shown(self.last)}" if self.first else ""
        since = _shown(self.first) if self.first else "TIME"
        fits = self._size * self.taken <= LARGEST * self.options.at_most
        whole = f", or ask for all with --at-most {self.taken}" if fits else ""
        return (
            f"{self.name} has {self.taken:,} events{span}; a timeline takes at most "
            f"{self.options.at_most:,} at once. Narrow it, such as with --since {since} --until "
            f"TIME or --match 'error|deploy'{whole}."
        )


def _one_line(words: str) -> str:
    """Words as an entry has them: what JSON had hidden behind escapes is made visible, too."""
    if len(words) <= _TEXT and words.isprintable() and "  " not in words:  # so mostly
        return words.strip()
    return fit(" ".join(clean(without_colours(words)).split()), _TEXT)


def _zone_words(words: str | None) -> str:
    return f" {words}" if words and words.isalpha() and words != "Z" else words or ""


def _settled(event: Event) -> Event:
    """The order of the lines has shown that a time was the first of the two it can be."""
    is_unsure = event.precision is Precision.APPROX
    return replace(event, precision=Precision.EXACT) if is_unsure else event


def _shown(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" if at else "unknown"
