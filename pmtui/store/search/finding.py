"""A search from what is asked for to what is shown."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pmtui.store.library import Problem
from pmtui.store.search.index import Files, Index, Make, Told
from pmtui.store.search.query import Query
from pmtui.store.search.ranking import Match, best
from pmtui.store.search.segment import Broken


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first, and the files that could not be read.

    `instead` has the words that nothing has, with those that were looked for in their place.
    """

    matches: tuple[Match, ...]
    problems: Sequence[Problem] = ()
    instead: dict[str, str] = field(default_factory=dict)


def find(
    folder: Path, files: Files, make: Make, query: Query, limit: int, told: Told | None = None
) -> Found:
    """At most `limit` fields of the records in these files, as they are now.

    `make` makes the block of one, or says why that cannot be; `told` hears how far that is.
    """
    try:
        with Index(folder, files, make, told) as index:
            return _found(index, query, limit)
    except Broken:
        with Index(folder, files, make, told, trust=False) as index:
            return _found(index, query, limit)


def _found(index: Index, query: Query, limit: int) -> Found:
    matches = best(index.blocks(query), query, limit)
    if matches or not (instead := index.instead(query)):
        return Found(matches, index.problems)
    spelt = replace(query, terms=tuple(term.spelt(instead) for term in query.terms))
    matches = best(index.blocks(spelt), spelt, limit)
    return Found(matches, index.problems, instead if matches else {})
