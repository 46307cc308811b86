"""Values as the JSON text that a conflict keeps, and back."""

from typing import Any

import msgspec

from pmtui.model.conflict import Conflict
from pmtui.model.errors import UnknownField
from pmtui.store.changes import value_of
from pmtui.store.errors import Damaged
from pmtui.store.json_text import UNREADABLE


def as_text(value: Any) -> str:
    """The JSON text of one value; None is ``null``."""
    return msgspec.json.encode(value).decode()


def other_value(conflict: Conflict) -> Any:
    """The value that a conflict keeps, as its field holds it; None for an item that was removed.

    Raises `Damaged` when the conflict names no field or keeps what does not fit it.
    """
    try:
        plain = msgspec.json.decode(conflict.value or "null")
        return None if plain is None else value_of(conflict.field or "", plain)
    except (UnknownField, *UNREADABLE):
        raise Damaged(f"The other value of “{conflict.field}” cannot be read.") from None
