"""A field in the user's own editor."""

import os
import sys
import tempfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import say
from pmtui.cli.settings import Settings, on_terminal
from pmtui.model.errors import PmtuiError

if TYPE_CHECKING:
    from pmtui.edits import Put
    from pmtui.model.postmortem import Postmortem

Setting = Callable[["Postmortem", str, str], "list[Put]"]


def edit_in_editor(settings: Settings, record_id: str, field: str, setting: Setting) -> None:
    """Open the field in $EDITOR and store what comes back.

    Text that cannot be stored is kept in a file, which is named.
    """
    from pmtui.guide.values import show
    from pmtui.model.address import slot_at

    if not on_terminal(sys.stdin, sys.stdout):
        raise click.UsageError(
            "Without a terminal no editor can open. Give the VALUE, or - to read it from the "
            "standard input."
        )
    before = show(settings.library.load(record_id).record, field)
    suffix = ".md" if slot_at(field).shape == "prose" else ".txt"
    text = click.edit(before, extension=suffix)
    if text is None or text.rstrip("\n") == before.rstrip("\n"):
        say("Nothing was changed.")
        return
    try:
        _store(settings, record_id, field, before, text, setting)
    except PmtuiError:
        say(f"Your text is kept in {_kept(text, suffix)}.")
        raise


def _store(
    settings: Settings, record_id: str, field: str, before: str, text: str, setting: Setting
) -> None:
    from pmtui.edits import put_all
    from pmtui.guide.values import show
    from pmtui.store.errors import Moved

    def change(record: "Postmortem") -> "Postmortem":
        if show(record, field) != before:
            raise Moved(f"Somebody else changed {field} meanwhile. Read it and edit it again.")
        return put_all(record, setting(record, field, text))

    settings.library.change(record_id, change)


def _kept(text: str, suffix: str) -> str:
    handle, path = tempfile.mkstemp(prefix="pmtui-", suffix=suffix)
    with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
        file.write(text)
    return path
