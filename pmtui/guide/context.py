"""What words mean in the record: people, references, and the day and zone of the story."""

import re
from datetime import date, datetime

from pmtui.model import address as fields
from pmtui.model.errors import BadValue
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.zones import find_zone, read_zone

LISTS = {
    "cause": ("causes",),
    "evidence": ("prep.evidence",),
    "thread": ("threads",),
    "action": ("actions",),
    "action or idea": ("actions", "parking_lot"),
}
"""The lists in which the items are that a reference of each mark names."""


def person(record: Postmortem, text: str) -> str:
    """The id of the participant named by id, handle, name or a start of one, else the text."""
    words = text.strip()
    found = participant(record, words)
    if found is None and (wanted := words.lstrip("@").casefold()):
        starts = [
            each
            for each in record.prep.people
            if any(
                part.casefold().lstrip("@").startswith(wanted)
                for part in [each.name or "", each.handle or "", *(each.name or "").split()]
            )
        ]
        found = starts[0] if len(starts) == 1 else None
    return found.id if found else words


def refs(record: Postmortem, mark: str, text: str) -> tuple[str, ...]:
    """The ids in text such as "c4, #C06", each once. Raises `BadValue` for one without an item."""
    known = {item.id for where in LISTS[mark] for item in fields.get(record, where)}
    found = [
        re.sub(r"^([a-z])0+(?=\d)", r"\1", each.lower()) for each in re.findall(r"[^\s,;#]+", text)
    ]
    missing = [each for each in found if each not in known]
    if missing:
        raise BadValue(
            f"There is no {mark} {missing[0]}. "
            + (f"Known are {', '.join(sorted(known, key=_number))}." if known else "Add one first.")
        )
    return tuple(dict.fromkeys(found))


def story_zone(record: Postmortem) -> str:
    """The zone in which times without one are read: the record's first, UTC without any."""
    return next((zone for each in record.display_timezones if (zone := find_zone(each))), "UTC")


def zones_shown(record: Postmortem) -> tuple[str, ...]:
    """The zones that times are shown in: UTC, those of the record, and those of its people.

    IANA names and offsets, each once; words that are no zone are left out.
    """
    typed = [*record.display_timezones, *(person.tz for person in record.prep.people if person.tz)]
    known = [name for each in dict.fromkeys(typed) if (name := find_zone(each))]
    return tuple(dict.fromkeys(["UTC", *known]))


def story_day(record: Postmortem, now: datetime, zone: str | None = None) -> date:
    """The day that times without a date are on, in `zone` or else in the zone of the story.

    That is when the impact or the story began; before that is known, the day of the timeline
    entry that was added last (not of a latent one, which may lie years back), then the day in the
    record's id, then today.
    """
    in_zone = read_zone(zone or story_zone(record))[1]
    last = None if story_start(record) else last_added(record, latent=False)
    if last is not None:
        return last.astimezone(in_zone).date()
    return known_day(record, zone) or now.astimezone(in_zone).date()


def known_day(record: Postmortem, zone: str | None = None) -> date | None:
    """The day on which the story began, in the zone, else the day in the record's id."""
    start = story_start(record)
    if start is not None:
        return start.astimezone(read_zone(zone or story_zone(record))[1]).date()
    found = re.match(r"\d{4}-\d{2}-\d{2}(?=-|$)", record.id)
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def story_start(record: Postmortem) -> datetime | None:
    """When the impact or else the story began."""
    start = record.milestones.impact_start
    return (start.at if start else None) or record.prep.scope_start


def last_added(record: Postmortem, *, latent: bool = True) -> datetime | None:
    """The instant of the timeline entry that was added last and has a time of day."""
    timed = [
        event
        for event in record.timeline
        if event.at is not None
        and (event.precision is Precision.EXACT or event.precision is Precision.APPROX)
        and (latent or event.kind is not EventKind.LATENT)
    ]
    return max(timed, key=lambda event: int(event.id[1:])).at if timed else None


def _number(item_id: str) -> tuple[str, int]:
    return item_id[:1], int(item_id[1:] or 0)
