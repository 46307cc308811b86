"""The installed program with a home, a library and a terminal of its own."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from pmtui.model.postmortem import Postmortem
from pmtui.store.folder import FolderLibrary
from tests.terminal.program import PMTUI, Program

ID = "2026-03-04-x"

Start = Callable[..., Program]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home and working folder."""
    place = tmp_path / "home"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.setenv("HOME", str(place))
    monkeypatch.setenv("TZ", "UTC")
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(place / name))
    for name in ("PMTUI_DEBUG", "NO_COLOR", "COLORTERM", "EDITOR", "VISUAL", "TMUX", "CI"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PMTUI_LIBRARY", str(tmp_path / "library"))
    return place


@pytest.fixture
def library(home: Path, tmp_path: Path) -> FolderLibrary:
    """A library with one empty record."""
    made = FolderLibrary(tmp_path / "library")
    made.create(Postmortem(id=ID))
    return made


@pytest.fixture
def start(library: FolderLibrary) -> Iterator[Start]:
    """Start ``pmtui`` in a terminal of 80 by 24; it is ended after the test."""
    with ExitStack() as programs:

        def call(*arguments: str, **more: object) -> Program:
            program = programs.enter_context(Program(PMTUI, *arguments, **more))
            return program

        yield call


@pytest.fixture
def guide(start: Start) -> Start:
    """Start ``pmtui open`` at a page of the empty record and wait for its first paint."""

    def call(step: str = "preparation", *arguments: str, **more: object) -> Program:
        program = start("open", ID, "--step", step, *arguments, **more)
        program.wait_for(" Esc  Out")
        program.settle(0.3)
        return program

    return call
