"""How long `pmtui list` takes, from start to end of the process."""

import subprocess
import sys
import time
from collections.abc import Sequence

from tests.bench.place import Place, many
from tests.bench.table import Line, in_turn

RECORDS = 1000


def measure(place: Place) -> list[Line]:
    """`list` with a warm catalog, against importing click and TinyDB."""
    library = place.library("thousand", list(many(RECORDS)))

    def run(command: Sequence[str]) -> float:
        began = time.perf_counter()
        done = subprocess.run(command, env=place.env, capture_output=True, check=True)
        took = time.perf_counter() - began
        lines = done.stdout.count(b"\n")
        assert lines in (0, RECORDS), f"{lines} lines"
        return took * 1000

    listing = place.pmtui(library, "list")
    imports = [sys.executable, "-c", "import click, tinydb"]
    ours, floor = in_turn(lambda: run(listing), lambda: run(imports), rounds=21)
    return [Line(f"list, {RECORDS} postmortems", ours, floor, 2.5)]
