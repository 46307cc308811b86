"""What a cause says, as terms: stems of its words, and the concepts that they stand for.

A concept (`lexicon.json`) is one meaning of the field in many words: "ran out of", "exhausted" and
"full" are one. A phrase is looked for before the words in it, the longest first, so that "locked
out" is no lock. Terms of concepts begin with a tilde.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from zlib import crc32

from pmtui.guide.likeness import COMMON, stem, words

_SAYS_LITTLE = """
per via due some any each every other another same such like only even still already again
cause causes caused causing result results resulted led lead leads because thus therefore
make made take took taken get got use used using start starts started begin began begins
one two three first second new million thousand percent utc minute minutes hour hours
"""
_LIGHT = frozenset(_SAYS_LITTLE.split())
"""Words of causes that say little of what they mean; the lexicon may have them in a phrase."""

CONCEPT = "~"
"""How the term of a concept begins."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a text that belong together, and their terms: concepts or else stems."""

    words: str
    terms: tuple[str, ...]


@lru_cache(maxsize=65536)
def pieces(text: str) -> tuple[Piece, ...]:
    """A text cut into phrases of the lexicon and single words."""
    said = words(text)
    stems = [stem(each) for each in said]
    found: list[Piece] = []
    here = 0
    while here < len(said):
        size, concepts = _phrase_at(stems, here)
        own = concepts or (() if _says_little(said[here]) else (stems[here],))
        if own:
            found.append(Piece(" ".join(said[here : here + size]), own))
        here += size
    return tuple(found)


def terms(text: str) -> frozenset[str]:
    """The terms of a text; words of a concept stand for it alone."""
    return frozenset(term for piece in pieces(text) for term in piece.terms)


def lexicon_version() -> int:
    """A number that is another one when the lexicon is."""
    return crc32(_lexicon())


def _says_little(word: str) -> bool:
    """Whether a word tells nothing of a cause: a common one, or a number such as a year."""
    return word in COMMON or word in _LIGHT or word.isdigit()


def _phrase_at(stems: list[str], here: int) -> tuple[int, tuple[str, ...]]:
    """How many words the longest phrase here has, and its concepts; a word of none is one."""
    for phrase, concepts in _phrases().get(stems[here], ()):
        if tuple(stems[here : here + len(phrase)]) == phrase:
            return len(phrase), concepts
    return 1, ()


@cache
def _lexicon() -> bytes:
    return files(__package__).joinpath("lexicon.json").read_bytes()


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    """Phrases and their concepts by their first stem, the longest first."""
    concepts: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for concept, listed in json.loads(_lexicon()).items():
        for phrase in listed.split(","):
            key = tuple(stem(each) for each in words(phrase))
            if CONCEPT + concept not in concepts[key]:
                concepts[key].append(CONCEPT + concept)
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...]]]] = defaultdict(list)
    for key in sorted(concepts, key=len, reverse=True):
        found[key[0]].append((key, tuple(concepts[key])))
    return found
