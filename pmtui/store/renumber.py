"""New items that two sides gave the same id: one side's get ids that nobody has used."""

from collections.abc import Iterable, Mapping
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
    old, others = items_of(base), items_of(theirs)
    numbers = Numbers(base, mine, theirs)
    spent = highest(theirs.retired), highest(_used(base))
    changed = mine
    while True:
        taken = [
            each
            for each, item in items_of(changed).items()
            if each not in old and _is_taken(each, item, others, spent)
        ]
        if not taken:
            return changed, names
        names |= {each: numbers.take(each[:1]) for each in taken}
        changed = rename(mine, names)


def _is_taken(
    item_id: str,
    item: Any,
    others: Mapping[str, Any],
    spent: tuple[Mapping[str, int], Mapping[str, int]],
) -> bool:
    if item_id in others:
        return bool(others[item_id] != item)
    theirs, before = (each.get(item_id[:1], 0) for each in spent)
    return before < int(item_id[1:]) <= theirs


def items_of(record: Postmortem) -> dict[str, Any]:
    """All items of all lists by their ids."""
    return {
        item.id: item for parent in address.list_addresses() for item in address.get(record, parent)
    }


def _used(record: Postmortem) -> list[str]:
    return [*items_of(record), *record.retired]
