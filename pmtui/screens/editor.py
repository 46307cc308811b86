"""Writing the text of a field in the user's own editor."""

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, TextArea

from pmtui.session import Session


async def edit_in_editor(app: App[Any], session: Session, field: Widget | None) -> str:
    """Open $VISUAL or $EDITOR on the text of a field; the words to show afterwards.

    What the editor has saved comes back at the next open, should pmtui be stopped meanwhile.
    """
    if not isinstance(field, Input | TextArea):
        return "Go to a field with text first; then F4 opens it in your editor."
    text = field.value if isinstance(field, Input) else field.text
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with _file(session, field, text) as path:
        try:
            with app.suspend():
                status = subprocess.run([*command, str(path)], check=False).returncode
        except OSError as error:
            reason = f"{command[0]} could not be started ({error.strerror})."
            return f"{reason} Set EDITOR. Nothing was changed."
        if status:
            return f"{command[0]} ended with an error ({status}). Nothing was changed."
        edited = path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
        _take_over(field, edited)
    app.refresh()
    return "Taken over from the editor." if edited != text else "Unchanged."


def _take_over(field: Input | TextArea, text: str) -> None:
    if isinstance(field, Input):
        field.value = " ".join(text.split("\n"))
    else:
        field.load_text(text)


@contextmanager
def _file(session: Session, field: Widget, text: str) -> Iterator[Path]:
    """A file for the editor: on the desk, where it outlives pmtui; else in a temporary folder.

    The one on the desk goes only when the field has taken its new text in.
    """
    place = "" if session.read_only else getattr(field, "place", "")
    kept = session.desk.to_editor(place, text) if place else None
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="pmtui-") as folder:
            path = Path(folder) / "text.md"
            path.write_text(text, encoding="utf-8")
            yield path
        return
    try:
        yield kept
    finally:
        field.call_later(session.desk.from_editor)
