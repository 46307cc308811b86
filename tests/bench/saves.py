"""How long a save takes, against the least that puts the same bytes durably in place."""

import json
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from pmtui.session import Session
from pmtui.store.folder import FolderLibrary
from tests.bench.place import Place, examples
from tests.bench.table import Line

SIZE = 20_000
"""Bytes of the record, about."""

LIBRARIES = (10, 1_000, 10_000)
"""Postmortems of the libraries in which it is saved and loaded."""

MODEL = "2026-01-01-saved"
ROUNDS, SPARE = 60, 3
"""Rounds that count, and those before them that do not."""

SAVE = 2.1
"""Times the floor that a save may take, with the version before and the history."""

GROWTH = 1.25
"""Times the cost in the smallest library that the one in the largest may be: noise."""


def measure(place: Place) -> list[Line]:
    """Saving and loading in libraries of several sizes, the bytes of a save, and a merge."""
    alone = [Saving(filled(place.folder / f"of-{count}", count)) for count in LIBRARIES]
    shared = Saving(filled(place.folder / "shared", LIBRARIES[0]), with_another=True)
    os.sync()  # what was made is not to be written while saves wait for the disk
    path, size = alone[0].path, alone[0].path.stat().st_size
    least, *saves, merge = medians([lambda: floor(path), *(s.save for s in alone), shared.save])
    read, *loads = medians(
        [lambda: timed(lambda: json.loads(path.read_bytes())), *(s.load for s in alone)]
    )
    what, sizes = f"{size / 1000:.0f} KB", f"among {LIBRARIES[-1]} to {LIBRARIES[0]}"
    counted = [f"{what} among {count}" for count in LIBRARIES]
    return [
        *(
            Line(f"save, {each}", one, least, SAVE)
            for each, one in zip(counted, saves, strict=True)
        ),
        *(Line(f"load, {each}", one, read, None) for each, one in zip(counted, loads, strict=True)),
        Line(f"save, {sizes}", saves[-1], saves[0], GROWTH),
        Line(f"load, {sizes}", loads[-1], loads[0], GROWTH),
        Line("save with a merge, to one without", merge, saves[0], 2.0),
        Line(f"bytes of a save, to the {what}", alone[-1].written(), size, 1.5, "B"),
    ]


class Saving:
    """A session with the record; with another one that saves before each of its saves."""

    def __init__(self, library: FolderLibrary, *, with_another: bool = False) -> None:
        self.library = library
        [self.path] = library.folder.rglob(f"{MODEL}.json")
        self._session = Session(library, library.load(MODEL))
        other = FolderLibrary(library.folder)  # as another process has one
        self._another = Session(other, other.load(MODEL)) if with_another else None
        self._number = 0

    def save(self) -> float:
        """Change the title and save: milliseconds of the save."""
        self._number += 1
        if self._another is not None:
            self._another.put("impact.summary", f"Summary {self._number}")
            self._another.save()
            self._another.take_over()
        self._session.put("title", f"Title {self._number}")
        took = timed(self._session.save)
        self._session.take_over()
        return took

    def load(self) -> float:
        """Load the record: milliseconds."""
        return timed(lambda: self.library.load(MODEL))

    def written(self) -> float:
        """Bytes that one save writes."""
        written, real = 0, os.write

        def write(handle: int, data: bytes) -> int:
            nonlocal written
            done = real(handle, data)
            written += done
            return done

        with patch("os.write", write):
            self.save()
        return written


def filled(folder: Path, count: int) -> FolderLibrary:
    """A library with the record, and copies of its file under other ids: quickly made."""
    library, model = FolderLibrary(folder), examples()[0]
    library.create(replace(model, id=MODEL, timeline=(), causes=()))
    [path] = folder.rglob(f"{MODEL}.json")
    spare = max(SIZE - path.stat().st_size, 0)
    library.change(MODEL, lambda found: replace(found, notes="x" * spare))
    data = path.read_bytes()
    for number in range(1, count):
        record_id = f"20{20 + number % 6}-01-02-copy-{number}"
        copy = folder / record_id[:4] / path.with_stem(record_id).name
        copy.parent.mkdir(exist_ok=True)
        copy.write_bytes(data.replace(MODEL.encode(), record_id.encode()))
    return library


def medians(measures: Sequence[Callable[[], float]]) -> list[float]:
    """The medians of measurements made in turn; the first `SPARE` rounds do not count."""
    rounds = [[measure() for measure in measures] for _ in range(SPARE + ROUNDS)][SPARE:]
    return [median(values) for values in zip(*rounds, strict=True)]


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds of a piece of work."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def floor(path: Path) -> float:
    """Temporary file, fsync, replace, fsync of the folder, with the bytes of the record: ms."""
    data = path.read_bytes()
    return timed(lambda: put_in_place(path.with_name("floor"), data))


def put_in_place(path: Path, data: bytes) -> None:
    """The floor."""
    temporary = path.with_name(f"{path.name}.tmp")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    os.replace(temporary, path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
