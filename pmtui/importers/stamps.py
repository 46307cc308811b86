"""Times as machines write them, read to instants; what had to be assumed is remembered."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import NamedTuple

from pmtui.model.errors import BadValue
from pmtui.model.kinds import Precision
from pmtui.model.walltime import rolled
from pmtui.model.zones import read_zone

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONTH = f"(?:{'|'.join(MONTHS)})"
_STAMP = re.compile(
    rf"(?:(?P<ymd>\d{{4}}[-/]?\d\d[-/]?\d\d)|(?P<dmy>\d{{1,2}}[/ -]{_MONTH}[/ -]\d{{4}})"
    rf"|(?:[A-Z][a-z]{{2}},?\s+)?(?P<md>{_MONTH}\s+\d{{1,2}}(?:\s+\d{{4}}(?=\s\d\d:))?)"
    r"|(?P<klog>\d{4}))?(?:T|_|:|\s+)?(?P<clock>\d\d:?\d\d(?::?\d\d)?)(?:\s+(?P<year>\d{4}))?"
)
_WHOLE = re.compile(
    r"\s*(\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?|\d{8}T\d{4,6}|\d{10,19})([.,]\d+)?"
    r"\s?(Z|[+-]\d\d(?::?\d\d)?|[A-Z]{2,5})?\s*"
)
_EPOCH = re.compile(r"\d{10}(?:\d{3}){0,3}")
_SHORT_OFFSET = re.compile(r"[+-]\d\d(?:\d\d)?")
_BACK = timedelta(minutes=1)
_DAY = timedelta(days=1)
_MOST_KNOWN = 10_000
_SECONDS = {f":{each:02}": timedelta(seconds=min(each, 59)) for each in range(61)}
"""By the end of a time; a leap second counts as the one before it."""


class Reading(NamedTuple):
    """A time to the second: `at` in UTC (None where its zone can mean several), read in `zone`."""

    at: datetime | None
    precision: Precision
    zone: str


@dataclass(slots=True)
class Clock:
    """Reads the times of one file.

    Times without a zone are read in `zone`, and with `is_told`, when a person has named it, those
    whose zone can mean several, too. `near` is the day of the story: it gives the year of
    a date that has none, and the day of a time of day; without it the year is the newest that is
    not in the future of `now`, and a time of day is no instant. `assumed` counts what was
    assumed: its name (naive, year, day, twice, missing, unclear) and what it was. `turned` says
    that the order of the lines has shown where the clock was put back.
    """

    zone: str
    near: date | None
    now: datetime
    is_told: bool = False
    assumed: Counter[tuple[str, str]] = field(default_factory=Counter)
    turned: bool = False
    _last: datetime | None = None
    _known: dict[tuple[str, str | None], Reading] = field(default_factory=dict)
    _years: dict[tuple[int, int], int] = field(default_factory=dict)

    def read(self, stamp: str, zone: str | None) -> Reading | None:
        """The time in `stamp` (no fraction of a second), or None for what no calendar has.

        What a minute is has to be found once only: lines of the same minute are told apart by
        their seconds, as no zone changes its clocks within a minute.
        """
        seconds = _SECONDS.get(stamp[-3:]) if stamp[-6:-5] == ":" else None
        minute = stamp if seconds is None else stamp[:-3]
        known = self._known.get((minute, zone))
        if known is None:
            try:
                known, is_steady = self._read(minute, zone)
            except (ValueError, OverflowError, OSError):
                return None
            if is_steady:
                self._remember((minute, zone), known)
            self._last = known.at or self._last
        if known.at is None or not seconds:
            return known
        return Reading(known.at + seconds, known.precision, known.zone)

    def knows(self, stamp: str, zone: str | None) -> bool:
        """Whether all times of the minute of `stamp` mean the same wherever they stand."""
        return (stamp[:-3], zone) in self._known

    def _remember(self, words: tuple[str, str | None], reading: Reading) -> None:
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        self._known[words] = reading

    def _read(self, stamp: str, zone: str | None) -> tuple[Reading, bool]:
        """The reading, and whether the same words mean the same further down."""
        if _EPOCH.fullmatch(stamp):
            return Reading(_of_epoch(stamp), Precision.EXACT, "UTC"), False
        found = _STAMP.fullmatch(stamp)
        if found is None:
            raise ValueError(stamp)
        clock = found["clock"].replace(":", "").ljust(6, "0")
        hour, minute, second = int(clock[:2]), int(clock[2:4]), min(int(clock[4:]), 59)
        year, month, day = self._date(found)
        if year is None:
            year = self._year(month, day)
        try:
            name, info = self._zone(zone)
        except BadValue as error:
            self.assumed["unclear", str(error)] += 1
            return Reading(None, Precision.UNKNOWN, zone or ""), True
        local = datetime(year, month, day, hour, minute, second, tzinfo=info)
        timed = found.start("clock") == 0
        if timed and self._last is not None:
            local = datetime.combine(rolled(local, self._last), local.timetz())
        return self._settled(local, name, not timed)

    def _zone(self, words: str | None) -> tuple[str, tzinfo]:
        """The zone that stands with the time, or the one that is assumed."""
        if not words:
            self.assumed["naive", self.zone] += 1
            return read_zone(self.zone)
        if _SHORT_OFFSET.fullmatch(words):
            words = f"{words[:3]}:{words[3:] or '00'}"
        try:
            return read_zone(words)
        except BadValue:
            if not self.is_told:
                raise
            return read_zone(self.zone)

    def _date(self, found: re.Match[str]) -> tuple[int | None, int, int]:
        """Year, month and day; a year of None is not written there."""
        if words := found["ymd"]:
            figures = re.sub(r"\D", "", words)
            return int(figures[:4]), int(figures[4:6]), int(figures[6:])
        if words := found["dmy"]:
            day, month, year = re.split(r"[/ -]", words)
            return int(year), MONTHS.index(month) + 1, int(day)
        if words := found["md"]:
            month, day, *rest = words.split()
            written = rest[0] if rest else found["year"]
            return int(written) if written else None, MONTHS.index(month) + 1, int(day)
        if words := found["klog"]:
            return None, int(words[:2]), int(words[2:])
        if self.near is None:
            raise ValueError("a time of day without a day")
        self.assumed["day", self.near.isoformat()] += 1
        return self.near.year, self.near.month, self.near.day

    def _year(self, month: int, day: int) -> int:
        """The year of a date without one: closest to the story, else the newest that has been."""
        if known := self._years.get((month, day)):
            return known
        base = self.near or (self.now + _DAY).date()
        days = [found for year in _around(base.year) if (found := _day(year, month, day))]
        if self.near is None:
            days = [each for each in days if each <= base]
        if not days:
            raise ValueError("no such day")
        chosen = min(days, key=lambda each: abs(each - base))
        self.assumed["year", str(chosen.year)] += 1
        self._years[month, day] = chosen.year
        return chosen.year

    def _settled(self, local: datetime, name: str, steady: bool) -> tuple[Reading, bool]:
        """The instant of a wall time; where it happens twice, the order of the lines decides."""
        first = local.replace(fold=0).astimezone(UTC)
        second = local.replace(fold=1).astimezone(UTC)
        if first == second:
            return Reading(first, Precision.EXACT, name), steady
        if second < first:
            self.assumed["missing", name] += 1
            return Reading(first, Precision.APPROX, name), False
        if self._last is not None and self._last - first > _BACK:
            self.turned = True
            return Reading(second, Precision.EXACT, name), False
        self.assumed["twice", name] += 1
        return Reading(first, Precision.APPROX, name), False


def split_stamp(words: str) -> tuple[str, str | None, str | None] | None:
    """A whole time as its date and clock, its fraction and its zone; None for what is no time."""
    found = _WHOLE.fullmatch(words)
    return (found[1], found[2], found[3]) if found else None


def with_fraction(at: datetime, fraction: str | None) -> datetime:
    """The instant with a fraction of a second such as ``.313913``, to the microsecond."""
    if not fraction:
        return at
    return at.replace(microsecond=int(fraction[1:7].ljust(6, "0")))


def _of_epoch(figures: str) -> datetime:
    """Seconds since 1970, or thousandths, millionths or billionths, by their length."""
    scale = 10 ** (len(figures) - 10)
    seconds, rest = divmod(int(figures), scale)
    at = datetime.fromtimestamp(seconds, UTC)
    return at.replace(microsecond=rest * 1_000_000 // scale)


def _around(year: int) -> list[int]:
    """The years close to one; a 29 February may be eight years away."""
    return list(range(year - 8, year + 9))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
