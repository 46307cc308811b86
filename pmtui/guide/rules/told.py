"""The guide's nudges on entries of the timeline, numbered in their order.

The others of that step are X2.7 (the story starts at the alert), X2.8 (a silent gap), the rules of
wording (a guess as fact) and the private list of who has spoken.

====  ==========================================================================================
N2.1  a fix that is told as part of the story
N2.3  the timeline is read out: most of its minutes went, and hardly an entry changed
N2.7  a time that fits the story in another zone only
====  ==========================================================================================
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from pmtui.guide.beside import Beside
from pmtui.guide.context import story_zone, zones_shown
from pmtui.guide.rules.action_words import VERBS
from pmtui.guide.rules.rule import BesideRule, Problem, Rule
from pmtui.guide.walk import is_read_out
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.walltime import in_zone
from pmtui.model.zones import read_zone, short_zone

_WISH = re.compile(
    r"\b(?:we|they|you|one|someone|somebody|teams?)\s+"
    r"(?:should(?!\s+have\b)|need(?:s|ed)?\s+to|ought\s+to|must|could(?!\s+(?:have|not|see)\b))\b"
    r"|^\W*(?:let['’]?s|next\s+time|in\s+future|todo|to\s+do)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    rf"^\W*(?:{'|'.join(sorted(VERBS))})\s+(?:an?|more|better|every|all|our)\b", re.IGNORECASE
)
"""A verb that asks for something: "Add an alert"; "Restart the pods" may well have happened."""

_TELLS_NOTHING = {None, EventKind.NOTE}
_TIMED = {Precision.EXACT, Precision.APPROX}


def _fixes(record: Postmortem) -> Iterator[Problem]:
    for event in record.timeline:
        text = event.text or ""
        found = _WISH.search(text) or (
            _REQUEST.search(text) if event.kind in _TELLS_NOTHING else None
        )
        if found:
            yield (
                f"timeline.{event.id}.text",
                f"{event.id} says “{found[0].strip()}”. Good idea? Park it and stay in the story.",
            )


def _read_out(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    if beside.walk is not None and is_read_out(record, beside.walk):
        yield (
            "timeline",
            "Ask for what is missing instead of reading: most of the minutes for the timeline have "
            "passed, and hardly an entry was changed.",
        )


def _other_zone(record: Postmortem) -> Iterator[Problem]:
    start, end = record.prep.scope_start, record.prep.scope_end
    if start is None or end is None:
        return
    zones = zones_shown(record)
    for event in record.timeline:
        if event.at is None or event.kind is EventKind.LATENT or event.precision not in _TIMED:
            continue
        if start <= event.at <= end:
            continue
        own = event.entered_tz or story_zone(record)
        others = [zone for zone in zones if start <= _read_in(zone, event.at, own) <= end]
        if others:
            yield f"timeline.{event.id}.at", _which(event, own, others[0])


def _read_in(zone: str, at: datetime, own: str) -> datetime:
    """The instant of the same wall time in another zone."""
    wall = in_zone(at, own).replace(tzinfo=None)
    try:
        return wall.replace(tzinfo=read_zone(zone)[1]).astimezone(UTC)
    except OverflowError:
        return at


def _which(event: Event, own: str, other: str) -> str:
    assert event.at is not None
    wall, at = in_zone(event.at, own), _read_in(other, event.at, own)
    return (
        f"{wall:%H:%M} in which zone? {event.id} lies outside the story in {short_zone(own)} "
        f"({event.at:%H:%M} UTC), within it in {short_zone(other)} ({at:%H:%M} UTC)."
    )


RULES = (
    Rule("N2.1", "hint", _fixes),
    BesideRule("N2.3", "hint", _read_out),
    Rule("N2.7", "warn", _other_zone),
)
