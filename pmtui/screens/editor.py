"""Writing the text of a field in the user's own editor."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input, TextArea

from pmtui.commands import with_keys
from pmtui.screens.frame import open_session
from pmtui.session import Session
from pmtui.store.own_editor import EditorFailed, edited


async def edit_in_editor(screen: Screen[Any]) -> str:
    """Open $VISUAL or $EDITOR on the text in focus; the words to show afterwards.

    What the editor has saved comes back at the next open, should pmtui be stopped meanwhile.
    """
    app, field = screen.app, screen.focused
    if not isinstance(field, Input | TextArea):
        return with_keys("Go to a field with text first; then {editor} opens it in your editor.")
    before = field.value if isinstance(field, Input) else field.text
    with _file(open_session(app), field, before) as path:
        try:
            with app.suspend():
                text = edited(path)
        except EditorFailed as error:
            return str(error)
        _take_over(field, text)
    app.refresh()
    return "Taken over from the editor." if text != before else "Unchanged."


def _take_over(field: Input | TextArea, text: str) -> None:
    if isinstance(field, Input):
        field.value = " ".join(text.split("\n"))
    else:
        field.load_text(text)


@contextmanager
def _file(session: Session | None, field: Widget, text: str) -> Iterator[Path]:
    """A file for the editor: on the desk, where it outlives pmtui; else in a temporary folder.

    The one on the desk goes only when the field has taken its new text in.
    """
    place = "" if session is None or session.read_only else getattr(field, "place", "")
    kept = session.desk.to_editor(place, text) if session and place else None
    if session is None or kept is None:
        with tempfile.TemporaryDirectory(prefix="pmtui-") as folder:
            path = Path(folder) / "text.md"
            path.write_text(text, encoding="utf-8")
            yield path
        return
    try:
        yield kept
    finally:
        field.call_later(session.desk.from_editor)
