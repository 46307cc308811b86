"""One field of the record on the screen: a line of text, prose of several lines, or a choice."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input, TextArea

from pmtui.guide import values
from pmtui.guide.settling import settled
from pmtui.model import address
from pmtui.model.errors import BadValue, PmtuiError
from pmtui.model.schema import Slot
from pmtui.session import Session
from pmtui.widgets.choice import Choice
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput
from pmtui.widgets.patch import put_text
from pmtui.widgets.problem import Problem
from pmtui.widgets.prose_area import ProseArea


class Answer(Widget):
    """What every field on the screen can do. `place` is the address of the field."""

    DEFAULT_CLASSES = "answer"

    place: str

    def commit(self) -> bool:
        """Make what is typed the value of the field; False when it does not fit."""
        raise NotImplementedError

    def show_value(self) -> None:
        """Show what the record holds, unless somebody is typing something else here."""
        raise NotImplementedError


def answers_in(node: DOMNode) -> list[Answer]:
    """The fields within a page, form or dialog, in their order."""
    return list(node.query(".answer").results(Answer))


def make_answer(session: Session, place: str, hint: str) -> Answer:
    """The widget for the field at an address, by what the field holds."""
    slot = address.slot_at(place)
    if slot.shape in ("choice", "yesno") and not slot.many:
        return ChoiceAnswer(session, place, slot)
    if slot.shape == "prose" or slot.name in values.SENTENCES:
        return ProseAnswer(session, place, hint)
    return TextAnswer(
        session, place, hint, live=slot.shape == "text" and not slot.many and not slot.mark
    )


def typed_value(session: Session, place: str, text: str) -> Any:
    """The value that typed words stand for. Raises `BadValue`."""
    return values.parse(session.record, place, text, now=session.now())


def put_typed(session: Session, place: str, text: str) -> None:
    """Make typed words the value of a field, with what that asks for. Raises a `PmtuiError`."""
    value = typed_value(session, place, text)
    after = settled(session.record, place, value, who=session.who, now=session.now())
    session.apply([(place, value)] if after is None else after)


def typed_values(session: Session, where: str, typed: Mapping[str, str]) -> dict[str, Any]:
    """The values of the fields of an item that words stand for. Raises `BadValue`."""
    return {name: typed_value(session, f"{where}.{name}", text) for name, text in typed.items()}


class TextAnswer(LineInput, Answer):
    """A field of one line. Plain text counts with every key, other values when one leaves it."""

    KIND = "field"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("field"))

    def __init__(self, session: Session, place: str, hint: str, *, live: bool) -> None:
        self.session = session
        self.place = place
        self._live = live
        self._known = session.drafts.get(place) or values.show(session.record, place)
        super().__init__(self._known, hint)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep each key: as the value where any text fits, else as words not yet read."""
        event.stop()
        self._known = self.value
        if self.value == values.show(self.session.record, self.place):
            self.session.draft(self.place, "")
        elif self._live:
            self.commit()
        else:
            self.session.draft(self.place, self.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field."""
        event.stop()
        if self.commit():
            self.screen.focus_next()

    def on_blur(self) -> None:
        """Read what is typed when one leaves the field."""
        if self.commit():
            self.value = values.show(self.session.record, self.place)
        self.session.seal()

    def commit(self) -> bool:
        """Make what is typed the value of the field; False when it does not fit."""
        try:
            if self.value != values.show(self.session.record, self.place):
                put_typed(self.session, self.place, self.value)
        except PmtuiError as error:
            if self.session.read_only and address.has(self.session.record, self.place):
                self.value = values.show(self.session.record, self.place)
                self.post_message(Problem(str(error)))
                return True
            self.session.draft(self.place, self.value)
            self.set_class(True, "-invalid")
            self.post_message(Problem(f"{error} What you typed is kept."))
            return False
        self.session.draft(self.place, "")
        if self.has_class("-invalid"):
            self.set_class(False, "-invalid")
            self.post_message(Problem(""))
        return True

    def show_value(self) -> None:
        """Show what the record holds, unless words that do not fit yet are typed here."""
        text = values.show(self.session.record, self.place)
        if self.place in self.session.drafts or self.value == text:
            return
        if self.has_focus and _same(self.session, self.place, self.value):
            return
        if self.value == self._known:  # else a key is on its way into the record
            self._known = text
            put_text(self, text)


class ProseAnswer(ProseArea, Answer):
    """A field of several lines. Every key counts at once.

    Lines that were typed without a screen and not taken yet stand in it, to be gone on with.
    """

    def __init__(self, session: Session, place: str, hint: str) -> None:
        self.session = session
        self.place = place
        self._known = values.show(session.record, place)
        super().__init__(session.drafts.get(place) or self._known, hint)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Take every key over."""
        event.stop()
        self._known = self.text
        self.commit()

    def on_blur(self) -> None:
        """End the burst of typing."""
        self.session.seal()

    def commit(self) -> bool:
        """Make what is typed the value of the field."""
        if self.text == self.session.drafts.get(self.place):
            return True  # not taken yet, and nobody has typed here
        try:
            value = typed_value(self.session, self.place, self.text)
            if value != address.get(self.session.record, self.place):
                self.session.put(self.place, value)
        except PmtuiError as error:
            self.post_message(Problem(str(error)))
            return False
        self.session.draft(self.place, "")
        return True

    def show_value(self) -> None:
        """Show what the record holds, unless it is the same already."""
        if self.text != self._known:  # a key is on its way into the record
            return
        if not _same(self.session, self.place, self.text):
            self._known = values.show(self.session.record, self.place)
            put_text(self, self._known)


class ChoiceAnswer(Choice, Answer):
    """A field with a few values."""

    def __init__(self, session: Session, place: str, slot: Slot) -> None:
        choices = slot.choices if slot.shape == "choice" else ("yes", "no")
        super().__init__(choices, values.show(session.record, place))
        self.session = session
        self.place = place

    def pick(self, choice: str) -> None:
        """Make a choice the value of the field."""
        try:
            put_typed(self.session, self.place, choice)
        except PmtuiError as error:
            self.post_message(Problem(str(error)))
        self.show_value()

    def on_blur(self) -> None:
        """End the choice."""
        self.session.seal()

    def commit(self) -> bool:
        """Nothing is ever half chosen."""
        return True

    def show_value(self) -> None:
        """Show what the record holds."""
        self.shown = values.show(self.session.record, self.place)


def _same(session: Session, place: str, text: str) -> bool:
    """Whether the words stand for what the record holds already."""
    try:
        value: Any = typed_value(session, place, text)
    except BadValue:
        return False
    return bool(value == address.get(session.record, place))
