"""What keeping a folder of reports up to date costs, when nothing changed since the last time."""

import subprocess
import time

from tests.bench.invented import records
from tests.bench.place import Place
from tests.bench.table import Line

RECORDS = 60
LIMIT = 0.5


def measure(place: Place) -> list[Line]:
    """`export --all` into a new folder, and again."""
    library = place.library("reports", list(records(RECORDS)))
    folder = place.folder / "out"
    command = place.pmtui(library, "export", "--all", "--format", "html", "-o", str(folder))

    def run() -> float:
        began = time.perf_counter()
        subprocess.run(command, env=place.env, capture_output=True, check=True)
        return (time.perf_counter() - began) * 1000

    first = run()
    again = min(run() for _ in range(3))
    return [Line(f"export --all, {RECORDS} unchanged, by new ones", again, first, LIMIT)]
