"""Dates as people write them: 2026-11-03, 3 Nov 2026, tomorrow, +14, in 2 weeks."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pmtui.model.errors import BadValue, Unclear

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?:19|20)\d{2}(?!\d|:\d))?+"
DATE = (
    r"\d{4}-W\d{2}-[1-7]|\d{4}-\d{1,2}-\d{1,2}|\d{4}/\d{1,2}/\d{1,2}|today|yesterday|tomorrow"
    rf"|{_DAY}\s(?:of\s)?{_MONTH}{_YEAR}|{_MONTH}\s{_DAY}(?![\d:]){_YEAR}"
)
"""A regular expression without groups for a date in words or figures; ignore case."""

_WORD_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1}
_AHEAD = re.compile(r"(?:\+|in\s)\s?(\d{1,4})\s?(d|days?|w|weeks?|m|months?)?", re.IGNORECASE)
_SLASHED = re.compile(r"(\d{1,2})([/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d:])")


_RIGHT_AFTER = 2
"""Days after `Calendar.near` that count as near it, whatever the day is today."""

NEAR = 31
"""Days around the day of a story in which a date without a year is beyond doubt."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """How a date is read that leaves something open.

    A missing year is the one that brings the date closest to `near`. With a `latest` day, what is
    told has happened: the year is then the last that puts the date neither past `latest` (or the
    days right after `near`) nor more than `NEAR` days past `near`. `day_first` says how 03/04 is
    read.
    """

    near: date
    latest: date | None = None
    day_first: bool | None = None

    def closest(self, days: Iterable[date]) -> date:
        """The one of several days, at least one, that is meant."""
        found = list(days)
        if self.latest is not None:
            near = self.near.toordinal()
            last = min(max(self.latest.toordinal(), near + _RIGHT_AFTER), near + NEAR)
            if past := [day for day in found if day.toordinal() <= last]:
                return max(past)
        return min(found, key=lambda day: abs(day - self.near))


def parse_date(text: str, today: date) -> date:
    """The date in the text; words and missing years are read from `today`. Raises `BadValue`."""
    words = " ".join(text.split())
    words = without_slashes(words, Calendar(today))
    ahead = _AHEAD.fullmatch(words)
    if not ahead and not re.fullmatch(DATE, words, re.IGNORECASE):
        raise BadValue(
            f"“{words}” cannot be read as a date. Write 2026-11-03, 3 Nov 2026, tomorrow, "
            "+14 or in 2 weeks."
        )
    try:
        if ahead is None:
            return read_date(words, Calendar(today))
        return later(today, int(ahead[1]), (ahead[2] or "d")[0].lower())
    except (OverflowError, ValueError):
        raise BadValue(f"“{words}” lies outside the calendar of years 1 to 9999.") from None


def read_date(words: str, calendar: Calendar) -> date:
    """The date that matched `DATE`. Raises `BadValue` for a day that no calendar has."""
    low = words.lower()
    if low in _WORD_DAYS:
        return calendar.near + timedelta(days=_WORD_DAYS[low])
    figures = [int(each) for each in re.findall(r"\d+", low)]
    name = re.search(r"[a-z]{3,}", low)
    if "-w" in low:
        return _day_of_week(words, *figures)
    if name is None:
        year, month, day = figures
        years = [year]
    else:
        month, day = _MONTHS.index(name[0][:3]) + 1, figures[0]
        years = figures[1:] or _years(calendar.near)
    days = [found for year in years if (found := _day(year, month, day))]
    if not days:
        raise BadValue(f"“{words}” is not a day of the calendar.")
    return calendar.closest(days)


def _day_of_week(words: str, year: int, week: int, day: int) -> date:
    """The day of an ISO week, Monday being 1. Raises `BadValue` for a week that the year lacks."""
    try:
        return date.fromisocalendar(year, week, day)
    except ValueError:
        raise BadValue(f"“{words}” is not a day of the calendar.") from None


def without_slashes(words: str, calendar: Calendar) -> str:
    """The words with a date such as 15/09/2026 or 15.09.2026 at their start written as 2026-09-15.

    Countries differ on whether the day or the month comes first: where the calendar does not say,
    only a date that has one reading is taken. Raises `Unclear` for 03/04 and 14.05, and `BadValue`
    for a day that no calendar has.
    """
    found = _SLASHED.match(words)
    if found is None:
        return words
    days, day_first = _slashed_days(found, calendar), calendar.day_first
    dotted = found[2] == "."
    bare = dotted and not found[4]
    plain = len(found[4] or "") == 4 or (not dotted and not found[4])
    if day_first is not None and not bare:
        days = {order: day for order, day in days.items() if order is day_first} or days
        plain = True
    several = list(dict.fromkeys(days.values()))
    rest = words[found.end() :]
    if len(several) == 1 and plain:
        return f"{several[0]}{rest}"
    clock = f" A time is written {int(found[1]):02}:{found[3]:0>2}." if bare else ""
    shown = " or ".join(map(str, several)) or "2026-04-03 (year, month, day)"
    raise Unclear(
        f"“{found[0]}” is read differently in different countries.",
        f"Write {shown}.{clock}",
        tuple((f"{day}{rest}", f"{day.day} {day:%B %Y}") for day in several),
    )


def _slashed_days(found: re.Match[str], calendar: Calendar) -> dict[bool, date]:
    """The days that figures with slashes can mean, by whether the day comes first."""
    first, second, year = int(found[1]), int(found[3]), int(found[4] or 0)
    years = [year + 2000 if year < 100 else year] if found[4] else _years(calendar.near)
    days: dict[bool, date] = {}
    for day_first, month, number in ((True, second, first), (False, first, second)):
        if known := [day for each in years if (day := _day(each, month, number))]:
            days[day_first] = calendar.closest(known)
    return days


def _years(near: date) -> list[int]:
    """The years that may be meant: with 29 February, one of them has it, save around 1900."""
    return list(range(near.year - 4, near.year + 2))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def later(today: date, count: int, unit: str) -> date:
    """`count` days, weeks or months after `today`; a month's missing days become its last."""
    if unit != "m":
        return today + timedelta(days=count * (7 if unit == "w" else 1))
    years, month = divmod(today.month - 1 + count, 12)
    year, month = today.year + years, month + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))
