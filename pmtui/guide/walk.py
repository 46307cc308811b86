"""The walk through the timeline in the meeting: whether it is told, or only read out."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from pmtui.guide.meeting import where
from pmtui.model.meeting import MINUTE, PageName, Standing
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event

MOST_READ = 0.6
"""The share of its minutes after which a walk with hardly an edit is a reading (guide, step 2)."""

FEW = 3
"""Entries that were changed, added or deleted, from which on somebody tells something."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What was seen of a walk: the timeline and the time of its blocks when it was first seen.

    `now` is the instant of the last look.
    """

    events: tuple[Event, ...]
    used: timedelta
    now: datetime


def seen(record: Postmortem, now: datetime, before: Walk | None) -> Walk | None:
    """A walk as it is seen now; None while the meeting is elsewhere and none was seen before."""
    if before is not None:
        return Walk(before.events, before.used, now)
    meeting = where(record, now)
    return Walk(record.timeline, _used(meeting), now) if _is_on(meeting) else None


def is_read_out(record: Postmortem, walk: Walk) -> bool:
    """Whether the meeting is on the timeline, most of its minutes went, and few entries changed.

    Only the time since the walk was first seen counts: nobody knows what was told before.
    """
    meeting = where(record, walk.now)
    planned = sum(
        each.block.planned for each in meeting.blocks if each.block.page is PageName.ANALYSIS
    )
    if not _is_on(meeting) or _used(meeting) - walk.used <= MOST_READ * planned * MINUTE:
        return False
    before, after = (
        {each.id: each for each in events} for events in (walk.events, record.timeline)
    )
    changed = sum(before.get(number) != after.get(number) for number in {*before, *after})
    return changed < FEW


def _is_on(meeting: Standing) -> bool:
    block = meeting.block
    return meeting.running and block is not None and block.block.page is PageName.ANALYSIS


def _used(meeting: Standing) -> timedelta:
    """The time that the blocks of the timeline have had."""
    times = (each.time for each in meeting.blocks if each.block.page is PageName.ANALYSIS)
    return sum(times, timedelta())
