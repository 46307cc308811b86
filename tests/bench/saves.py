"""How long a save takes, against the least that puts the same bytes durably in place."""

import os
import time
from dataclasses import replace
from pathlib import Path

from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.store.folder import FolderLibrary
from tests.bench.place import Place, examples
from tests.bench.table import Line, in_turn

SIZE = 20_000
"""Bytes of the record, about."""


def measure(place: Place) -> list[Line]:
    """One changed field and a save, against temporary file, fsync, replace, fsync of the folder."""
    library = FolderLibrary(place.folder / "saves")
    record = of_size(library, examples()[0])
    session = Session(library, library.load(record.id))
    [path] = list(library.folder.rglob(f"{record.id}.json"))
    data, number = path.read_bytes(), 0

    def ours() -> float:
        nonlocal number
        number += 1
        session.put("title", f"Title {number}")
        began = time.perf_counter()
        session.save()
        return (time.perf_counter() - began) * 1000

    def floor() -> float:
        began = time.perf_counter()
        put_in_place(path.with_name("floor"), data)
        return (time.perf_counter() - began) * 1000

    one, other = in_turn(ours, floor, rounds=60, spare=3)
    return [Line(f"save, {len(data) / 1000:.0f} KB", one, other, 3.0)]


def of_size(library: FolderLibrary, record: Postmortem) -> Postmortem:
    """Store as much of a record as fits the size."""
    library.create(replace(record, timeline=()))
    [path] = list(library.folder.rglob(f"{record.id}.json"))
    spare = max(SIZE - path.stat().st_size, 0)
    return library.change(record.id, lambda found: replace(found, notes="x" * spare)).record


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
