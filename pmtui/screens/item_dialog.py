"""The box with every field of one item."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.model import address
from pmtui.screens.dialogs import Dialog
from pmtui.session import Session
from pmtui.widgets.answer import Answer, ProseAnswer, answers_in
from pmtui.widgets.form import Form

PROSE_ROWS = 6
"""Lines of a field of several lines while it is written in."""

FRAME_ROWS = 7
"""Lines of a box besides its fields: border, title, message, keys."""


class ItemDialog(Dialog):
    """Every field of one item; what is typed counts at once."""

    FOOT = "Tab next field · {box.close} closes; everything is kept"

    def __init__(self, session: Session, item_address: str, field: str = "") -> None:
        super().__init__()
        self.session = session
        self._item = item_address
        self._field = field
        self._seen = session.record
        self.title = item_address.replace(".", " · ")

    def body(self) -> ComposeResult:
        """The form of the item."""
        with VerticalScroll(can_focus=False):
            fields = ITEM_FIELDS[self._item.rpartition(".")[0]]
            yield Form(self.session, fields, f"{self._item}.")

    def on_mount(self) -> None:
        """Follow the session and begin at the field that was asked for."""
        self.session.listeners.append(self._changed)
        answers = answers_in(self)
        rows = sum(PROSE_ROWS if isinstance(each, ProseAnswer) else 1 for each in answers)
        self.query_one("#box").styles.height = rows + FRAME_ROWS
        wanted = f"{self._item}.{self._field}"
        self.set_focus(next((each for each in answers if each.place == wanted), answers[0]))

    def on_unmount(self) -> None:
        """Stop following the session."""
        if self._changed in self.session.listeners:
            self.session.listeners.remove(self._changed)

    def on_descendant_focus(self) -> None:
        """Come back to this field the next time."""
        if place := getattr(self.focused, "place", ""):
            self.session.stand("", place)

    def action_close(self) -> None:
        """Read what is typed, then close; words that do not fit stay as a draft."""
        if isinstance(self.focused, Answer):
            self.focused.commit()
        self.session.seal()
        self.session.stand("", self._item)
        self.dismiss()

    def _changed(self, fields: frozenset[str]) -> None:
        record = self.session.record
        if address.has(record, self._item):
            self._seen = record
            for answer in answers_in(self):
                answer.show_value()
        elif fields or self.session.read_only:  # removed here, or there is nothing to lose
            self._leave()
        else:
            self._keep()

    def _keep(self) -> None:
        """Keep the item that somebody else removed: the keys in use here would act on the page."""
        from pmtui.conflicts import kept_in_use

        session = self.session
        session.seal()
        session.apply(kept_in_use(self._seen, session.record, self._item, session.now()))
        session.seal()
        self.say("Somebody else removed this. It stays: see its page.")

    def _leave(self) -> None:
        """Close once: leaving a field may tell of another change."""
        self.session.listeners.remove(self._changed)
        self.dismiss()
