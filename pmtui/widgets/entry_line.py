"""The line on which the next item of a list is typed; Enter adds it and the cursor stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from pmtui.commands import key_of
from pmtui.edits import Put, put_all
from pmtui.guide.examples import EXAMPLES
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput, pasted
from pmtui.widgets.problem import Problem


class EntryLine(LineInput):
    """Words typed here are kept as a draft with every key, until Enter makes an item of them."""

    KIND = "entry"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("entry"))
    ABOUT: ClassVar[tuple[str, ...]] = ()
    """What else can be typed here, for the help."""

    @dataclass
    class Left(Message):
        """The arrow key asks to go on into the list."""

    @dataclass
    class Added(Message):
        """An item was added."""

        item_address: str

    def __init__(
        self,
        session: Session,
        list_address: str,
        *,
        example: str | None = None,
        place: str | None = None,
    ) -> None:
        self.session = session
        self.list_address = list_address
        self.place = place or f"+{list_address}"
        self.adding = ""
        """The id of the item that is being added, while the record changes."""
        hint = f"e.g. {EXAMPLES[list_address]}" if example is None else example
        super().__init__(session.drafts.get(self.place, ""), hint)

    def read(self, record: Postmortem, text: str) -> Sequence[Put]:
        """What the typed words change. Raises a `PmtuiError` when they cannot be read."""
        from pmtui.guide.entry import parse_entry

        return parse_entry(
            record, self.list_address, text, now=self.session.now(), who=self.session.who
        )

    def action_into_list(self) -> None:
        """Go on into the list."""
        self.post_message(self.Left())

    def added(self, item_address: str) -> None:
        """Called after an item was added: the list is to show it."""
        self.post_message(self.Added(item_address))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep each key."""
        event.stop()
        known = self.session.drafts.get(self.place, "")
        self.session.draft(self.place, self.value)
        if self.value and self.value != known:
            self.post_message(Problem(""))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add what is typed; words that cannot be read stay where they are."""
        event.stop()
        if self.value.strip():
            self.commit()

    def commit(self) -> bool:
        """Make an item of what is typed; False when it cannot be read."""
        try:
            self.add(self.read(self.session.record, self.value))
        except PmtuiError as error:
            self.refused(error)
            return False
        return True

    def add(self, puts: Sequence[Put]) -> None:
        """Put the item of a line in one step of undo; the line is free. Raises `PmtuiError`."""
        try:
            self.adding = puts[0][0].rpartition(".")[2]
            self.session.seal()
            self.session.apply(puts)
        finally:
            self.adding = ""
        self.value = ""
        self.session.draft(self.place, "")
        self.added(puts[0][0])

    def refused(self, error: PmtuiError) -> None:
        """Say why what is typed cannot be added; it stays where it is."""
        self.post_message(Problem(f"{error} What you typed is kept."))

    def on_paste(self, event: events.Paste) -> None:
        """Take a paste of several lines line by line; a single line is typed as it is."""
        text = pasted(event.text)
        if sum(1 for line in text.split("\n") if line.strip()) > 1:
            event.stop()
            event.prevent_default()
            start, end = sorted(self.selection)
            self.take_lines(f"{self.value[:start]}{text.strip()}{self.value[end:]}")

    def take_lines(self, text: str) -> None:
        """Add each line of a text."""
        self._add_all([line for line in text.split("\n") if line.strip()])

    def _add_all(self, lines: list[str]) -> None:
        """Add lines in one step; what cannot be read goes to the notes, so nothing is dropped."""
        record, puts, unread = self.session.record, list[Put](), list[str]()
        for text in lines:
            try:
                more = self.read(record, text)
            except PmtuiError:
                unread.append(text)
                continue
            record = put_all(record, more)
            puts += more
        if unread:
            notes = "\n".join([record.notes or "", *unread]).strip()
            puts.append(("notes", notes))
        self.session.seal()
        self.session.apply(puts)
        self.value = ""
        added = [where for where, _ in puts if where.startswith(f"{self.list_address}.")]
        if added:
            self.added(added[-1])
        said = f"{len(lines) - len(unread)} lines added"
        said += f", {len(unread)} could not be read and went to the notes" if unread else ""
        self.post_message(Problem(f"{said}. {key_of('undo', in_text=True)} takes it back."))
