"""Two revisions of a record put together, field by field, with the one both started from.

Nothing that either side wrote is lost: where both changed the same field, mine stands and theirs
is kept in `conflicts`.
"""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from pmtui.model.conflict import Conflict
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import references
from pmtui.model.schema import Slot, slots
from pmtui.model.types import Moment
from pmtui.store.kept_values import as_text
from pmtui.store.merging_lists import merge_order, merge_set
from pmtui.store.prose import merge_text
from pmtui.store.renumber import Numbers, highest, items_of, renumber

_OWN = frozenset({"id", "schema_version"})
_TIME = Slot("at", "moment")
_Items = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of two revisions.

    `renamed` are the ids of mine's new items that were changed (old → new); `disputed` the
    addresses of the fields and items that both sides changed, each with a conflict.
    """

    record: Postmortem
    renamed: dict[str, str]
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Dispute:
    """A field that both changed; `value` is what does not stand, `by_theirs` whose it is."""

    where: str
    value: Any
    by_theirs: bool = True


def merge(
    base: Postmortem, mine: Postmortem, theirs: Postmortem, *, by: str | None, when: datetime
) -> Merged:
    """Both sides' changes since `base`; `by` wrote theirs, at `when`.

    A removed item stays when the other side changed it or made something refer to it.
    """
    numbered, renamed = renumber(base, mine, theirs)
    numbered = _without_twins(base, numbered, theirs)
    needed: frozenset[str] = frozenset()
    while True:
        merging = _Merging(needed)
        record = merging.part(base, numbered, theirs, "")
        more = _newly_dangling(base, numbered, theirs, record)
        if not more:
            break
        needed |= more
    if merging.disputes:
        numbers = Numbers(base, numbered, theirs)
        for each in merging.disputes:
            record = _noted(record, each, numbers, by if each.by_theirs else None, when)
    return Merged(record, renamed, tuple(each.where for each in merging.disputes))


class _Merging:
    """One pass over the record; items whose ids are `needed` are not removed.

    Every step takes three values: that of the base, mine and theirs.
    """

    def __init__(self, needed: frozenset[str]) -> None:
        self.needed = needed
        self.disputes: list[_Dispute] = []

    def part(self, base: Any, mine: Any, theirs: Any, prefix: str) -> Any:
        """A part or item that all three have, slot by slot."""
        values = self._time(base, mine, theirs, prefix) if isinstance(mine, Moment) else {}
        for name, slot in slots(type(mine)).items():
            if name not in values and name not in _OWN:
                here = f"{prefix}{name}"
                old, my, their = getattr(base, name), getattr(mine, name), getattr(theirs, name)
                values[name] = self._field(slot, old, my, their, here)
        return replace(mine, **values)

    def _field(self, slot: Slot, base: Any, mine: Any, theirs: Any, where: str) -> Any:
        is_part = slot.shape == "part" and not slot.many
        may_lose_needed = self.needed and (is_part or slot.items)
        if not may_lose_needed and not _opposed(base, mine, theirs):
            return _standing(base, mine, theirs)
        if slot.items:
            return self._items(base, mine, theirs, where)
        if is_part:
            return self.part(base, mine, theirs, f"{where}.")
        if where == "retired":
            return tuple(f"{letter}{top}" for letter, top in sorted(highest(mine + theirs).items()))
        if slot.many:
            return tuple(merge_set(base, mine, theirs))
        return self._value(slot, base, mine, theirs, where)

    def _value(self, slot: Slot, base: Any, mine: Any, theirs: Any, where: str) -> Any:
        """One value that both sides changed."""
        if slot.shape == "prose" and None not in (base, mine, theirs):
            both = merge_text(base, mine, theirs)
            if both is not None:
                return both
        self.disputes.append(_Dispute(where, theirs))
        return mine

    def _time(self, base: Moment, mine: Moment, theirs: Moment, prefix: str) -> dict[str, Any]:
        """The time of a timeline entry, whose parts are one value."""
        old, my, their = _moment(base), _moment(mine), _moment(theirs)
        return _moment_parts(self._field(_TIME, old, my, their, f"{prefix}{_TIME.name}"))

    def _items(self, base: _Items, mine: _Items, theirs: _Items, where: str) -> _Items:
        old, my, their = ({item.id: item for item in side} for side in (base, mine, theirs))
        kept: dict[str, Any] = {}
        for each in dict.fromkeys([*their, *my]):
            item = self._item(old.get(each), my.get(each), their.get(each), f"{where}.{each}")
            if item is not None:
                kept[each] = item
        return tuple(kept[each] for each in merge_order([*old], [*my], [*their], kept))

    def _item(self, base: Any, mine: Any, theirs: Any, where: str) -> Any:
        """An item that mine or theirs has; None when it goes."""
        there = theirs if mine is None else mine
        if base is None:
            return there  # new; where both have it, both have the same
        if mine is not None and theirs is not None:
            if _opposed(base, mine, theirs):
                return self.part(base, mine, theirs, f"{where}.")
            return _standing(base, mine, theirs)
        untouched = there == base and there.id not in self.needed
        if untouched or isinstance(there, Conflict):
            return None
        self.disputes.append(_Dispute(where, None, by_theirs=theirs is None))
        return there


def _opposed(base: Any, mine: Any, theirs: Any) -> bool:
    return mine != base and theirs not in (base, mine)


def _standing(base: Any, mine: Any, theirs: Any) -> Any:
    """The value where at most one side changed it, or both did alike."""
    return theirs if mine == base else mine


def _moment(part: Moment) -> Moment:
    return Moment(**_moment_parts(part))


def _moment_parts(part: Moment) -> dict[str, Any]:
    return {each.name: getattr(part, each.name) for each in fields(Moment)}


def _newly_dangling(
    base: Postmortem, mine: Postmortem, theirs: Postmortem, merged: Postmortem
) -> frozenset[str]:
    """Items that one side removed and that the other side made something refer to."""
    here, found = items_of(merged), set[str]()
    for remover, other in ((mine, theirs), (theirs, mine)):
        left = items_of(base).keys() & items_of(other).keys()
        gone = left - items_of(remover).keys() - here.keys()
        if gone:
            known = set(references(remover))
            named = (each for each in references(merged) if each not in known)
            found |= {item_id for _, item_id in named if item_id in gone}
    return frozenset(found)


def _without_twins(base: Postmortem, mine: Postmortem, theirs: Postmortem) -> Postmortem:
    """Mine without its new conflicts that theirs has as well, under whatever id."""
    old = {each.id for each in base.conflicts}
    new = {(each.field, each.value) for each in theirs.conflicts if each.id not in old}
    kept = tuple(
        each for each in mine.conflicts if each.id in old or (each.field, each.value) not in new
    )
    return mine if kept == mine.conflicts else replace(mine, conflicts=kept)


def _noted(
    record: Postmortem, dispute: _Dispute, numbers: Numbers, by: str | None, when: datetime
) -> Postmortem:
    """The record with the value that does not stand kept beside, unless it is there already."""
    text = as_text(dispute.value)
    if any((each.field, each.value) == (dispute.where, text) for each in record.conflicts):
        return record
    at = when if dispute.by_theirs else None
    conflict = Conflict(id=numbers.take("y"), field=dispute.where, value=text, by=by, at=at)
    return replace(record, conflicts=(*record.conflicts, conflict))
