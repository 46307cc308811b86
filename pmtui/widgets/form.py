"""Labelled fields, one below the other."""

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Grid
from textual.widgets import Label

from pmtui.guide.fields import Field
from pmtui.session import Session
from pmtui.widgets.answer import make_answer
from pmtui.widgets.choice import Choice


class Form(Grid):
    """Two columns: what is asked and the answer. `prefix` is put before each address."""

    def __init__(self, session: Session, fields: Iterable[Field], prefix: str = "") -> None:
        super().__init__()
        self.session = session
        self._fields = tuple(fields)
        self._prefix = prefix

    def compose(self) -> ComposeResult:
        """A label and an answer for each field."""
        for field in self._fields:
            yield Label(field.label, markup=False)
            yield make_answer(self.session, self._prefix + field.address, field.hint)

    def on_choice_entered(self, event: Choice.Entered) -> None:
        """Go on to the next field."""
        event.stop()
        self.screen.focus_next()
