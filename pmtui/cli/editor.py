"""A field in the user's own editor."""

import os
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import say
from pmtui.cli.params import now
from pmtui.cli.settings import Settings, on_terminal

if TYPE_CHECKING:
    from pmtui.edits import Put
    from pmtui.model.postmortem import Postmortem

Setting = Callable[["Postmortem", str, str], "list[Put]"]


def edit_in_editor(settings: Settings, record_id: str, field: str, setting: Setting) -> None:
    """Open the field in $EDITOR and store what comes back.

    Text that cannot be stored is kept in its file, which is named. Raises `EditorFailed`.
    """
    from pmtui.guide.values import show
    from pmtui.model.address import slot_at
    from pmtui.store.own_editor import EditorFailed, edited

    if not on_terminal(sys.stdin, sys.stdout):
        raise click.UsageError(
            "Without a terminal no editor can open. Give the VALUE, or - to read it from the "
            "standard input."
        )
    before = show(settings.library.load(record_id).record, field)
    suffix = ".md" if slot_at(field).shape == "prose" else ".txt"
    path = _written(before, suffix)
    try:
        text = edited(path)
    except EditorFailed:
        _forget(path)
        raise
    if text == before:
        say("Nothing was changed.")
    else:
        try:
            _store(settings, record_id, field, before, text, setting)
        except Exception:
            say(f"Your text is kept in {path}.")
            raise
    _forget(path)


def _store(
    settings: Settings, record_id: str, field: str, before: str, text: str, setting: Setting
) -> None:
    from pmtui.edits import put_all
    from pmtui.guide.values import show
    from pmtui.store.errors import Moved

    def change(record: "Postmortem") -> "Postmortem":
        if show(record, field) != before:
            raise Moved(f"Somebody else changed {field} meanwhile. Read it and edit it again.")
        return put_all(record, setting(record, field, text), settings.library.who, now())

    settings.library.change(record_id, change)


def _written(text: str, suffix: str) -> Path:
    """A temporary file with that text, for this user alone."""
    handle, path = tempfile.mkstemp(prefix="pmtui-", suffix=suffix)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(f"{text}\n")
    return Path(path)


def _forget(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
