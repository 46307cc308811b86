"""What words mean in the record: people, references, and the day and zone of the story."""

import re
from datetime import date, datetime

from pmtui.model import address as fields
from pmtui.model.errors import BadValue
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.zones import find_zone, read_zone

LISTS = {"cause": "causes", "evidence": "prep.evidence", "thread": "threads", "action": "actions"}
"""Where the items are that a reference of each mark names."""


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
    known = {item.id for item in fields.get(record, LISTS[mark])}
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


def story_day(record: Postmortem, now: datetime, zone: str | None = None) -> date:
    """The day that times without a date are on, in `zone` or else in the zone of the story.

    That is when the impact or the story began; before that is known, the day of the timeline
    entry that was added last (not of a latent one, which may lie years back), then the day in the
    record's id, then today.
    """
    begun = story_start(record) or last_added(record, latent=False)
    if begun is None and (found := re.match(r"\d{4}-\d{2}-\d{2}(?=-|$)", record.id)):
        try:
            return date.fromisoformat(found[0])
        except ValueError:
            pass
    return (begun or now).astimezone(read_zone(zone or story_zone(record))[1]).date()


def story_start(record: Postmortem) -> datetime | None:
    """When the impact or else the story began."""
    start = record.milestones.impact_start
    return (start.at if start else None) or record.prep.scope_start


def last_added(record: Postmortem, *, latent: bool = True) -> datetime | None:
    """The instant of the timeline entry that was added last and has a time of day."""
    timed = [
        event
        for event in record.timeline
        if event.at
        and event.precision in {Precision.EXACT, Precision.APPROX}
        and (latent or event.kind is not EventKind.LATENT)
    ]
    return max(timed, key=lambda event: _number(event.id)).at if timed else None


def _number(item_id: str) -> tuple[str, int]:
    return item_id[:1], int(item_id[1:] or 0)
