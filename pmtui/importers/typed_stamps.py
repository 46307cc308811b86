"""Times as spreadsheets show them: 9/15/2026 4:41 PM, 15.09.2026 18:41, 15-Sep-2026 4:41, 16:41."""

import re
from collections.abc import Iterable
from datetime import date

from pmtui.importers.stamps import split_stamp
from pmtui.model.dates import DATE, Calendar, read_date, without_slashes
from pmtui.model.errors import BadValue, Unclear

Stamp = tuple[str, str | None, str | None]
"""Date and clock as `stamps.Clock` reads them, the fraction of a second, the zone."""

_TYPED = re.compile(
    rf"(?:(?:[A-Z][a-z]{{2,8}}, )?(?P<date>{DATE})(?:,? at |,? ))?"
    r"(?P<hour>\d{1,2}):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?P<part>[.,]\d+)?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?(?: Uhr)?(?-i: ?(?P<zone>Z|[+-]\d\d:?\d\d|[A-Z]{2,5}))?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(?:\d{4}|\d{2})(?!\d)")
_HYPHENS = re.compile(r"(\d{1,2})-([A-Za-z]{3,9})-(\d{4})(?!\d)")
_YEAR = re.compile(r"\d{4}")
_NEAR = date(2000, 1, 1)
"""Any day: only dates with a year are read."""


def split_typed(words: str, day_first: bool | None) -> Stamp | None:
    """A whole time as a person's program shows it; None for what is no time.

    `day_first` says how 03/04/2026 is read. Raises `Unclear` where that is open and matters.
    """
    if stamp := split_stamp(words):
        return stamp
    calendar = Calendar(_NEAR, day_first=day_first)
    try:
        found = _TYPED.fullmatch(_plain(words, calendar))
        if found is None or not (hour := _hour(int(found["hour"]), found["half"])):
            return None
        clock = f"{hour}:{found['minute']}:{found['second'] or '00'}"
        if words_of_date := found["date"]:
            if not _YEAR.search(words_of_date):
                return None
            clock = f"{read_date(words_of_date, calendar)} {clock}"
        return clock, found["part"], found["zone"]
    except Unclear:
        if day_first is not None or split_typed(words, day_first=True) is None:
            return None  # no day of the calendar, or more than a time
        raise
    except BadValue:
        return None


def has_day(stamp: Stamp) -> bool:
    """Whether a time says its day, too."""
    return len(stamp[0]) > len("16:41:09")


def has_figures(words: str) -> bool:
    """Whether the words begin with a date whose day and month a reader must tell apart."""
    return _FIGURES.match(words) is not None


def order_of(cells: Iterable[str]) -> bool | None:
    """Whether the day comes first in a column of dates, as a figure over 12 shows; else None."""
    first = second = False
    for cell in cells:
        if found := _FIGURES.match(cell):
            first, second = first or int(found[1]) > 12, second or int(found[3]) > 12
    return first if first is not second else None


def _plain(words: str, calendar: Calendar) -> str:
    words = _HYPHENS.sub(r"\1 \2 \3", " ".join(words.split()))
    if found := _FIGURES.match(words):
        dated = found[0].replace("-", "/") + words[found.end() :]
        return without_slashes(dated, calendar)
    return words


def _hour(hour: int, half: str | None) -> str | None:
    """The hour of a day of 24 in two figures; None for one that no clock shows."""
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    return f"{hour:02}" if hour < 24 else None
