"""New items that two sides gave the same id: one side's get ids that nobody has used."""

from collections.abc import Callable, Iterable
from functools import cache
from operator import attrgetter
from typing import Any

from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import rename


class Numbers:
    """The ids that no item of some revisions has or had, in counting order for each letter."""

    def __init__(self, *records: Postmortem) -> None:
        self._highest = highest(id_ for record in records for id_ in _used(record))

    def take(self, letter: str) -> str:
        """The next free id that begins with a letter."""
        self._highest[letter] = self._highest.get(letter, 0) + 1
        return f"{letter}{self._highest[letter]}"


def highest(ids: Iterable[str]) -> dict[str, int]:
    """The highest number of the ids of each letter."""
    found: dict[str, int] = {}
    for each in ids:
        found[each[:1]] = max(found.get(each[:1], 0), int(each[1:]))
    return found


def renumber(
    base: Postmortem, mine: Postmortem, theirs: Postmortem
) -> tuple[Postmortem, dict[str, str]]:
    """Mine without ids that theirs uses for other new items, and the ids changed (old → new).

    An item that both added alike is one item. Theirs may also have removed its new item again:
    the id was used all the same.
    """
    names: dict[str, str] = {}
    others, changed = items_of(theirs), mine
    new = items_of(mine).keys() - items_of(base).keys()
    if not new:
        return mine, names
    numbers, spent = Numbers(base, mine, theirs), _spent(base, theirs, new)
    while True:
        here = items_of(changed)
        other = {each for each in new & others.keys() & here.keys() if here[each] != others[each]}
        taken = other | (spent & here.keys() - others.keys())
        if not taken:
            return changed, names
        names |= {each: numbers.take(each[:1]) for each in here if each in taken}
        changed = rename(mine, names)


def _spent(base: Postmortem, theirs: Postmortem, new: Iterable[str]) -> set[str]:
    """The ids that theirs gave to an item since `base`, though it may be gone again."""
    before, after = highest(_used(base)), highest(theirs.retired)
    return {
        each for each in new if before.get(each[:1], 0) < int(each[1:]) <= after.get(each[:1], 0)
    }


def items_of(record: Postmortem) -> dict[str, Any]:
    """All items of all lists by their ids."""
    return {item.id: item for items in _lists()(record) for item in items}


@cache
def _lists() -> Callable[[Postmortem], tuple[tuple[Any, ...], ...]]:
    return attrgetter(*address.list_addresses())


def _used(record: Postmortem) -> list[str]:
    return [*items_of(record), *record.retired]
