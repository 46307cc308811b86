"""Whole commands over ten thousand postmortems, from start to end of the process."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from shutil import rmtree
from unittest.mock import patch

from pmtui.store.folder import FolderLibrary
from tests.bench.invented import fill
from tests.bench.place import Place
from tests.bench.table import Line, in_turn

THOUSAND, MANY, FEW = 1000, 10_000, 10
SUMMARIES = 3_000_000
"""Bytes of the list of summaries that the floor reads and decodes."""
SETTLED = 0.5
"""Seconds after which files are old enough to be remembered."""
RARE, COMMON, SLIP = "OPS-70421", "lock", "certifcate"

READ_SUMMARIES = "import json; json.load(open({path!r}))"
DECODE_ALL = """
import msgspec, os
for year in os.scandir({path!r}):
    for file in os.scandir(year.path) if year.name.isdigit() else ():
        if not file.name.endswith(".json"):
            continue
        with open(file.path, "rb") as opened:
            msgspec.json.decode(opened.read())
"""


@dataclass(frozen=True)
class Commands:
    """How commands of pmtui and of others run in a place, with the library that they ask."""

    place: Place
    library: Path

    def pmtui(self, *arguments: str) -> float:
        """ms of a command of pmtui."""
        return self.run(self.place.pmtui(self.library, *arguments))

    def python(self, script: str) -> float:
        """ms of a script."""
        return self.run([sys.executable, "-c", script])

    def run(self, command: Sequence[str]) -> float:
        """ms of any command; whoever finds nothing says so with exit code 1."""
        began = time.perf_counter()
        done = subprocess.run(command, env=self.place.env, capture_output=True, check=False)
        took = time.perf_counter() - began
        assert done.returncode in (0, 1), done.stderr
        assert b"Traceback" not in done.stderr, done.stderr
        return took * 1000

    def output(self, *arguments: str) -> bytes:
        """What a command of pmtui prints."""
        command = self.place.pmtui(self.library, *arguments)
        return subprocess.run(command, env=self.place.env, capture_output=True, check=True).stdout

    def memory(self, *arguments: str) -> float:
        """MB that a command needs at most."""
        command = self.place.pmtui(self.library, *arguments)
        with subprocess.Popen(command, env=self.place.env, stdout=subprocess.DEVNULL) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        return used.ru_maxrss / 1024

    def change(self, record_id: str, title: str) -> None:
        """Change a record, without waiting for the disk."""
        with patch("os.fsync"):
            FolderLibrary(self.library).change(record_id, lambda it: replace(it, title=title))
        time.sleep(SETTLED)


def measure(place: Place) -> list[Line]:
    """`list`, `due`, `similar` and `search` of many postmortems, and what they need of memory."""
    few, thousand, many = (
        Commands(place, fill(place.folder / f"of-{size}", size)) for size in (FEW, THOUSAND, MANY)
    )
    time.sleep(SETTLED)
    known = json.loads(many.output("list", "--json"))
    assert len(known) == MANY
    used = [each.memory("list") for each in (few, many, few, many)]
    return [
        _compared(
            f"list, {THOUSAND} postmortems",
            lambda: thousand.pmtui("list"),
            lambda: thousand.python("import click, tinydb"),
            2.5,
            21,
        ),
        *_lists(many, known),
        *_searches(many),
        Line("memory of list, less that of ten", used[3] - used[2], None, 80.0, "MB"),
    ]


def _lists(many: Commands, known: list[dict[str, object]]) -> list[Line]:
    part = known[: MANY * SUMMARIES // len(json.dumps(known))]
    path = many.place.folder / "summaries.json"
    path.write_text(json.dumps(part))
    numbers, newest = count(), str(known[0]["id"])

    def listing() -> float:
        return many.pmtui("list")

    def after_a_change() -> float:
        many.change(newest, f"Changed {next(numbers)} times")
        return listing()

    def anew() -> float:
        rmtree(Path(many.place.env["XDG_CACHE_HOME"]))
        return listing()

    def floor() -> float:
        return many.python(READ_SUMMARIES.format(path=str(path)))

    def decoding() -> float:
        return many.python(DECODE_ALL.format(path=str(many.library)))

    return [
        _compared(f"list, {MANY:,}, by reading 3 MB", listing, floor, 2.0, 15),
        _compared("list after a change, by list", after_a_change, listing, 1.2, 9),
        _compared("list anew, by decoding all", anew, decoding, 2.5, 3),
        _compared(f"due, {MANY:,}, by list", lambda: many.pmtui("due"), listing, None, 5),
        _compared(
            f"similar, {MANY:,}, by list", lambda: many.pmtui("similar", newest), listing, None, 3
        ),
    ]


def _searches(many: Commands) -> list[Line]:
    def by_grep(what: str, limit: float | None) -> Line:
        floor = ["grep", "-rF", what, str(many.library)]
        name = f"search {what}, by grep -rF"
        return _compared(
            name, lambda: many.pmtui("search", what), lambda: many.run(floor), limit, 9
        )

    return [by_grep(RARE, 2.0), by_grep(COMMON, None), by_grep(SLIP, None)]


def _compared(
    what: str,
    ours: Callable[[], float],
    floor: Callable[[], float],
    limit: float | None,
    rounds: int,
) -> Line:
    return Line(what, *in_turn(ours, floor, rounds), limit)
