"""Which fields name items of the same record, and how they follow when an item's id changes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pmtui.model.address import slot_at
from pmtui.model.conflict import Conflict
from pmtui.model.errors import UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import Slot, slots

_LETTERS = {
    "person": "p",
    "evidence": "e",
    "cause": "c",
    "thread": "w",
    "action": "a",
    "action or idea": "ai",
}
"""Mark of a field → the letters that the ids of such items begin with."""

_UNMARKED = (
    ("actions.", ".lesson", "l"),
    ("causes.", ".stop.ref", "keq"),
    ("actions.", ".history.by", "p"),
    ("progress.", ".by", "p"),
)
"""Beginning and end of the address of a field that names items without the schema saying so."""

_ITEM_ID = re.compile(r"[a-zA-Z][0-9]+")


def references(record: Postmortem, *tops: str) -> Iterator[tuple[str, str]]:
    """Each field that names an item of the record, by its address, and the id that it names.

    The id may be one that the record does not have (any more). A conflict names the item that
    its field belongs to. With names of top-level fields, only those within them.
    """
    yield from _references(record, "", tops)


def rename(record: Postmortem, names: Mapping[str, str]) -> Postmortem:
    """The record with items of other ids (old → new), and all that names them following.

    Words that only look like an id stay as they are.
    """
    renamed: Postmortem = _rename(record, "", names)
    return renamed


def rename_value(where: str, value: Any, names: Mapping[str, str]) -> Any:
    """The value of a field or item at an address, with the ids in it renamed (old → new)."""
    slot = slot_at(where)
    if value is None:
        return None
    if slot.many:
        return tuple(_follow(each, where, slot, names) for each in value)
    if slot.shape == "part":
        return _rename(value, f"{where}.", names)
    return _follow(value, where, slot, names)


_known: dict[Any, tuple[Slot, ...]] = {}


def _telling(cls: type[Any]) -> tuple[Slot, ...]:
    """The slots of a part that hold ids or may, and the parts in which such slots are."""
    if cls not in _known:
        names = {end.rpartition(".")[2] for _, end, _ in _UNMARKED} | {"id"}
        _known[cls] = tuple(
            slot
            for slot in slots(cls).values()
            if (_telling(slot.part) if slot.shape == "part" else slot.mark or slot.name in names)
        )
    return _known[cls]


def _references(part: Any, prefix: str, only: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    for slot in _telling(type(part)):
        if only and slot.name not in only:
            continue
        where, value = f"{prefix}{slot.name}", getattr(part, slot.name)
        for each in value if slot.many else (value,):
            if slot.shape == "part":
                yield from _references(each, f"{where}.{each.id}." if slot.items else f"{where}.")
            elif isinstance(each, str):
                yield from ((where, found) for found in _named(each, where, slot))


def _named(text: str, where: str, slot: Slot) -> list[str]:
    if slot.mark == "address":
        return [part for part in text.split(".") if _ITEM_ID.fullmatch(part)]
    letters = _letters(where, slot)
    return [text] if text[:1] in letters and _ITEM_ID.fullmatch(text) else []


def _letters(where: str, slot: Slot) -> tuple[str, ...]:
    """The letters of the ids that a field may hold; none when it holds something else."""
    if slot.mark:
        return tuple(_LETTERS.get(slot.mark, ""))
    for start, end, letters in _UNMARKED:
        if where.startswith(start) and where.endswith(end):
            return tuple(letters)
    return ()


def _rename(part: Any, prefix: str, names: Mapping[str, str]) -> Any:
    changed: dict[str, Any] = {}
    for slot in _telling(type(part)):
        old, where = getattr(part, slot.name), f"{prefix}{slot.name}"
        new = (
            tuple(_follow(each, where, slot, names) for each in old)
            if slot.many
            else _follow(old, where, slot, names)
        )
        if new != old:
            changed[slot.name] = new
    if isinstance(part, Conflict):
        changed["value"] = _other_value(part, names)
    return replace(part, **changed) if changed else part


def _follow(value: Any, where: str, slot: Slot, names: Mapping[str, str]) -> Any:
    if slot.shape == "part":
        return _rename(value, f"{where}.{value.id}." if slot.items else f"{where}.", names)
    if not isinstance(value, str):
        return value
    if slot.mark == "address":
        return ".".join(names.get(part, part) for part in value.split("."))
    is_item_id = slot.name == "id" and where != "id"
    if value in names and (is_item_id or value[:1] in _letters(where, slot)):
        return names[value]
    return value


def _other_value(conflict: Conflict, names: Mapping[str, str]) -> str | None:
    """The JSON text that a conflict keeps; a field that names an item holds its quoted id."""
    text = (conflict.value or "")[1:-1]
    if text not in names or conflict.value != f'"{text}"':
        return conflict.value
    try:
        letters = _letters(conflict.field or "", slot_at(conflict.field or ""))
    except UnknownField:
        return conflict.value
    return f'"{names[text]}"' if text[:1] in letters else conflict.value
