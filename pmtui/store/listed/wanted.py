"""What is wanted of a list: plain words, and words for one field, as they are typed to filter.

``lock service:checkout owner:"Ana Vos" since:2026-01`` wants all of it. A word fits wherever it
occurs, whatever its case; plain words may be anywhere. ``owner:-`` wants those without an owner.
Days may be cut short, so that the list follows while one types.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmtui.store.listed.cards import FIELDS, Card, prepare

SINCE, UNTIL = "since", "until"
NAMES = (*FIELDS, SINCE, UNTIL)
"""The names that may stand before a colon."""

_UNKNOWN = "-"
_WORD = re.compile(r'(?:(?P<name>[A-Za-z]+):)?(?:"(?P<phrase>[^"]*)"?|(?P<word>\S+))')
_DAY = re.compile(r"\d{1,4}(-\d{0,2}){0,2}")


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that is wanted. `name` is empty for any field; `value` is in lower case.

    With `whole`, a value of the field is this one, and none that only holds it.
    """

    name: str
    value: str
    whole: bool = False

    def among(self, cards: Sequence[Card]) -> list[Card]:
        """Those of the cards that fit, in their order."""
        value = self.value
        if self.name in (SINCE, UNTIL):
            return self._in_time(cards)
        if value == _UNKNOWN and self.name:
            return [card for card in cards if not FIELDS[self.name](card)]
        if self.whole:
            return [card for card in cards if value in map(str.casefold, FIELDS[self.name](card))]
        prepare(cards)
        found = [card for card in cards if value in card.words]
        if not self.name:
            return found
        get = FIELDS[self.name]
        return [card for card in found if value in "\n".join(get(card)).casefold()]

    def _in_time(self, cards: Sequence[Card]) -> list[Card]:
        value, end = self.value, len(self.value)
        if not _DAY.fullmatch(value):
            return []
        if self.name == SINCE:
            return [card for card in cards if card.day and card.day >= value]
        return [card for card in cards if card.day and card.day[:end] <= value]

    def narrows(self, other: "Term") -> bool:
        """Whether all that fits this fits the other, too, as far as the words tell."""
        if self.name != other.name or self.whole or _UNKNOWN in (self.value, other.value):
            return self == other
        if self.name in (SINCE, UNTIL):
            return self.value.startswith(other.value) and bool(_DAY.fullmatch(other.value))
        return other.value in self.value

    @property
    def trouble(self) -> str:
        """Why nothing can fit, or an empty text."""
        if self.name in (SINCE, UNTIL) and not _DAY.fullmatch(self.value):
            return f"“{self.name}:{self.value}” is no day such as 2026-01-31, 2026-01 or 2026"
        name, colon, value = self.value.partition(":")
        if not self.name and colon and name.isalpha() and value:
            return f"“{name}:” is no field of this list; there are {', '.join(NAMES)}"
        return ""


def read(text: str) -> tuple[Term, ...]:
    """What is wanted by a text; a name without a value yet wants nothing."""
    return tuple(filter(None, map(_term, _WORD.finditer(text))))


def _term(found: re.Match[str]) -> Term | None:
    name = (found["name"] or "").casefold()
    value = (found["phrase"] or found["word"] or "").casefold()
    if found["name"] and name not in NAMES:
        return Term("", found[0].replace('"', "").casefold())
    if value.endswith(":") and value[:-1] in NAMES:  # what is wanted of it is not typed yet
        return None
    return Term(name, value) if value else None


def given(options: Mapping[str, object]) -> tuple[Term, ...]:
    """What options want, by their names; one that is None wants nothing, the others fit whole."""
    wanted = [(name, str(value)) for name, value in options.items() if value is not None]
    return tuple(Term(name, value.casefold(), whole=True) for name, value in wanted)


def fitting(cards: Sequence[Card], terms: Iterable[Term]) -> Sequence[Card]:
    """The cards that fit all terms, in their order."""
    for term in terms:
        cards = term.among(cards)
    return cards


def trouble(terms: Iterable[Term]) -> str:
    """Why nothing can fit, of the first term of which that can be said; or an empty text."""
    return next(filter(None, (term.trouble for term in terms)), "")


class Narrowing:
    """The cards of a list that fit what is typed; one more letter looks only at what fitted."""

    def __init__(self, cards: Sequence[Card]) -> None:
        self._cards = self._found = cards
        self._terms: tuple[Term, ...] = ()

    def by(self, terms: tuple[Term, ...]) -> Sequence[Card]:
        """The cards that fit, in the order of the list."""
        if all(any(new.narrows(old) for new in terms) for old in self._terms):
            more = [term for term in terms if term not in self._terms]
            self._found = fitting(self._found, more)
        else:
            self._found = fitting(self._cards, terms)
        self._terms = terms
        return self._found
