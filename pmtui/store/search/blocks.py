"""What people wrote in a record, field by field, and what it can be chosen by."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from pmtui.model.address import is_fixed
from pmtui.model.people import GROUND_RULES
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.schema import slots
from pmtui.store.search.block import Block
from pmtui.store.summaries import severity, started

_REFERENCES = frozenset({"evidence", "cause", "thread", "action", "action or idea", "address"})


def block_of(record: Postmortem) -> Block:
    """The texts of a record with their addresses, in the order of the schema."""
    began = started(record)
    return Block(
        id=record.id,
        title=record.title,
        status=record.report.status,
        severity=severity(record),
        day=began.date().isoformat() if began else record.id[:10],
        owners=tuple(sorted(set(_owners(record)))),
        texts=(("id", record.id), *_texts(record, "")),
    )


def _owners(record: Postmortem) -> Iterator[str]:
    """The names and handles of who owns the postmortem or one of its actions."""
    for who in (record.prep.owner, *(action.owner for action in record.actions)):
        found = participant(record, who)
        names = (found.name, found.handle) if found else (who,)
        yield from (name for name in names if name)


def _texts(holder: Any, prefix: str) -> Iterator[tuple[str, str]]:
    kind: Any = type(holder)
    for name, shape in _plan(kind):
        value = getattr(holder, name)
        if shape == "items":
            for item in value:
                yield from _texts(item, f"{prefix}{name}.{item.id}.")
        elif shape == "part":
            yield from _texts(value, f"{prefix}{name}.")
        elif type(value) is str:
            yield f"{prefix}{name}", value
        elif value and value != GROUND_RULES:
            yield from ((f"{prefix}{name}", each) for each in value if type(each) is str)


@cache
def _plan(cls: type[Any]) -> tuple[tuple[str, str], ...]:
    """The fields of a part that may hold words: no item's id, no reference to one, no choice."""
    plan = []
    for name, slot in slots(cls).items():
        if slot.shape == "part" and (slot.items or not slot.many):
            plan.append((name, "items" if slot.items else "part"))
        elif (
            slot.shape in ("text", "prose") and slot.mark not in _REFERENCES and not is_fixed(name)
        ):
            plan.append((name, "text"))
    return tuple(plan)
