"""Wall times of a zone and the instants they mean, also on the days the clocks change."""

from datetime import UTC, date, datetime, timedelta

from pmtui.model.errors import BadValue
from pmtui.model.zones import read_zone

_TWELVE_HOURS = timedelta(hours=12)


def settled(local: datetime, name: str) -> datetime:
    """The one instant of a wall time. Raises `BadValue` where a clock change makes two or none."""
    readings = [local.replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
    if readings[0] == readings[1]:
        return readings[0]
    offsets = [_offset(local.replace(fold=fold)) for fold in (0, 1)]
    shown = local.strftime("%H:%M")
    exists = readings[0] < readings[1]
    fact = "happens twice" if exists else "does not exist"
    choices = " or ".join(
        f"{shown} {offset} ({reading:%H:%M} UTC)"
        for offset, reading in zip(offsets, readings, strict=True)
    )
    raise BadValue(
        f"{shown} on {local:%Y-%m-%d} {fact} in {name}, because the clock was changed. "
        f"Write {choices}."
    )


def _offset(local: datetime) -> str:
    """The offset from UTC as ``+02:00``."""
    return local.isoformat()[len(local.replace(tzinfo=None).isoformat()) :]


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
