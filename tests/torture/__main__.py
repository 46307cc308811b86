"""Run every part, two at a time, print the table, and fail when anything was lost."""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.torture.parts import WORK, run
from tests.torture.tally import fine, show

AT_ONCE = 2


def main() -> int:
    """The exit code: 1 when something was lost, or when the harness saw no fault where one is."""
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 10**9)
    parser.add_argument("--short", action="store_true", help="a few seconds instead of minutes")
    given = parser.parse_args()
    print(f"The seed is {given.seed}; --seed makes the same choices again.", flush=True)
    with ProcessPoolExecutor(AT_ONCE, get_context("spawn")) as pool:
        running = [pool.submit(run, work, given.seed, given.short) for work in WORK]
        tallies = [tally for each in running for tally in each.result()]
    show(tallies)
    return 0 if all(fine(each, tallies) for each in tallies) else 1


sys.exit(main())
