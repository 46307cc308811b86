"""What is counted, and how long a part may go on."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tests.torture.subjects import Subject, Unreadable

SHOWN = 3
"""Sentences about what went wrong that are printed for a line of the table."""


@dataclass(frozen=True, slots=True)
class Budget:
    """So many trials, or fewer when the seconds are over."""

    trials: int
    seconds: float

    def __iter__(self) -> Iterator[int]:
        end = time.monotonic() + self.seconds
        for number in range(self.trials):
            if time.monotonic() > end:
                return
            yield number


@dataclass(slots=True)
class Tally:
    """One line of the table.

    `acknowledged` counts the saves that were said to be made; `lost` the trials after which one
    of them was gone, `unreadable` those after which the record could not be read. `must_fail`
    marks a line that is there to show that the harness sees a fault; of the lines with the same
    `aid`, one must show it.
    """

    what: str
    must_fail: bool = False
    aid: str = ""
    trials: int = 0
    acknowledged: int = 0
    lost: int = 0
    unreadable: int = 0
    found: list[str] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether nothing was lost and everything could be read."""
        return self.lost + self.unreadable == 0

    def look(self, subject: Subject, acknowledged: int) -> int | None:
        """Count one trial: what a subject holds after it, or None when that cannot be read."""
        self.trials += 1
        try:
            number = subject.read()
        except Unreadable as error:
            self.unreadable += 1
            self.found.append(f"trial {self.trials}: unreadable: {error}")
            return None
        if number < acknowledged:
            self.lose(f"{acknowledged} was acknowledged, {number} is there")
        return number

    def lose(self, what: str) -> None:
        """Count something acknowledged that is gone."""
        self.lost += 1
        self.found.append(f"trial {self.trials}: lost: {what}")


def show(tallies: Sequence[Tally]) -> None:
    """Print the table, and beneath a line what went wrong in it."""
    print(f"{'what':<52} {'trials':>7} {'acknowledged':>12} {'lost':>6} {'unreadable':>10}")
    for each in tallies:
        counts = f"{each.trials:>7} {each.acknowledged:>12} {each.lost:>6} {each.unreadable:>10}"
        print(f"{each.what:<52} {counts}  {'' if fine(each, tallies) else 'WRONG'}".rstrip())
        for sentence in each.found[: 0 if each.must_fail else SHOWN]:
            print(f"    {sentence}")


def fine(tally: Tally, tallies: Sequence[Tally]) -> bool:
    """Whether a line says what it should: ours nothing wrong, the others something."""
    if not tally.must_fail:
        return tally.clean and tally.trials > 0 and tally.acknowledged > 0
    together = [each for each in tallies if tally.aid and each.aid == tally.aid]
    return not all(each.clean for each in (tally, *together))
