"""Medians with the intervals that their sample allows."""

import random
from fractions import Fraction

import pytest

from pmtui.model.sample import Spread, interval_rank, spread

RANKS = {6: 1, 7: 1, 8: 1, 9: 2, 10: 2, 12: 3, 15: 4, 20: 6, 30: 10}


@pytest.mark.parametrize(("n", "rank"), RANKS.items())
def test_the_ranks_are_those_of_the_table(n: int, rank: int) -> None:
    assert interval_rank(n) == rank


def test_below_six_nothing_is_said_of_a_median() -> None:
    for n in range(6):
        assert spread(map(Fraction, range(n))) == Spread(n)


def test_quartiles_come_with_the_twelfth() -> None:
    eleven = spread(map(Fraction, range(11)))
    assert (eleven.median, eleven.lower, eleven.upper) == (5, None, None)
    twelve = spread(map(Fraction, reversed(range(12))))
    assert (twelve.median, twelve.low, twelve.high) == (Fraction(11, 2), 2, 9)
    assert (twelve.lower, twelve.upper) == (Fraction(5, 2), Fraction(17, 2))


def test_the_interval_holds_the_median_of_the_whole_as_often_as_it_says() -> None:
    rng = random.Random(7)
    for n in (6, 9, 15):
        samples = [spread(Fraction(rng.randrange(10**6)) for _ in range(n)) for _ in range(2_000)]
        held = sum(each.low <= 500_000 <= each.high for each in samples)
        assert held >= 0.94 * len(samples)
