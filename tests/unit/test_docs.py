"""The documents say what the program does, and all of it."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pmtui.cli import COMMANDS as PROGRAM
from pmtui.commands import COMMANDS, Command, readable_key
from pmtui.commands.key_names import textual_key
from pmtui.commands.lines import LINES
from pmtui.commands.parts import PARTS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(PROGRAM))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"| `pmtui {name}" in README


def key_table() -> str:
    """The README's tables of keys: each command of every page, then each part in a line."""
    told = ["guide", "any", "app"]
    pages = [each for each in COMMANDS if each.id.startswith("page.") and each.id[-1].isdigit()]
    cells = [f"{_keys(pages[0])}–{_keys(pages[-1])} | that page"]
    cells += [
        f"{_keys(each)} | {each.name}: {each.help}"
        for part in told
        for each in COMMANDS
        if each.where == part and each not in pages
    ]
    cells += [" | "] * (len(cells) % 2)
    rows = zip(cells[::2], cells[1::2], strict=True)
    lines = ["| key | does | key | does |", "| --- | --- | --- | --- |"]
    lines += [f"| {left} | {right} |" for left, right in rows]
    lines += ["", "| where | keys |", "| --- | --- |"]
    for part in PARTS.values():
        names = [f"{_keys(each)} {each.name}" for each in COMMANDS if each.where == part.name]
        if names and part.name not in told:
            lines.append(f"| {part.title} | {', '.join(names)} |")
    return "\n".join(lines)


def _keys(command: Command) -> str:
    return " ".join(f"`{readable_key(key)}`" for key in command.keys.split(","))


def line_table() -> str:
    """The README's table of what can be typed after a colon."""
    rows = [f"| `{each.typed}` | {each.help} |" for each in LINES]
    return "\n".join(["| typed | does |", "| --- | --- |", *rows])


@pytest.mark.parametrize(
    ("begin", "end", "table"),
    [
        ("<!-- keys: made of the table of commands -->", "<!-- end of keys -->", key_table),
        ("<!-- lines: made of the table of line commands -->", "<!-- end of lines -->", line_table),
    ],
    ids=["keys", "lines"],
)
def test_the_tables_in_the_readme_are_those_of_the_program(
    begin: str, end: str, table: Callable[[], str]
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    before, rest = readme.split(f"{begin}\n")
    kept, after = rest.split(end)
    if os.environ.get("PMTUI_GOLDENS") == "write":
        (ROOT / "README.md").write_text(f"{before}{begin}\n{table()}\n{end}{after}", "utf-8")
    else:
        assert kept == f"{table()}\n", "PMTUI_GOLDENS=write writes it anew"


def test_every_command_has_a_help_a_key_and_a_row() -> None:
    table = key_table()
    for command in COMMANDS:
        assert command.name, command.id
        assert command.help.endswith("."), command.id
        assert all(textual_key(key) == key for key in command.keys.split(",")), command.id
        rows = (
            f"{_keys(command)} | {command.name}: {command.help}",
            f"{_keys(command)} {command.name}",
        )
        assert any(row in table for row in rows) or command.id.startswith("page."), command.id


@pytest.mark.parametrize(
    "path", ["model", "guide", "store", "exporters", "importers", "screens", "linear"]
)
def test_every_room_is_in_the_plan(path: str) -> None:
    assert f"`{path}/`" in ARCHITECTURE


def test_every_file_that_the_plan_names_is_there() -> None:
    for name in re.findall(r"`((?:\w+/)?\w+\.py)`", ARCHITECTURE):
        assert list((ROOT / "pmtui").rglob(name)), name


def test_no_file_is_too_long() -> None:
    long = [
        f"{path}: {len(lines)}"
        for path in [*(ROOT / "pmtui").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
        if len(lines := path.read_text(encoding="utf-8").splitlines()) > 350
    ]
    assert long == []
