"""A library with the examples, and one with an empty record, in a home of its own."""

from pathlib import Path

import pytest

from pmtui.demo import records
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_json
from pmtui.store.folder import FolderLibrary

EMPTY = "2026-03-04-nothing-yet"
EXAMPLE = "2026-09-15-card-authorisations-failed"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home and working folder; nothing of the person who runs the tests is touched."""
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(place / name))
    for name in ("PMTUI_LIBRARY", "PMTUI_DEBUG", "NO_COLOR", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    return place


@pytest.fixture
def library(tmp_path: Path) -> FolderLibrary:
    """A library with one empty record."""
    made = FolderLibrary(tmp_path / "library")
    made.create(Postmortem(id=EMPTY))
    return made


@pytest.fixture
def examples(tmp_path: Path) -> FolderLibrary:
    """A library with the five examples."""
    made = FolderLibrary(tmp_path / "examples")
    for data in records():
        made.create(from_json(data, "example"))
    return made
