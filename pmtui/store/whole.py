"""Records with every field of this version, whatever the file has that they were read from.

msgspec leaves a field that a file does not have to the default of its class, and would leave it
out again when it writes the value.
"""

from dataclasses import fields, is_dataclass, replace
from functools import cache
from operator import is_
from typing import Any

_PLAIN = frozenset({str, int, float, bool, type(None)})


def whole(part: Any) -> Any:
    """The record, or a part of it, with the defaults of fields that it was read without."""
    kind: Any = type(part)
    if kind in _PLAIN:
        return part
    if kind is tuple:
        items = tuple(map(whole, part))
        return part if all(map(is_, items, part)) else items
    if not (count := _field_count(kind)):
        return part
    held = part.__dict__
    filled = {name: new for name, value in held.items() if (new := whole(value)) is not value}
    return replace(part, **filled) if filled or len(held) < count else part


@cache
def _field_count(kind: type[Any]) -> int:
    """How many fields a dataclass has; 0 for other types."""
    return len(fields(kind)) if is_dataclass(kind) else 0
