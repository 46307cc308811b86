"""The documents say what the program does, and all of it."""

import re
from pathlib import Path

import pytest

from pmtui.cli import COMMANDS as PROGRAM
from pmtui.commands import COMMANDS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(PROGRAM))
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"| `pmtui {name}" in README


@pytest.mark.parametrize("key", sorted({c.key_name for c in COMMANDS if c.where == "guide"}))
def test_every_key_of_the_guide_is_in_the_readme(key: str) -> None:
    keys = README.split("## Keys")[1].split("## Commands")[0]
    assert key in keys or (key.isdigit() and "`1`–`9`" in keys)


@pytest.mark.parametrize("path", ["model", "guide", "store", "exporters", "importers", "screens"])
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
