"""Values as the JSON text that a conflict keeps, and back."""

from datetime import date, datetime
from typing import Any

import msgspec

from pmtui.model.address import slot_at
from pmtui.model.conflict import Conflict
from pmtui.model.errors import UnknownField
from pmtui.model.types import Moment
from pmtui.store.errors import Damaged
from pmtui.store.json_text import UNREADABLE

_TYPES: dict[str, Any] = {
    "text": str,
    "prose": str,
    "whole": int,
    "number": int | float,
    "yesno": bool,
    "instant": datetime,
    "date": date,
    "moment": Moment,
}
"""Shape of a field → what msgspec reads it as; a choice is its enumeration."""


def as_text(value: Any) -> str:
    """The JSON text of one value; None is ``null``."""
    return msgspec.json.encode(value).decode()


def other_value(conflict: Conflict) -> Any:
    """The value that a conflict keeps, as its field holds it; None for an item that was removed.

    Raises `Damaged` when the conflict names no field or keeps what does not fit it.
    """
    try:
        slot = slot_at(conflict.field or "")
        kind = slot.of if slot.shape == "choice" else _TYPES.get(slot.shape)
        return msgspec.json.decode(conflict.value or "null", type=kind | None)
    except (UnknownField, *UNREADABLE):
        raise Damaged(f"The other value of “{conflict.field}” cannot be read.") from None
