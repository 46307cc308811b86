"""A library in a folder of its own, and the example record in it."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pmtui.demo import records
from pmtui.model.postmortem import Postmortem
from pmtui.store import faces
from pmtui.store.codec import from_json
from pmtui.store.folder import FolderLibrary

EXAMPLE = from_json(records()[-1], "example")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as old enough to be remembered as soon as they are written."""
    monkeypatch.setattr(faces, "YOUNG", -(10**12))


@pytest.fixture
def library(tmp_path: Path) -> FolderLibrary:
    return FolderLibrary(tmp_path / "library")


@pytest.fixture
def path(library: FolderLibrary) -> Path:
    """The file of the example, which is in the library."""
    library.create(EXAMPLE)
    return library.folder / "2026" / f"{EXAMPLE.id}.json"


def titled(title: str) -> Callable[[Postmortem], Postmortem]:
    return lambda record: replace(record, title=title)


def files(library: FolderLibrary) -> dict[str, bytes]:
    return {
        str(each.relative_to(library.folder)): each.read_bytes()
        for each in library.folder.rglob("*")
        if each.is_file() and "locks" not in each.parts
    }
