"""One line of the timeline being edited where it stands, or cut in two."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message
from textual.widgets import Input

from pmtui.commands import with_keys
from pmtui.edits import Order, Put
from pmtui.guide.entry.revising import entry_text, revised, split_text
from pmtui.model import address
from pmtui.model.errors import BadValue, PmtuiError
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.session import Session
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.timeline_entry import EventLine


class EventEdit(EventLine):
    """An entry as its entry line. Words that cannot be read stay as a draft of that entry."""

    KIND = "edited"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("edited"))

    MARK = "="
    """What the place of its draft begins with."""

    @dataclass
    class Done(Message):
        """The line is no longer edited."""

        event_id: str

    def __init__(self, session: Session, event: Event, zone: str) -> None:
        self.event = event
        super().__init__(session, zone, example="", place=f"{self.MARK}timeline.{event.id}")
        self.printed = entry_text(session.record, event, session.now(), zone)
        if not self.value:
            self.value = self.printed

    def context(self) -> Postmortem:
        """The record without the entry: it must not follow itself."""
        record = self.session.record
        others = tuple(each for each in record.timeline if each.id != self.event.id)
        return replace(record, timeline=others)

    def read(self, record: Postmortem, text: str) -> Sequence[Put]:
        """What differs from the entry as it is now."""
        return revised(record, self._current(), text, self.session.now(), self.zone)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A line that says what the entry says is no draft."""
        if self.value == self.printed:
            self.session.draft(self.place, "")
            event.prevent_default()
            self.tell()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Put what differs, and go back to the list."""
        event.stop()
        event.prevent_default()
        self.commit()

    def commit(self) -> bool:
        """Make the line the entry; False where it cannot be read."""
        try:
            same = not self.read(self.session.record, self.value)
        except BadValue:
            same = False
        if same:
            self.session.draft(self.place, "")
            self._leave()
            return True
        return super().commit()

    def added(self, _item_address: str) -> None:
        """Go back to the list."""
        self._leave()

    def take_lines(self, text: str) -> None:
        """An entry is one line: line ends become blanks."""
        self.value = " ".join(text.split())

    def action_leave(self) -> None:
        """Keep what is typed: as the entry where it can be read, else as a draft."""
        if not self.commit():
            self._leave()

    def _leave(self) -> None:
        self.post_message(self.Done(self.event.id))

    def _current(self) -> Event:
        """The entry as it is now. Raises `BadValue` where somebody has deleted it."""
        found = address.get_item(self.session.record, f"timeline.{self.event.id}")
        if found is None:
            raise BadValue("Somebody has deleted this entry.")
        event: Event = found
        return event


class EventSplit(EventEdit):
    """The same line with the cursor where Enter will cut it in two."""

    MARK = "/"

    def __init__(self, session: Session, event: Event, zone: str) -> None:
        super().__init__(session, event, zone)
        self.value = self.printed

    def on_mount(self) -> None:
        """Begin at the first stop within the words, else at the blank nearest to their middle."""
        words = self.event.text or ""
        begin = max(self.printed.find(words), 0)
        stops = [found for each in ("; ", ". ", ", ", " and ") if (found := words.find(each)) > 0]
        middle = len(words) // 2
        blanks = sorted(
            (place for place, each in enumerate(words) if each == " "),
            key=lambda place: abs(place - middle),
        )
        self.cursor_position = begin + (stops[0] + 1 if stops else [*blanks, middle][0])

    def reading_words(self) -> str:
        """What the keys do."""
        return with_keys(
            "Enter cuts the entry in two here, Left and Right move, {edited.leave} leaves it whole"
        )

    def commit(self) -> bool:
        """Cut the entry at the cursor."""
        try:
            if self.value != self.printed:
                raise BadValue("Cut first; then change the words of each part.")
            event = self._current()
            first, second = split_text(event, self.value, self.cursor_position)
            self.session.seal()
            self.session.apply(_split(self.session.record, event, first, second))
        except PmtuiError as error:
            self.post_message(Problem(str(error)))
            return False
        self._leave()
        return True

    def action_leave(self) -> None:
        """Leave the entry whole."""
        self.session.draft(self.place, "")
        self._leave()


def _split(record: Postmortem, event: Event, first: str, second: str) -> list[Put]:
    """The puts that leave the first words to an entry and give the second to one after it."""
    new = replace(
        event,
        id=address.next_id(record, "timeline"),
        text=second,
        kind=None,
        known_then=None,
        quote=None,
        surprise=None,
        precision=event.precision if event.at else Precision.UNKNOWN,
    )
    ids = [each.id for each in record.timeline]
    ids.insert(ids.index(event.id) + 1, new.id)
    return [
        (f"timeline.{event.id}.text", first),
        (f"timeline.{new.id}", new),
        ("timeline", Order(tuple(ids))),
    ]
