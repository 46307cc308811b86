"""Measurements in turn, and the table of what came out."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: ours and the floor in `unit`; `limit` is the highest ratio allowed.

    Where there is no floor, `limit` is the highest value allowed. Without a limit the line is
    there to be read.
    """

    what: str
    ours: float
    floor: float | None
    limit: float | None
    unit: str = "ms"

    @property
    def worth(self) -> float:
        """What is held against the limit."""
        return self.ours if self.floor is None else self.ours / self.floor

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        return self.limit is None or self.worth <= self.limit


def in_turn(
    ours: Callable[[], float], floor: Callable[[], float], rounds: int, spare: int = 1
) -> tuple[float, float]:
    """The medians of two measurements made A B A B; the first `spare` rounds do not count."""
    pairs = [(ours(), floor()) for _ in range(spare + rounds)][spare:]
    return median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)


def show(lines: list[Line]) -> None:
    """Print the table."""
    print(f"{'what':<44} {'ours':>10} {'floor':>10} {'ratio':>6} {'limit':>6}")
    for line in lines:
        floor, ratio = "-", "-"
        if line.floor is not None:
            floor, ratio = f"{line.floor:.1f} {line.unit}", f"{line.worth:.2f}"
        limit = "-" if line.limit is None else f"{line.limit:.1f}"
        verdict = "" if line.limit is None else "ok" if line.ok else "OVER"
        ours = f"{line.ours:.1f} {line.unit}"
        print(f"{line.what:<44} {ours:>10} {floor:>10} {ratio:>6} {limit:>6}  {verdict}")
