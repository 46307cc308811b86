"""Records as plain JSON values and back, byte for byte."""

import math
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from pmtui.model import address
from pmtui.model.postmortem import SCHEMA_VERSION, Postmortem
from pmtui.model.types import Moment
from pmtui.store.atomic import PREVIOUS
from pmtui.store.errors import Damaged, TooNew
from pmtui.store.json_text import UNREADABLE
from pmtui.store.library import RECORD_ID

_ITEM_ID = re.compile(r"[a-z][0-9]{1,9}")


def to_plain(record: Postmortem) -> dict[str, Any]:
    """The record as dicts, lists, strings, numbers and None, in the order of the schema."""
    plain: dict[str, Any] = msgspec.to_builtins(record)
    return plain


def from_plain(plain: Any, source: str) -> Postmortem:
    """The record in plain values; `source` names them in messages.

    Raises `TooNew` for a newer schema and `Damaged` for what is not a postmortem.
    """
    if not isinstance(plain, dict) or "id" not in plain:
        raise Damaged(f"{source} is not a postmortem of pmtui. It was left as it is.")
    version = plain.get("schema_version", 1)
    if isinstance(version, int) and version > SCHEMA_VERSION:
        raise TooNew(
            f"{source} was written by a newer pmtui (schema {version}, this one reads "
            f"{SCHEMA_VERSION}). Install the newer version to open it."
        )
    try:
        record = msgspec.convert(plain, Postmortem)
    except UNREADABLE as error:
        raise Damaged(f"{source} does not fit the record: {error}. It was left as it is.") from None
    return _checked(record, source)


def from_json(data: bytes, source: str) -> Postmortem:
    """The record in JSON text."""
    try:
        plain = msgspec.json.decode(data)
    except UNREADABLE as error:
        raise Damaged(f"{source} cannot be read as JSON: {error}. It was left as it is.") from None
    return from_plain(plain, source)


def with_strangers(plain: Any, before: Any) -> Any:
    """The plain values with what `before` has and they do not: fields that others have added.

    They stay beside the fields they came with; those of an item go when the item goes.
    """
    if isinstance(plain, dict) and isinstance(before, dict):
        known = {name: with_strangers(value, before.get(name)) for name, value in plain.items()}
        return known | {name: before[name] for name in before if name not in plain}
    if isinstance(plain, list | tuple) and isinstance(before, list):
        items = {each["id"]: each for each in before if isinstance(each, dict) and "id" in each}
        return [
            with_strangers(each, items.get(each.get("id"))) if isinstance(each, dict) else each
            for each in plain
        ]
    return plain


def _checked(record: Postmortem, source: str) -> Postmortem:
    """The record with its instants in UTC; ids that cannot be ids are refused."""
    ids = [record.id] if not RECORD_ID.fullmatch(record.id) else []
    for parent in address.list_addresses():
        items = [item.id for item in address.get(record, parent)]
        ids += [each for each in items if not _ITEM_ID.fullmatch(each)]
        ids += sorted({each for each in items if items.count(each) > 1})
    ids += [each for each in record.retired if not _ITEM_ID.fullmatch(each)]
    if ids:
        raise Damaged(f"{source} has ids that are malformed or double: {', '.join(ids[:5])}.")
    for where, value in list(address.walk(record)):
        fixed = _in_utc(value)
        if fixed is not value:
            record = _set(record, where, fixed)
    return record


def _in_utc(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not UTC:
        return value.replace(tzinfo=value.tzinfo or UTC).astimezone(UTC)
    if isinstance(value, Moment) and value.at is not None and value.at.tzinfo is not UTC:
        return replace(value, at=_in_utc(value.at))
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value


def _set(record: Postmortem, where: str, value: Any) -> Postmortem:
    """Put a bare instant; the address of an `at` beside a precision is a whole moment."""
    old = address.get(record, where)
    if isinstance(old, Moment) and isinstance(value, datetime):
        value = replace(old, at=value)
    return address.put(record, where, value)


def decode_tables(data: bytes, path: Path) -> dict[str, dict[str, Any]]:
    """The tables of a TinyDB file. Raises `Damaged`."""
    what = "is empty" if not data.strip(b" \t\r\n\0") else "is cut or is no JSON"
    try:
        tables = msgspec.json.decode(data)
    except UNREADABLE:
        raise Damaged(f"{path} {what}. It was left as it is. {_advice(path)}") from None
    if not isinstance(tables, dict) or not all(isinstance(rows, dict) for rows in tables.values()):
        raise Damaged(f"{path} is not a file of pmtui. It was left as it is.")
    return tables


def _advice(path: Path) -> str:
    previous = path.with_name(path.name + PREVIOUS)
    if previous.exists():
        return f"The version before is {previous}: compare, then copy it over by hand."
    return "Restore it from a backup."
