"""Page 8: the recommendations as commitments, each moved along its states."""

from rich.text import Text
from textual.widget import Widget

from pmtui.commands import with_keys
from pmtui.guide.action_story import history, standing
from pmtui.guide.board import action_line
from pmtui.guide.fields import Items
from pmtui.screens.action_state import MovingPanel
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.board_rows import row_maker
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.rows import Row

LATEST = 3
"""Lines of history that are told with the selected action; all of it is one key away."""


class ActionsPanel(MovingPanel):
    """The actions with their states."""

    KIND = "actions"
    TOLD = frozenset({"title", "status"})
    EMPTY = "no recommendation yet; page 6 is where they are made"

    def make_entry(self) -> EntryLine | None:
        """Actions are not added here."""
        return None

    def make_rows(self) -> list[Row]:
        """State, lateness, whose it is, what it is."""
        record, today = self.session.record, self.session.now().date()
        lines = [action_line(record, each) for each in self.items]
        marked = {f"{record.id}/{each}" for each in self.marked}
        make = row_maker(lines, self.rows.size.width, today, marked)
        return [make(line.id, line) for line in lines]

    def detail(self) -> Text:
        """How the selected action stands, its fields, and what was last said of it."""
        if (action := self.selected_action()) is None:
            return Text()
        record = self.session.record
        told = standing(record, action, self.session.now().date())
        text, past = Text(f"{told}\n" if told else "", "bold"), history(record, action)
        for line in past[:LATEST]:
            text.append(f"{line}\n")
        if past[LATEST:]:
            text.append(with_keys("{action.history} shows ") + f"{len(past)} steps\n", "dim")
        return text.append_text(super().detail())


class ImplementationPage(Page):
    """The list of commitments fills the page."""

    def panel(self, items: Items) -> Widget:
        """The actions have a panel of their own."""
        return ActionsPanel(self.session, items.address, items.title)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return ImplementationPage(session, "implementation")
