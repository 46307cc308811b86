"""Where to go next. Screens post these; the application, which outlives them, goes there."""

from dataclasses import dataclass

from textual.message import Message


@dataclass
class OpenRecord(Message):
    """Open a postmortem in the guide."""

    record_id: str


@dataclass
class ShowLibrary(Message):
    """Go to the list of postmortems."""
