"""What a few numbers can say, and no more than their count allows.

Means of durations are not offered: they are skewed, and chance moves them. The limits are those
of the domain guide, section 7; the interval of a median comes from order statistics (for instance
Conover, Practical Nonparametric Statistics, 3.2): it assumes nothing of how the numbers are spread.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import comb
from statistics import median

MEDIAN_FROM = 6
"""How many numbers a median needs: with fewer, no interval holds it with 95 %."""

QUARTILES_FROM = 12
SHARES_FROM = 20
"""How many a share in per cent needs; below, counts say what there is."""

_MISSED = Fraction(1, 20)
"""How often an interval may miss the median."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Where the middle of `n` numbers lies; None for what so few numbers cannot tell.

    `low` and `high` hold the median of what they are a sample of in 95 of 100 cases; `lower` and
    `upper` are the quartiles.
    """

    n: int
    median: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    lower: Fraction | None = None
    upper: Fraction | None = None


def spread(values: Iterable[Fraction]) -> Spread:
    """The spread of some numbers, as far as their count allows."""
    ordered = sorted(values)
    n = len(ordered)
    if (rank := interval_rank(n)) is None:
        return Spread(n)
    lower, upper = _quartiles(ordered) if n >= QUARTILES_FROM else (None, None)
    return Spread(n, median(ordered), ordered[rank - 1], ordered[n - rank], lower, upper)


@lru_cache
def interval_rank(n: int) -> int | None:
    """The rank, from 1 and from each end, at which the 95 % interval of a median ends.

    The median of all lies below the r-th smallest of n with the chance that fewer than r of n
    tosses of a coin are heads. None where even the smallest and the largest hold it less often.
    """
    missed, rank = Fraction(0), 0
    while 2 * (missed := missed + Fraction(comb(n, rank), 2**n)) <= _MISSED:
        rank += 1
    return rank or None


def _quartiles(ordered: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    """The medians of the lower and of the upper half; of an odd number the middle is in neither."""
    half = len(ordered) // 2
    return median(ordered[:half]), median(ordered[-half:])
