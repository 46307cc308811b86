"""JSON that pmtui wrote itself, as it comes from elsewhere: a record, or a file of a library."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import msgspec

from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_plain, to_plain
from pmtui.store.errors import Damaged
from pmtui.store.folder import TABLE
from pmtui.store.json_text import to_json

_UNKNOWN = "Fields that have no place in a postmortem, as they stood:"


def read_own(data: bytes, source: str) -> tuple[Postmortem, int]:
    """The record in UTF-8 JSON, and how many fields it had that a record does not have.

    Those are kept word for word at the end of the notes. Raises `Damaged` and `TooNew`.
    """
    try:
        plain = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError) as error:
        raise Damaged(f"{source} cannot be read as JSON: {error}. Nothing was imported.") from None
    plain = _row_of(plain)
    record = from_plain(plain, source)
    strangers = dict(_strangers(plain, to_plain(record), ""))
    if strangers:
        kept = f"{_UNKNOWN}\n\n```json\n{to_json(strangers).decode().strip()}\n```"
        record = replace(record, notes="\n\n".join(filter(None, [record.notes, kept])))
    return record, len(strangers)


def _row_of(plain: Any) -> Any:
    """The record in the tables of a library's file; other JSON as it is."""
    rows = plain.get(TABLE) if isinstance(plain, dict) and len(plain) == 1 else None
    return next(iter(rows.values())) if isinstance(rows, dict) and len(rows) == 1 else plain


def _strangers(given: Any, kept: Any, where: str) -> Iterator[tuple[str, Any]]:
    """What is in the given values and not in those kept of them, with its address."""
    if isinstance(given, dict) and isinstance(kept, dict):
        for name, value in given.items():
            place = f"{where}.{name}" if where else name
            if name in kept:
                yield from _strangers(value, kept[name], place)
            else:
                yield place, value
    elif isinstance(given, list) and isinstance(kept, list | tuple):
        for number, (one, other) in enumerate(zip(given, kept, strict=True)):
            name = one.get("id", number) if isinstance(one, dict) else number
            yield from _strangers(one, other, f"{where}.{name}")
