"""``pmtui demo`` without a terminal."""

import tempfile
from pathlib import Path

from .conftest import EXAMPLE, Run, tree


def test_the_throwaway_library_is_listed_and_removed(
    run: Run, folder: Path, tmp_path, monkeypatch
) -> None:
    monkeypatch.delenv("PMTUI_LIBRARY")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    result = run("demo")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 17
    assert f"\n{EXAMPLE}" in result.stdout
    assert EXAMPLE in result.stderr
    assert not list(tmp_path.glob("pmtui-demo-*"))
    assert run("list").stdout == ""


def test_a_named_library_is_kept_and_its_records_stay_as_they_are(run: Run, tmp_path: Path) -> None:
    place = tmp_path / "kept"
    assert run("--library", place, "demo").exit_code == 0
    run("--library", place, "edit", EXAMPLE, "title", "My own words")
    before = tree(place)
    result = run("--library", place, "demo")
    assert result.exit_code == 0
    assert "kept as it is" in result.stderr
    assert tree(place) == before
    assert "My own words" in run("--library", place, "list").stdout


def test_a_library_in_use_is_not_filled_because_of_the_environment(run: Run, folder: Path) -> None:
    run("new", "A real one")
    before = tree(folder)
    result = run("demo")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 17
    assert tree(folder) == before


def test_an_empty_library_of_the_environment_is_filled(run: Run, folder: Path) -> None:
    run("demo")
    assert len(run("list").stdout.splitlines()) == 17
