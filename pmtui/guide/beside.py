"""What rules look at beside the record: words, and other postmortems."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from math import ceil
from typing import NamedTuple

from pmtui.guide.likeness import likeness, tokens
from pmtui.guide.walk import Walk
from pmtui.guide.wording import Hint, Rules, built_in, looker
from pmtui.model.postmortem import Postmortem

DUPLICATE = 0.7
"""From this likeness of their titles on, two actions may be the same."""

REMEDIES = ("REM-",)
VAGUE_COUNT = ("MIN-VAGUE-COUNT",)
ABSENCE = ("LABEL-ABSENCE",)
PERSON = (
    *("ATTR-", "CHAR-", "PROC-"),
    *("LABEL-PERSON-CAUSE", "LABEL-TYPO", "LABEL-WRONG-COMMAND"),
)
BLAME = ("ATTR-", "CHAR-", "PROC-", "PUN-", "CF-SHOULD", "NORM-", "LABEL-PERSON-CAUSE")
"""Beginnings of the ids of rules of wording that ask for what a rule of a page looks for."""


class OpenAction(NamedTuple):
    """An action of a postmortem that is accepted and not done; `reference` is its other name."""

    record: str
    id: str
    title: str
    reference: str = ""

    def of(self, name: str | None) -> bool:
        """Whether its postmortem has that name."""
        return bool(name) and name in (self.record, self.reference)


class Elsewhere:
    """The open actions of a library; `read` is called when a rule first asks.

    `load` gives another postmortem by its id, None where that cannot be read.
    """

    def __init__(
        self,
        read: Callable[[], Iterable[OpenAction]] = tuple,
        load: Callable[[str], Postmortem | None] = lambda _: None,
    ) -> None:
        self._read = read
        self._load = load
        self._loaded: dict[str, Postmortem | None] = {}

    def postmortem(self, record_id: str) -> Postmortem | None:
        """Another postmortem, as it was when a rule first asked for it."""
        if record_id not in self._loaded:
            self._loaded[record_id] = self._load(record_id)
        return self._loaded[record_id]

    def like(self, title: str, record: str) -> OpenAction | None:
        """The action of another record whose title is most like this one, if it may be the same.

        One that is like enough has all but a few of the words, so that it has one of the rarest.
        """
        words = tokens(title)
        may_lack = len(words) - ceil(DUPLICATE * len(words))
        by_rarity = sorted(words, key=lambda word: len(self._with.get(word, ())))
        near = {at for word in by_rarity[: may_lack + 1] for at in self._with.get(word, ())}
        best, found = DUPLICATE, None
        for at in sorted(near):
            theirs, action = self._actions[at]
            if action.record != record and likeness(words, theirs) >= best:
                best, found = likeness(words, theirs), action
        return found

    def of(self, names: Collection[str]) -> list[OpenAction]:
        """The open actions of the postmortems with these ids or references."""
        return [each for _, each in self._actions if {each.record, each.reference} & {*names}]

    @cached_property
    def _actions(self) -> list[tuple[frozenset[str], OpenAction]]:
        return [(tokens(each.title), each) for each in self._read()]

    @cached_property
    def _with(self) -> dict[str, list[int]]:
        """The places of the actions that have a word."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, (words, _) in enumerate(self._actions):
            for word in words:
                places[word].append(place)
        return places


@dataclass(frozen=True, slots=True)
class Beside:
    """What there is beside a record; without `words` the rules that look at words stay quiet.

    `walk` is what the screen has seen of the meeting's walk through the timeline.

    They look by the built-in rules of wording, whatever is ignored as a hint in the record or
    switched off by a team: that concerns hints, and a page is done with what is asked of it or
    with a written reason. Only those that a rule of a page asks for are compiled, which takes some
    30 ms, once.
    """

    elsewhere: Elsewhere
    words: bool = True
    walk: Walk | None = None

    def hints(self, record: Postmortem) -> Callable[[str, str, tuple[str, ...]], list[Hint]]:
        """A function of an address, its text and beginnings of ids: the hints of those rules."""
        look = looker(record, _asked_for() if self.words else Rules(()))

        def found(where: str, text: str, ids: tuple[str, ...]) -> list[Hint]:
            return [each for each in look(where, text) if each.rule.id.startswith(ids)]

        return found


ALONE = Beside(Elsewhere())
"""A record without others."""

NOT_YET = Beside(Elsewhere(), words=False)
"""Before anything beside the record was looked at: rules that need it stay quiet."""


@cache
def _asked_for() -> Rules:
    """Those of the built-in rules that a rule of a page asks for."""
    asked = (*REMEDIES, *VAGUE_COUNT, *ABSENCE, *PERSON, *BLAME)
    return Rules([each for each in built_in().all if each.id.startswith(asked)])
