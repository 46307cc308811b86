"""Times as people type them in a meeting: ``14:05``, ``~14:05``, ``+5``, ``18:38 Berlin``.

A time of day is read on a given day in a given zone. What can mean two instants is refused with
a sentence that names both, never guessed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pmtui.model.dates import DATE, read_date, refuse_slashes
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Precision
from pmtui.model.types import Moment
from pmtui.model.walltime import rolled, settled, show_wall
from pmtui.model.zones import leading_zone, read_zone

_ABOUT = r"(?P<about>(?:~|≈|(?:about|around|approx\.?|circa|ca\.)\s)\s*)?"
_CLOCK = (
    r"(?:(?P<h>\d{1,2}):(?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"(?:\s?(?P<half>[ap]\.?m\.?))?"
    r"|(?P<h12>\d{1,2})\s?(?P<half12>[ap]\.?m\.?)"
    r"|(?P<compact>\d{4}(?:(?<=T\d{4})\d{2})?)(?!-\d))"
    r"(?:(?=z(?!\w))|(?![\w%]|:\d|\.\d))"
)
_STAMP = re.compile(
    rf"{_ABOUT}(?:(?P<date>{DATE}|\d{{8}}(?=T))(?:,\s?|\sat\s|\s|T))?{_CLOCK}", re.IGNORECASE
)
_DAY = re.compile(rf"{_ABOUT}(?P<date>{DATE})(?![\w/]|-\d|:\d)", re.IGNORECASE)
_PLUS = re.compile(
    rf"{_ABOUT}\+\s?(?:(?P<hours>\d{{1,3}})(?:h\s?|:(?=\d\d))(?:(?P<minutes>\d{{1,2}})m?)?"
    r"|(?P<count>\d{1,4})(?:\s?(?P<long>seconds?|sec|minutes?|min|hours?|days?)|(?P<unit>[smd]))?)"
    r"(?![\w%]|[.,:]\d)",
    re.IGNORECASE,
)
_SLASHED_START = re.compile(rf"{_ABOUT}\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\s(?=\d{{1,2}}:\d\d)")
_MARK = re.compile(r"[\s,]+(day|\?)$")
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_COUNTED = re.compile(r"(?:\s*%|\s+(?:[a-z]+s|of|people|percent)(?![\w:])|:)")


def parse_moment(
    text: str, *, day: date, zone: str = "UTC", after: datetime | None = None
) -> Moment:
    """The moment in the text, with the words as typed and the zone they were read in.

    A time without a date is on `day` in `zone`, or on the first later day that puts it no more
    than 12 hours before `after`, the entry before; ``+5`` counts from `after`. A date alone has
    the precision of a day and is kept as its midnight. Raises `BadValue`.
    """
    words = " ".join(text.split())
    if found := _PLUS.fullmatch(words):
        return _later(found, text.strip(), zone, after)
    mark = _MARK.search(words)
    words = words[: mark.start()] if mark else words
    refuse_slashes(re.sub(f"^{_ABOUT}", "", words, flags=re.IGNORECASE), day)
    found = _match(words)
    if found is None:
        raise _unreadable(words)
    name, info = read_zone(_zone_words(words, found) or zone)
    at = _instant_of(found, day, name, info, after)
    precision = {"day": Precision.DAY, "?": Precision.UNKNOWN}.get(mark[1] if mark else "")
    return Moment(
        at=at,
        precision=precision or _precision_of(found),
        entered=text.strip(),
        entered_tz=name,
    )


def parse_instant(
    text: str, *, day: date, zone: str = "UTC", after: datetime | None = None
) -> datetime:
    """The aware UTC instant in the text, read as `parse_moment` does.

    Raises `BadValue`, also for a time that is not exact.
    """
    moment = parse_moment(text, day=day, zone=zone, after=after)
    if moment.precision is not Precision.EXACT or moment.at is None:
        raise BadValue(
            f"“{text.strip()}” is not exact enough here. Write a date and a time, "
            "such as 2026-09-15 16:41."
        )
    return moment.at


def show_moment(moment: Moment, zone: str = "UTC") -> str:
    """Text that `parse_moment` reads back to the same instant and precision in that zone.

    An empty string stands for a moment that is not known.
    """
    if moment.at is None:
        return ""
    shown = show_wall(moment.at, zone)
    if moment.precision is Precision.DAY:
        first = datetime.fromisoformat(shown[:10]).replace(tzinfo=read_zone(zone)[1])
        return shown[:10] if first == moment.at else f"{shown} day"
    if moment.precision is Precision.UNKNOWN:
        return f"{shown} ?"
    return f"~{shown}" if moment.precision is Precision.APPROX else shown


def split_leading_time(text: str) -> tuple[str, str]:
    """The longest start of an entry line that reads as a time, and the rest of the line.

    The start is empty when there is none. Four figures are no time where they count something,
    as in "2140 merchants".
    """
    line = text.strip()
    if found := _PLUS.match(line):
        return _cut(line, found.end())
    if slashed := _SLASHED_START.match(line):
        return _cut(line, slashed.end() + line[slashed.end() :].find(":") + 3)
    found = _match(line)
    if found and found.groupdict().get("compact") and _is_count(line, found):
        found = _DAY.match(line)
    if found is None or not (_has_clock(found) or _is_written_date(found["date"])):
        return "", line
    return _cut(line, found.end() + (_zone_length(line[found.end() :]) if _has_clock(found) else 0))


def _match(words: str) -> re.Match[str] | None:
    """The date or time that the words start with; a date beats four figures of its year."""
    stamp, dated = _STAMP.match(words), _DAY.match(words)
    return stamp if stamp and (stamp["date"] or not dated) else dated


def _zone_words(words: str, found: re.Match[str]) -> str:
    rest = words[found.end() :]
    if rest[:1] in {"-", "−"} and not found["date"]:
        raise BadValue(
            f"“{words}” reads as a range. Write one time; an offset needs a blank before it, "
            "such as 14:05 -04:00."
        )
    if rest and not (_has_clock(found) or rest[0] in " ,"):
        raise _unreadable(words)
    return rest.strip(" ,").removeprefix("in ")


def _instant_of(
    found: re.Match[str], day: date, name: str, info: tzinfo, after: datetime | None
) -> datetime:
    """The instant of what was matched, in UTC. Raises `BadValue`."""
    words = found["date"]
    compact = words is not None and words.isdigit()
    try:
        on = read_date(
            f"{words[:4]}-{words[4:6]}-{words[6:]}" if compact else words or "today", day
        )
        if not _has_clock(found):
            return datetime.combine(on, time(), info).astimezone(UTC)
        clock = _clock_of(found)
        if words is None and after is not None:
            on = rolled(datetime.combine(on, clock, info), after)
        return settled(datetime.combine(on, clock, info), name)
    except OverflowError:
        raise _outside(found[0]) from None


def _clock_of(found: re.Match[str]) -> time:
    """The time of day. Raises `BadValue` for hours and minutes that no clock shows."""
    half = (found["half"] or found["half12"] or "").lower()
    if compact := found["compact"]:
        hour, minute, second = int(compact[:2]), int(compact[2:4]), int(compact[4:] or 0)
    else:
        hour = int(found["h"] or found["h12"])
        minute, second = int(found["m"] or 0), int(found["s"] or 0)
    if half:
        hour = hour % 12 + (12 if half[0] == "p" else 0) if 1 <= hour <= 12 else 24
    try:
        return time(hour, minute, second, int((found["f"] or "0").ljust(6, "0")[:6]))
    except ValueError:
        raise BadValue(
            f"“{found[0]}” is not a time of day. They run from 00:00 to 23:59, "
            "or from 12:00 am to 11:59 pm."
        ) from None


def _later(found: re.Match[str], entered: str, zone: str, after: datetime | None) -> Moment:
    """The moment a stretch of time after the entry before. Raises `BadValue` without one."""
    if after is None:
        raise BadValue(
            f"“{entered}” counts from the entry before, and there is none with a time. "
            "Write a time such as 14:05."
        )
    if found["hours"]:
        seconds = int(found["hours"]) * 3600 + int(found["minutes"] or 0) * 60
    else:
        unit = (found["long"] or found["unit"] or "m")[0].lower()
        seconds = int(found["count"]) * _SECONDS[unit]
    precision = Precision.APPROX if found["about"] else Precision.EXACT
    try:
        at = after.astimezone(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        raise _outside(entered) from None
    return Moment(at=at, precision=precision, entered=entered, entered_tz=read_zone(zone)[0])


def _precision_of(found: re.Match[str]) -> Precision:
    if not _has_clock(found):
        return Precision.DAY
    return Precision.APPROX if found["about"] else Precision.EXACT


def _has_clock(found: re.Match[str]) -> bool:
    return found.re is _STAMP


def _is_written_date(words: str) -> bool:
    """Whether a date alone is one beyond doubt: "3 may" and "today" start sentences as well."""
    return bool(re.search(r"\d", words)) and not re.search(r"(?<![A-Za-z])[a-z]{3}", words)


def _is_count(line: str, found: re.Match[str]) -> bool:
    """Whether four figures count something: they stand before a plural, "of" or a per cent."""
    vague = (found["about"] or "")[:1].isalpha()
    return vague or bool(_COUNTED.match(line[found.end() :]))


def _zone_length(rest: str) -> int:
    """How many characters after a time belong to it as its zone."""
    if rest[:1] in {"Z", "z"}:
        return 1
    blanks = len(rest) - len(rest.lstrip(" "))
    if not blanks and rest[:1] in {"-", "−"}:
        return 0
    length = leading_zone(rest[blanks:])
    return blanks + length if length else 0


def _cut(line: str, end: int) -> tuple[str, str]:
    return line[:end].strip(), re.sub(r"^(?:[:,]|[–—-](?=\s))?\s*", "", line[end:].lstrip())


def _unreadable(words: str) -> BadValue:
    return BadValue(
        f"“{words}” cannot be read as a time. Write 14:05, ~14:05, +5 (minutes after the entry "
        "before), 14:05 UTC, 18:38 Berlin, yesterday 23:50 or 2026-09-15 16:41."
    )


def _outside(words: str) -> BadValue:
    return BadValue(f"“{words}” lies outside the calendar of years 1 to 9999.")
