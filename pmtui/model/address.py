"""One address for every field: get, put, list and name them.

An address is names and ids joined by dots: ``impact.summary``, ``timeline.t12.text``,
``prep.people.p3``. The address of an item is the whole item; the address of an ``at`` beside a
precision (timeline entries) is the whole `Moment`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Any

from pmtui.model.errors import UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import Slot, slots
from pmtui.model.types import Moment

_MOMENT_PARTS = ("at", "precision", "entered", "entered_tz")
_MOST_COMPARED = 50
"""Names that one which is not known is compared with; a long list of items is no help."""

_NOTHING = object()
_FIXED = {"id", "schema_version", "retired"}


def get(record: Postmortem, address: str) -> Any:
    """The value at an address. Raises `UnknownField` where there is none."""
    value: Any = record
    for name in address.split("."):
        value = _step(value, name, address)
    return value


def has(record: Postmortem, address: str) -> bool:
    """Whether the address names a field or an item that exists now."""
    value: Any = record
    for name in address.split("."):
        value = _below(value, name)
        if value is _NOTHING:
            return False
    return True


def put(record: Postmortem, address: str, value: Any, place: int | None = None) -> Postmortem:
    """A record in which the field at `address` holds `value`.

    At the address of an item, None removes it, another value replaces it or, where the id is
    new, adds it at position `place` of the list (at its end without one). Raises `UnknownField`.
    """
    changed: Postmortem = _put(record, address.split("."), value, place, address)
    if value is None and (item := get_item(record, address)) is not None:
        changed = replace(changed, retired=_retire(record.retired, item.id))
    return changed


def get_item(record: Postmortem, address: str) -> Any | None:
    """The item that the address itself names, or None when it names something else."""
    parent, _, name = address.rpartition(".")
    if not parent or not has(record, parent):
        return None
    holder = get(record, parent)
    return _find(holder, name) if isinstance(holder, tuple) else None


def slot_at(address: str) -> Slot:
    """What the address holds, whether or not the item it goes through exists."""
    cls: type[Any] = Postmortem
    slot: Slot | None = None
    for name in address.split("."):
        if slot is not None and slot.items:
            slot = Slot(name, "part", of=slot.of)
            continue
        if slot is not None:
            if slot.shape != "part" or slot.many:
                raise _unknown(address, name, ())
            cls = slot.part
        if name not in slots(cls):
            raise _unknown(address, name, slots(cls))
        slot = slots(cls)[name]
        if slot.name == "at" and issubclass(cls, Moment):
            slot = Slot(name, "moment")
    assert slot is not None
    return slot


def is_fixed(address: str) -> bool:
    """Whether the field is the program's own and never edited: ids, schema, retired ids."""
    return address.rpartition(".")[2] in _FIXED


def next_id(record: Postmortem, list_address: str) -> str:
    """An id for a new item of a list; never one that was used before."""
    prefix = slot_at(list_address).part.PREFIX
    taken = [item.id for item in get(record, list_address)] + list(record.retired)
    ends = [each.removeprefix(prefix) for each in taken if each.startswith(prefix)]
    numbers = [int(end) for end in ends if end.isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1}"


def index_of(record: Postmortem, item_address: str) -> int:
    """The position of an item in its list."""
    parent, _, name = item_address.rpartition(".")
    return [item.id for item in get(record, parent)].index(name)


def arranged(items: Sequence[Any], ids: Sequence[str]) -> tuple[Any, ...]:
    """Items in the order of their ids; one that is not named keeps its place."""
    named = {item.id: item for item in items if item.id in ids}
    following = iter([named[each] for each in ids if each in named])
    return tuple(next(following) if item.id in named else item for item in items)


def walk(record: Postmortem) -> Iterator[tuple[str, Any]]:
    """Every field with its address, in the order of the schema; parts and items are entered."""
    yield from _walk(record, "")


@cache
def list_addresses() -> tuple[str, ...]:
    """The addresses of all lists of items, such as ``timeline`` and ``prep.people``."""
    return tuple(_lists(Postmortem, ""))


def _step(value: Any, name: str, address: str) -> Any:
    found = _below(value, name)
    if found is _NOTHING and isinstance(value, tuple):
        raise _unknown(address, name, [item.id for item in value if hasattr(item, "id")])
    if found is _NOTHING:
        raise _unknown(address, name, slots(type(value)) if is_dataclass(value) else ())
    return found


def _below(value: Any, name: str) -> Any:
    """What a part or a list holds under a name; `_NOTHING` where it has no such field or item."""
    if isinstance(value, tuple):
        found = _find(value, name)
        return _NOTHING if found is None else found
    if not is_dataclass(value) or name not in slots(type(value)):
        return _NOTHING
    if name == "at" and isinstance(value, Moment):
        return Moment(**{part: getattr(value, part) for part in _MOMENT_PARTS})
    return getattr(value, name)


def _put(holder: Any, path: list[str], value: Any, place: int | None, address: str) -> Any:
    name, rest = path[0], path[1:]
    if isinstance(holder, tuple):
        return _put_item(holder, path, value, place, address)
    old = _step(holder, name, address)
    if rest:
        return replace(holder, **{name: _put(old, rest, value, place, address)})
    if name == "at" and isinstance(holder, Moment):
        moment = value or Moment()
        return replace(holder, **{part: getattr(moment, part) for part in _MOMENT_PARTS})
    return replace(holder, **{name: value})


def _put_item(items: Any, path: list[str], value: Any, place: int | None, address: str) -> Any:
    name, rest = path[0], path[1:]
    old = _find(items, name)
    if rest:
        old = _step(items, name, address)
        new = _put(old, rest, value, place, address)
        return tuple(new if item is old else item for item in items)
    if value is None:
        return tuple(item for item in items if item is not old)
    if old is not None:
        return tuple(value if item is old else item for item in items)
    place = len(items) if place is None else place
    return (*items[:place], value, *items[place:])


def _find(items: Any, item_id: str) -> Any | None:
    if items and hasattr(items[0], "id"):  # a plain loop: lists of thousands are looked through
        for item in reversed(items):
            if item.id == item_id:
                return item
    return None


def _retire(retired: tuple[str, ...], item_id: str) -> tuple[str, ...]:
    """The retired ids with one more; only the highest number of each kind is kept."""
    prefix, number = item_id[:1], int(item_id[1:])
    kept = [each for each in retired if each[:1] != prefix]
    highest = max([number, *(int(each[1:]) for each in retired if each[:1] == prefix)])
    return tuple(sorted([*kept, f"{prefix}{highest}"]))


def _walk(holder: Any, prefix: str) -> Iterator[tuple[str, Any]]:
    for name, slot in slots(type(holder)).items():
        value = getattr(holder, name)
        if slot.items:
            for item in value:
                yield from _walk(item, f"{prefix}{name}.{item.id}.")
        elif slot.shape == "part" and not slot.many:
            yield from _walk(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", value


def _lists(cls: type[Any], prefix: str) -> Iterator[str]:
    for name, slot in slots(cls).items():
        if slot.items:
            yield f"{prefix}{name}"
        elif slot.shape == "part" and not slot.many:
            yield from _lists(slot.part, f"{prefix}{name}.")


def _unknown(address: str, name: str, known: Any) -> UnknownField:
    from difflib import get_close_matches  # only a mistake needs it

    few = list(known) if len(known) <= _MOST_COMPARED else []
    near = get_close_matches(name, few, n=3, cutoff=0.5) or list(known)[:8]
    hint = f" Did you mean {', '.join(near)}?" if near else ""
    return UnknownField(f"There is no field “{address}”: “{name}” is not known here.{hint}")
