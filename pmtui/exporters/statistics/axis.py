"""A logarithmic axis: where durations differ tenfold, a linear one would show the longest alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from math import log10

_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, both above 0; what is smaller than `low` is drawn at its start."""

    low: int
    high: int

    def place(self, value: float | Fraction) -> float:
        """Where a value is, from 0.0 at the start to 1.0 at the end."""
        return log10(max(value, self.low) / self.low) / log10(self.high / self.low)

    @property
    def ticks(self) -> tuple[int, ...]:
        """The round values on the axis: 1, 2 and 5 with any number of noughts."""
        return tuple(each for each in _round_values(self.high) if self.low <= each <= self.high)


def axis_for(values: Iterable[Fraction]) -> Axis:
    """The shortest axis between two round values, of at least a step, that has all of these."""
    known = [max(each, Fraction(1)) for each in values]
    least, most = min(known), max(known)
    steps = _round_values(int(most) + 1)
    low = max(each for each in steps if each <= least)
    high = next(each for each in steps if each >= most and each > low)
    return Axis(low, high)


def _round_values(up_to: int) -> tuple[int, ...]:
    """The round values from 1 on; the last ones are above the limit."""
    found: list[int] = []
    power = 1
    while power <= up_to:
        found += [step * power for step in _STEPS]
        power *= 10
    return (*found, power)
