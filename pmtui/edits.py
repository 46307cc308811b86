"""Edits: every change to a record, on the screen or the command line, is one of these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from pmtui.model import address
from pmtui.model.errors import UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import MILESTONE_OF_KIND, Event
from pmtui.model.types import Moment

Put = tuple[str, Any]
"""An address and the value that it is to hold; None removes an item."""

_UNMARKED = (".id", ".lesson", ".stop.ref")
"""Ends of addresses of fields that hold an item's id without the schema saying so."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: who put which value where, when, and what was there before.

    `place` is the position of an item in its list, for bringing a removed one back.
    """

    field: str
    value: Any
    who: str
    when: datetime
    before: Any = None
    place: int | None = None

    def inverse(self, who: str, when: datetime) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.field, self.before, who, when, self.value, self.place)


def make_edit(record: Postmortem, put: Put, who: str, when: datetime) -> Edit:
    """The edit for a put, with what it replaces. Raises `UnknownField`."""
    field, value = put
    if not address.has(record, field):
        address.slot_at(field)
        return Edit(field, value, who, when)
    before = address.get(record, field)
    item = address.get_item(record, field)
    place = address.index_of(record, field) if item is not None else None
    return Edit(field, value, who, when, before, place)


def put_all(record: Postmortem, puts: Iterable[Put]) -> Postmortem:
    """The record after the puts and what follows from each."""
    for field, value in puts:
        for where, what in [(field, value), *consequences(record, field, value)]:
            record = address.put(record, where, what)
    return record


def consequences(record: Postmortem, field: str, value: Any) -> list[Put]:
    """What else changes when a field does: a milestone follows the timeline entry that sets it.

    A milestone that is not known is filled by the kind of an entry; one that says what the entry
    said moves with the entry. A milestone that says something else is left alone.
    """
    parts = field.split(".")
    if parts[0] != "timeline" or len(parts) != 3 or parts[2] not in {"at", "kind"}:
        return []
    event: Event = address.get(record, f"timeline.{parts[1]}")
    kind = value if parts[2] == "kind" else event.kind
    name = MILESTONE_OF_KIND.get(kind) if kind else None
    if name is None:
        return []
    old, new = address.get(record, f"timeline.{parts[1]}.at"), value
    if parts[2] == "kind":
        new = old
    current = getattr(record.milestones, name)
    if new is None or new.at is None or (current is not None and current.at != old.at):
        return []
    return [(f"milestones.{name}", new)]


def removal(record: Postmortem, item_address: str) -> list[Put]:
    """The puts that remove an item and every reference to it.

    Causes below a removed cause move up to its parents, so that no branch is lost.
    """
    item = address.get(record, item_address)
    puts: list[Put] = []
    for where, value in address.walk(record):
        if where.startswith(f"{item_address}.") or not _refers(where):
            continue
        if isinstance(value, tuple) and item.id in value:
            heirs = (
                item.parents if where.startswith("causes.") and where.endswith(".parents") else ()
            )
            puts.append((where, tuple(dict.fromkeys(_without(value, item.id, heirs)))))
        elif value == item.id:
            puts.append((where, None))
    return [*puts, (item_address, None)]


def replay(record: Postmortem, edits: Sequence[Edit], mine: Postmortem) -> Postmortem:
    """Put edits made on another revision onto this one.

    An item that `edits` add under an id that is taken here gets the next free id, and later
    edits follow it. An item that is gone here comes back as it is in `mine` when it was edited.
    """
    names: dict[str, str] = {}
    for edit in edits:
        parent, _, item_id = edit.field.rpartition(".")
        field, value = _renamed(edit.field, names), _with_names(edit.field, edit.value, names)
        adds = edit.before is None and getattr(edit.value, "id", None) == item_id
        if adds and address.has(record, field) and address.get(record, field) != value:
            names[item_id] = address.next_id(record, parent)
            field, value = _renamed(edit.field, names), _with_names(edit.field, edit.value, names)
        try:
            record = address.put(record, field, value, edit.place if not adds else None)
        except UnknownField:
            record = _bring_back(record, field, mine)
    return record


def _bring_back(record: Postmortem, field: str, mine: Postmortem) -> Postmortem:
    parts = field.split(".")
    for length in range(2, len(parts)):
        item_address = ".".join(parts[:length])
        item = address.get_item(mine, item_address)
        if item is not None and not address.has(record, item_address):
            return address.put(record, item_address, item)
    return record


def _without(refs: tuple[str, ...], gone: str, heirs: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for each in refs:
        kept += heirs if each == gone else (each,)
    return kept


def _renamed(field: str, names: dict[str, str]) -> str:
    return ".".join(names.get(part, part) for part in field.split("."))


def _refers(where: str) -> bool:
    """Whether a field holds ids of items, rather than words that may look like one."""
    return where.endswith(_UNMARKED) or bool(address.slot_at(where).mark)


def _with_names(where: str, value: Any, names: dict[str, str]) -> Any:
    """The value for a field or item with the ids in it renamed, and nothing else."""
    if not names or value is None or type(value) is Moment:
        return value
    if is_dataclass(value) and not isinstance(value, type):
        parts = {each.name: getattr(value, each.name) for each in fields(value)}
        renamed = {
            name: _with_names(f"{where}.{name}", part, names) for name, part in parts.items()
        }
        return replace(value, **renamed)
    if not _refers(where):
        return value
    if isinstance(value, tuple):
        return tuple(names.get(each, each) for each in value)
    return names.get(value, value)
