"""The entry line of the timeline: says how it is read, asks what is unclear and what was known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.message import Message
from textual.widgets import Input

from pmtui.edits import Put
from pmtui.model import address
from pmtui.model.errors import PmtuiError, Unclear
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.session import Session
from pmtui.widgets.problem import Problem
from pmtui.widgets.told_line import ToldLine

if TYPE_CHECKING:
    from pmtui.guide.entry.reading import Reading

ASKED = "+timeline.known_then"
"""The draft that holds the id of the entry of which it is asked what was known."""

PASTED = "+timeline.paste"
"""The draft that holds the lines of a paste until they are taken."""


class EventLine(ToldLine):
    """A line that is read as a timeline entry, in the zone that the page shows.

    While a question is asked, a digit and then Enter answer it. Every other sign that is typed is
    text, also one after the digit: nobody answers by typing on. Esc and the keys that move or
    delete go back to the text, which has stayed.
    """

    TYPED_ON: ClassVar[str] = "A digit and Enter answer; typing on changes the line."
    """What the keys do while a question is asked."""

    zone: str

    def __init__(
        self, session: Session, zone: str, *, example: str | None = None, place: str | None = None
    ) -> None:
        super().__init__(session, "timeline", example=example, place=place)
        self.zone = zone
        self._asks: Reading | None = None
        self._chosen = 0
        """The number of the answer that Enter will take; 0 for none yet."""

    def read(self, record: Postmortem, text: str) -> Sequence[Put]:
        """What the typed words change, read in the zone of the page."""
        from pmtui.guide.entry import parse_entry

        return parse_entry(record, "timeline", text, now=self.session.now(), zone=self.zone)

    def on_key(self, event: events.Key) -> None:
        """Take the answer to a question by its number and Enter."""
        if self._asks is None:
            return
        number = int(event.key) if event.key.isdecimal() else 0
        if not self._chosen and 1 <= number <= len(self._asks.choices):
            self._choose(number)
        elif event.key == "backspace" and self._chosen:
            self._choose(0)
        elif event.key == "enter":
            self._answer()
        elif event.key == "escape":
            self._end_question()
        elif not event.is_printable:
            self._end_question()
            return
        elif self._type_on():
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """A paste is a text of its own, whatever is asked; `EntryLine` takes it."""
        self._chosen = 0
        if self._asks is not None and not self._type_on():
            event.stop()
            event.prevent_default()

    def refused(self, error: PmtuiError) -> None:
        """Where the line can mean several things, ask which."""
        if not isinstance(error, Unclear):
            super().refused(error)
            return
        from pmtui.guide.entry.reading import reading

        self._asks = reading(self.context(), "timeline", self.value, self.session.now(), self.zone)
        self._choose(0)

    def on_blur(self) -> None:
        """A question ends when one goes elsewhere; the text stays."""
        if self._asks is not None:
            self._end_question()

    def make_room(self) -> bool:
        """Called when somebody types on; False where what is typed now has no place."""
        return True

    def _choose(self, number: int) -> None:
        """Show the question with the answer that Enter will take; 0 is none."""
        assert self._asks is not None
        self._chosen = number
        labels = tuple(choice.label for choice in self._asks.choices)
        hint = f"Enter: [{number}] {labels[number - 1]}" if number else self.TYPED_ON
        self.post_message(self.Read("", self._asks.question, labels, hint))

    def _answer(self) -> None:
        """Commit the line with the answer in it; without one, the question goes on."""
        if self._asks is not None and self._chosen:
            self.value = self._asks.choices[self._chosen - 1].text
            self._end_question()
            self.commit()

    def _type_on(self) -> bool:
        """End the question for what is typed; a digit before it is text, too."""
        if not self.make_room():
            return False
        digit = str(self._chosen) if self._chosen else ""
        self._end_question()
        self.insert_text_at_cursor(digit)
        return True

    def _end_question(self) -> None:
        self._asks, self._chosen = None, 0
        self.tell()


class TimelineEntry(EventLine):
    """Enter adds an entry and the cursor stays. Of some kinds it is then asked what was known.

    Words without a time or a kind answer that; a line with one is the next entry, so that nobody
    has to decline first.
    """

    TYPED_ON: ClassVar[str] = "A digit and Enter answer; typing on keeps it without a time."

    ABOUT: ClassVar[tuple[str, ...]] = (
        "A time that can mean two instants is asked about: a digit and then Enter answer, Esc goes "
        "back to the text. Typing on begins the next entry and keeps this one without a time; "
        "Enter on it in the list asks again.",
    )

    @dataclass
    class Pasted(Message):
        """Several lines were pasted into the line; they are a draft now, and it is empty."""

    def __init__(self, session: Session, zone: str) -> None:
        super().__init__(session, zone)
        self._asked = session.drafts.get(ASKED, "")
        self._kept = ""
        """What became of the line before, where nobody said what it means."""

    @property
    def asked(self) -> Event | None:
        """The entry of which it is asked what was known."""
        return address.get_item(self.session.record, f"timeline.{self._asked}")

    def ask(self, event_id: str) -> None:
        """Ask what was known at the moment of an entry; nothing ends the question."""
        self._asked = event_id
        self.session.draft(ASKED, event_id)
        self.tell()

    def added(self, item_address: str) -> None:
        """Show the entry, and ask what was known then where that makes it understood."""
        super().added(item_address)
        self._kept = ""
        from pmtui.guide.entry.story import asks_known_then

        event: Event = address.get(self.session.record, item_address)
        self.ask(event.id if asks_known_then(self.session.record, event) else "")

    def make_room(self) -> bool:
        """Keep the line that is asked about as an entry without a time: the next one begins."""
        from pmtui.guide.entry.story import kept_as_typed

        puts = kept_as_typed(self.session.record, self.value)
        try:
            self.add(puts)
        except PmtuiError as error:
            self.post_message(Problem(f"{error} What you typed is kept."))
            return False
        self._kept = f"{puts[0][1].id} is kept without a time, Enter on it asks again; "
        return True

    def reading_words(self) -> str:
        """How the line is read: while a question is open, perhaps as its answer."""
        if self._kept:
            return self._kept + super().reading_words()
        if (event := self.asked) is None:
            return super().reading_words()
        if not self.value.strip():
            return f"What was known at that moment ({event.id})? Or the next entry"
        if self._answers_question():
            return f"known then, {event.id}: Enter keeps it, Esc: an entry of its own"
        return super().reading_words()

    def _answers_question(self) -> bool:
        """Whether the words are no entry of their own: without a time and without a kind."""
        from pmtui.guide.entry.story import is_own_entry

        return self.asked is not None and not is_own_entry(self.value)

    def on_key(self, event: events.Key) -> None:
        """Esc declines to say what was known; the words stay and are an entry."""
        if event.key == "escape" and self.asked is not None and self._asks is None:
            event.stop()
            event.prevent_default()
            self.ask("")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add what is typed; an empty line declines to say what was known."""
        event.stop()
        event.prevent_default()
        if not self.value.strip():
            self.ask("")
        elif self._answers_question():
            self._keep_answer()
        else:
            self.commit()

    def _keep_answer(self) -> None:
        try:
            self.session.seal()
            self.session.put(f"timeline.{self._asked}.known_then", self.value.strip())
        except PmtuiError as error:
            self.post_message(Problem(f"{error} What you typed is kept."))
            return
        self.value = ""
        self.session.draft(self.place, "")
        self.ask("")

    def take_lines(self, text: str) -> None:
        """Have a paste looked at before it is added; one that waits already goes before it."""
        waiting = self.session.drafts.get(PASTED, "")
        self.session.draft(PASTED, f"{waiting}\n{text}".strip("\n"))
        self.value = ""
        self.session.draft(self.place, "")
        self.post_message(self.Pasted())
