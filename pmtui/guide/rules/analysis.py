"""Page 2: the story is complete enough for everyone in the room to accept it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

from pmtui.guide import policy
from pmtui.guide.private import marks
from pmtui.guide.rules import told
from pmtui.guide.rules.rule import Problem, Rule, needs, said
from pmtui.model.kinds import Depth, EventKind, Precision, RecordKind
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import MILESTONE_OF_KIND, Event
from pmtui.model.timeline import gaps
from pmtui.model.types import Moment

_REQUIRED = {
    "impact_start": "Say when users were first affected.",
    "detected_at": "Say when a person first became aware of it.",
    "mitigated_at": "Say when most of the impact was gone.",
    "impact_end": "Say when users were no longer affected.",
    "resolved_at": "Say when the response ended.",
}
_OF_IMPACT = {"impact_start", "mitigated_at", "impact_end"}
_ORDER = (
    ("trigger_at", "impact_start", "detected_at", "mitigated_at", "impact_end", "resolved_at"),
    ("first_alert_at", "acknowledged_at"),
    ("detected_at", "declared_at"),
    ("detected_at", "engaged_at"),
)
_OFTEN = {EventKind.COMMS}
"""Kinds of which a story has many, so that one of them does not tell of the milestone."""

_EXPLAINED = {EventKind.TRIGGER, EventKind.DECISION, EventKind.HYPOTHESIS}
_WORDS = ("text", "source", "quote", "known_then")
"""The fields of an entry in which a secret or a phone number is looked for."""

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


def _at(record: Postmortem, name: str) -> datetime | None:
    moment = getattr(record.milestones, name)
    return moment.at if moment is not None else None


def _milestones(record: Postmortem) -> Iterator[Problem]:
    spared = _OF_IMPACT if record.kind is RecordKind.NEAR_MISS else set()
    for name, message in _REQUIRED.items():
        if name not in spared and _at(record, name) is None:
            yield f"milestones.{name}", message


def _enough_events(record: Postmortem) -> Iterator[Problem]:
    quick = record.prep.depth is Depth.QUICK
    wanted = policy.EVENTS_QUICK if quick else policy.EVENTS_OTHERWISE
    have = len(record.timeline)
    if have < wanted:
        yield "timeline", f"Tell the story: {have} of at least {wanted} timeline entries so far."


def _milestones_told(record: Postmortem) -> Iterator[Problem]:
    kinds = {event.kind for event in record.timeline if event.kind} - _OFTEN
    told = {MILESTONE_OF_KIND.get(kind) for kind in kinds}
    instants = [event.at for event in record.timeline if event.at]
    for name in MILESTONE_OF_KIND.values():
        at = _at(record, name)
        if at is None or name in told or any(abs(each - at) < _MINUTE for each in instants):
            continue
        yield (
            "timeline",
            f"Add a timeline entry at {at:%H:%M} UTC for the milestone {name}.",
        )


def _known_then(record: Postmortem) -> Iterator[Problem]:
    if said(record.analysis.recollection_declined):
        return
    for event in record.timeline:
        if event.kind in _EXPLAINED and not said(event.known_then):
            yield (
                f"timeline.{event.id}.known_then",
                f"Add what was known at that time: {_short(event)}",
            )


def _short(event: Event) -> str:
    return f"{event.id} ({event.kind})" if event.kind else event.id


def _rests_on_evidence(record: Postmortem) -> Iterator[Problem]:
    claims = [event for event in record.timeline if not event.recollection]
    bare = [event for event in claims if not event.evidence]
    if claims and 1 - len(bare) / len(claims) < policy.EVIDENCE_SHARE:
        yield (
            f"timeline.{bare[0].id}.evidence",
            f"{len(bare)} of {len(claims)} entries have no evidence. Attach it, or mark them as "
            f"recollection.",
        )


def _story_before(record: Postmortem) -> Iterator[Problem]:
    start = _at(record, "impact_start")
    if start and record.timeline and not any(e.at and e.at < start for e in record.timeline):
        yield (
            "timeline",
            "The story starts with the impact. Add the change before it and one ordinary "
            "condition.",
        )


def _gaps(record: Postmortem) -> Iterator[Problem]:
    start, end = _at(record, "impact_start"), _at(record, "impact_end")
    if end is None or not record.timeline:
        return
    for gap in gaps(record.timeline, start, end, timedelta(minutes=policy.GAP_MINUTES)):
        where = f"timeline.{gap.after}" if gap.after else "timeline"
        yield where, f"What happened between {gap.start:%H:%M} and {gap.end:%H:%M} UTC? Add it."


def _order(record: Postmortem) -> Iterator[Problem]:
    for chain in _ORDER:
        told = [(name, getattr(record.milestones, name)) for name in chain]
        known = [(name, moment) for name, moment in told if moment is not None and moment.at]
        for (first, before), (second, later) in pairwise(known):
            if _latest(later) < before.at:
                yield (
                    f"milestones.{second}",
                    f"{second} ({later.at:%Y-%m-%d %H:%M} UTC) lies before {first} "
                    f"({before.at:%Y-%m-%d %H:%M} UTC). Check both clocks.",
                )


def _latest(moment: Moment) -> datetime:
    """The latest instant that a moment can mean: of one known to the day, the end of the day."""
    assert moment.at is not None
    return moment.at + (_DAY if moment.precision is Precision.DAY else timedelta())


def _private(record: Postmortem) -> Iterator[Problem]:
    """Entries that hold what should not be shared, as the lines of a log may; our own rule."""
    for event in record.timeline:
        for field in _WORDS:
            found = {mark.kind for mark in marks(getattr(event, field) or "")}
            if found:
                yield (
                    f"timeline.{event.id}.{field}",
                    f"{event.id} holds what looks like a {' and a '.join(sorted(found))}. "
                    "Take it out here, and have a secret replaced where it is used.",
                )
                break


RULES = (
    Rule("X2.1", "must", _milestones),
    Rule("X2.2", "must", _enough_events),
    Rule(
        "X2.3",
        "must",
        needs(
            lambda r: (
                any(event.kind is EventKind.TRIGGER for event in r.timeline)
                or said(r.analysis.trigger_unknown_reason)
            ),
            "analysis.trigger_unknown_reason",
            "Mark the timeline entry that was the trigger, or say why it is not known.",
        ),
    ),
    Rule("X2.4", "must", _milestones_told),
    Rule("X2.5", "must", _known_then),
    Rule("X2.6", "warn", _rests_on_evidence),
    Rule("X2.7", "warn", _story_before),
    Rule("X2.8", "warn", _gaps),
    Rule("CL00", "warn", _order, part_of="X2.9"),
    Rule("PRIVATE", "warn", _private),
    *told.RULES,
    Rule(
        "X2.11",
        "must",
        needs(
            lambda r: r.analysis.room_agrees_at,
            "analysis.room_agrees_at",
            "Ask the room whether this is what happened, and note when it agreed.",
        ),
    ),
)
