"""The user's own editor: whatever it does to the file, words come back or a sentence does."""

from pathlib import Path

import pytest

from pmtui.store.own_editor import EditorFailed, edited


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file with a line, as an editor is given it."""
    made = tmp_path / "text.md"
    made.write_text("before\n")
    return made


def use(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, commands: str) -> None:
    """Make a shell script the editor; the file is its first argument."""
    script = tmp_path / "editor"
    script.write_text(f"#!/bin/sh\n{commands}\n")
    script.chmod(0o700)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(script))


@pytest.mark.parametrize(
    ("commands", "text"),
    [
        ("true", "before"),
        ('printf "two\\nlines\\n\\n" > "$1"', "two\nlines\n"),
        ('printf "saved, then killed" > "$1"; kill -9 $$', "saved, then killed"),
        ('printf "caf\\351" > "$1"', "café"),
        ('printf "\\357\\273\\277marked" > "$1"', "marked"),
    ],
)
def test_what_the_editor_saved_is_taken(monkeypatch, tmp_path, path, commands, text) -> None:
    use(monkeypatch, tmp_path, commands)
    assert edited(path) == text


@pytest.mark.parametrize(
    ("commands", "said"),
    [
        ('echo unwanted > "$1"; exit 3', "ended with an error \\(3\\)"),
        ('rm "$1"', "left no file that can be read"),
        ('rm "$1"; mkdir "$1"', "left no file that can be read"),
    ],
)
def test_what_cannot_be_taken_is_said(monkeypatch, tmp_path, path, commands, said) -> None:
    use(monkeypatch, tmp_path, commands)
    with pytest.raises(EditorFailed, match=f"{said}.*Nothing was changed"):
        edited(path)


@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("vi 'x", "EDITOR cannot be read as a command"),
        ("/nowhere/vi", "/nowhere/vi could not be started .*Set EDITOR"),
    ],
)
def test_an_editor_that_is_none(monkeypatch, path, editor, said) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", editor)
    with pytest.raises(EditorFailed, match=said):
        edited(path)


def test_blanks_name_no_editor(monkeypatch, tmp_path, path) -> None:
    use(monkeypatch, tmp_path, 'echo found > "$1"')
    monkeypatch.setenv("VISUAL", " ")
    assert edited(path) == "found"
