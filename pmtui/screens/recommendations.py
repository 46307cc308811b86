"""Page 6: what is to be changed, by whom, until when, and what is left as it is."""

from textual.widget import Widget

from pmtui.guide.fields import Items
from pmtui.screens.page import Page
from pmtui.session import Session
from pmtui.widgets.detail import DetailedPanel


class RecommendationsPage(Page):
    """Recommendations, and the risks that are accepted instead."""

    def panel(self, items: Items) -> Widget:
        """The selected recommendation is written out in full."""
        return DetailedPanel(self.session, items.address, items.title)


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return RecommendationsPage(session, "recommendations")
