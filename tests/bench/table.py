"""Measurements in turn, and the table of what came out."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: ours and the floor in `unit`; `limit` is the highest ratio allowed.

    Where there is no floor, `limit` is the highest value allowed.
    """

    what: str
    ours: float
    floor: float | None
    limit: float
    unit: str = "ms"

    @property
    def worth(self) -> float:
        """What is held against the limit."""
        return self.ours if self.floor is None else self.ours / self.floor

    @property
    def ok(self) -> bool:
        """Whether the limit is kept."""
        return self.worth <= self.limit


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
        ours, verdict = f"{line.ours:.1f} {line.unit}", "ok" if line.ok else "OVER"
        print(f"{line.what:<44} {ours:>10} {floor:>10} {ratio:>6} {line.limit:>6.1f}  {verdict}")
