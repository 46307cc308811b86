"""What something asks before it is done, one question after the other.

What is typed is kept as a draft until all the answers fit, here or in a box on a screen.
"""

from collections.abc import Iterable

from pmtui.guide.questions import Question, draft_place
from pmtui.linear.talk import Talk


def answer(talk: Talk, title: str, question: Question) -> str:
    """What is answered; Enter alone keeps what is there, or was typed before."""
    if question.choices:
        talk.say(f"{question.label}; Enter alone: {question.value}.")
        chosen = talk.pick([each.replace("_", " ") for each in question.choices])
        return question.value if chosen is None else question.choices[chosen]
    place = draft_place(title, question)
    offered = talk.session.drafts.get(place, question.value)
    hint = f": {question.hint}" if question.hint else ""
    now = f" Enter alone: “{offered}”." if offered else ""
    talk.say(f"{question.label}{hint}.{now}")
    typed = talk.listen(question.label).strip()
    if typed:
        talk.session.draft(place, typed)
    return typed or offered


def forget(talk: Talk, title: str, questions: Iterable[Question]) -> None:
    """Drop the drafts of answers that were taken."""
    for each in questions:
        talk.session.draft(draft_place(title, each), "")
