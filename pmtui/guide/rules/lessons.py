"""Page 5: the room has said what it learned.

X5.1, X5.6 and X5.7 are exits of the page. N5.3 and N5.6 are nudges of the guide, numbered in their
order (the others have ids of their own): a lesson that repeats a cause, and actions decided in the
last minutes of the meeting. N5.8 and N5.9 are what the guide asks of the fields of a lesson: where
else it holds, at once of a risk, and its kind and text.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from pmtui.guide import policy
from pmtui.guide.likeness import CIRCULAR, likeness, tokens
from pmtui.guide.rules.rule import DayRule, Problem, Rule, needs, said
from pmtui.model import causes
from pmtui.model.kinds import ActionStatus, Depth, LessonKind
from pmtui.model.postmortem import Postmortem

_LAST = timedelta(minutes=5)
_SOAK = timedelta(days=3)
"""How long an idea of the meeting may rest before it is decided on."""


def _enough(record: Postmortem) -> Iterator[Problem]:
    lessons = [lesson for lesson in record.lessons if said(lesson.text)]
    kinds = {lesson.kind for lesson in lessons if lesson.kind}
    if not lessons:
        yield "lessons", "Write down one thing that was learned."
    elif policy.is_major(record) and (len(lessons) < 3 or len(kinds) < 2):
        yield (
            "lessons",
            "A major incident teaches more: three lessons of two kinds, such as what went well "
            "and where we were lucky.",
        )


def _luck(record: Postmortem) -> Iterator[Problem]:
    lucky = any(lesson.kind is LessonKind.GOT_LUCKY for lesson in record.lessons)
    if record.lessons and not lucky and not said(record.no_luck_reason):
        yield "lessons", "Where were we lucky? Add it, or say why nowhere (no_luck_reason)."


def _repeats_cause(record: Postmortem) -> Iterator[Problem]:
    out = causes.ruled_out(record)
    known = [
        (each.id, tokens(each.statement or "")) for each in record.causes if each.id not in out
    ]
    for lesson in record.lessons:
        words = tokens(lesson.text or "")
        same = next((name for name, each in known if likeness(words, each) >= CIRCULAR), None)
        if same and words:
            yield (
                f"lessons.{lesson.id}.text",
                f"{lesson.id} repeats the cause {same}. What do you know now that you did not "
                f"know before?",
            )


def _decided_late(record: Postmortem, today: date) -> Iterator[Problem]:
    meeting = record.prep.meeting
    if meeting.start is None or meeting.minutes is None or record.prep.depth is Depth.QUICK:
        return
    end = meeting.start + timedelta(minutes=meeting.minutes)
    for action in record.actions if today <= (end + _SOAK).date() else ():
        decided = [
            step.at for step in action.history if step.after == ActionStatus.ACCEPTED and step.at
        ]
        if any(end - _LAST <= at <= end for at in decided):
            yield (
                f"actions.{action.id}",
                f"{action.id} was decided in the last five minutes of the meeting. Sleep on it, "
                f"and decide with those close to the work.",
            )


def _where_else(record: Postmortem) -> Iterator[Problem]:
    for lesson in record.lessons:
        if lesson.kind is LessonKind.RISK and not said(lesson.generalises_to):
            yield (
                f"lessons.{lesson.id}.generalises_to",
                f"{lesson.id} is a risk. Say where else it holds.",
            )


def _rest_elsewhere(record: Postmortem) -> Iterator[Problem]:
    """One finding for all other lessons: one each would be noise in a meeting."""
    asked = [
        lesson.id
        for lesson in record.lessons
        if lesson.kind is not LessonKind.RISK
        and said(lesson.text)
        and not said(lesson.generalises_to)
    ]
    if asked:
        does = "does" if len(asked) == 1 else "do"
        where = f"lessons.{asked[0]}.generalises_to"
        yield where, f"Where else {does} {', '.join(asked)} hold?"


def _half_said(record: Postmortem) -> Iterator[Problem]:
    for lesson in record.lessons:
        if not said(lesson.text):
            yield f"lessons.{lesson.id}.text", f"{lesson.id} has no words. Say what was learned."
        if lesson.kind is None:
            yield (
                f"lessons.{lesson.id}.kind",
                f"{lesson.id} has no kind. Say which: did it go well, was it hard, or luck?",
            )


RULES = (
    Rule("X5.1", "must", _enough),
    Rule("X5.6", "warn", _luck),
    Rule(
        "X5.7",
        "hint",
        needs(
            lambda r: r.follow_up.survey.asked is not None,
            "follow_up.survey",
            "Ask at the end: did you learn something for your work? Would you come again?",
        ),
    ),
    Rule("N5.3", "hint", _repeats_cause),
    DayRule("N5.6", "hint", _decided_late),
    Rule("N5.8", "warn", _where_else),
    Rule("N5.8", "hint", _rest_elsewhere),
    Rule("N5.9", "warn", _half_said),
)
