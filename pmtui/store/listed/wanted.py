"""What is wanted of a list: plain words, and words for one field, as they are typed to filter.

``lock service:checkout owner:"Ana Vos" since:2026-01`` wants all of it. A word fits wherever it
occurs, whatever its case; plain words may be anywhere. ``owner:-`` wants those without an owner.
Days may be cut short, so that the list follows while one types.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pmtui.store.listed.cards import FIELDS, Card

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

    def fits(self, card: Card) -> bool:
        """Whether a postmortem is so."""
        if self.name in (SINCE, UNTIL):
            return self._in_time(card.day)
        if self.value == _UNKNOWN and self.name:
            return not FIELDS[self.name](card)
        if not self.whole and self.value not in card.words:
            return False  # most are left out here, without a look at their fields
        return not self.name or any(self._is(each) for each in FIELDS[self.name](card))

    def _is(self, value: str) -> bool:
        low = value.casefold()
        return low == self.value if self.whole else self.value in low

    def _in_time(self, day: str | None) -> bool:
        if day is None or not _DAY.fullmatch(self.value):
            return False
        return day >= self.value if self.name == SINCE else day[: len(self.value)] <= self.value

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


def fitting(cards: Iterable[Card], terms: Sequence[Term]) -> list[Card]:
    """The cards that fit all terms, in their order."""
    found = list(cards)
    for term in terms:
        found = [card for card in found if term.fits(card)]
    return found


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
        narrower = all(any(new.narrows(old) for new in terms) for old in self._terms)
        self._found = fitting(self._found if narrower else self._cards, terms)
        self._terms = terms
        return self._found
