"""What differs between two states of a record, and the way back to an earlier one."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import fields
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from pmtui.model import address
from pmtui.model.errors import UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import Slot, slots
from pmtui.model.types import Moment
from pmtui.model.walltime import show_wall
from pmtui.store.errors import Ambiguous, NotFound
from pmtui.store.history import Change, Entry

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
_MOMENT = tuple(part.name for part in fields(Moment))


def differences(old: Postmortem | None, new: Postmortem) -> tuple[Change, ...]:
    """The changes that lead from one state to another, in the order of the schema.

    A time is one change at its ``at``, an item that was added or removed one at its own address.
    The order of items and what the program keeps for itself (schema, retired ids) do not count.
    A record that is new is the one change of its id from None.
    """
    if old is None:
        return (Change("id", None, new.id),)
    return tuple(_differences(old, new, ""))


def undo_to(record: Postmortem, entries: Sequence[Entry], to: str | datetime) -> Postmortem:
    """The record as it was after a revision (or a beginning of one only), or at an instant.

    Changes are taken back newest first. Ids that were used since stay retired. Raises
    `NotFound` for a revision that is not there and for an instant before the first entry,
    `Ambiguous` for the beginning of several revisions.
    """
    known = _until(record.id, entries, to)
    for entry in reversed(entries[known:]):
        record = take_back(record, entry.changes)
    return record


def bring_back(record: Postmortem, then: Postmortem, field: str) -> Postmortem:
    """The record with one field, part, list or item as it was in an earlier state of it.

    A field of an item that was removed since brings the whole item back; an item that was not
    there is removed. Raises `NotFound` for what was not there and cannot be taken away.
    """
    if not address.has(then, field) and address.get_item(record, field) is None:
        raise NotFound(f"There was no {field} in “{record.id}” then. Nothing was changed.")
    return take_back(record, [each for each in differences(then, record) if touches(each, field)])


def touches(change: Change, field: str) -> bool:
    """Whether a change is one of the field, of something in it, or of the item it is in."""
    above, below = f"{change.field}.", f"{field}."
    return change.field == field or change.field.startswith(below) or field.startswith(above)


def recorded_as(field: str) -> str:
    """The address at which changes of a field are recorded: a part of a time is its ``at``.

    Raises `UnknownField` for an address that no record has; items it goes through may be gone.
    """
    address.slot_at(field)
    parent, _, name = field.rpartition(".")
    of = address.slot_at(parent).of if parent and name in _MOMENT else None
    return f"{parent}.at" if of is not None and issubclass(of, Moment) else field


def take_back(record: Postmortem, changes: Iterable[Change]) -> Postmortem:
    """The record with the fields as they were before the changes of one save.

    What has no place any more is passed over: a field of an item that is gone, and a value that
    no longer fits its field.
    """
    for change in sorted(changes, key=lambda each: -1 if each.place is None else each.place):
        if not address.is_fixed(change.field):
            with suppress(UnknownField, msgspec.ValidationError):
                before = value_of(change.field, change.before)
                record = address.put(record, change.field, before, change.place)
    return record


def value_of(field: str, plain: Any) -> Any:
    """The value that a plain JSON value stands for in a field or item.

    Raises `UnknownField`, and `msgspec.ValidationError` for a value that does not fit.
    """
    return msgspec.convert(plain, _type(address.slot_at(field)))


def sides_of(change: Change) -> tuple[Any, Any] | None:
    """The values before and after a change; None where one no longer fits the field."""
    try:
        return value_of(change.field, change.before), value_of(change.field, change.after)
    except (UnknownField, msgspec.ValidationError):
        return None


def _type(slot: Slot) -> Any:
    single: Any = _TYPES.get(slot.shape, slot.of)
    if slot.many:
        return tuple.__class_getitem__((single, ...))
    return single | None if slot.optional else single


def _differences(old: Any, new: Any, prefix: str) -> Iterator[Change]:
    """The changes between two states of one part or item, which differ only in their values."""
    if isinstance(new, Moment) and (was := _moment(old)) != (now := _moment(new)):
        yield Change(f"{prefix}at", _plain(was), _plain(now))
    for name, slot in slots(type(new)).items():
        before, after = getattr(old, name), getattr(new, name)
        where = f"{prefix}{name}"
        if before is after or before == after or address.is_fixed(where):
            continue
        if slot.items:
            yield from _items(before, after, where)
        elif slot.shape == "part" and not slot.many:
            yield from _differences(before, after, f"{where}.")
        elif not (isinstance(new, Moment) and name in _MOMENT):
            yield Change(where, _plain(before), _plain(after))


def _items(old: Sequence[Any], new: Sequence[Any], where: str) -> Iterator[Change]:
    before = {item.id: item for item in old}
    after = {item.id: item for item in new}
    for place, item in enumerate(old):
        if item.id not in after:
            yield Change(f"{where}.{item.id}", _plain(item), None, place)
    for item in new:
        if item.id not in before:
            yield Change(f"{where}.{item.id}", None, _plain(item))
        elif item != before[item.id]:
            yield from _differences(before[item.id], item, f"{where}.{item.id}.")


def _moment(holder: Any) -> Moment:
    return Moment(**{name: getattr(holder, name) for name in _MOMENT})


def _plain(value: Any) -> Any:
    return msgspec.to_builtins(value)


def _until(record_id: str, entries: Sequence[Entry], to: str | datetime) -> int:
    """How many entries lead to a revision or were made up to an instant. Raises `NotFound`."""
    if not entries:
        raise NotFound(f"Nothing is recorded yet of how “{record_id}” was changed.")
    if isinstance(to, str):
        return _until_revision(record_id, entries, to)
    count = len(entries)
    while count and entries[count - 1].at > to:
        count -= 1
    if count == 0:
        start = show_wall(entries[0].at.astimezone(UTC), "UTC")
        raise NotFound(f"The history of “{record_id}” starts at {start}. Name a later time.")
    return count


def _until_revision(record_id: str, entries: Sequence[Entry], to: str) -> int:
    found = {
        entry.revision: count
        for count, entry in enumerate(entries, 1)
        if to and entry.revision.startswith(to)
    }
    if not found:
        raise NotFound(
            f"There is no revision “{to}” in the history of “{record_id}”. "
            f"See: pmtui history {record_id}"
        )
    if len(found) > 1:
        raise Ambiguous(f"“{to}” is the beginning of {len(found)} revisions.", [*found])
    return next(iter(found.values()))
