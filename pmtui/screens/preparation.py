"""Page 1: who takes part, with what evidence, to understand what."""

from pmtui.screens.page import Page
from pmtui.session import Session


def page(session: Session) -> Page:
    """The page for an open postmortem."""
    return Page(session, "preparation")
