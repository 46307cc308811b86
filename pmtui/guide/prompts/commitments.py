"""What lessons, parked ideas and recommendations give reason to ask.

Parked ideas wait for the page Recommendations: lessons come before what to do about them.
"""

from collections.abc import Iterator
from datetime import date

from pmtui.guide.prompts.prompt import Ask, Prompt, about
from pmtui.guide.rules.proposals import pending
from pmtui.guide.rules.rule import said
from pmtui.guide.steps import LESSONS
from pmtui.model import causes
from pmtui.model.actions import lacks
from pmtui.model.kinds import IdeaStatus, LessonKind
from pmtui.model.postmortem import Postmortem

_, _WENT_WELL, _LUCKY, _HARD, _ELSEWHERE = LESSONS.prompts
_OF_KIND = {
    LessonKind.GOT_LUCKY: _LUCKY,
    LessonKind.WENT_WELL: _WENT_WELL,
    LessonKind.WAS_HARD: _HARD,
    LessonKind.RISK: _ELSEWHERE,
    LessonKind.SURPRISED: "What surprised us, and what had we expected?",
    LessonKind.RECURRENCE: "What have we seen before in another form?",
}
"""The question that brings up a lesson of each kind; luck first, which is forgotten most."""

_OF_LACK = {
    "owner": "who has the time for this, and what will not be done instead?",
    "due": "when will this be there, and what has to come before?",
    "verification.method": "how will somebody else see that this works?",
    "causes": "which cause does this act on, and how?",
}
"""What to ask for the first thing that a recommendation lacks, by its field."""


def _kinds(record: Postmortem, _today: date) -> Iterator[Prompt]:
    told = {lesson.kind for lesson in record.lessons if said(lesson.text)}
    if said(record.no_luck_reason):
        told.add(LessonKind.GOT_LUCKY)
    for kind, question in _OF_KIND.items() if record.lessons else ():
        if kind not in told:
            yield Prompt(question, "lessons")


def _elsewhere(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for each in record.lessons:
        if each.kind is LessonKind.RISK and not said(each.generalises_to):
            where = f"lessons.{each.id}.generalises_to"
            yield about(each.id, each.text, "where else does this hold?", where)


def _ideas(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for idea in record.parking_lot:
        if idea.status is IdeaStatus.OPEN and said(idea.text):
            question = "what would this change, and which cause does it act on?"
            yield about(idea.id, idea.text, question, f"parking_lot.{idea.id}.status")


def _uncovered(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for cause in causes.uncovered(record):
        question = "what would make this impossible, harmless, or visible in a minute?"
        yield about(cause.id, cause.statement, question, f"causes.{cause.id}")


def _lacking(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for action in pending(record):
        for lack in lacks(record, action)[:1]:
            question, where = _OF_LACK[lack.field], f"actions.{action.id}.{lack.field}"
            yield about(action.id, action.title, question, where)


OF_LESSONS: tuple[Ask, ...] = (_elsewhere, _kinds)
OF_RECOMMENDATIONS: tuple[Ask, ...] = (_uncovered, _lacking, _ideas)
