"""Which milestone an entry of the timeline sets, and what becomes of it when the entry changes."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import MILESTONE_OF_KIND, Event
from pmtui.model.types import Moment

_FIRST = {
    "impact_start",
    "detected_at",
    "first_alert_at",
    "engaged_at",
    "first_public_update",
}
"""Milestones that are the first of their kind by definition (domain guide, 1.1)."""

_LAST = {"resolved_at"}
"""Milestones of which a file of a machine tells the last: what is closed is opened again."""

Told = tuple[str, Moment | None]
"""The name of a milestone and what it is to be; None is not known."""


def moment_of(event: Event) -> Moment:
    """When an entry was, with the words it was typed in."""
    return Moment(
        at=event.at,
        precision=event.precision,
        entered=event.entered,
        entered_tz=event.entered_tz,
    )


def milestone_set(record: Postmortem, kind: EventKind | None, moment: Moment) -> str | None:
    """The name of the milestone that a new entry of that kind sets, None for no milestone.

    An entry sets the milestone of its kind while that is not known. Where the milestone is the
    first of its kind and an entry said so, an earlier entry moves it back: a story is not told
    in its order. What was set by hand stays.
    """
    name = MILESTONE_OF_KIND.get(kind) if kind else None
    if name is None or moment.at is None:
        return None
    known: Moment | None = getattr(record.milestones, name)
    if known is None or known.at is None:
        return name
    told = any(event.kind is kind and event.at == known.at for event in record.timeline)
    return name if name in _FIRST and told and moment.at < known.at else None


def milestones_told(record: Postmortem, events: Iterable[Event]) -> Iterator[Told]:
    """The milestones that several new entries of exactly known instants set together."""
    timed = [event for event in events if event.at and event.precision is Precision.EXACT]
    for kind, name in MILESTONE_OF_KIND.items():
        told = sorted((event for event in timed if event.kind is kind), key=_instant)
        if told:
            moment = moment_of(told[-1 if name in _LAST else 0])
            if milestone_set(record, kind, moment):
                yield name, moment


def milestones_followed(record: Postmortem, before: Event, after: Event | None) -> tuple[Told, ...]:
    """The milestones that change when an entry becomes another, or None: is deleted.

    A milestone that says what the entry said follows it; once the entry says nothing of it any
    more, it is what another entry of the kind says, else not known. A milestone that says
    something else is left alone; one that is not known is set.
    """
    found: list[Told] = []
    for kind in dict.fromkeys(each.kind for each in (before, after) if each and each.kind):
        if (name := MILESTONE_OF_KIND.get(kind)) is None:
            continue
        known: Moment | None = getattr(record.milestones, name)
        moment = moment_of(after) if after and after.kind is kind and after.at else None
        if known is not None and known.at and before.kind is kind and known.at == before.at:
            others = [each for each in record.timeline if each.id != before.id]
            found.append((name, _said(kind, moment, others)))
        elif moment and milestone_set(record, kind, moment):
            found.append((name, moment))
    return tuple(each for each in found if each[1] != getattr(record.milestones, each[0]))


def _said(kind: EventKind, moment: Moment | None, others: Iterable[Event]) -> Moment | None:
    """What a milestone is by its entry, where that still tells it, and the others of its kind."""
    told = sorted((each for each in others if each.kind is kind and each.at), key=_instant)
    if moment is None:
        return moment_of(told[0]) if told else None
    earlier = [each for each in told if moment.at and each.at and each.at < moment.at]
    is_first = MILESTONE_OF_KIND[kind] in _FIRST
    return moment_of(earlier[0]) if earlier and is_first else moment


def _instant(event: Event) -> datetime:
    assert event.at is not None
    return event.at
