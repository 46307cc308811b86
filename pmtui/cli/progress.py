"""How far some long work is, on a terminal that somebody looks at."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_AFTER = 1.0
_EVERY = 0.2
"""Seconds before the first sign of progress, and between two."""

Told = Callable[[int, int], None]


@contextmanager
def progress(what: str) -> Iterator[Told | None]:
    """A callable that is told how much of how much is done; None where nobody looks.

    The line on the standard error is gone at the end.
    """
    if not sys.stderr.isatty():
        yield None
        return
    last = time.monotonic() + _AFTER - _EVERY
    shown = False

    def told(done: int, whole: int) -> None:
        nonlocal last, shown
        if (now := time.monotonic()) - last >= _EVERY:
            last, shown = now, True
            share = f"{min(100 * done // whole, 100)} %" if whole else f"{done:,} bytes"
            sys.stderr.write(f"\r{what}: {share}\033[K\r")  # what is said next covers it
            sys.stderr.flush()

    try:
        yield told
    finally:
        if shown:
            sys.stderr.write("\r\033[K")
            sys.stderr.flush()
