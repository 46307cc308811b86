"""Entry lines of lessons, ideas, recommendations and accepted risks."""

import re

from pmtui.guide.entry.line import Entry, Line, Puts, choice_head, first, peel, ref_ids
from pmtui.guide.words import find_choice
from pmtui.model.commitments import Action, Idea, Lesson, RiskAcceptance
from pmtui.model.kinds import ActionType, LessonKind, Priority

_LEADING_REFS = re.compile(r"(?:#c\d+[\s,:]+)+", re.IGNORECASE)


def read_lesson(line: Line) -> Puts:
    """A lesson with its kind before the colon."""
    kind, text = choice_head(LessonKind, line.text)
    text, _ = peel(text, {"ref": line.known("causes")})
    causes = line.refs("causes")
    return line.item(Lesson(id=line.id, kind=kind, text=text or None, causes=causes))


def read_idea(line: Line) -> Puts:
    """A parked idea, as typed."""
    return line.item(Idea(id=line.id, text=line.text))


def read_action(line: Line) -> Puts:
    """A recommendation with type, owner, due date, priority and causes."""
    kind, text = choice_head(ActionType, line.text)
    title, marks = peel(
        text,
        {
            "ref": line.known("causes"),
            "priority": lambda words: find_choice(Priority, words),
            "mention": line.person,
            "due": line.due,
        },
    )
    action = Action(
        id=line.id,
        title=title or None,
        type=kind,
        causes=line.refs("causes"),
        owner=first(marks["mention"]),
        due=first(marks["due"]),
        priority=first(marks["priority"]),
    )
    return line.item(action)


def read_risk(line: Line) -> Puts:
    """A cause that is left as it is, by whose decision and until when."""
    marks = {"ref": line.known("causes"), "mention": line.person, "due": line.due}
    statement, found = peel(line.text, marks)
    causes = line.refs("causes")
    leading = _LEADING_REFS.match(statement)
    if leading and set(ref_ids(leading[0])) <= set(causes):
        statement = statement[leading.end() :]
    risk = RiskAcceptance(
        id=line.id,
        causes=causes,
        statement=statement or None,
        accepted_by=first(found["mention"]),
        review_on=first(found["due"]),
    )
    return line.item(risk)


ENTRIES = {
    "lessons": Entry(read_lesson, "text"),
    "parking_lot": Entry(read_idea, "text"),
    "actions": Entry(
        read_action,
        "title",
    ),
    "risk_acceptances": Entry(read_risk, "statement"),
}
