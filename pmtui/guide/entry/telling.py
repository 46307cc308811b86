"""How lines of lessons, recommendations and accepted risks are read, in few words."""

from collections.abc import Callable
from typing import Any

from pmtui.guide.entry.commitments import lesson_kinds
from pmtui.guide.entry.line import Line, head, ref_ids
from pmtui.guide.lines import person, words
from pmtui.guide.needs import needed_words, risk_needs
from pmtui.guide.rules import action_words
from pmtui.guide.words import label
from pmtui.model.commitments import Action, Lesson, RiskAcceptance
from pmtui.model.kinds import ActionType, LessonKind
from pmtui.model.text import clip

_LONGEST_STATEMENT = 30

Teller = Callable[[Line, Any], list[str]]


def lesson_told(line: Line, lesson: Lesson) -> list[str]:
    """The kind, the causes, where else it holds."""
    kind = label(lesson.kind) if lesson.kind else _no_kind(line.text)
    risk = lesson.kind is LessonKind.RISK and not lesson.generalises_to
    where = "where else does it hold? add “elsewhere: …”" if risk else ""
    found = f"elsewhere: {lesson.generalises_to}" if lesson.generalises_to else where
    return _filled(kind, *_causes(line, lesson.causes), found)


def action_told(line: Line, action: Action) -> list[str]:
    """What its title may want, its marks, what it needs for being accepted, what it acts on."""
    strength = words(action.strength)
    because = f", because {action.strength_reason}" if action.strength_reason else ""
    return _filled(
        _of_title(action),
        " ".join(filter(None, (words(action.type), words(action.priority)))),
        person(line.record, action.owner),
        f"due {action.due}" if action.due else "",
        f"{strength}{because}" if strength else "",
        needed_words(line.record, action, line.today),
        f"lesson {action.lesson}" if action.lesson else "",
        *_causes(line, action.causes),
    )


def _of_title(action: Action) -> str:
    """What the rules for titles will ask (AL01, AL02, AL10, AL15), once a first word is typed."""
    title = action.title or ""
    if vague := action_words.vague(title):
        return "" if action.type is ActionType.INVESTIGATE else f"“{vague}” has no end"
    if " " in title and not action_words.begins_with_verb(title):
        return "begin with what is done (add, limit …)"
    if second := action_words.compound(title):
        return f"“{second}”: a line of its own?"
    unbounded = action_words.unbounded(title)
    return f"“{unbounded}” has no end" if unbounded else ""


def risk_told(line: Line, risk: RiskAcceptance) -> list[str]:
    """The reason, who accepts it until when, what is missing, and the causes."""
    by, lacking = person(line.record, risk.accepted_by), risk_needs(risk)
    return _filled(
        f"because {risk.reason}" if risk.reason else "",
        f"accepted by {by}" if by else "",
        f"review on {risk.review_on}" if risk.review_on else "",
        f"needs {', '.join(lacking)}" if lacking else "",
        *_causes(line, risk.causes),
    )


TOLD: dict[str, tuple[Teller, str]] = {
    "lessons": (lesson_told, "Say in a few words what was learned."),
    "actions": (action_told, "Say what is to be done; begin with a verb."),
    "risk_acceptances": (risk_told, "Say in a few words what is left as it is."),
}
"""For each list, how its items are told, and what to type where they have no words yet."""


def _no_kind(text: str) -> str:
    """Why a lesson has no kind."""
    kinds = lesson_kinds(text)
    if len(kinds) > 1:
        return f"“{head(text)[0]}” can be {' or '.join(map(label, kinds))}: stays text"
    return "no kind; begin with well, hard, lucky, surprised, risk or recurrence, and a colon"


def _causes(line: Line, ids: tuple[str, ...]) -> list[str]:
    """The causes by the beginning of their statements, and references that name nothing."""
    known = {cause.id: cause.statement or "" for cause in line.record.causes}
    told = [f"{each} {clip(known[each], _LONGEST_STATEMENT)}".rstrip() for each in ids]
    unknown = [each for each in ref_ids(line.text) if each[0] == "c" and each not in known]
    missing = [f"#{each} is no cause: stays text" for each in dict.fromkeys(unknown)]
    return ([f"for {', '.join(told)}"] if told else []) + missing


def _filled(*parts: str) -> list[str]:
    return [part for part in parts if part]
