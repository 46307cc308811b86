"""The order of the story."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pmtui.model.story import Event


def in_order(events: Sequence[Event]) -> tuple[Event, ...]:
    """Events by time; equal times in order of entry, an unknown time after the entry before it."""
    last = datetime.min.replace(tzinfo=UTC)
    keyed: list[tuple[datetime, int, Event]] = []
    for place, event in enumerate(events):
        last = event.at if event.at is not None else last
        keyed.append((last, place, event))
    return tuple(event for _, _, event in sorted(keyed, key=lambda each: each[:2]))
