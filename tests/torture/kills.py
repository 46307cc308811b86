"""SIGKILL at a random moment of saves: of a process that saves in a loop, and of `pmtui edit`."""

import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random
from typing import NoReturn

from tests.torture.subjects import ID, Edited, Stock, Subject, Typed
from tests.torture.tally import Budget, Tally

LONGEST = 0.03
"""Seconds after its first save at which a loop is killed at the latest: five saves or so."""

AT_THE_START = 0.1
"""The share of the loops that is killed at any moment after the start, such as while it opens."""

PATIENCE = 20.0
"""Seconds until a process that has saved nothing is killed all the same."""

PMTUI = str(Path(sys.executable).with_name("pmtui"))


def sessions(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """A session with records, notes and drafts is killed while it saves."""
    return [loops(Tally("SIGKILL while a session saves"), Typed(folder), random, budget)]


def stock(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """The same for TinyDB as it comes."""
    tally = Tally("SIGKILL while TinyDB's JSONStorage saves", must_fail=True, aid="stock")
    return [loops(tally, Stock(folder), random, budget)]


def loops(tally: Tally, subject: Subject, random: Random, budget: Budget) -> Tally:
    """Kill a process that saves number after number, and look at what is there, in each trial."""
    acknowledgements = Acknowledgements(subject.folder.with_name("acknowledged"))
    number: int | None = None
    for _ in budget:
        if number is None:
            subject.begin()
            number = 0
        process = start(partial(save_on, subject, number, acknowledgements))
        if random.random() > AT_THE_START:
            acknowledgements.wait()
        time.sleep(random.uniform(0, LONGEST))
        end(process)
        lines = acknowledgements.read()
        tally.acknowledged += len(lines)
        number = tally.look(subject, int(lines[-1]) if lines else number)
    return tally


def commands(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """`pmtui edit`, as it is installed, is killed somewhere between its start and its end."""
    subject, tally = Edited(folder), Tally("SIGKILL of `pmtui edit`")
    subject.begin()
    began = time.monotonic()
    for number in (1, 2, 3):
        assert edit(subject, number).wait() == 0
    whole, number = (time.monotonic() - began) / 3, 3
    tally.acknowledged = number
    for _ in budget:
        process = edit(subject, number + 1)
        with suppress(subprocess.TimeoutExpired):
            process.wait(random.uniform(0.6, 1.3) * whole)
        process.kill()
        made = process.wait() == 0  # it may have ended just then
        tally.acknowledged += made
        if process.returncode > 0:
            tally.lose(f"`pmtui edit` ended with {process.returncode}")
        found = tally.look(subject, number + made)
        if found is None:
            return [tally]
        number = found
    return [tally]


def edit(subject: Edited, number: int) -> subprocess.Popen[bytes]:
    """Set the title of the record to a number."""
    library = str(subject.library.folder)
    return subprocess.Popen([PMTUI, "--library", library, "edit", ID, "title", str(number)])


class Acknowledgements:
    """Lines that a process writes when a save has returned; a kill takes none of them back."""

    def __init__(self, path: Path) -> None:
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self._handle = os.open(path, flags, 0o600)

    def say(self, line: str) -> None:
        """Acknowledge a save."""
        os.write(self._handle, f"{line}\n".encode())

    def wait(self) -> None:
        """Wait for the first line, for as long as a working process may need for it."""
        end = time.monotonic() + PATIENCE
        while os.fstat(self._handle).st_size == 0 and time.monotonic() < end:
            time.sleep(0.0005)

    def read(self) -> list[str]:
        """The lines said since the last time."""
        size = os.fstat(self._handle).st_size
        lines = os.pread(self._handle, size, 0).decode().splitlines()
        os.ftruncate(self._handle, 0)
        return lines


def save_on(subject: Subject, number: int, acknowledgements: Acknowledgements) -> NoReturn:
    """Save one number after the other, for ever."""
    save = subject.open()
    while True:
        number += 1
        save(number)
        acknowledgements.say(str(number))


def start(work: Callable[[], None]) -> int:
    """A process of its own for a piece of work: its id. What goes wrong in it is printed."""
    process = os.fork()
    if process:
        return process
    try:
        work()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def end(process: int) -> None:
    """Kill a process that still works. One that has ended by itself is a fault of the harness."""
    os.kill(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL, "the process ended by itself"
