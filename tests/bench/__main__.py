"""Measure, print the table, and fail when a limit is passed."""

import sys
import tempfile
from pathlib import Path

from tests.bench import commands, saves, screens
from tests.bench.place import Place, compile_all
from tests.bench.table import show


def main() -> int:
    """The exit code: 1 when something is slower than it may be."""
    compile_all()
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        place = Place(Path(folder))
        lines = [line for part in (commands, saves, screens) for line in part.measure(place)]
    show(lines)
    return 0 if all(line.ok for line in lines) else 1


sys.exit(main())
