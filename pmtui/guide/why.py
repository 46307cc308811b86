"""What is always said of the why tree: the way from the effect, open ends, coverage, sets."""

from collections import Counter
from collections.abc import Sequence

from pmtui.model import address
from pmtui.model.cause_paths import circle_words, circles
from pmtui.model.causes import children, minimal_sets, ruled_out
from pmtui.model.factors import Cause
from pmtui.model.kinds import Category, Gate
from pmtui.model.postmortem import Postmortem

GATES = {
    Gate.AND: "needed together",
    Gate.CONTRIB: "contributing",
    Gate.OR: "any one is enough",
}
"""How the causes below one combine."""


_ASK_AFTER = 3
"""Causes below one after which it is asked how they combine (guide, 3.3)."""


def asks_gate(record: Postmortem, cause_id: str) -> bool:
    """Whether it is to be asked now, after a cause was added, how those below one combine."""
    above = address.get_item(record, f"causes.{cause_id}")
    unsettled = above is not None and above.gate is None
    return unsettled and len(children(record, cause_id)) == _ASK_AFTER


def place_words(way: Sequence[str], open_ends: int, room: int) -> str:
    """Open ends, depth and the way down to a cause, in `room` characters if that is possible.

    `way` begins with the thread; the effect itself is 0 deep. Where the way is too long, its
    beginning is left out, but for the thread.
    """
    said = f"Open ends: {open_ends}"
    if not way:
        return said
    said += f" · {max(len(way) - 2, 0)} deep · "
    first, *rest = way
    shown = " › ".join(way)
    while len(rest) > 1 and len(said) + len(shown) > room:
        rest = rest[1:]
        shown = " › ".join([first, "…", *rest])
    return said + shown


def coverage_words(record: Postmortem) -> str:
    """How many causes there are of each category, in words; those ruled out do not count."""
    out = ruled_out(record)
    counts = Counter(cause.category for cause in record.causes if cause.id not in out)
    return ", ".join(f"{each} {counts[each]}" for each in Category)


def circle_line(record: Postmortem) -> str:
    """The sentence of the first circle of causes, and how many more there are; "" for none."""
    first, *more = [*circles(record)] or [()]
    others = f" {len(more)} more circle{'' if len(more) == 1 else 's'}." if more else ""
    return circle_words(first) + others if first else ""


def hanging(record: Postmortem, item_address: str) -> tuple[tuple[str, ...], str]:
    """The causes that hang on a cause or thread, and what becomes of them when it is removed."""
    top, _, key = item_address.partition(".")
    if top == "threads":
        return tuple(each.id for each in record.causes if each.thread == key), "stay, in no thread"
    item = address.get_item(record, item_address) if top == "causes" else None
    if not isinstance(item, Cause):
        return (), ""
    heirs = f"go to {', '.join(item.parents)}" if item.parents else "stand on their own"
    return tuple(child.id for child in children(record, key)), heirs


def together_words(record: Postmortem, thread_id: str) -> dict[tuple[str, ...], str]:
    """A sentence for each minimal set of a thread that has more than one cause (guide, 3.1)."""
    broken = "Taking away any one of them breaks this path."
    return {
        each: f"Needed together: {' and '.join(each)}. {broken}"
        for each in minimal_sets(record, thread_id)
        if len(each) > 1
    }
