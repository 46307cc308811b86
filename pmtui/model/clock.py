"""Times as people type them in a meeting: ``14:05``, ``~14:05``, ``+5``, ``18:38 Berlin``.

A time of day is read on a given day in a given zone. What can mean two instants is refused with
a question that names both, never guessed.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from pmtui.model.dates import Calendar, read_date
from pmtui.model.errors import BadValue, Unclear
from pmtui.model.kinds import Precision
from pmtui.model.margin import margin_words
from pmtui.model.time_words import (
    EPOCH,
    LATER,
    PLUS,
    has_clock,
    match_time,
    unreadable,
    with_plain_date,
    without_mark,
    zone_words,
)
from pmtui.model.types import Moment
from pmtui.model.walltime import rolled, settled, show_wall
from pmtui.model.zones import qualified_zone, read_zone

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_moment(
    text: str,
    *,
    day: date,
    zone: str = "UTC",
    after: datetime | None = None,
    day_first: bool | None = None,
    latest: date | None = None,
) -> Moment:
    """The moment in the text, with the words as typed and the zone they were read in.

    A time without a date is on `day` in `zone`, or on the first later day that puts it no more
    than 12 hours before `after`, the entry before; ``+5`` counts from `after`. A date alone has
    the precision of a day and is kept as its midnight; ten or thirteen figures are seconds or
    milliseconds since 1970. `day_first` says how 03/04 is read, and no year that is missing takes a
    date past `latest` where an earlier one is at hand. Raises `Unclear` for words that
    mean several instants, with the words that mean one each, and `BadValue`.
    """
    words, sort = without_mark(" ".join(text.split()))
    later = PLUS.fullmatch(words) or LATER.fullmatch(words)
    found = later or EPOCH.fullmatch(words)
    if found is None:
        at, precision, name = _stamped(words, Calendar(day, latest, day_first), zone, after)
    else:
        count = _later if later else _since_1970
        at, name = count(found, after), read_zone(zone)[0] if later else "UTC"
        precision = Precision.APPROX if found["about"] else Precision.EXACT
    return Moment(at=at, precision=sort or precision, entered=text.strip(), entered_tz=name)


def parse_instant(
    text: str,
    *,
    day: date,
    zone: str = "UTC",
    after: datetime | None = None,
    latest: date | None = None,
) -> datetime:
    """The aware UTC instant in the text, read as `parse_moment` does.

    Raises `BadValue`, also for a time that is not exact.
    """
    moment = parse_moment(text, day=day, zone=zone, after=after, latest=latest)
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
        return shown[:10] if first == moment.at else f"{shown} (day)"
    if moment.precision is Precision.UNKNOWN:
        return f"{shown} ?"
    if moment.precision is Precision.APPROX:
        return f"~{shown}{margin_words(moment)}"
    return shown


def _stamped(
    typed: str, calendar: Calendar, zone: str, after: datetime | None
) -> tuple[datetime, Precision, str]:
    """The instant of a date or time of day, how well it is known, and its zone's name."""
    words = with_plain_date(typed, calendar)
    found = match_time(words)
    if found is None:
        raise unreadable(typed)
    try:
        said, place = qualified_zone(zone_words(words, found))
        name, info = read_zone(place or zone)
        return _instant_of(found, calendar, name, info, after, said), _precision_of(found), name
    except Unclear as question:
        raise question.of_words(f"{found[0]} ") from None


def _instant_of(
    found: re.Match[str],
    calendar: Calendar,
    name: str,
    info: tzinfo,
    after: datetime | None,
    said: str,
) -> datetime:
    """The instant of what was matched, in UTC; `said` is what `settled` asks for.

    Raises `BadValue`.
    """
    words = found["date"]
    compact = words is not None and words.isdigit()
    try:
        on = read_date(
            f"{words[:4]}-{words[4:6]}-{words[6:]}" if compact else words or "today", calendar
        )
        if not has_clock(found):
            return datetime.combine(on, time(), info).astimezone(UTC)
        clock = _clock_of(found)
        on += timedelta(days=found["h"] == "24")
        if words is None and after is not None:
            on = rolled(datetime.combine(on, clock, info), after)
        return settled(datetime.combine(on, clock, info), name, said)
    except OverflowError:
        raise _outside(found[0]) from None


def _clock_of(found: re.Match[str]) -> time:
    """The time of day; 24:00 is midnight. Raises `BadValue` for what no clock shows."""
    half = (found["half"] or found["half12"] or "").lower()
    if compact := found["compact"]:
        hour, minute, second = int(compact[:2]), int(compact[2:4]), int(compact[4:] or 0)
    elif found["h"] == "24" and not half and not int(found["m"] + (found["s"] or "0")):
        return time()
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


def _later(found: re.Match[str], after: datetime | None) -> datetime:
    """The instant a stretch of time after the entry before. Raises `BadValue` without one."""
    if after is None:
        raise BadValue(
            f"“{found[0]}” counts from the entry before, and there is none with a time. "
            "Write a time such as 14:05."
        )
    said = found.groupdict()
    if said.get("hours"):
        seconds = int(said["hours"]) * 3600 + int(said["minutes"] or 0) * 60
    else:
        unit = (said["long"] or said.get("unit") or "m")[0].lower()
        seconds = int(said["count"]) * _SECONDS[unit]
    try:
        return after.astimezone(UTC) + timedelta(seconds=seconds)
    except OverflowError:
        raise _outside(found[0]) from None


def _since_1970(found: re.Match[str], _after: datetime | None) -> datetime:
    """The instant of ten figures of seconds or thirteen of milliseconds."""
    whole, _, part = found["count"].partition(".")
    in_thousandths = len(whole) == 13
    seconds, part = (whole[:10], whole[10:]) if in_thousandths else (whole, part)
    fraction = timedelta(microseconds=int(part.ljust(6, "0")[:6]))
    return datetime.fromtimestamp(int(seconds), UTC) + fraction


def _precision_of(found: re.Match[str]) -> Precision:
    if not has_clock(found):
        return Precision.DAY
    return Precision.APPROX if found["about"] else Precision.EXACT


def _outside(words: str) -> BadValue:
    return BadValue(f"“{words}” lies outside the calendar of years 1 to 9999.")
