"""Wall times of a zone and the instants they mean, also on the days the clocks change."""

from datetime import UTC, date, datetime, timedelta

from pmtui.model.errors import BadValue, Unclear
from pmtui.model.zones import read_zone

_TWELVE_HOURS = timedelta(hours=12)


def settled(local: datetime, name: str, said: str = "") -> datetime:
    """The one instant of a wall time in the zone of that name, as a UTC datetime.

    `said` is an offset or abbreviation, such as ``+02:00`` or CDT, that tells two readings apart.
    Raises `Unclear` where a clock change makes two or none, and `BadValue` where what was said
    never holds in the zone at that time.
    """
    readings = {local.replace(fold=fold).astimezone(UTC): fold for fold in (0, 1)}
    if said:
        kept = [at for at, fold in readings.items() if said in _names(local.replace(fold=fold))]
        if not kept:
            names = " or ".join(_names(local.replace(fold=fold))[0] for fold in readings.values())
            raise BadValue(
                f"{local:%H:%M} on {local:%Y-%m-%d} is {names} in {name}, not {said}. "
                "Leave one of the two out."
            )
        return kept[0]
    if len(readings) == 1:
        return next(iter(readings))
    first, second = readings
    shown = local.strftime("%H:%M")
    offsets = [_names(local.replace(fold=fold))[0] for fold in (0, 1)]
    words = " or ".join(
        f"{shown} {offset} ({at:%H:%M} UTC)" for offset, at in zip(offsets, readings, strict=True)
    )
    fact = "happens twice" if first < second else "does not exist"
    raise Unclear(
        f"{shown} on {local:%Y-%m-%d} {fact} in {name}, because the clock was changed.",
        f"Write {words}.",
        tuple(
            (f"{offset} {name}", _meaning(at.astimezone(local.tzinfo)))
            for offset, at in zip(offsets, readings, strict=True)
        ),
    )


def clear_clock(local: datetime) -> str:
    """The time of day; with its offset from UTC where that day has it twice.

    `local` is the aware wall time of an instant, as `in_zone` gives it.
    """
    shown = local.strftime("%H:%M")
    twice = local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
    return f"{shown}{_names(local)[0]}" if twice else shown


def in_zone(at: datetime, zone: str) -> datetime:
    """The wall time of an instant in a zone; in UTC where the zone would leave the calendar."""
    try:
        return at.astimezone(read_zone(zone)[1])
    except OverflowError:
        return at.astimezone(UTC)


def _names(local: datetime) -> tuple[str, str]:
    """The offset from UTC as ``+02:00``, and the zone's abbreviation at that time."""
    offset = local.isoformat()[len(local.replace(tzinfo=None).isoformat()) :]
    return offset, local.tzname() or offset


def _meaning(local: datetime) -> str:
    """One of two readings: ``01:30 CDT (06:30 UTC)``."""
    offset, name = _names(local)
    return f"{local:%H:%M} {name if name.isalpha() else offset} ({local.astimezone(UTC):%H:%M} UTC)"


def rolled(local: datetime, after: datetime) -> date:
    """The first day that puts the time of day no more than 12 hours before `after`."""
    late = after - local - _TWELVE_HOURS
    days = -(-late // timedelta(days=1)) if late > timedelta() else 0
    return local.date() + timedelta(days=days)


def show_wall(at: datetime, zone: str) -> str:
    """The instant as a date, a time and a zone; in UTC where the zone's own would be unclear."""
    name, info = read_zone(zone)
    try:
        local = at.astimezone(info)
        settled(local.replace(fold=0), name)
    except (BadValue, OverflowError):
        name, local = "UTC", at.astimezone(UTC)
    whole = "minutes" if not (local.second or local.microsecond) else "auto"
    shown = local.replace(tzinfo=None).isoformat(" ", whole)
    return f"{shown}Z" if name == "UTC" else f"{shown} {name}"
