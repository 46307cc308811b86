"""Labelled fields, one below the other."""

from collections.abc import Iterable, Mapping

from textual.app import ComposeResult
from textual.containers import Grid
from textual.widgets import Label

from pmtui.guide.fields import Field
from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.widgets.answer import make_answer
from pmtui.widgets.choice import Choice
from pmtui.widgets.typing import marked


def open_comments(record: Postmortem, place: str) -> str:
    """How many open comments are on a field, item or list, as it stands after its name."""
    count = sum(
        each.resolved_at is None and f"{each.field}.".startswith(f"{place}.")
        for each in record.report.comments
    )
    return f" “{count}”" if count else ""


class Form(Grid):
    """Two columns: what is asked and the answer. `prefix` is put before each address."""

    def __init__(self, session: Session, fields: Iterable[Field], prefix: str = "") -> None:
        super().__init__()
        self.session = session
        self._fields = tuple(fields)
        self._prefix = prefix
        self._labels: dict[str, tuple[Label, str]] = {}

    def compose(self) -> ComposeResult:
        """A label and an answer for each field."""
        for field in self._fields:
            place = self._prefix + field.address
            words = f"{field.label}{open_comments(self.session.record, place)}"
            label = Label(words, markup=False)
            self._labels[place] = (label, words)
            yield label
            yield make_answer(self.session, place, field.hint)

    def show_typing(self, typing: Mapping[str, str]) -> None:
        """Show at their labels who types in the fields (address → name); nothing moves."""
        for place, (label, words) in self._labels.items():
            name = typing.get(place, "")
            shown = marked(words, name, label.size.width) if name else words
            if label.content != shown:
                label.update(shown, layout=False)

    def show_comments(self) -> None:
        """Show at their labels how many open comments the fields have."""
        for field in self._fields:
            place = self._prefix + field.address
            words = f"{field.label}{open_comments(self.session.record, place)}"
            if place in self._labels and self._labels[place][1] != words:
                label = self._labels[place][0]
                self._labels[place] = (label, words)
                label.update(words, layout=False)

    def on_choice_entered(self, event: Choice.Entered) -> None:
        """Go on to the next field."""
        event.stop()
        self.screen.focus_next()
