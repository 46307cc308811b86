"""The order of the story, and where nothing is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from pmtui.model.kinds import Precision
from pmtui.model.story import Event


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of the impact of which nothing is told.

    It ends at the entry `before`; empty where it ends with the impact. `after` is the entry at
    which it begins, empty for the start of the impact.
    """

    start: datetime
    end: datetime
    after: str
    before: str

    @property
    def minutes(self) -> int:
        """Its length in whole minutes."""
        return int((self.end - self.start) / timedelta(minutes=1))


def in_order(events: Sequence[Event]) -> tuple[Event, ...]:
    """Events by time; equal times in order of entry, an unknown time after the entry before it."""
    last = datetime.min.replace(tzinfo=UTC)
    keyed: list[tuple[datetime, int, Event]] = []
    for place, event in enumerate(events):
        last = event.at if event.at is not None else last
        keyed.append((last, place, event))
    return tuple(event for _, _, event in sorted(keyed, key=lambda each: each[:2]))


def gaps(
    events: Sequence[Event], start: datetime | None, end: datetime | None, longest: timedelta
) -> tuple[Gap, ...]:
    """The stretches between `start` and `end` that are longer than `longest` without an entry.

    Without an end they are looked for up to the last entry, without a start there are none.
    Entries of which only the day is known fill no gap.
    """
    if start is None:
        return ()
    inside = sorted(
        (event.at, event.id)
        for event in events
        if event.at is not None
        and event.precision is not Precision.DAY
        and start <= event.at
        and (end is None or event.at <= end)
    )
    marks = [(start, ""), *inside, *([(end, "")] if end is not None else [])]
    return tuple(
        Gap(before, later, after, until)
        for (before, after), (later, until) in pairwise(marks)
        if later - before > longest
    )


def moved(events: Sequence[Event], event_id: str, by: int) -> tuple[str, ...]:
    """The ids in the order that puts an entry one place up (-1) or down (1) in the story.

    Empty where it cannot go there: it is the first or last, or the times of the two say
    otherwise.
    """
    order = list(in_order(events))
    here = next(place for place, event in enumerate(order) if event.id == event_id)
    there = here + by
    if not 0 <= there < len(order):
        return ()
    order[here], order[there] = order[there], order[here]
    kept = in_order(order)
    return tuple(event.id for event in order) if list(kept) == order else ()
