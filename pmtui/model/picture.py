"""The incident as one line of text: the impact from its start to its end, with its milestones."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from pmtui.model.story import Milestones

MARKS = {
    "trigger_at": ("T", "trigger", "trigger"),
    "detected_at": ("D", "detection", "seen"),
    "first_alert_at": ("A", "first alert", "alert"),
    "acknowledged_at": ("K", "acknowledged", "ack"),
    "declared_at": ("O", "declared", "open"),
    "engaged_at": ("J", "engaged", "join"),
    "cause_known_at": ("C", "cause known", "cause"),
    "first_public_update": ("U", "first update", "news"),
    "mitigated_at": ("M", "mitigation", "eased"),
    "resolved_at": ("R", "resolution", "closed"),
}
"""Milestone → its letter on the line, its words in the legend, and a word where room is scarce."""

LEAST = 24
"""Characters below which there is no room for a line."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The line, and what its letters mean in the order in which they stand."""

    line: str
    legend: str


def picture(
    milestones: Milestones, until: datetime | None, zone: tzinfo, width: int
) -> Picture | None:
    """The line in `width` characters, or None where there is nothing to draw.

    An impact whose end is not known is drawn up to `until`, the last thing that is told, and
    stays open. Letters that would fall on the same place stand side by side in their order.
    """
    start = milestones.impact_start.at if milestones.impact_start else None
    end = milestones.impact_end.at if milestones.impact_end else None
    known = _known(milestones)
    last = end or max([at for at, _ in known] + ([until] if until else []), default=None)
    if start is None or last is None or last <= start or width < LEAST:
        return None
    shown = [(at, name) for at, name in known if start <= at <= last]
    first, final = _clocks(start, last, zone)
    left = f"{first} ├"
    right = f"┤ {final}" if end else f"▸ {final}, end not known"
    room = width - len(left) - len(right)
    if room < len(shown) + 2:
        return None
    cells = ["─"] * room
    places = _places([(at - start) / (last - start) for at, _ in shown], room)
    for place, (_, name) in zip(places, shown, strict=True):
        cells[place] = MARKS[name][0]
    return Picture(left + "".join(cells) + right, _legend([name for _, name in shown], width))


def _known(milestones: Milestones) -> list[tuple[datetime, str]]:
    """The milestones that have a letter and are known, in the order of time."""
    moments = [(getattr(milestones, name), name) for name in MARKS]
    return sorted(
        ((moment.at, name) for moment, name in moments if moment and moment.at),
        key=lambda each: each[0],
    )


def _clocks(start: datetime, end: datetime, zone: tzinfo) -> tuple[str, str]:
    """Both ends as wall times, with their days where these differ."""
    one, other = start.astimezone(zone), end.astimezone(zone)
    form = "%H:%M" if one.date() == other.date() else "%-d %b %H:%M"
    return one.strftime(form), other.strftime(form)


def _places(shares: list[float], room: int) -> list[int]:
    """The cell of each share of the line: a cell each, in order, as near as possible."""
    places: list[int] = []
    for share in shares:
        wanted = round(share * (room - 1))
        places.append(max(wanted, places[-1] + 1) if places else wanted)
    for back, place in enumerate(reversed(places)):
        places[-1 - back] = min(place, room - 1 - back)
    return places


def _legend(names: list[str], width: int) -> str:
    for words in (1, 2):
        legend = "  ".join(f"{MARKS[name][0]} {MARKS[name][words]}" for name in names)
        if len(legend) <= width:
            return legend
    return legend.replace("  ", " ")
