"""Where to go next. Screens post these; the application, which outlives them, goes there."""

from dataclasses import dataclass

from textual.message import Message

from pmtui.store.library import Stored


@dataclass
class OpenRecord(Message):
    """Open a postmortem in the guide, at a page and a field of it where they are named."""

    record_id: str
    page: str = ""
    field: str = ""


@dataclass
class FollowRecord(Message):
    """Show a room what somebody is on in a postmortem; `person` is whom to follow, if anybody."""

    stored: Stored
    person: str = ""


@dataclass
class ShowLibrary(Message):
    """Go to the list of postmortems; from a postmortem, back to where it was opened."""


@dataclass
class ShowBoard(Message):
    """Go to the actions of all postmortems."""
