"""The parts of a run, and how much there is of each."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.torture import crowd, full_disk, keyboard, kills, power
from tests.torture.tally import Budget, Tally

Part = Callable[[Random, Budget, Path], list[Tally]]


@dataclass(frozen=True, slots=True)
class Work:
    """A part, how much of it there is in a whole run, and in a short one."""

    part: Part
    whole: Budget
    short: Budget


WORK = (
    Work(crowd.crowd, Budget(150, 60), Budget(8, 4)),
    Work(keyboard.typing, Budget(24, 80), Budget(1, 4)),
    Work(kills.commands, Budget(100, 60), Budget(4, 4)),
    Work(kills.sessions, Budget(600, 80), Budget(40, 4)),
    Work(power.ours, Budget(4000, 30), Budget(150, 2)),
    Work(full_disk.injected, Budget(1000, 40), Budget(60, 3)),
    Work(full_disk.real, Budget(600, 15), Budget(60, 2)),
    Work(kills.stock, Budget(100, 20), Budget(20, 3)),
    Work(power.stock, Budget(1000, 10), Budget(200, 2)),
)


def run(work: Work, seed: int, short: bool) -> list[Tally]:
    """One part, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pmtui-torture-") as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        random = Random(f"{seed} {work.part.__module__}.{work.part.__name__}")
        return work.part(random, work.short if short else work.whole, Path(folder) / "place")
