"""What goes wrong is one plain sentence, an exit code, and nothing changed."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pmtui.store import atomic

from .conftest import EXAMPLE, Run, one_sentence, tree

READING = [
    ["list"],
    ["show", EXAMPLE],
    ["check", EXAMPLE],
    ["search", "lock"],
    ["actions"],
    ["due"],
]
WRITING = [
    ["new", "Payments failed"],
    ["edit", EXAMPLE, "title", "Another title"],
    ["edit", EXAMPLE, "timeline", "--add", "14:05 alert: p99"],
    ["edit", EXAMPLE, "causes.c2", "--remove"],
    ["action", EXAMPLE, "a2", "done", "--note", "merged"],
]


def refuse(code: int) -> Callable[..., int]:
    def call(*args: object, **kwargs: object) -> int:
        raise OSError(code, os.strerror(code), str(args[0]) if args else None)

    return call


@pytest.mark.parametrize("arguments", [*READING, *WRITING], ids=" ".join)
def test_a_file_where_the_library_should_be(run: Run, folder: Path, arguments) -> None:
    folder.write_text("I am a file")
    result = run(*arguments)
    assert result.exit_code == 5
    assert str(folder) in one_sentence(result)
    assert "--library" in result.stderr
    assert folder.read_text() == "I am a file"


@pytest.mark.parametrize("arguments", WRITING, ids=" ".join)
@pytest.mark.parametrize(
    ("code", "advice"),
    [
        (errno.ENOSPC, "The disk is full"),
        (errno.EDQUOT, "Your quota is used up"),
        (errno.EACCES, "No permission"),
        (errno.EROFS, "read-only file system"),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_machine_that_refuses_to_write(
    run: Run, library, folder: Path, monkeypatch, arguments, code, advice, call
) -> None:
    before = tree(folder)
    monkeypatch.setattr(atomic.os, call, refuse(code))
    result = run(*arguments)
    monkeypatch.undo()
    assert result.exit_code == 5
    assert advice in one_sentence(result)
    assert result.stdout == ""
    assert tree(folder) == before


@pytest.mark.parametrize("arguments", READING[1:], ids=" ".join)
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\0" * 4096, "is empty"),
        (b'{"postmortem": {"1": {"id": "2026', "is cut"),
        (b"# Postmortem\n\nNot JSON at all\n", "is no JSON"),
        (b"[1, 2, 3]", "is not a file of pmtui"),
        (b'{"_default": {"1": {"name": "somebody else"}}}', "is not a postmortem"),
        (b'{"postmortem": {"1": {"name": "no id"}}}', "is not a postmortem"),
    ],
)
def test_a_file_that_is_no_postmortem(
    run: Run, library, folder: Path, arguments, content, words
) -> None:
    path = folder / "2026" / f"{EXAMPLE}.json"
    path.write_bytes(content)
    result = run(*arguments)
    assert result.exit_code in {4} if EXAMPLE in arguments else {1, 4}
    said = one_sentence(result)
    assert str(path) in said
    assert words in said
    assert path.read_bytes() == content


@pytest.mark.parametrize("arguments", WRITING[1:], ids=" ".join)
def test_a_file_that_is_no_postmortem_is_never_written_over(
    run: Run, library, folder: Path, arguments
) -> None:
    path = folder / "2026" / f"{EXAMPLE}.json"
    path.write_bytes(path.read_bytes()[:777])
    before = tree(folder)
    result = run(*arguments)
    assert result.exit_code == 4
    assert "It was left as it is" in one_sentence(result)
    assert tree(folder) == before


def test_a_previous_version_is_pointed_at(run: Run, library, folder: Path) -> None:
    run("edit", EXAMPLE, "title", "Another title")
    path = folder / "2026" / f"{EXAMPLE}.json"
    path.write_bytes(b"")
    said = one_sentence(run("show", EXAMPLE))
    previous = Path(f"{path}.previous")
    assert str(previous) in said
    assert previous.stat().st_size > 50_000


def test_a_record_of_a_newer_version(run: Run, library, folder: Path) -> None:
    path = folder / "2026" / f"{EXAMPLE}.json"
    path.write_bytes(path.read_bytes().replace(b'"schema_version": 1', b'"schema_version": 99'))
    before = tree(folder)
    assert run("show", EXAMPLE).exit_code == 0
    result = run("edit", EXAMPLE, "title", "Another title")
    assert result.exit_code == 4
    assert "newer pmtui (schema 99" in one_sentence(result)
    for command in (["show", EXAMPLE, "--json"], ["export", EXAMPLE, "--format", "json"]):
        result = run(*command)
        assert result.exit_code == 4
        assert result.stdout == ""
        assert "fields that would be left out of the JSON" in one_sentence(result)
    assert tree(folder) == before


def test_a_link_is_not_followed(run: Run, library, folder: Path, tmp_path: Path) -> None:
    path = folder / "2026" / f"{EXAMPLE}.json"
    other = tmp_path / "other.json"
    path.rename(other)
    path.symlink_to(other)
    before = other.read_bytes()
    result = run("edit", EXAMPLE, "title", "Another title")
    assert result.exit_code == 5
    assert "link" in one_sentence(result)
    assert other.read_bytes() == before


@pytest.mark.parametrize("where", ["", "postgresql://host/db"])
def test_a_library_that_is_no_folder(run: Run, where) -> None:
    result = run("--library", where, "list")
    assert result.exit_code == 2
    assert "folder" in result.stderr


def test_an_unknown_command_or_option(run: Run) -> None:
    for arguments in (["nope"], ["list", "--nope"], ["\x1b[31mnope"], ["edit"]):
        result = run(*arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert "\x1b" not in result.stderr


def test_a_screen_needs_a_terminal(run: Run, library) -> None:
    result = run("open", EXAMPLE)
    assert result.exit_code == 2
    assert "terminal" in result.stderr
    assert run("open", "nope").exit_code == 3
    assert run("open", EXAMPLE, "--step", "nope").exit_code == 2


def test_a_mistake_of_the_program_is_a_sentence(run: Run, library, monkeypatch) -> None:
    monkeypatch.setattr("pmtui.store.folder.FolderLibrary.listing", lambda self: 1 / 0)
    result = run("list")
    assert result.exit_code == 1
    said = one_sentence(result)
    assert "ZeroDivisionError" in said
    assert "PMTUI_DEBUG=1" in said


def test_debug_shows_the_traceback_and_keeps_the_exit_code(run: Run, monkeypatch) -> None:
    from click.testing import CliRunner

    from pmtui.cli import cli

    monkeypatch.setenv("PMTUI_DEBUG", "1")
    result = CliRunner().invoke(cli, ["show", "nope"])
    assert result.exit_code == 3
    assert "Traceback" in result.stderr
    assert "pmtui: There is no postmortem" in result.stderr


def test_interrupted(run: Run, library, monkeypatch) -> None:
    def interrupt(self: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("pmtui.store.folder.FolderLibrary.listing", interrupt)
    assert run("list").exit_code == 130
