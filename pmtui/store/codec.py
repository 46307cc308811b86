"""Records as plain JSON values and back, byte for byte."""

import math
import re
from collections import Counter
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from functools import cache
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec

from pmtui.model import address
from pmtui.model.postmortem import SCHEMA_VERSION, Postmortem
from pmtui.model.types import Moment
from pmtui.store.errors import Damaged, State, TooNew
from pmtui.store.json_text import UNREADABLE, doubles, to_json
from pmtui.store.library import RECORD_ID
from pmtui.store.migrations import migrate, version_of
from pmtui.store.unknown import carry_unknown
from pmtui.store.whole import whole

TABLE = "postmortem"
"""The table of a file in which the record is, as its only row."""

ITEM_ID = re.compile(r"[a-zA-Z][0-9]{1,9}")
_ITEM_IDS = re.compile(rf"{ITEM_ID.pattern}(?: {ITEM_ID.pattern})*")
KEPT = "It was left as it is."
_OURS = re.compile(rb"^<{7} ", re.MULTILINE)
_THEIRS = re.compile(rb"^>{7} ", re.MULTILINE)
_WHAT = {
    State.EMPTY: "is empty",
    State.CUT: "is cut: its end is missing",
    State.GARBAGE: "is no JSON",
    State.CONFLICT: "has the conflict markers of git in it",
}
_NOT_UTC = re.compile(rb"-\d\d[Tt ]\d\d:\d\d(:\d\d([.]\d+)?)?([+-]\d\d:?\d\d)?\"")
"""Where an instant ends without Z, as hand-edited files may have it."""

_PATH = re.compile(r"(?P<what>.*) - at `\$\.(?P<path>.*)`")


def to_plain(record: Postmortem) -> dict[str, Any]:
    """The record as dicts, lists, strings, numbers and None, in the order of the schema."""
    plain: dict[str, Any] = msgspec.to_builtins(whole(record))
    return plain


def from_plain(plain: Any, source: str) -> Postmortem:
    """The record in plain values of this schema or an older one; `source` names them in messages.

    Raises `TooNew` for a newer schema and `Damaged` for what is not a postmortem.
    """
    if isinstance(plain, dict) and version_of(plain) > SCHEMA_VERSION:
        raise too_new(source, version_of(plain))
    return read_plain(plain, source)


def read_plain(plain: Any, source: str, *, in_utc: bool = False) -> Postmortem:
    """The record in plain values of any schema; what a newer one has besides is left out.

    `in_utc` says that all its instants are known to be. Its `schema_version` tells a newer one,
    which is to be read and never saved. Raises `TooNew` for a newer record whose known fields do
    not fit, and `Damaged` as `from_plain` does.
    """
    if not isinstance(plain, dict) or "id" not in plain:
        raise Damaged(f"{source} is not a postmortem of pmtui. {KEPT}", State.FOREIGN)
    try:
        plain = migrate(plain)
        record = msgspec.convert(plain, Postmortem)
        _check_ids(record, source)
        return record if in_utc else _all_in_utc(record)
    except (*UNREADABLE, Damaged) as error:
        if version_of(plain) > SCHEMA_VERSION:
            raise too_new(source, version_of(plain)) from None
        if isinstance(error, Damaged) and error.state is State.IDS:
            raise
        place = _place(error, plain)
        raise Damaged(f"{source} does not fit the record: {place}. {KEPT}", State.SCHEMA) from None


def too_new(source: str, version: int) -> TooNew:
    """The refusal to change, or to read, what a newer pmtui has written."""
    return TooNew(
        f"{source} was written by a newer pmtui (schema {version}, this one writes "
        f"{SCHEMA_VERSION}). Install the newer version to change it."
    )


def from_json(data: bytes, source: str) -> Postmortem:
    """The record in JSON text."""
    try:
        plain = msgspec.json.decode(data)
    except UNREADABLE as error:
        raise Damaged(f"{source} cannot be read as JSON: {error}. {KEPT}", _state(error)) from None
    return from_plain(plain, source)


def renew(
    row: MutableMapping[str, Any], record: Postmortem, source: str, old: Postmortem | None = None
) -> None:
    """Make the plain values of a stored record those of `record`, in place.

    Fields that this version does not know stay; where the row is just what `old` makes of it,
    there are none. Raises `TooNew` for a row of a newer schema.
    """
    version = max(version_of(dict(row)), record.schema_version)
    if version > SCHEMA_VERSION:
        raise too_new(source, version)
    plain = to_plain(record)
    if old is None or msgspec.json.encode(dict(row)) != msgspec.json.encode(old):
        plain = carry_unknown(migrate(dict(row)), plain)
    row.clear()
    row.update(plain)


def patch(row: MutableMapping[str, Any], record: Postmortem, old: Postmortem) -> None:
    """Make the plain values of `old` those of `record`, in place, where a part is another one.

    The same part of a frozen record is the same value, and its plain values stay as they are.
    """
    for name in (field.name for field in fields(record)):
        if (part := getattr(record, name)) is not getattr(old, name):
            row[name] = carry_unknown(row[name], msgspec.to_builtins(part))


def _check_ids(record: Postmortem, source: str) -> None:
    """Raises `Damaged` for ids that cannot be ids, and for two of one kind that are the same."""
    ids = [record.id] if not RECORD_ID.fullmatch(record.id) else []
    for items_of in _lists():
        if items := [item.id for item in items_of(record)]:
            if not _ITEM_IDS.fullmatch(" ".join(items)):
                ids += [each for each in items if not ITEM_ID.fullmatch(each)]
            if len(set(items)) < len(items):
                ids += sorted(each for each, times in Counter(items).items() if times > 1)
    ids += [each for each in record.retired if not ITEM_ID.fullmatch(each)]
    if ids:
        told = ", ".join(f"“{each}”" for each in ids[:5])
        raise Damaged(f"{source} has ids that are malformed or double: {told}. {KEPT}", State.IDS)


@cache
def _lists() -> tuple[Callable[[Postmortem], Sequence[Any]], ...]:
    """What gets each list of items: ten thousand records are read for a list that is new."""
    return tuple(attrgetter(each) for each in address.list_addresses())


def _all_in_utc(record: Postmortem) -> Postmortem:
    """The record with its instants in UTC, and without numbers that are none."""
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
    try:
        tables = msgspec.json.decode(data)
    except UNREADABLE as error:
        state = _state(error) if data.strip(b" \t\r\n\0") else State.EMPTY
        state = State.CONFLICT if has_markers(data) else state
        raise Damaged(f"{path} {_WHAT[state]}. {KEPT}", state) from None
    if not isinstance(tables, dict) or not all(isinstance(rows, dict) for rows in tables.values()):
        raise Damaged(f"{path} is not a file of pmtui. {KEPT}", State.FOREIGN)
    return tables


def decode_record(data: bytes, path: Path) -> Postmortem:
    """The record in a file, whatever the name of the file. Raises `Damaged` and `TooNew`."""
    if (record := _as_we_write(data)) is not None:
        _check_ids(record, str(path))
        return record
    tables = decode_tables(data, path)
    rows = tables.get(TABLE)
    if not rows or len(rows) != 1:
        raise Damaged(f"{path} is not a postmortem of pmtui. {KEPT}", State.FOREIGN)
    if to_json(tables) != data and (names := doubles(data)):
        told = ", ".join(f"“{each}”" for each in names[:5])
        raise Damaged(f"{path} has keys that stand twice: {told}. {KEPT}", State.DOUBLE_KEYS)
    plain, in_utc = next(iter(rows.values())), not _NOT_UTC.search(data)
    return read_plain(plain, str(path), in_utc=in_utc)


def decode_placed(data: bytes, path: Path, place_of: Callable[[str], Path]) -> Postmortem:
    """The record in a file that lies where a library keeps it. Raises `Damaged` and `TooNew`."""
    record = decode_record(data, path)
    if not RECORD_ID.fullmatch(path.stem):
        said = f"{path} has a name that is no id: lower-case letters, digits and hyphens."
        raise Damaged(f"{said} {KEPT}", State.NO_ID)
    if record.id != path.stem:
        said = f"{path} holds the record “{record.id}”. Name the file after its id."
        raise Damaged(f"{said} {KEPT}", State.NAME)
    if path != place_of(record.id):
        said = f"{path} is in the wrong folder. Its place is {place_of(record.id)}."
        raise Damaged(f"{said} {KEPT}", State.PLACE)
    return record


def _as_we_write(data: bytes) -> Postmortem | None:
    """The record of a file that is byte for byte what this version makes of it, else None.

    Nothing is unknown, stands twice or is older in such a file, so that it is read in one step.
    """
    try:
        tables = _reader().decode(data)
    except UNREADABLE:
        return None
    record = next(iter(tables.get(TABLE, {}).values()), None)
    if record is None or record.schema_version != SCHEMA_VERSION or _NOT_UTC.search(data):
        return None
    return record if to_json({TABLE: {"1": record}}) == data else None


@cache
def _reader() -> msgspec.json.Decoder[dict[str, dict[str, Postmortem]]]:
    return msgspec.json.Decoder(dict[str, dict[str, Postmortem]])


def has_markers(data: bytes) -> bool:
    """Whether git has left the two sides of a merge in the file."""
    return bool(_OURS.search(data) and _THEIRS.search(data))


def _state(error: Exception) -> State:
    return State.CUT if "truncated" in str(error) else State.GARBAGE


def _place(error: Exception, plain: dict[str, Any]) -> str:
    """What does not fit, after the address of it: items by their id, not by their number."""
    found = _PATH.fullmatch(str(error))
    if not found:
        return str(error)
    names: list[str] = []
    value: Any = plain
    for name in found["path"].replace("[", ".[").split("."):
        if name.startswith("["):
            value = value[int(name[1:-1])]
            item = value.get("id") if isinstance(value, dict) else None
            names.append(item if isinstance(item, str) else name)
        else:
            value = value[name]
            names.append(name)
    return f"{'.'.join(names)}: {found['what']}"
