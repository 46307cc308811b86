"""How a postmortem begins: an id and what is known so far."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from pmtui.guide.values import parse, story_day
from pmtui.model import address
from pmtui.model.naming import record_id
from pmtui.model.postmortem import Postmortem


def begin(given: Mapping[str, str], now: datetime) -> Postmortem:
    """A record with texts for some of its fields; empty texts are passed over.

    Its id is made of the day of the incident, or of today where that is not known, and the
    title. Raises `BadValue` for a text that does not fit its field.
    """
    title = given.get("title", "").strip() or None
    record = Postmortem(id=record_id(now.date(), title))
    for field, text in given.items():
        if text.strip():
            record = address.put(record, field, parse(record, field, text, now))
    day = story_day(record, now) if record.milestones.impact_start else now.date()
    return replace(record, id=record_id(day, title))
