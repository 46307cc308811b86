"""What can still be read of a damaged file: every value that is there and fits the record.

The result is to be looked at by a person; it is never put in the place of the file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from pmtui.model.postmortem import SCHEMA_VERSION, Postmortem
from pmtui.model.text import clip
from pmtui.store.codec import ITEM_ID, from_plain
from pmtui.store.errors import Damaged
from pmtui.store.fitting import SHOWN, Fitting, shown
from pmtui.store.json_text import UNREADABLE, doubles
from pmtui.store.library import RECORD_ID
from pmtui.store.loose_json import read_by_brackets, read_by_indent
from pmtui.store.migrations import migrate, version_of

NAMELESS = "salvaged"
"""The id of a record whose own cannot be read."""

LEAST = 3
"""Fields of a postmortem that an object must have to be taken for one."""

DEEPEST_RECORD = 3
"""Levels in which a record is looked for: it is a row of a table of the file."""

_NAMES = frozenset(each.name for each in fields(Postmortem))


@dataclass(frozen=True, slots=True)
class Salvaged:
    """What was read: the record, None when there was nothing of one.

    `unread` are sentences, each about something that was in the file, or should have been, and
    is not in the record; `places` are the addresses of what was read.
    """

    record: Postmortem | None
    unread: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()

    @property
    def read(self) -> int:
        """How many fields were read."""
        return len(self.places)


def salvage(data: bytes) -> Salvaged:
    """Read every value that can be read. The record may lack anything, even its own id.

    Items without an id of their own, or with one that stood twice, get the next free one.
    """
    text = data.decode("utf-8", "surrogateescape")
    try:
        whole = msgspec.json.decode(data)
    except UNREADABLE:
        readings = [_from(*read(text), whole=False) for read in (read_by_indent, read_by_brackets)]
        return max(readings, key=lambda each: each.read)
    return _from(read_by_brackets(text)[0] if doubles(data) else [whole], 0, whole=True)


def _from(found: list[Any], passed: int, whole: bool) -> Salvaged:
    """The record in one of some values of which `passed` characters were no JSON."""
    plain = max(_objects(found, DEEPEST_RECORD), key=_likeness, default={})
    if _likeness(plain) < LEAST:
        return Salvaged(None, ("Nothing in it can be told to be of a postmortem.",))
    if version_of(plain) > SCHEMA_VERSION:
        return Salvaged(None, ("It was written by a newer pmtui. Repair it with that one.",))
    fitting = Fitting(whole)
    fitted = fitting.record(Postmortem, _migrated(plain))
    fitted["schema_version"] = SCHEMA_VERSION
    if not RECORD_ID.fullmatch(fitted.get("id", "")):
        fitted["id"] = NAMELESS
    fitted["retired"] = [each for each in fitted.get("retired", ()) if ITEM_ID.fullmatch(each)]
    unread = [*fitting.unread, *_homeless(found, plain), *_others(found, plain)]
    if passed:
        unread.append(f"{passed} characters are no JSON and were passed over.")
    return Salvaged(from_plain(fitted, "What was read"), tuple(unread), frozenset(fitting.places))


def _others(found: list[Any], record: dict[str, Any]) -> Iterator[str]:
    for each in _objects(found, DEEPEST_RECORD):
        if each is not record and "schema_version" in each:
            yield f"Another postmortem in it was left out: {shown(each.get('id'))}"


def _likeness(value: dict[str, Any]) -> int:
    return len(_NAMES & value.keys())


def _migrated(plain: dict[str, Any]) -> dict[str, Any]:
    """The values in the present schema; those of an older one that cannot be migrated stay."""
    try:
        return migrate(plain) if version_of(plain) < SCHEMA_VERSION else plain
    except Damaged:
        return plain


def _objects(values: list[Any], depth: int) -> Iterator[dict[str, Any]]:
    for each in values:
        if isinstance(each, dict):
            yield each
            if depth:
                yield from _objects(list(each.values()), depth - 1)


def _homeless(found: list[Any], record: dict[str, Any]) -> Iterator[str]:
    """Sentences about values that were read, and it cannot be told what they belong to."""
    for each in found:
        inside = list(_objects([each], DEEPEST_RECORD))
        if inside and not any(other is record for other in inside):
            named = [f"{key} {shown(value)}" for key, value in each.items() if value]
            if named:
                yield f"Read, but not where it belongs: {clip(', '.join(named), 4 * SHOWN)}"
