"""The nearest of many statements, by the terms that they share.

The measure is the cosine of two vectors of terms. A term weighs log(1 + n / (1 + df)), where df of
n statements have it.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from math import log, sqrt

NEAR = 0.45
"""From this likeness on, two causes may be one; measured: one in twenty other causes gets there."""

FAINT = 0.3
"""Where somebody asks, less is told, too, for them to judge: four in ten get there by chance."""


class Index:
    """Statements as terms; a place is the position of one in the sequence given."""

    def __init__(self, statements: Sequence[Collection[str]]) -> None:
        self._count = len(statements)
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, terms in enumerate(statements):
            for term in terms:
                self._places[term].append(place)
        squares = {term: self.weight(term) ** 2 for term in self._places}
        self._sizes = [sqrt(sum(map(squares.__getitem__, terms))) for terms in statements]

    def weight(self, term: str) -> float:
        """What a term weighs here; one that no statement has weighs most."""
        return log(1 + self._count / (1 + len(self._places.get(term, ()))))

    def near(self, terms: Collection[str], least: float = NEAR) -> list[tuple[float, int]]:
        """Likeness (0 to 1) and place of the statements that are at least so near, best first."""
        size = sqrt(sum(self.weight(term) ** 2 for term in terms))
        shared: dict[int, float] = defaultdict(float)
        for term in terms:
            square = self.weight(term) ** 2
            for place in self._places.get(term, ()):
                shared[place] += square
        found = (
            (both / (size * self._sizes[place]), place)
            for place, both in shared.items()
            if both >= least * size * self._sizes[place] > 0
        )
        return sorted(found, key=lambda each: (-each[0], each[1]))
