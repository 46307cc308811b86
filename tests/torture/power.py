"""Power cuts: saves are recorded, and the states that the disk may be in afterwards are opened."""

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from tests.torture.disk import Flush, Image, State, Step, images
from tests.torture.recorder import Recorder
from tests.torture.subjects import Stock, Subject, Typed, clear
from tests.torture.tally import Budget, Tally

SAVES = 4
"""Saves that are recorded, after that which makes the file."""

Make = Callable[[Path], Subject]


def ours(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """pmtui as it is; then without the flushes of folders or files, which the harness must see."""
    recorder = record(Typed(folder))
    folders = recorder.state.folders
    no_folders = [s for s in recorder.steps if not (isinstance(s, Flush) and s.node in folders)]
    no_files = [s for s in recorder.steps if not isinstance(s, Flush) or s.node in folders]
    tried = (
        (Tally("power cut"), recorder.steps),
        (Tally("power cut, no folder flushed", must_fail=True), no_folders),
        (Tally("power cut, no file flushed", must_fail=True), no_files),
    )
    make = (Typed, recorder.state)
    return [cut(tally, steps, *make, random, budget, folder) for tally, steps in tried]


def stock(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """TinyDB as it comes."""
    tally = Tally("power cut, TinyDB's JSONStorage", must_fail=True)
    recorder = record(Stock(folder))
    return [cut(tally, recorder.steps, Stock, recorder.state, random, budget, folder)]


def record(subject: Subject) -> Recorder:
    """Make a file and save a few times, watched."""
    clear(subject.folder)
    recorder = Recorder(subject.folder)
    with recorder.watching():
        subject.begin()
        recorder.said(0)
        save = subject.open()
        for number in range(1, SAVES + 1):
            save(number)
            recorder.said(number)
    assert recorder.complete(), "a call of a save was not seen"
    return recorder


def cut(
    tally: Tally,
    steps: Sequence[Step],
    make: Make,
    last: State,
    random: Random,
    budget: Budget,
    folder: Path,
) -> Tally:
    """Open the states after power cuts during these steps."""
    tally.acknowledged = SAVES + 1
    for _, image in zip(budget, images(last, steps, random), strict=False):
        put(image, folder)
        tally.look(make(folder), image.acknowledged)
    return tally


def put(image: Image, folder: Path) -> None:
    """Make the files and folders of an image."""
    clear(folder)
    for name, data in image.tree.items():
        if data is None:
            (folder / name).mkdir()
        else:
            (folder / name).write_bytes(data)
