"""What a question for the room is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from pmtui.guide.steps import Step
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line

LONGEST = 100
"""Characters of a question, so that it takes two lines of 80 columns at most."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question for the room. `address` is what it asks about; empty for one of the page's own.

    One `of_item` is known by its address, as the words of the item change while it is shown.
    """

    text: str
    address: str = ""
    of_item: bool = False

    @property
    def key(self) -> str:
        """What it is known by."""
        return self.address if self.of_item else self.text


def own(step: Step) -> tuple[Prompt, ...]:
    """The questions of a page that always hold."""
    return tuple(Prompt(text) for text in step.prompts)


Ask = Callable[[Postmortem, date], Iterator[Prompt]]
"""Finds the questions of one kind that a record gives reason for on a day."""


def about(item: str, words: str | None, question: str, address: str) -> Prompt:
    """A question about an item: its id or time, its words as far as there is room, the question."""
    room = LONGEST - len(f"{item} “”: {question}")
    named = f"{item} “{clip(one_line(words), room)}”" if words and words.strip() else item
    return Prompt(f"{named.strip()}: {question}", address, of_item=True)
