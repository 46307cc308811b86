"""The throwaway place of a run: a library, folders for caches, and how programs are started."""

import compileall
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

from pmtui import demo
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_json
from pmtui.store.folder import FolderLibrary

ROOT = Path(__file__).parents[2]
LAUNCHER = """#!{python}
import sys
sys.path[0] = {root!r}
from tests.bench.minimal import main
if __name__ == '__main__':
    sys.exit(main())
"""


@dataclass(frozen=True)
class Place:
    """A folder that is gone after the run."""

    folder: Path

    @cached_property
    def env(self) -> dict[str, str]:
        """The environment of every program that is measured."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        caches = {f"XDG_{kind}_HOME": str(self.folder / kind) for kind in ("CACHE", "DATA")}
        return {**kept, **caches, "COLORTERM": "truecolor"}

    def pmtui(self, library: Path, *arguments: str) -> list[str]:
        """The command that runs pmtui on a library."""
        program = Path(sys.executable).with_name("pmtui")
        return [str(program), "--library", str(library), *arguments]

    def minimal(self, name: str, text: str = "") -> list[str]:
        """The command that runs one of the floors, started as an installed program is."""
        launcher = self.folder / "minimal"
        if not launcher.exists():
            launcher.write_text(LAUNCHER.format(python=sys.executable, root=str(ROOT)))
            launcher.chmod(0o700)
        return [str(launcher), name, text]

    def library(self, name: str, records: Sequence[Postmortem]) -> Path:
        """A library with these records, written without waiting for the disk."""
        folder = self.folder / name
        library = FolderLibrary(folder)
        with patch("os.fsync"):
            for record in records:
                library.create(record)
        return folder


def examples() -> list[Postmortem]:
    """The examples that come with the program, the largest last."""
    records = [(len(data), from_json(data, "example")) for data in demo.records()]
    return [record for _, record in sorted(records, key=lambda pair: pair[0])]


def compile_all() -> None:
    """Compile everything that is measured, as an installer does."""
    for package in ("pmtui", "tests/bench"):
        compileall.compile_dir(ROOT / package, quiet=2)
