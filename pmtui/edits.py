"""Edits: every change to a record, on the screen or the command line, is one of these."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import references, rename_value
from pmtui.model.story import MILESTONE_OF_KIND, Event

Put = tuple[str, Any]
"""An address and the value that it is to hold; None removes an item."""


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


Step = tuple[Edit, ...]
"""Edits that belong together: what one undo takes back."""


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
    for where in dict.fromkeys(where for where, named in references(record) if named == item.id):
        if where.startswith((f"{item_address}.", "conflicts.")) or not address.has(record, where):
            continue
        value = address.get(record, where)
        if isinstance(value, tuple):
            heirs = item.parents if where.endswith(".parents") else ()
            puts.append((where, tuple(dict.fromkeys(_without(value, item.id, heirs)))))
        else:
            puts.append((where, None))
    return [*puts, (item_address, None)]


def renamed(step: Step, names: Mapping[str, str]) -> Step:
    """Edits that follow items to their new ids (old → new)."""
    if not names:
        return step
    return tuple(
        replace(
            edit,
            field=".".join(names.get(part, part) for part in edit.field.split(".")),
            value=rename_value(edit.field, edit.value, names),
            before=rename_value(edit.field, edit.before, names),
        )
        for edit in step
    )


def _without(refs: tuple[str, ...], gone: str, heirs: tuple[str, ...]) -> list[str]:
    kept: list[str] = []
    for each in refs:
        kept += heirs if each == gone else (each,)
    return kept
