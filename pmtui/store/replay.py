"""What was typed in a session that ended without saving, put on top of the record as it is now."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from pmtui.guide.values import parse
from pmtui.model import address
from pmtui.model.errors import PmtuiError, UnknownField
from pmtui.model.postmortem import Postmortem
from pmtui.store.changes import value_of
from pmtui.store.desk import Left
from pmtui.store.history import Change, Entry
from pmtui.store.merge import merge


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """What was typed until `at` and never saved: how many fields, and words that are no value."""

    at: datetime
    fields: int
    words: int


def bring_back(
    record: Postmortem,
    left: Iterable[Left],
    history: Callable[[], Sequence[Entry]],
    now: datetime,
) -> tuple[Postmortem, dict[str, str]]:
    """The record with what dead sessions left on top, and their words that are no value yet."""
    words: dict[str, str] = {}
    for each in left:
        changes = [change for line in each.lines for change in line.changes]
        record, own = replay(record, changes, history, now), dict(each.words)
        for line in each.lines:
            own.update(line.drafts)
        if each.editor and each.text is not None:
            record = _from_editor(record, own, each.editor, each.text, now)
        words = both_words(words, own)
    return record, words


def both_words(older: Mapping[str, str], newer: Mapping[str, str]) -> dict[str, str]:
    """The words of two windows; where both have some at one place, one text after the other."""
    found = dict(older)
    for place, text in newer.items():
        before = older.get(place, "")
        if before.startswith(text):
            continue
        break_ = "\n" if "\n" in before + text else " / "
        found[place] = text if text.startswith(before) else f"{before}{break_}{text}"
    return {place: text for place, text in found.items() if text}


def replay(
    record: Postmortem,
    changes: Sequence[Change],
    history: Callable[[], Sequence[Entry]],
    when: datetime,
) -> Postmortem:
    """The record with the changes of a log, which say what each replaced.

    What others changed since the first of them is merged field by field, `when` being the time
    of a conflict. Changes that a save has put on the disk already do nothing. `history` is asked
    only when somebody else has changed the record.
    """
    firsts: dict[str, Change] = {}
    for change in changes:
        firsts.setdefault(change.field, change)
    base = _with_gone(record, firsts.values(), history)
    for first in reversed(firsts.values()):
        base = _put(base, first.field, first.before, first.place)
    base = replace(base, retired=record.retired)
    mine, only_mine = base, base == record
    for change in changes:
        mine = _put(mine, change.field, change.after, change.place)
        only_mine = only_mine or mine == record
    if only_mine:
        return mine
    by = next((each.by for each in reversed(history()) if each.changes), None)
    return merge(base, mine, record, by=by or None, when=when).record


def _with_gone(
    record: Postmortem, firsts: Collection[Change], history: Callable[[], Sequence[Entry]]
) -> Postmortem:
    """The record with the items that were changed here and that somebody has removed since."""
    gone = {item for first in firsts if (item := _item_of(first.field)) and item != first.field}
    gone = {item for item in gone if not address.has(record, item)}
    gone -= {first.field for first in firsts if first.before is None}
    for entry in reversed(history()) if gone else ():
        for change in entry.changes:
            if change.field in gone and change.after is None:
                record = _put(record, change.field, change.before, change.place)
                gone.discard(change.field)
    return record


def _from_editor(
    record: Postmortem, words: dict[str, str], place: str, text: str, now: datetime
) -> Postmortem:
    """The record with a text that was in the user's own editor; what is no value goes to words."""
    try:
        record = address.put(record, place, parse(record, place, text, now=now))
        words.pop(place, None)
    except PmtuiError:
        words[place] = " ".join(text.split("\n"))
    return record


def _item_of(field: str) -> str | None:
    """The address of the item that a field is in, or that it names."""
    names = field.split(".")
    for parent in address.list_addresses():
        own = parent.split(".")
        if names[: len(own)] == own and len(names) > len(own):
            return ".".join(names[: len(own) + 1])
    return None


def _put(record: Postmortem, field: str, plain: Any, place: int | None) -> Postmortem:
    """The record with a plain value in a field; as it is where that has no place any more.

    A list of items is put to the ids of its items, in another order.
    """
    at = place if address.get_item(record, field) is None else None
    with suppress(UnknownField, msgspec.ValidationError):
        if field in address.list_addresses():
            ids = msgspec.convert(plain, tuple[str, ...])
            return address.put(record, field, address.arranged(address.get(record, field), ids))
        return address.put(record, field, value_of(field, plain), at)
    return record
