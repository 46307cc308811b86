"""What is said of undo, redo and what was brought back after pmtui had been stopped."""

from datetime import datetime
from typing import TYPE_CHECKING

from pmtui.commands import key_of
from pmtui.edits import Taken

if TYPE_CHECKING:
    from pmtui.store.replay import BroughtBack


def of_undo(taken: Taken | None, redo: str = "") -> str:
    """What an undo did; `redo` is typed to bring it back, or the key."""
    if taken is None:
        return "Nothing to take back."
    return _of(taken, "Taken back", f"{redo or key_of('redo')} brings it back.")


def of_redo(taken: Taken | None) -> str:
    """What a redo did."""
    if taken is None:
        return "Nothing to bring back."
    return _of(taken, "Brought back", "")


def of_return(found: "BroughtBack", undo: str = "") -> str:
    """What was brought back at the start; `undo` is typed to take it back, or the key."""
    said = f"Brought back what was typed before pmtui was stopped at {_clock(found.at)}"
    if not found.fields:
        return f"{said}; it stands where you typed it."
    number = "1 field" if found.fields == 1 else f"{found.fields} fields"
    return f"{said} ({number}). {undo or key_of('undo')} takes it back."


def _of(taken: Taken, done: str, more: str) -> str:
    left = ", ".join(taken.blocked)
    said = f"Changed since{f' by {taken.by}' if taken.by else ''}, and left as it is: {left}."
    if taken.blocked and not taken.done:
        return said
    when = f": what was changed at {_clock(taken.at)} (before this session)" if taken.at else ""
    return " ".join(filter(None, (f"{done}{when}.", more, said if taken.blocked else "")))


def _clock(at: datetime) -> str:
    """The time of day here and, on another day, the date."""
    here = at.astimezone()
    today = here.date() == datetime.now().astimezone().date()
    return f"{here:%H:%M}" if today else f"{here:%H:%M on %Y-%m-%d}"
