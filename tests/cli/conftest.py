"""The command line as a test runs it: in a library, home and time zone of its own."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pmtui.cli import cli
from pmtui.demo import records
from pmtui.store.codec import from_json
from pmtui.store.folder import FolderLibrary

EXAMPLE = "2026-09-15-card-authorisations-failed"
BAD = "2026-01-01-bad"
GOOD = "2026-02-02-good"

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home; nothing of the person who runs the tests is read or written."""
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home" / name))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TZ", "UTC")
    monkeypatch.setenv("TERM", "xterm-256color")
    for name in ("PMTUI_LIBRARY", "PMTUI_DEBUG", "NO_COLOR", "EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "home"


@pytest.fixture
def folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the library, which does not exist yet."""
    place = tmp_path / "library"
    monkeypatch.setenv("PMTUI_LIBRARY", str(place))
    return place


@pytest.fixture
def run(folder: Path) -> Run:
    """Run ``pmtui`` with these arguments; whatever happens, there is no traceback."""

    def call(*args: object, **more: object) -> Result:
        result = CliRunner().invoke(cli, [str(each) for each in args], **more)
        assert result.exception is None or isinstance(result.exception, SystemExit), (
            result.exception
        )
        assert "Traceback" not in result.output
        return result

    return call


@pytest.fixture
def library(folder: Path) -> FolderLibrary:
    """The library with the five example postmortems."""
    made = FolderLibrary(folder)
    for data in records():
        made.create(from_json(data, "example"))
    return made


@pytest.fixture
def well(folder: Path, library: FolderLibrary) -> Path:
    """A library with a good record, and one that is to be damaged, without a version before."""
    example = library.load(EXAMPLE).record
    for path in folder.glob("20*/*"):
        path.unlink()
    for record_id in (GOOD, BAD):
        library.create(replace(example, id=record_id, reference=record_id))
    return folder / "2026" / f"{BAD}.json"


def one_sentence(result: Result) -> str:
    """What was said on the standard error: one line that starts with the program's name."""
    lines = result.stderr.splitlines()
    assert len(lines) == 1, lines
    assert lines[0].startswith("pmtui: ")
    return lines[0]


def tree(folder: Path) -> dict[str, bytes]:
    """Every record below a folder with its content; locks and caches do not count."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".pmtui" not in path.parts
    }
