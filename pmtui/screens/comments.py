"""Comments on a field, or on any: read, written, resolved."""

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from pmtui.guide.context import person
from pmtui.guide.lines import line
from pmtui.guide.room import MARKS
from pmtui.model import address
from pmtui.model.errors import UnknownField
from pmtui.model.publication import Comment
from pmtui.screens.dialogs import Dialog
from pmtui.widgets.keys import bindings
from pmtui.widgets.line_input import LineInput
from pmtui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pmtui.screens.guide import GuideScreen

PLACE = "+report.comments"
"""Where half a comment is kept."""


class CommentsDialog(Dialog):
    """A line for a new comment, then those there are; without a field, all of them."""

    KIND = "comments box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("comments"))
    FOOT = (
        "Enter adds it · ↓, then {comment.resolve} resolves or opens again · "
        "{rows.choose} goes there · {box.close} closes"
    )

    def __init__(self, guide: "GuideScreen", field: str) -> None:
        super().__init__()
        self.title = f"Comments on {field}" if field else "Comments"
        self._guide = guide
        self._field = field

    def body(self) -> ComposeResult:
        """The line and the comments."""
        yield LineInput(self._guide.session.drafts.get(PLACE, ""), "what should be said of it")
        yield Rows("no comments yet")

    def on_mount(self) -> None:
        """Show what was said."""
        self._show()
        self.set_focus(self.query_one(Input))

    def _show(self) -> None:
        record = self._guide.session.record
        said = [each for each in record.report.comments if self._field in ("", each.field)]
        said.sort(key=lambda each: each.resolved_at is not None)
        self.query_one(Rows).show(
            [Row(each.id, ((line(record, "report.comments", each), _look(each)),)) for each in said]
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep what is typed."""
        event.stop()
        self._guide.session.draft(PLACE, event.value)

    def on_key(self, event: events.Key) -> None:
        """From the line into the comments."""
        if event.key == "down" and isinstance(self.focused, Input):
            event.stop()
            self.set_focus(self.query_one(Rows))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Add what was typed."""
        event.stop()
        session, text = self._guide.session, event.value.strip()
        if not text:
            return
        name = address.next_id(session.record, "report.comments")
        comment = Comment(
            id=name,
            field=self._field or None,
            author=person(session.record, session.who),
            at=session.now(),
            text=text,
        )
        if self._apply([(f"report.comments.{name}", comment)]):
            event.input.value = ""

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Close, and go to the field."""
        event.stop()
        comment: Comment = address.get(self._guide.session.record, f"report.comments.{event.key}")
        if comment.field:
            self.dismiss()
            self._guide.call_later(self._guide.go_to, self._guide.step.name, comment.field)

    def action_comment_resolve(self) -> None:
        """Resolve the selected comment, or open it again."""
        session = self._guide.session
        if not (key := self.query_one(Rows).key):
            return
        where = f"report.comments.{key}"
        is_open = address.get(session.record, where).resolved_at is None
        self._apply(
            [
                (f"{where}.resolved_at", session.now() if is_open else None),
                (f"{where}.resolved_by", person(session.record, session.who) if is_open else None),
            ]
        )

    def _apply(self, puts: list[tuple[str, Any]]) -> bool:
        trouble = self._guide.attempt(puts, "")
        self.say(trouble or "")
        self._show()
        return trouble is None


def _look(comment: Comment) -> str:
    return "" if comment.resolved_at is None else "dim"


def field_in_hand(place: str) -> str:
    """The address that a place on the screen stands for; empty where it stands for none."""
    where = place.lstrip(MARKS)
    try:
        address.slot_at(where)
    except UnknownField:
        return ""
    return where
