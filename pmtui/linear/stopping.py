"""Leaving at a signal in good order: nothing that is being stored is cut in two."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Stopped(BaseException):
    """The program is asked to end, by Ctrl+C or because the line drops."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    @property
    def exit_code(self) -> int:
        """0 for Ctrl+C, which is a way to leave; else what a shell reports for the signal."""
        return 0 if self.number == signal.SIGINT else 128 + self.number


class Signals:
    """Takes signals while they are watched; they act where one waits for the terminal.

    A second one acts at once, as the first may wait for a disk that does not answer.
    """

    def __init__(self) -> None:
        self._came = 0
        self._waits = False

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Watch from now on; at the end all is as it was. What nohup ignores is not watched."""
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
        heard = [each for each in numbers if signal.getsignal(each) is not signal.SIG_IGN]
        before = {number: signal.signal(number, self._take) for number in heard}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """While this runs, a signal ends it at once. Raises `Stopped`, also for an earlier one."""
        self._waits = True
        try:
            came, self._came = self._came, 0
            if came:
                raise Stopped(came)
            yield
        finally:
            self._waits = False

    def _take(self, number: int, _frame: FrameType | None) -> None:
        if self._waits or self._came:
            raise Stopped(number)
        self._came = number
