"""Measure, print the table, and fail when a limit is passed."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

from tests.bench import (
    commands,
    exports,
    imports,
    library,
    reports,
    saves,
    screens,
    sent,
    timeline,
    wording,
)
from tests.bench.place import Place, compile_all
from tests.bench.table import Line, show

PARTS = (commands, exports, saves, screens, library, sent, timeline, imports, reports, wording)
Measure = Callable[[Place], list[Line]]


def once(measure: Measure) -> list[Line]:
    """Measure in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="pmtui-bench-") as folder:
        return measure(Place(Path(folder)))


def again(measure: Measure) -> list[Line]:
    """Measure, and once more where a limit is passed: other work on the machine only adds."""
    first = once(measure)
    if all(line.ok for line in first):
        return first
    return [
        min(pair, key=lambda line: line.worth) for pair in zip(first, once(measure), strict=True)
    ]


def chosen(names: Sequence[str]) -> list[ModuleType]:
    """The parts of these names, such as `commands`; all where none is named."""
    known = {part.__name__.rpartition(".")[2]: part for part in PARTS}
    if unknown := set(names) - set(known):
        sys.exit(f"No part {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    return [part for name, part in known.items() if not names or name in names]


def main() -> int:
    """The exit code: 1 when something is slower than it may be."""
    parts = chosen(sys.argv[1:])
    compile_all()
    lines = [line for part in parts for line in again(part.measure)]
    show(lines)
    return 0 if all(line.ok for line in lines) else 1


sys.exit(main())
