"""An entry line that says with every key how it will be read."""

from collections.abc import Callable
from dataclasses import dataclass

from textual.message import Message
from textual.widgets import Input

from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine


class ToldLine(EntryLine):
    """The list that it adds to shows below it what it tells."""

    zone: str | None = None
    """Where times are read; None: in the zone of the story."""

    @dataclass
    class Read(Message):
        """How the line is read now, or a question with its answers and what the keys do."""

        words: str
        question: str = ""
        answers: tuple[str, ...] = ()
        keys: str = ""

    def __init__(
        self,
        session: Session,
        list_address: str,
        *,
        example: str | None = None,
        place: str | None = None,
        idle: Callable[[], str] = str,
    ) -> None:
        super().__init__(session, list_address, example=example, place=place)
        self._idle = idle
        """What is told while nothing is typed."""

    def context(self) -> Postmortem:
        """The record in which the line is read."""
        return self.session.record

    def tell(self) -> None:
        """Say how the line is read."""
        self.post_message(self.Read(self.reading_words()))

    def reading_words(self) -> str:
        """How the line is read, in words."""
        if not self.value.strip():
            return self._idle()
        from pmtui.guide.entry.reading import reading

        record, now = self.context(), self.session.now()
        found = reading(record, self.list_address, self.value, now, self.zone)
        return found.words or (f"? {found.problem}" if found.problem else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say how the line is read now; `EntryLine` keeps the key."""
        event.stop()
        self.tell()
