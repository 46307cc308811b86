"""The shape of a figure over several postmortems, before anything is drawn."""

from dataclasses import dataclass
from fractions import Fraction

from pmtui.model.sample import SHARES_FROM, Spread, spread


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One postmortem's own number, in the unit of its figure."""

    record: str
    severity: str
    value: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many there are of something."""

    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A number or words, and what they are; `value` is None where it is not known."""

    label: str
    value: Fraction | int | str | None
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Dots, bars and facts over some postmortems.

    `counted` says what the dots or bars are, in the plural; `whole` is whether the bars are parts
    of one whole, so that a share of it means something. `says` is what the figure can and
    cannot say; `unknown` names postmortems that should be in it and lack the number.
    """

    id: str
    title: str
    counted: str
    says: str
    unit: str = ""
    whole: bool = True
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    facts: tuple[Fact, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        """How many are counted."""
        return len(self.dots) or sum(bar.count for bar in self.bars)

    @property
    def spread(self) -> Spread:
        """The spread of the dots, as far as their number allows."""
        return spread(dot.value for dot in self.dots)

    def share(self, bar: Bar) -> Fraction | None:
        """The share of a bar in all; None while so few are counted that it would mislead."""
        return Fraction(bar.count, self.n) if self.whole and self.n >= SHARES_FROM else None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.n or any(fact.value for fact in self.facts))
