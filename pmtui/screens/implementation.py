"""Page 8: the recommendations as commitments, each moved along its states."""

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.guide.lines import person, words
from pmtui.model.actions import is_overdue
from pmtui.model.commitments import Action
from pmtui.screens.action_state import MovingPanel
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.entry_line import EntryLine
from pmtui.widgets.rows import Row


class ActionsPanel(MovingPanel):
    """The actions with their states."""

    KIND = "actions"
    EMPTY = "no recommendation yet; page 6 is where they are made"

    def make_entry(self) -> EntryLine | None:
        """Actions are not added here."""
        return None

    def row(self, item: Action) -> Row:
        """Status, what it is, whose it is and until when."""
        late = is_overdue(item, self.session.now().date())
        return Row(
            item.id,
            (
                (f"{item.id:<4}", "dim"),
                (f"{words(item.status):<12}", "strong"),
                ("OVERDUE " if late else "", "warn"),
                (item.title or "", ""),
                (f"  {person(self.session.record, item.owner) or 'no owner'}", "dim"),
                (f"  due {item.due}" if item.due else "  no date", "dim"),
            ),
        )


class ImplementationPage(Page):
    """The list of commitments fills the page."""

    def panel(self, items: Items) -> Widget:
        """The actions have a panel of their own."""
        return ActionsPanel(self.session, items.address, items.title)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return ImplementationPage(session, "implementation")
