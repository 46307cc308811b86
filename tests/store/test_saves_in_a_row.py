"""Saves one after the other in one process: the file is not read again, and is the same."""

import errno
import json
import random
from pathlib import Path

import pytest

from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import TABLE, to_plain
from pmtui.store.errors import Unavailable
from pmtui.store.folder import FolderLibrary
from pmtui.store.json_text import to_json

from ..unit.random_edits import edited
from .conftest import EXAMPLE, titled
from .faults import failing


def whole(record: Postmortem) -> bytes:
    """The file of a record, made from nothing but the record."""
    return to_json({TABLE: {"1": to_plain(record)}})


@pytest.mark.parametrize("seed", range(5))
def test_each_file_is_what_its_record_alone_would_make(
    library: FolderLibrary, path: Path, seed: int
) -> None:
    rng, stored = random.Random(seed), library.load(EXAMPLE.id)
    for _ in range(12):
        stored = library.save(edited(stored.record, rng, 3), stored)
        assert path.read_bytes() == whole(stored.record)
        assert library.load(EXAMPLE.id) == stored


def test_unknown_fields_and_tables_stay_in_every_one(library: FolderLibrary, path: Path) -> None:
    tables = json.loads(path.read_bytes())
    tables[TABLE]["1"]["impact"]["mood"] = "calm"
    tables["links"] = {"1": {"to": "x"}}
    path.write_bytes(to_json(tables))
    stored = library.load(EXAMPLE.id)
    for number in range(3):
        stored = library.save(titled(f"Title {number}")(stored.record), stored)
        found = json.loads(path.read_bytes())
        assert found[TABLE]["1"]["impact"]["mood"] == "calm"
        assert found["links"] == {"1": {"to": "x"}}
        assert found[TABLE]["1"]["title"] == f"Title {number}"


@pytest.mark.parametrize("name", ["write", "fdatasync", "fsync", "replace", "link", "open"])
@pytest.mark.parametrize("after", [0, 1])
def test_after_one_that_failed_the_next_is_whole(
    library: FolderLibrary, path: Path, monkeypatch, name: str, after: int
) -> None:
    stored = library.save(titled("First")(EXAMPLE), library.load(EXAMPLE.id))
    failing(monkeypatch, name, errno.EIO, after)
    try:
        stored = library.save(titled("Second")(stored.record), stored)
    except Unavailable:
        assert path.read_bytes() == whole(stored.record)
    monkeypatch.undo()
    stored = library.save(titled("Third")(stored.record), stored)
    assert path.read_bytes() == whole(stored.record)
    assert stored.record.title == "Third"


def test_what_another_process_wrote_in_between_is_seen(library: FolderLibrary, path: Path) -> None:
    stored = library.save(titled("Ours")(EXAMPLE), library.load(EXAMPLE.id))
    FolderLibrary(library.folder).change(
        EXAMPLE.id, lambda record: edited(record, random.Random(1), 4)
    )
    theirs = FolderLibrary(library.folder).load(EXAMPLE.id).record
    stored = library.save(titled("Ours again")(stored.record), stored)
    assert stored.record.notes == theirs.notes
    assert stored.record.timeline == theirs.timeline
    assert path.read_bytes() == whole(stored.record)
