"""How the cost of some work grows with its input, whatever the machine is doing meanwhile."""

import gc
import time
from collections.abc import Callable, Sequence
from typing import Any


def assert_no_quadratic_growth(work: Callable[[Any], object], given: Sequence[Any]) -> None:
    """Four times the input may cost up to ten times as much; a quadratic step would cost 16.

    The least of three tries counts, as the machine can only make work dearer.
    """
    part = given[: len(given) // 4]
    _cost(work, part)  # the first time pays for imports and caches, too
    small = large = float("inf")
    for _ in range(3):
        small, large = min(small, _cost(work, part)), min(large, _cost(work, given))
        if large < 10 * small + 0.05:
            return
    raise AssertionError((small, large))


def _cost(work: Callable[[Any], object], given: Sequence[Any]) -> float:
    gc.disable()  # what other tests have left in memory is no cost of this work
    try:
        start = time.process_time()
        work(given)
        return time.process_time() - start
    finally:
        gc.enable()
