"""A disk that refuses: full at any byte, and every call of a save failing once or for good."""

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random

import pytest

from pmtui.store.errors import Unavailable
from tests.store.faults import CALLS, failing
from tests.torture.subjects import Save, Stock, Subject, Typed, Unreadable
from tests.torture.tally import Budget, Tally

SIZE = 8 * 1024 * 1024
"""Bytes of the small disk."""

SPARE = 96 * 1024
"""Bytes that are free at most when a save is tried on the full disk: more than one needs. Mostly
there are far fewer."""

TRIES = 2
"""Saves while the disk is full, before there is room again."""

MOUNT = 'mount -t tmpfs -o size="$0" none "$1" && shift && exec "$@"'
REFUSALS = (OSError, Unavailable, Unreadable)


def injected(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """Each call of a save fails in its turn."""
    tally, subject = Tally("a call of a save fails: ENOSPC, EIO"), Typed(folder)
    subject.begin()
    save, number = subject.open(), 0
    cases = list(_cases(save))
    number += len(CALLS)
    random.shuffle(cases)
    for turn, (name, after, times, code) in zip(budget, cases, strict=False):
        if turn % 20 == 0:
            save = subject.open()
        with pytest.MonkeyPatch.context() as patches:
            failing(patches, name, code, after, times=times)
            number, made = _try(save, number)
        tally.acknowledged += made
        _look(tally, subject, number, f"{name} {after} × {times}: {os.strerror(code)}", made)
        number = _goes_on(tally, subject, save, number)
    return [tally]


def _cases(save: Save) -> Iterator[tuple[str, int, float, int]]:
    """The calls that a save makes, each with the ways in which it may fail."""
    for number, name in enumerate(CALLS, 1):
        with pytest.MonkeyPatch.context() as patches:
            calls = failing(patches, name, errno.EIO, 0, times=0)
            save(number)
            count = calls[0]
        for after in range(count):
            for times in (1, float("inf")):
                for code in (errno.ENOSPC, errno.EIO):
                    yield name, after, times, code


def _try(save: Save, number: int) -> tuple[int, bool]:
    """Save the next number; the number that was acknowledged last, and whether it is this one."""
    try:
        save(number + 1)
    except REFUSALS:
        return number, False
    return number + 1, True


def _look(tally: Tally, subject: Subject, number: int, what: str, made: bool) -> None:
    found = tally.look(subject, number)
    if found is None or found < number:
        tally.found.append(f"    after {what}; the save was {'made' if made else 'refused'}")


def _goes_on(tally: Tally, subject: Subject, save: Save, number: int) -> int:
    """When the cause is gone, the next save must work."""
    try:
        save(number + 2)
    except REFUSALS as error:
        tally.lose(f"no save when there was room again: {error}")
        return number
    tally.acknowledged += 1
    _look(tally, subject, number + 2, "the cause was gone", True)
    return number + 2


def real(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """A small disk that is full, where one may be mounted; what a process in there has counted."""
    disk = folder / "disk"
    disk.mkdir(parents=True)
    inside = [sys.executable, "-m", __name__, str(disk), str(random.random())]
    command = ["unshare", "--mount", "--map-root-user", "sh", "-c", MOUNT, str(SIZE), str(disk)]
    command += [*inside, str(budget.trials), str(budget.seconds)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, text=True)
    except FileNotFoundError:
        return []
    if not done.stdout:
        print(f"A full disk could not be made here: {done.stderr.strip()[-200:]}", file=sys.stderr)
        return []
    return [Tally(**each) for each in json.loads(done.stdout)]


def on_disk(disk: Path, random: Random, budget: Budget) -> list[Tally]:
    """Save with little room or none, then with room again."""
    ours = Tally("a full disk")
    theirs = Tally("a full disk, TinyDB's JSONStorage", must_fail=True, aid="stock")
    fill(ours, Typed(disk / "ours"), random, budget)
    fill(theirs, Stock(disk / "stock"), random, budget)
    return [ours, theirs]


def fill(tally: Tally, subject: Subject, random: Random, budget: Budget) -> None:
    """Leave so many bytes free, save, and make room again; once in a while the program is new."""
    filler, number = subject.folder.with_name("filler"), 0
    save: Save | None = None
    for turn in budget:
        if save is None or turn % 20 == 0:
            subject.begin()
            number, save = 0, subject.open()
        room, spare = os.statvfs(filler.parent), int(SPARE * random.random() ** 3)
        filler.write_bytes(bytes(max(room.f_bavail * room.f_frsize - spare, 0)))
        for _ in range(TRIES):
            number, made = _try(save, number)
            tally.acknowledged += made
        filler.unlink()
        before = tally.unreadable
        _look(tally, subject, number, "a full disk", made)
        if tally.unreadable > before:
            save = None
        else:
            number = _goes_on(tally, subject, save, number)


if __name__ == "__main__":
    place, seed, trials, seconds = sys.argv[1:]
    budget = Budget(int(trials), float(seconds))
    print(json.dumps([asdict(each) for each in on_disk(Path(place), Random(seed), budget)]))
