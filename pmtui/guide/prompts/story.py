"""What preparation and the timeline give reason to ask."""

from collections.abc import Iterator
from datetime import date, timedelta

from pmtui.guide import policy
from pmtui.guide.context import story_zone
from pmtui.guide.prompts.prompt import Ask, Prompt, about
from pmtui.guide.rules.invited import one_sided, soon_lost, unprepared
from pmtui.guide.rules.rule import said
from pmtui.model.kinds import EventKind, RecordKind
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.timeline import gaps, in_order
from pmtui.model.walltime import in_zone
from pmtui.model.zones import short_zone

_MILESTONES = {
    "impact_start": "When were users first affected, and how do we know?",
    "detected_at": "Who noticed it first, when, and what did they see?",
    "mitigated_at": "When was most of the harm gone, and what did that?",
    "impact_end": "When were users no longer affected, and how do we know?",
    "resolved_at": "When did the response end, and what told people so?",
}
_OF_IMPACT = {"impact_start", "mitigated_at", "impact_end"}
_CHOSEN = {EventKind.TRIGGER, EventKind.DECISION, EventKind.HYPOTHESIS}


def _soon_lost(record: Postmortem, today: date) -> Iterator[Prompt]:
    for each in soon_lost(record, today):
        question = f"who saves this before {each.save_by}, and how will we know?"
        yield about(each.id, each.title, question, f"prep.evidence.{each.id}.save_by")


def _unprepared(record: Postmortem, today: date) -> Iterator[Prompt]:
    """Without their names: the line may be seen by all."""
    if unprepared(record, today):
        yield Prompt("Who talks with those who were in it before the meeting?", "prep.pre_talks")


def _one_sided(record: Postmortem, _today: date) -> Iterator[Prompt]:
    if one_sided(record):
        yield Prompt("Who saw this from the customer's side?", "prep.people")


def _gaps(record: Postmortem, _today: date) -> Iterator[Prompt]:
    """Prompt 10 of the guide, with the times of the gap; the longest ones first."""
    start, end = record.milestones.impact_start, record.milestones.impact_end
    longest = timedelta(minutes=policy.GAP_ASKED_MINUTES)
    found = gaps(record.timeline, start.at if start else None, end.at if end else None, longest)
    zone = story_zone(record)
    for gap in sorted(found if record.timeline else (), key=lambda each: each.start - each.end):
        first, last = in_zone(gap.start, zone), in_zone(gap.end, zone)
        question = f"What happened between {first:%H:%M} and {last:%H:%M} {short_zone(zone)}?"
        yield Prompt(question, f"timeline.{gap.after}" if gap.after else "timeline")


def _milestones(record: Postmortem, _today: date) -> Iterator[Prompt]:
    spared = _OF_IMPACT if record.kind is RecordKind.NEAR_MISS else set()
    for name, question in _MILESTONES.items() if record.timeline else ():
        moment = getattr(record.milestones, name)
        if name not in spared and (moment is None or moment.at is None):
            yield Prompt(question, f"milestones.{name}")


def _known_then(record: Postmortem, _today: date) -> Iterator[Prompt]:
    if said(record.analysis.recollection_declined):
        return
    for event in in_order(record.timeline):
        if event.kind in _CHOSEN and not said(event.known_then):
            where, time = f"timeline.{event.id}.known_then", _clock(record, event)
            yield about(time, event.text, "what was known at that moment?", where)


def _clock(record: Postmortem, event: Event) -> str:
    return f"{in_zone(event.at, story_zone(record)):%H:%M}" if event.at else event.id


def _open_questions(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for each in record.open_questions:
        if said(each.text) and not said(each.answer):
            where = f"open_questions.{each.id}.answer"
            yield about(each.id, each.text, "what do we know of this by now?", where)


OF_PREPARATION: tuple[Ask, ...] = (_soon_lost, _unprepared, _one_sided)
OF_ANALYSIS: tuple[Ask, ...] = (_gaps, _milestones, _known_then, _open_questions)
