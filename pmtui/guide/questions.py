"""What is asked to do something: a few questions, and the puts that the answers make.

A screen asks them in a box, plain lines one after the other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pmtui.model.postmortem import Postmortem

Answers = Mapping[str, str]
"""What was answered, by the name of what was asked; what was not asked is missing."""

Puts = list[tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked: a line of text, or one of a few choices.

    `where` is the address of the field, or the list, that the words are for, if there is one.
    `only` are the choices of the first question with which this one is asked; none for all.
    """

    name: str
    label: str
    value: str = ""
    choices: tuple[str, ...] = ()
    hint: str = ""
    where: str = ""
    only: tuple[str, ...] = ()

    def is_asked(self, first: str) -> bool:
        """Whether it is asked when the first question is answered so."""
        return not self.only or first in self.only


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions under a title. `puts` takes the record, the answers and the instant.

    It raises a `PmtuiError` with the sentence of what does not fit; `said` is told when it is done.
    """

    title: str
    questions: tuple[Question, ...]
    puts: Callable[[Postmortem, Answers, datetime], Puts]
    said: str


def draft_place(title: str, question: Question) -> str:
    """Where an answer is kept as a draft until all of them fit: under what it is for."""
    return f"?{question.where or f'{title}.{question.name}'}"
