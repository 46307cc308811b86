"""Edits as people make them, at random: fields, lists, items added and removed, references."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from pmtui.edits import put_all, removal
from pmtui.model import address
from pmtui.model.kinds import Precision
from pmtui.model.references import references
from pmtui.model.schema import slots
from pmtui.model.types import Moment

DAY = datetime(2026, 9, 15, 16, tzinfo=UTC)
LISTS = [each for each in address.list_addresses() if each != "conflicts"]
TIME = {"at", "precision", "entered", "entered_tz"}
slot_of = cache(address.slot_at)
TARGETS = {
    "person": "prep.people",
    "evidence": "prep.evidence",
    "cause": "causes",
    "thread": "threads",
    "action": "actions",
    "action or idea": "actions",
}
"""Mark of a field → the list whose items it names."""


def edited(record, rng, count, *, kinds=("field", "field", "field", "add", "remove", "refer")):
    """The record after `count` edits; every new text in it is like no other text."""
    for _ in range(count):
        record = KINDS[rng.choice(kinds)](record, rng)
    return record


def values(record):
    """What a person can write, conflicts apart, by its address; a time is one value."""
    found = {}
    for where, value in address.walk(record):
        top, _, name = where.partition(".")[0], *where.rpartition(".")[1:]
        if name in {"id", "schema_version", "retired"} or top == "conflicts":
            continue
        if top == "timeline" and name in TIME:
            if name == "at":
                found[where] = address.get(record, where)
        elif slot_of(where).shape != "part":
            found[where] = value
    return found


def fields_of(record):
    return list(values(record))


def change_field(record, rng):
    where = rng.choice(fields_of(record))
    slot = slot_of(where)
    old = address.get(record, where)
    if slot.many:
        new = _changed_list(old, slot, record, rng)
    elif slot.shape == "prose" and old and rng.random() < 0.8:
        new = _changed_words(old, rng)
    elif slot.optional and rng.random() < 0.15 and slot.shape != "moment":
        new = None
    else:
        new = value_for(slot, record, rng)
    return address.put(record, where, new)


def add_item(record, rng):
    parent = rng.choice(LISTS)
    cls = slot_of(parent).part
    item = cls(id=address.next_id(record, parent))
    item = replace(item, **_some_words(cls, rng))
    place = rng.randint(0, len(address.get(record, parent)))
    record = address.put(record, f"{parent}.{item.id}", item, place)
    for where in [each for each in fields_of(record) if each.startswith(f"{parent}.{item.id}.")]:
        slot = slot_of(where)
        if slot.mark in TARGETS and rng.random() < 0.6:
            value = value_for(slot, record, rng)
            many = () if value is None else (value,)
            record = address.put(record, where, many if slot.many else value)
    return record


def remove_item(record, rng):
    items = [f"{parent}.{item.id}" for parent in LISTS for item in address.get(record, parent)]
    if not items:
        return record
    item = rng.choice(items)
    return put_all(record, removal(record, item) if rng.random() < 0.7 else [(item, None)])


def refer(record, rng):
    """Make a field name another item."""
    marked = [each for each in fields_of(record) if slot_of(each).mark in TARGETS]
    where = rng.choice(marked)
    slot = slot_of(where)
    value = value_for(slot, record, rng)
    if not slot.many:
        return address.put(record, where, value)
    if value is None:
        return record
    return address.put(record, where, tuple(dict.fromkeys([*address.get(record, where), value])))


KINDS = {"field": change_field, "add": add_item, "remove": remove_item, "refer": refer}


def value_for(slot, record, rng):
    if slot.mark in TARGETS:
        items = address.get(record, TARGETS[slot.mark])
        return rng.choice(items).id if items else None
    shapes = {
        "text": lambda: unlike(rng),
        "prose": lambda: f"{unlike(rng)} and {unlike(rng)}",
        "whole": lambda: rng.randint(0, 10**6),
        "number": lambda: rng.randint(0, 10**6) / 8,
        "yesno": lambda: rng.random() < 0.5,
        "instant": lambda: DAY + timedelta(minutes=rng.randint(0, 10**5)),
        "date": lambda: date(2026, 1, 1) + timedelta(days=rng.randint(0, 2000)),
        "moment": lambda: Moment(
            at=DAY + timedelta(minutes=rng.randint(0, 10**5)),
            precision=rng.choice([Precision.EXACT, Precision.APPROX]),
            entered=unlike(rng),
            entered_tz="UTC",
        ),
        "choice": lambda: rng.choice(list(slot.part)),
    }
    return shapes[slot.shape]()


def unlike(rng):
    """A word like no other."""
    return f"word{rng.getrandbits(48):012x}"


def dangling(record):
    """The references of a record to items that it does not have."""
    ids = {item.id for parent in address.list_addresses() for item in address.get(record, parent)}
    return {(where, each) for where, each in references(record) if each not in ids}


def _changed_list(old, slot, record, rng):
    words = list(old)
    if words and rng.random() < 0.5:
        words.pop(rng.randrange(len(words)))
    if not words or rng.random() < 0.7:
        value = value_for(slot, record, rng)
        if value is not None and value not in words:
            words.insert(rng.randint(0, len(words)), value)
    return tuple(words)


def _changed_words(old, rng):
    words = old.split(" ")
    at = rng.randrange(len(words))
    words[at : at + rng.randint(0, 2)] = [unlike(rng) for _ in range(rng.randint(1, 2))]
    return " ".join(words)


def _some_words(cls, rng):
    words = [each for each in slots(cls).values() if each.shape == "text" and each.name != "id"]
    plain = [each.name for each in words if not each.mark and not each.many]
    return {name: unlike(rng) for name in plain[:2]}
