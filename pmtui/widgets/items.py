"""A list of items on a page: its title, the line to add to it, and the items."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Label

from pmtui.commands import with_keys
from pmtui.edits import Put, deletion
from pmtui.guide.lines import line
from pmtui.guide.words import label
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.form import open_comments
from pmtui.widgets.keys import bindings
from pmtui.widgets.problem import Problem
from pmtui.widgets.read_line import ReadLine
from pmtui.widgets.rows import Row, Rows
from pmtui.widgets.told_line import ToldLine
from pmtui.widgets.typing import TypesHere, in_list, list_words


@dataclass
class OpenItem(Message):
    """The user wants to see every field of an item, beginning with `field` if given."""

    item_address: str
    field: str = ""


class ItemsPanel(Vertical):
    """The items of one list. Subclasses decide how a line looks and what more can be done."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("items"))
    KIND = "items"
    EMPTY = "nothing yet"

    def __init__(self, session: Session, list_address: str, title: str) -> None:
        super().__init__()
        self.session = session
        self.list_address = list_address
        self._title = title

    def compose(self) -> ComposeResult:
        """Title, entry line and how it is read, items."""
        yield Label("", markup=False, classes="title")
        if (entry := self.make_entry()) is not None:
            yield entry
        if isinstance(entry, ToldLine):
            yield ReadLine()
        yield Rows(with_keys(self.EMPTY))

    def on_mount(self) -> None:
        """Show what is there."""
        self.show_value()

    def make_entry(self) -> EntryLine | None:
        """The entry line; None for a list that is not added to here."""
        return EntryLine(self.session, self.list_address)

    @property
    def rows(self) -> Rows:
        """The list of lines."""
        return self.query_one(Rows)

    @property
    def items(self) -> Sequence[Any]:
        """The items in the order in which they are shown."""
        items: Sequence[Any] = address.get(self.session.record, self.list_address)
        return items

    def row(self, item: Any) -> Row:
        """How an item looks on one line."""
        text = line(self.session.record, self.list_address, item)
        return Row(item.id, ((f"{item.id:<4}", "dim"), (text, "")))

    def make_rows(self) -> list[Row]:
        """The lines to show."""
        return [self.row(item) for item in self.items]

    def show_value(self) -> None:
        """Show what the record holds now."""
        rows = self.make_rows()
        self.rows.show(rows)
        said = open_comments(self.session.record, self.list_address)
        self.query_one(".title", Label).update(f"{self._title} ({len(self.items)}){said}")

    def show_typing(self, typing: Mapping[str, str]) -> None:
        """Say over the title who types in the list (place → name), and mark the items."""
        found = in_list(typing, self.list_address)
        self.rows.mark(frozenset(found))
        words, shown = list_words(found), self.query(TypesHere)
        if words and shown:
            shown.first().say(words)
        elif words:
            self.mount(TypesHere(words))
        else:
            shown.remove()

    def selected(self) -> str | None:
        """The address of the selected item."""
        return f"{self.list_address}.{self.rows.key}" if self.rows.key else None

    def on_entry_line_left(self, event: EntryLine.Left) -> None:
        """From the entry line into the list."""
        event.stop()
        self.screen.set_focus(self.rows)

    def on_told_line_read(self, event: ToldLine.Read) -> None:
        """Say how the line is read, or ask."""
        event.stop()
        line = self.query_one(ReadLine)
        line.words = event.words
        if event.question or line.question:
            line.ask(event.question, event.answers, event.keys)

    def on_entry_line_added(self, event: EntryLine.Added) -> None:
        """Select what was added, and bring the list into view where it has grown."""
        event.stop()
        self.rows.select(event.item_address.rpartition(".")[2])
        self.call_after_refresh(self.scroll_visible, animate=False)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Enter on a line opens the item."""
        event.stop()
        self.action_item_open()

    def on_paste(self, event: events.Paste) -> None:
        """A paste outside text goes to the entry line."""
        if self.screen.focused is self.rows and self.query(EntryLine):
            event.stop()
            self.action_item_add()
            self.query(EntryLine).first().post_message(events.Paste(event.text))

    def action_item_open(self) -> None:
        """Show every field of the selected item."""
        if (selected := self.selected()) is not None:
            self.post_message(OpenItem(selected))

    def action_item_add(self) -> None:
        """Go to the entry line."""
        for entry in self.query(EntryLine):
            self.screen.set_focus(entry)

    def change(self, puts: Sequence[Put], said: str) -> bool:
        """Make changes as one step of undo, and say so; False when they were refused."""
        try:
            self.session.seal()
            self.session.apply(list(puts))
        except PmtuiError as error:
            self.post_message(Problem(str(error)))
            return False
        self.post_message(Problem(said))
        return True

    def action_item_delete(self) -> None:
        """Delete the selected item and every reference to it; undo brings all back."""
        if (selected := self.selected()) is None:
            return
        if not self.query(EntryLine):
            self.post_message(Problem("It is deleted on the page on which it is added."))
            return
        item_id = selected.rpartition(".")[2]
        puts = deletion(self.session.record, selected)
        said = " ".join(
            [f"{item_id} deleted.", *_milestones_left(puts), with_keys("{undo} brings it back.")]
        )
        self.change(puts, said)


def _milestones_left(puts: Sequence[Put]) -> Iterator[str]:
    """What becomes of the milestones that a deleted entry had set, in sentences."""
    for where, moment in puts:
        before, _, name = where.partition(".")
        if before == "milestones":
            now = f"{moment.at:%H:%M} UTC" if moment and moment.at else "not known"
            yield f"{label(name.removesuffix('_at')).capitalize()} is {now} now."
