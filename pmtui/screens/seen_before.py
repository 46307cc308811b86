"""Earlier causes that read like those of the open postmortem, to be accepted or rejected."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from pmtui.commands import key_of
from pmtui.edits import Put, deletion
from pmtui.guide.recurrence.earlier import Match
from pmtui.guide.recurrence.judging import accepting, judged, rejecting
from pmtui.guide.recurrence.outcome import decided
from pmtui.guide.recurrence.wording import sentences
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import Relation
from pmtui.model.postmortem import Postmortem
from pmtui.model.recurrence import LINKS
from pmtui.model.text import one_line
from pmtui.screens.dialogs import Dialog
from pmtui.widgets.keys import bindings
from pmtui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from pmtui.screens.guide import GuideScreen

MARKS = {None: (" ", ""), True: ("✓", "strong"), False: ("✗", "dim")}
"""Before a suggestion: nobody has judged it yet, it is the same, it is another cause."""


class SeenBeforeDialog(Dialog):
    """A row for each earlier cause; below, why the selected one is here and what became of it."""

    KIND = "seen box"
    BINDINGS: ClassVar[list[BindingType]] = list(bindings("seen"))
    FOOT = (
        "{rows.choose} same, links both · {seen.another} another cause · again: undone · "
        "{box.close} closes"
    )

    def __init__(self, guide: "GuideScreen", matches: Sequence[Match], key: str) -> None:
        super().__init__()
        self.title = "Earlier causes that read like these"
        self._guide = guide
        self._matches = sorted(matches, key=lambda each: each.ours != key)
        self._loaded: dict[str, Postmortem | None] = {}

    def body(self) -> ComposeResult:
        """The suggestions and one in full."""
        yield Rows("no earlier cause reads like one of these")
        yield Static("", markup=False, classes="why")

    def on_mount(self) -> None:
        """Show them."""
        self._show()
        self.set_focus(self.query_one(Rows))

    def _show(self) -> None:
        self.query_one(Rows).show(
            [self._row(str(place), match) for place, match in enumerate(self._matches)]
        )
        self.on_rows_moved()

    def _row(self, key: str, match: Match) -> Row:
        mark, look = MARKS[self._is_same(match)]
        here = f"{match.ours or '':<4}"
        text = f"{match.text}  ({match.id})"
        return Row(key, ((f"{mark} ", look), (f"{match.score:.2f} {here}", "dim"), (text, "")))

    def _is_same(self, match: Match) -> bool | None:
        links = judged(self._guide.session.record, match)
        if not links:
            return None
        return any(link.relation is not Relation.UNRELATED for link in links)

    def _selected(self) -> Match | None:
        key = self.query_one(Rows).key
        return self._matches[int(key)] if key else None

    def on_rows_moved(self) -> None:
        """Say why the selected one is here, and what became of it."""
        match, lines = self._selected(), list[str]()
        if match is not None:
            other = self._other(match)
            became = decided(other, match.theirs) if other and match.theirs else []
            lines = list(sentences(match, became if other else None))
        self.query_one(".why", Static).update(Text("\n".join(map(one_line, lines))))

    def _other(self, match: Match) -> Postmortem | None:
        """The other record; None where it cannot be read, so that the link is all there is."""
        if match.id not in self._loaded:
            try:
                self._loaded[match.id] = self._guide.session.library.load(match.id).record
            except PmtuiError as error:
                self.say(str(error))
                self._loaded[match.id] = None
        return self._loaded[match.id]

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """It is the same: link both, or take that back."""
        event.stop()
        match = self._matches[int(event.key)]
        record = self._guide.session.record
        if self._is_same(match):
            self._judge(match, [], f"{match.id} is no longer linked.")
            return
        puts = accepting(record, self._other(match), match)
        open_then = "".join(f" {link.note}." for _, link in puts[1:])
        self._judge(match, puts, f"Linked; the other postmortem is told.{open_then}")

    def action_seen_another(self) -> None:
        """It is another cause: remember that, or take it back."""
        if (match := self._selected()) is None:
            return
        if self._is_same(match) is False:
            self._judge(match, [], "It is offered again.")
            return
        puts = rejecting(self._guide.session.record, match)
        self._judge(match, puts, "Another cause; it is not offered again.")

    def _judge(self, match: Match, puts: Sequence[Put], said: str) -> None:
        """Put a judgement in the place of the one before, as one step of undo."""
        record = self._guide.session.record
        gone = [f"{LINKS}.{link.id}" for link in judged(record, match)]
        before = [put for where in gone for put in deletion(record, where)]
        trouble = self._guide.attempt([*before, *puts], "")
        self.say(trouble or f"{one_line(said)} On the page, {key_of('undo')} takes it back.")
        self._show()
