"""What the options before the command settle: which library, whether in colour."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

import click
from click.core import ParameterSource

from pmtui.store.folder import FolderLibrary


@dataclass(frozen=True)
class Settings:
    """The library's folder, who named it, and whether colours and the mouse are wanted."""

    folder: Path
    source: ParameterSource
    color: bool
    mouse: bool = True

    @classmethod
    def of(cls, library: str | None, source: ParameterSource, no_color: bool) -> "Settings":
        """Settle the options; raises `click.BadParameter` for a library that is no folder."""
        color = not (no_color or os.environ.get("NO_COLOR"))
        if library is None:
            return cls(default_folder(), source, color)
        if not library.strip() or "://" in library:
            raise click.BadParameter("WHERE is the path of a folder.", param_hint="--library")
        folder = Path(os.path.expanduser(library)).absolute()  # noqa: PTH111  # never fails
        return cls(folder, source, color)

    @cached_property
    def library(self) -> FolderLibrary:
        """The library that the commands work on."""
        return FolderLibrary(self.folder)


def default_folder() -> Path:
    """Where postmortems are kept when nobody says otherwise: below the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("pmtui", appauthor=False)


def on_terminal(*streams: IO[str]) -> bool:
    """Whether all the streams are a terminal that can place the cursor."""
    return os.environ.get("TERM", "") not in {"", "dumb"} and all(each.isatty() for each in streams)
