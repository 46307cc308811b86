"""What a rule is."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from pmtui.guide.beside import Beside
from pmtui.model.postmortem import Postmortem

Level = Literal["must", "warn", "hint"]
Problem = tuple[str, str]
"""The address to jump to and the sentence that says what to do there."""

Find = Callable[[Postmortem], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: `find` yields a problem for each place of the record that does not meet it.

    `part_of` names the exit rule of the page that asks for it, where it has an id of its own.
    """

    id: str
    level: Level
    find: Find
    part_of: str = ""

    def problems(
        self,
        record: Postmortem,
        today: date,  # noqa: ARG002
        beside: Beside,  # noqa: ARG002
    ) -> Iterator[Problem]:
        """What does not meet the rule, on whatever day."""
        return self.find(record)


@dataclass(frozen=True, slots=True)
class DayRule:
    """A rule whose answer depends on the day, such as what is overdue."""

    id: str
    level: Level
    find: Callable[[Postmortem, date], Iterator[Problem]]
    part_of: str = ""

    def problems(
        self,
        record: Postmortem,
        today: date,
        beside: Beside,  # noqa: ARG002
    ) -> Iterator[Problem]:
        """What does not meet the rule on that day."""
        return self.find(record, today)


@dataclass(frozen=True, slots=True)
class BesideRule:
    """A rule that looks at words as wording does, or at what other postmortems have."""

    id: str
    level: Level
    find: Callable[[Postmortem, Beside], Iterator[Problem]]
    part_of: str = ""

    def problems(
        self,
        record: Postmortem,
        today: date,  # noqa: ARG002
        beside: Beside,
    ) -> Iterator[Problem]:
        """What does not meet the rule beside the others."""
        return self.find(record, beside)


AnyRule = Rule | DayRule | BesideRule


def needs(met: Callable[[Postmortem], object], address: str, message: str) -> Find:
    """The rule that something is there: one problem at `address` unless `met` is true."""

    def find(record: Postmortem) -> Iterator[Problem]:
        if not met(record):
            yield address, message

    return find


def said(text: str | None) -> bool:
    """Whether there is text other than blanks."""
    return bool(text and text.strip())
