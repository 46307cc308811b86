"""Which fields of which records have the words, best first.

A field counts with its weight (a title says more than a note), with how often the words occur
in it and with how well: a whole word more than its beginning, that more than a part of a word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from heapq import nlargest

import msgspec

from pmtui.model.text import one_line
from pmtui.store.search.block import Block
from pmtui.store.search.folding import fold
from pmtui.store.search.query import Query

AROUND = 60
"""Characters shown on either side of the first word that was found."""

MOST_HITS = 5
"""Hits of one word in one field that count; long texts would win by their length alone."""

_WEIGHTS = {"title": 8, "reference": 8, "summary": 6, "statement": 5, "exec_summary": 5}
_WEIGHTS |= {"services": 5, "tags": 5, "question": 3, "narrative": 3, "text": 3, "notes": 1}
_USUAL_WEIGHT = 2
_WHOLE, _BEGINNING, _PART = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Match:
    """A field with some of the words; `text` are the words around the first of them.

    `words` are those that it has, as they were looked for.
    """

    id: str
    title: str | None
    address: str
    text: str
    score: int
    words: tuple[str, ...]


class _Hit(msgspec.Struct, frozen=True, gc=False):
    score: int
    block: Block
    address: str
    text: str
    at: int
    terms: tuple[int, ...]

    def shown(self, query: Query) -> Match:
        block, around = self.block, _around(self.text, self.at)
        words = tuple(query.terms[number].folded for number in self.terms)
        return Match(block.id, block.title, self.address, around, self.score, words)


def best(blocks: Iterable[Block], query: Query, limit: int) -> tuple[Match, ...]:
    """At most `limit` fields of the blocks in which all of the query holds, best first.

    Without words, the postmortems that it chooses, newest first.
    """
    if not query.terms and not query.choices:
        return ()
    found = [hit for block in blocks for hit in hits_in(block, query)]
    least = min(nlargest(limit, (hit.score for hit in found)), default=0)
    found = sorted((hit for hit in found if hit.score >= least), key=lambda hit: hit.address)
    found.sort(key=lambda hit: hit.block.id, reverse=True)
    found.sort(key=lambda hit: hit.score, reverse=True)
    return tuple(hit.shown(query) for hit in found[:limit])


def hits_in(block: Block, query: Query) -> list[_Hit]:
    """The fields of a record with some of the words; none when one of them is in no field."""
    if not query.chooses(block):
        return []
    if not query.terms:
        return [_Hit(1, block, "title", block.title or block.id, 0, ())]
    found, missing = list[_Hit](), set(range(len(query.terms)))
    for address, text in block.texts:
        folded = fold(text)
        first, worth, seen = len(folded), 0, list[int]()
        for number, term in enumerate(query.terms):
            if (spans := term.hits(folded)) and term.is_in(address):
                first, worth = min(first, spans[0][0]), worth + _worth(folded, spans)
                seen.append(number)
        if seen:
            missing.difference_update(seen)
            score = len(seen) * worth * _weight(address)
            found.append(_Hit(score, block, address, text, first, tuple(seen)))
    return [] if missing else found


def _worth(text: str, spans: list[tuple[int, int]]) -> int:
    return sum(_fit(text, start, end) for start, end in spans[:MOST_HITS])


def _fit(text: str, start: int, end: int) -> int:
    if start and text[start - 1].isalnum():
        return _PART
    return _BEGINNING if text[end : end + 1].isalnum() else _WHOLE


def _weight(address: str) -> int:
    return _WEIGHTS.get(address.rpartition(".")[2], _USUAL_WEIGHT)


def _around(text: str, at: int) -> str:
    start, end = max(at - AROUND, 0), at + AROUND
    start = text.rfind(" ", 0, start) + 1 if start else 0
    words = one_line(text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0])
    return ("…" if start else "") + words + ("…" if end < len(text) else "")
