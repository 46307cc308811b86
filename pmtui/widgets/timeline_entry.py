"""The entry line of the timeline: says how it is read, asks what is unclear and what was known."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.widgets import Input

from pmtui.edits import Put
from pmtui.model import address
from pmtui.model.errors import PmtuiError, Unclear
from pmtui.model.kinds import EventKind
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.session import Session
from pmtui.widgets.problem import Problem
from pmtui.widgets.told_line import ToldLine

ASKED = "+timeline.known_then"
"""The draft that holds the id of the entry of which it is asked what was known."""

PASTED = "+timeline.paste"
"""The draft that holds the lines of a paste until they are taken."""


class EventLine(ToldLine):
    """A line that is read as a timeline entry, in the zone that the page shows.

    While a question is asked, a digit answers it, Enter does nothing and any other key goes back
    to the text, which has stayed.
    """

    zone: str

    def __init__(
        self, session: Session, zone: str, *, example: str | None = None, place: str | None = None
    ) -> None:
        super().__init__(session, "timeline", example=example, place=place)
        self.zone = zone
        self._answers: tuple[str, ...] = ()

    def read(self, record: Postmortem, text: str) -> Sequence[Put]:
        """What the typed words change, read in the zone of the page."""
        from pmtui.guide.entry import parse_entry

        return parse_entry(record, "timeline", text, now=self.session.now(), zone=self.zone)

    def on_key(self, event: events.Key) -> None:
        """Take the answer to a question by its number."""
        if not self._answers:
            return
        number = int(event.key) if event.key.isdigit() else 0
        answers, self._answers = self._answers, ()
        if number in range(1, len(answers) + 1):
            self.value = answers[number - 1]
            self.call_later(self.commit)
        elif event.key == "enter":
            self._answers = answers
        else:
            self.tell()
        if number or event.key in ("escape", "enter"):
            event.stop()
            event.prevent_default()

    def refused(self, error: PmtuiError) -> None:
        """Where the line can mean several things, ask which."""
        if not isinstance(error, Unclear):
            super().refused(error)
            return
        from pmtui.guide.entry.reading import reading

        found = reading(self.context(), "timeline", self.value, self.session.now(), self.zone)
        self._answers = tuple(choice.text for choice in found.choices)
        labels = tuple(choice.label for choice in found.choices)
        self.post_message(self.Read("", found.question, labels))

    def on_blur(self) -> None:
        """A question ends when one goes elsewhere; the text stays."""
        if self._answers:
            self._answers = ()
            self.tell()


class TimelineEntry(EventLine):
    """Enter adds an entry and the cursor stays. Of some kinds it is then asked what was known.

    Words without a time or a kind answer that; a line with one is the next entry, so that nobody
    has to decline first.
    """

    KNOWN_THEN = frozenset({EventKind.TRIGGER, EventKind.DECISION, EventKind.HYPOTHESIS})
    """The kinds of which X2.5 wants to know what was known."""

    @dataclass
    class Pasted(Message):
        """Several lines were pasted into the line; they are a draft now, and it is empty."""

    def __init__(self, session: Session, zone: str) -> None:
        super().__init__(session, zone)
        self._asked = session.drafts.get(ASKED, "")

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
        event: Event = address.get(self.session.record, item_address)
        declined = self.session.record.analysis.recollection_declined
        explained = event.kind in self.KNOWN_THEN and not (event.known_then or declined)
        self.ask(event.id if explained else "")

    def reading_words(self) -> str:
        """How the line is read: while a question is open, perhaps as its answer."""
        if (event := self.asked) is None:
            return super().reading_words()
        if not self.value.strip():
            return f"What was known at that moment ({event.id})? Or the next entry"
        if self._answers_question():
            return f"known then, {event.id}: Enter keeps it, Esc: an entry of its own"
        return super().reading_words()

    def _answers_question(self) -> bool:
        """Whether the words are no entry of their own: without a time and without a kind."""
        from pmtui.guide.entry.line import choice_head
        from pmtui.model.leading_time import split_leading_time

        when, rest = split_leading_time(self.value)
        return self.asked is not None and not when and choice_head(EventKind, rest)[0] is None

    def on_key(self, event: events.Key) -> None:
        """Esc declines to say what was known; the words stay and are an entry."""
        if event.key == "escape" and self.asked is not None and not self._answers:
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
