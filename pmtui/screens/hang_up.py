"""Leaving when the line drops: by a signal, or because the terminal is gone without one."""

import asyncio
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable

SIGNALS = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)

GRACE = 1.5
"""Seconds for leaving in good order; then the process ends at once."""


class HangUp:
    """Calls `leave` on the event loop when it is time to go, and sees to it that one goes.

    A terminal that is gone can stop the event loop in the middle of a write. So the last word is
    a thread's: it calls `keep`, which puts on the disk what is not there yet, and `restore`, which
    makes the terminal what it was, and ends the process.
    """

    def __init__(
        self,
        leave: Callable[[int], None],
        keep: Callable[[], object],
        restore: Callable[[], object],
    ) -> None:
        self._leave = leave
        self._keep = keep
        self._restore = restore
        self._loop = asyncio.get_running_loop()
        self._begun = False

    def watch(self) -> None:
        """Watch signals and the terminal from now on. Called on the main thread."""
        for number in SIGNALS:
            signal.signal(number, lambda found, _frame: self._begin(found))
        threading.Thread(target=self._watch_terminal, daemon=True).start()

    def _watch_terminal(self) -> None:
        """Wait, without using the processor, until the other end of the terminal is closed."""
        poll = select.poll()
        poll.register(sys.__stdin__.fileno() if sys.__stdin__ else 0, 0)
        if poll.poll():
            self._begin(signal.SIGHUP)

    def _begin(self, number: int) -> None:
        if self._begun:
            return
        self._begun = True
        threading.Thread(target=self._end, args=(number,), daemon=True).start()
        self._loop.call_soon_threadsafe(self._leave, number)

    def _end(self, number: int) -> None:
        time.sleep(GRACE)
        self._keep()
        self._restore()
        os._exit(128 + number)


def leave_early(restore: Callable[[], object]) -> None:
    """End at once by a signal that comes before anything could be typed, with nothing to keep."""

    def leave(number: int, _frame: object) -> None:
        restore()
        os._exit(128 + number)

    for number in SIGNALS:
        signal.signal(number, leave)
