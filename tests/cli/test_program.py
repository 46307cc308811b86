"""The installed program: help, imports, pipes, terminals, signals."""

import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pmtui.cli import COMMANDS, cli

from .conftest import EXAMPLE, Run

PROGRAM = [sys.executable, "-m", "pmtui"]


def start(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*PROGRAM, *arguments], capture_output=True, timeout=60, **more)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_every_command_has_help_that_ends_with_an_example(run: Run, name, flag) -> None:
    result = run(name, flag)
    assert result.exit_code == 0
    last = [line.strip() for line in result.stdout.splitlines()[-4:]]
    assert "Example:" in last
    after = last[last.index("Example:") + 1 :]
    assert after
    assert all(line.startswith("pmtui ") and name in line for line in after)


def test_the_line_of_help_is_what_the_command_says(run: Run) -> None:
    listed = run("--help").stdout
    for name, (_, line) in COMMANDS.items():
        assert f"{name} " in listed
        assert line in " ".join(listed.split())


def test_help_imports_no_command() -> None:
    loaded = {name for name in loaded_by("--help") if name.startswith("pmtui.cli.")}
    assert loaded == {f"pmtui.cli.{name}" for name in ("failures", "group", "settings")}


def loaded_by(*arguments: str) -> set[str]:
    """The modules that a command has imported when it ends."""
    script = (
        "import sys\nfrom pmtui.cli import cli\n"
        "try: cli.main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print('\\nMODULES', *sys.modules)"
    )
    out = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return set(out.stdout.rpartition("MODULES")[2].split())


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--json"],
        ["show", EXAMPLE],
        ["search", "lock"],
        ["check", "--all"],
        ["export", EXAMPLE, "--format", "html"],
        ["edit", EXAMPLE, "timeline", "--add", "14:05 x"],
        ["actions"],
        ["action", EXAMPLE, "a2", "done", "--note", "merged"],
        ["due"],
        ["new", "Payments failed"],
        ["where"],
        ["open", EXAMPLE],
        ["open", EXAMPLE, "--linear"],
        [],
    ],
    ids=" ".join,
)
def test_no_command_without_a_screen_imports_textual(library, arguments) -> None:
    assert "textual" not in loaded_by(*arguments)


def test_listing_imports_neither_the_model_nor_tinydb(library) -> None:
    time.sleep(0.2)  # a file that is younger than a tick of its clock is read once more
    library.listing()
    loaded = loaded_by("list")
    for name in ("tinydb", "rich", "markdown_it", "pmtui.model.postmortem", "asyncio"):
        assert name not in loaded


def test_the_installed_script_runs(library) -> None:
    script = Path(sys.executable).with_name("pmtui")
    out = subprocess.run([script, "list"], capture_output=True, text=True, timeout=60)
    assert out.returncode == 0
    assert out.stdout.startswith(EXAMPLE)
    version = subprocess.run([script, "--version"], capture_output=True, text=True, timeout=60)
    assert version.stdout.startswith("pmtui ")


def test_a_reader_that_goes_away_is_no_failure(library) -> None:
    writer = subprocess.Popen(
        [*PROGRAM, "show", EXAMPLE, "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout
    assert writer.stderr
    writer.stdout.close()
    assert writer.wait(60) == 141
    assert writer.stderr.read() == b""


@pytest.mark.parametrize("locale", ["C", "en_US.ISO-8859-1", "C.UTF-8"])
def test_json_is_utf_8_whatever_the_locale(library, locale) -> None:
    environment = {**os.environ, "LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    assert start("new", "Überlast in Köln – Ausfall", env=environment).returncode == 0
    out = start("list", "--json", env=environment)
    assert "Überlast in Köln – Ausfall" in out.stdout.decode("utf-8")
    assert "Köln" in start("list", env=environment).stdout.decode("utf-8")


def test_arguments_that_are_no_utf_8(library) -> None:
    made = start("new", os.fsdecode(b"caf\xe9 \xff down"))
    assert made.returncode == 0
    ref = made.stdout.decode().strip()
    assert start("edit", ref, "impact.summary", os.fsdecode(b"caf\xe9")).returncode == 0
    assert "caf\ufffd" in start("show", ref, "--json").stdout.decode("utf-8")
    assert start("show", os.fsdecode(b"\xff\xfe")).returncode == 3


def test_a_library_whose_name_is_no_utf_8(home, tmp_path) -> None:
    place = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
    ref = start("--library", place, "new", "Payments failed").stdout.decode().strip()
    assert start("--library", place, "show", ref, "--json").returncode == 0
    assert start("--library", place, "list").stdout.decode().startswith(ref)
    assert start("--library", place, "where").returncode == 0


def on_a_terminal(*arguments: str, wanted: bytes, **environment: str) -> bytes:
    """What the program writes to a terminal of 80 columns, up to its end."""
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"COLUMNS": "80", "LINES": "24", "PAGER": "cat", **environment})
        os.execv(sys.executable, [*PROGRAM, *arguments])
    out, end = b"", time.monotonic() + 30
    while time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            try:
                read = os.read(terminal, 65536)
            except OSError:
                break
            if not read:
                break
            out += read
    os.waitpid(child, 0)
    os.close(terminal)
    assert wanted in out
    return out


def test_on_a_terminal_a_list_is_aligned_and_fits(library) -> None:
    out = on_a_terminal("list", wanted=EXAMPLE.encode()).decode()
    lines = out.splitlines()
    assert "\t" not in out
    assert len({line.find("published") for line in lines}) == 1


def test_on_a_terminal_the_report_is_coloured_unless_that_is_not_wanted(library) -> None:
    assert b"\x1b[" in on_a_terminal("show", EXAMPLE, wanted=b"Impact")
    plain = on_a_terminal("--no-color", "show", EXAMPLE, wanted=b"Impact")
    assert b"\x1b[3" not in plain
    assert b"\x1b[3" not in on_a_terminal("show", EXAMPLE, wanted=b"Impact", NO_COLOR="1")


def test_an_editor_that_is_closed_without_a_change(library) -> None:
    said = on_a_terminal("edit", EXAMPLE, "impact.summary", wanted=b"Nothing", EDITOR="true")
    assert b"Nothing was changed" in said


def test_the_editor_changes_the_field(library, tmp_path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "Typed in the editor\\n" > "$1"\n')
    editor.chmod(0o755)
    on_a_terminal(
        "edit", EXAMPLE, "impact.summary", wanted=b"Typed in the editor", EDITOR=str(editor)
    )
    assert library.load(EXAMPLE).record.impact.summary == "Typed in the editor"


def test_text_from_the_editor_that_does_not_fit_is_kept(library, tmp_path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "half past never\\n" > "$1"\n')
    editor.chmod(0o755)
    said = on_a_terminal(
        *("edit", EXAMPLE, "milestones.detected_at"),
        wanted=b"Your text is kept in",
        EDITOR=str(editor),
        TMPDIR=str(tmp_path),
    )
    assert b"half past never" in said
    kept = next(tmp_path.glob("pmtui-*.txt"))
    assert kept.read_text() == "half past never\n"


def test_text_of_an_old_editor_is_read_too(library, tmp_path) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "caf\\351" > "$1"\n')
    editor.chmod(0o755)
    on_a_terminal(
        *("edit", EXAMPLE, "impact.summary"),
        wanted="café".encode(),
        EDITOR=str(editor),
        TMPDIR=str(tmp_path),
    )
    assert library.load(EXAMPLE).record.impact.summary == "café"
    assert not list(tmp_path.glob("pmtui-*"))


def test_a_dumb_terminal_gets_no_screen(library) -> None:
    out = on_a_terminal("open", EXAMPLE, wanted=b"TERM is not dumb", TERM="dumb")
    assert b"\x1b" not in out


def test_bare_pmtui_on_a_dumb_terminal_is_the_list(library) -> None:
    on_a_terminal(wanted=EXAMPLE.encode(), TERM="dumb")


def test_the_group_knows_every_command() -> None:
    for name in COMMANDS:
        command = cli.get_command(None, name)  # type: ignore[arg-type]
        assert command is not None
        assert command.name == name
