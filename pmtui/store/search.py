"""Words in every field of every postmortem, best matches first.

A field counts with its weight (a title says more than a note), with how often the words occur
in it and with how well: a whole word more than its beginning, that more than a part of a word.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pmtui.model import address as fields
from pmtui.model.people import GROUND_RULES
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import one_line

AROUND = 60
"""Characters shown on either side of the first word that was found."""

MOST_HITS = 5
"""Hits of one word in one field that count; long texts would win by their length alone."""

_WEIGHTS = {"title": 8, "reference": 8, "summary": 6, "statement": 5, "exec_summary": 5}
_WEIGHTS |= {"services": 5, "tags": 5, "question": 3, "narrative": 3, "text": 3, "notes": 1}
_USUAL_WEIGHT = 2
_REFERENCES = frozenset({"evidence", "cause", "thread", "action", "action or idea", "address"})
_WHOLE, _BEGINNING, _PART = 3, 2, 1


@dataclass(frozen=True, slots=True)
class Match:
    """A field with some of the words; `text` are the words around the first of them."""

    id: str
    title: str | None
    address: str
    text: str
    score: int


def search(records: Iterable[Postmortem], words: Sequence[str], limit: int) -> tuple[Match, ...]:
    """At most `limit` fields of the records in which all the words occur somewhere.

    A word is found whatever its case, also as a part of a longer one; one with blanks in it is a
    phrase.
    """
    patterns = [_pattern(word) for word in words if word.strip()]
    if not patterns:
        return ()
    found = [match for record in records for match in _in_record(record, patterns)]
    return tuple(sorted(found, key=_best_first)[:limit])


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(part) for part in word.split()), re.IGNORECASE)


def _in_record(record: Postmortem, patterns: Sequence[re.Pattern[str]]) -> list[Match]:
    missing, matches = set(patterns), []
    for where, value in fields.walk(record):
        for text in _texts(value):
            hits = {pattern: list(pattern.finditer(text)) for pattern in patterns}
            seen = [pattern for pattern, found in hits.items() if found]
            if seen and _has_words(where, value):
                missing.difference_update(seen)
                score = len(seen) * sum(_worth(text, found) for found in hits.values())
                around = _around(text, min(hits[pattern][0].start() for pattern in seen))
                score *= _weight(where)
                matches.append(Match(record.id, record.title, where, around, score))
    return [] if missing else matches


def _has_words(where: str, value: Any) -> bool:
    """Whether people wrote the field: no item's id, no reference to one, no standing text."""
    if fields.is_fixed(where):
        return where == "id"
    return fields.slot_at(where).mark not in _REFERENCES and value != GROUND_RULES


def _texts(value: Any) -> Iterator[str]:
    """What people wrote in a field; choices such as "incident" are no such text."""
    if type(value) is str:
        yield value
    elif isinstance(value, tuple):
        yield from (each for each in value if type(each) is str)


def _worth(text: str, hits: Sequence[re.Match[str]]) -> int:
    return sum(_fit(text, hit) for hit in hits[:MOST_HITS])


def _fit(text: str, hit: re.Match[str]) -> int:
    if text[: hit.start()][-1:].isalnum():
        return _PART
    return _BEGINNING if text[hit.end() :][:1].isalnum() else _WHOLE


def _weight(where: str) -> int:
    return _WEIGHTS.get(where.rpartition(".")[2], _USUAL_WEIGHT)


def _around(text: str, at: int) -> str:
    start, end = max(at - AROUND, 0), at + AROUND
    start = text.rfind(" ", 0, start) + 1 if start else 0
    words = one_line(text[start:end] if end >= len(text) else text[start:end].rpartition(" ")[0])
    return ("…" if start else "") + words + ("…" if end < len(text) else "")


def _best_first(match: Match) -> tuple[int, str, str]:
    return (-match.score, "".join(chr(0x10FFFF - ord(each)) for each in match.id), match.address)
