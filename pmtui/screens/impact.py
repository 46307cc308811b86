"""Page 4: who was affected, how, how much, for how long, and what lasts."""

from pmtui.screens.page import Page
from pmtui.session import Session


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return Page(session, "impact")
