"""Page 5: the room has said what it learned."""

from collections.abc import Iterator

from pmtui.guide import policy
from pmtui.guide.rules.rule import Problem, Rule, needs, said
from pmtui.model.kinds import LessonKind
from pmtui.model.postmortem import Postmortem


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
)
