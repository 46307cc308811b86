"""Writing the text of a field in the user's own editor."""

import os
import shlex
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from textual.app import App
from textual.widget import Widget
from textual.widgets import Input, TextArea


async def edit_in_editor(app: App[Any], field: Widget | None) -> str:
    """Open $VISUAL or $EDITOR on the text of a field; the words to show afterwards."""
    if not isinstance(field, Input | TextArea):
        return "Go to a field with text first; then F4 opens it in your editor."
    text = field.value if isinstance(field, Input) else field.text
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    with tempfile.TemporaryDirectory(prefix="pmtui-") as folder:
        path = Path(folder) / "text.md"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                status = subprocess.run([*command, str(path)], check=False).returncode
        except OSError as error:
            reason = f"{command[0]} could not be started ({error.strerror})."
            return f"{reason} Set EDITOR. Nothing was changed."
        if status:
            return f"{command[0]} ended with an error ({status}). Nothing was changed."
        edited = path.read_text(encoding="utf-8", errors="replace").removesuffix("\n")
    if isinstance(field, Input):
        field.value = " ".join(edited.split("\n"))
    else:
        field.load_text(edited)
    app.refresh()
    return "Taken over from the editor." if edited != text else "Unchanged."
