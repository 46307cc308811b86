"""What somebody else wrote in a field that two people changed at the same time."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pmtui.model.types import FieldAddress


@dataclass(frozen=True, kw_only=True)
class Conflict:
    """The other value of a field that holds one of two, until somebody has settled it.

    `field` is the address of a field or an item; `value` is what the other side wrote, as JSON
    text (``null``: the other side left it empty or removed the item); `by` and `at` say who
    wrote it and when, None where that is not known.
    """

    PREFIX: ClassVar[str] = "y"

    id: str
    field: FieldAddress | None = None
    value: str | None = None
    by: str | None = None
    at: datetime | None = None
