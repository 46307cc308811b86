"""Entry lines of lessons, ideas, recommendations and accepted risks."""

import re
from collections.abc import Callable

from pmtui.guide.entry.line import Entry, Line, Puts, choice_head, first, head, peel, ref_ids
from pmtui.guide.words import find_by_word, find_choice
from pmtui.model.commitments import Action, Idea, Lesson, RiskAcceptance
from pmtui.model.kinds import ActionType, LessonKind, Priority, Strength
from pmtui.model.risks import refuse_late_review

_LEADING_REFS = re.compile(r"(?:#c\d+[\s,:]+)+", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(.*?)(?:^|\s)elsewhere:\s*(.+)", re.IGNORECASE | re.DOTALL)


def lesson_kinds(text: str) -> tuple[LessonKind, ...]:
    """The kinds that the words before a colon can mean: "lucky" is one, "w" is two."""
    return find_by_word(LessonKind, head(text)[0])


def read_lesson(line: Line) -> Puts:
    """A lesson with its kind before the colon and, after "elsewhere:", where else it holds."""
    kinds = lesson_kinds(line.text)
    kind, text = (kinds[0], head(line.text)[1]) if len(kinds) == 1 else (None, line.text)
    text, _ = peel(text, {"ref": line.known("causes")})
    else_where = _ELSEWHERE.fullmatch(text)
    lesson = Lesson(
        id=line.id,
        kind=kind,
        text=(else_where[1].rstrip(" ,;") if else_where else text) or None,
        causes=line.refs("causes"),
        generalises_to=else_where[2] if else_where else None,
    )
    return line.item(lesson)


def read_idea(line: Line) -> Puts:
    """A parked idea, as typed."""
    return line.item(Idea(id=line.id, text=line.text))


def read_action(line: Line) -> Puts:
    """A recommendation with its type before the colon and its other marks at the end."""
    kind, text = choice_head(ActionType, line.text)
    title, marks = peel(
        text,
        {
            "ref": _item(line),
            "items": _items(line),
            "priority": lambda words: find_choice(Priority, words),
            "strength": _strength,
            "mention": line.person,
            "due": line.due,
            "date": line.ahead,
        },
    )
    strength, reason = first(marks["strength"]) or (None, None)
    named = [*line.refs("causes"), *line.refs("lessons")]
    named += [each for ids in marks["items"] for each in ids]
    action = Action(
        id=line.id,
        title=title or None,
        type=kind,
        causes=tuple(dict.fromkeys(each for each in named if each.startswith("c"))),
        lesson=next((each for each in named if each.startswith("l")), None),
        owner=first(marks["mention"]),
        due=first(marks["due"]) or first(marks["date"]),
        priority=first(marks["priority"]),
        strength=strength,
        strength_reason=reason,
    )
    return line.item(action)


def read_risk(line: Line) -> Puts:
    """A cause that is left as it is, why ("because"), by whose decision and until when."""
    marks = {
        "ref": line.known("causes"),
        "mention": line.person,
        "due": line.due,
        "date": line.ahead,
    }
    statement, found = peel(line.text, marks)
    causes = line.refs("causes")
    leading = _LEADING_REFS.match(f"{statement} ")
    if leading and set(ref_ids(leading[0])) <= set(causes):
        statement = statement[leading.end() :]
    statement, _, reason = statement.partition(" because ")
    risk = RiskAcceptance(
        id=line.id,
        causes=causes,
        statement=statement or None,
        reason=reason.strip() or None,
        accepted_by=first(found["mention"]),
        review_on=first(found["due"]) or first(found["date"]),
    )
    refuse_late_review(risk.review_on, line.today)
    return line.item(risk)


def _item(line: Line) -> Callable[[str], str | None]:
    """A taker of one reference to a cause or a lesson, such as "#c6"."""
    cause, lesson = line.known("causes"), line.known("lessons")
    return lambda words: cause(words) or lesson(words)


def _items(line: Line) -> Callable[[str], list[str] | None]:
    """A taker of the ids of causes and lessons without a sign before them, such as "c6,c9"."""
    known = {cause.id for cause in line.record.causes}
    known |= {lesson.id for lesson in line.record.lessons}

    def take(words: str) -> list[str] | None:
        ids = words.split(",")
        return ids if known.issuperset(ids) else None

    return take


def _strength(words: str) -> tuple[Strength, str | None] | None:
    """The strength in brackets and, after a colon, its reason."""
    name, _, reason = words.strip("()").partition(":")
    strength = find_choice(Strength, name)
    return (strength, reason.strip() or None) if strength else None


ENTRIES = {
    "lessons": Entry(read_lesson, "text"),
    "parking_lot": Entry(read_idea, "text"),
    "actions": Entry(
        read_action,
        "title",
    ),
    "risk_acceptances": Entry(read_risk, "statement"),
}
