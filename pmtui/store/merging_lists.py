"""Lists that two sides changed: what is in them, and in which order."""

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Each = TypeVar("Each", bound=Hashable)


def merge_set(base: Sequence[Each], mine: Sequence[Each], theirs: Sequence[Each]) -> list[Each]:
    """What both kept and what either added; a value that is there twice is kept once."""
    kept = [
        each
        for each in dict.fromkeys([*theirs, *mine])
        if each not in base or (each in mine and each in theirs)
    ]
    return merge_order(base, mine, theirs, kept)


def merge_order(
    base: Sequence[Each], mine: Sequence[Each], theirs: Sequence[Each], kept: Collection[Each]
) -> list[Each]:
    """The values that are kept, in theirs' order, or in mine when only mine changed the order.

    What only the other side has comes after what it followed there; of two additions at the same
    place, theirs comes first.
    """
    leading, adding = list(dict.fromkeys(theirs)), list(dict.fromkeys(mine))
    mine_leads = _moved(base, adding) and not _moved(base, leading)
    if mine_leads:
        leading, adding = adding, leading
    order = [each for each in leading if each in kept]
    placed, added = set(order), set(adding)
    for place, each in enumerate(adding):
        if each not in kept or each in placed:
            continue
        before = next((one for one in reversed(adding[:place]) if one in placed), None)
        at = 0 if before is None else order.index(before) + 1
        while not mine_leads and at < len(order) and order[at] not in added:
            at += 1
        order.insert(at, each)
        placed.add(each)
    return order


def _moved(base: Sequence[Each], side: Sequence[Each]) -> bool:
    """Whether what a side kept of the list stands in another order."""
    before, now = set(base), set(side)
    return [each for each in side if each in before] != [each for each in base if each in now]
