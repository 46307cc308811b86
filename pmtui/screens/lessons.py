"""Page 5: what was learned, and what was parked on the way."""

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel


class LessonsPage(Page):
    """Two lists of equal weight."""

    def panel(self, items: Items) -> Widget:
        """The selected lesson is written out in full."""
        return DetailedPanel(self.session, items.address, items.title)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return LessonsPage(session, "lessons")
