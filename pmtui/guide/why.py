"""What is always said of the why tree: the way from the effect, open ends, coverage, sets."""

from collections import Counter
from collections.abc import Sequence

from pmtui.model.causes import minimal_sets, ruled_out
from pmtui.model.kinds import Category, Gate
from pmtui.model.postmortem import Postmortem

GATES = {
    Gate.AND: "needed together",
    Gate.CONTRIB: "contributing",
    Gate.OR: "any one is enough",
}
"""How the causes below one combine."""


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


def together_words(record: Postmortem, thread_id: str) -> dict[tuple[str, ...], str]:
    """A sentence for each minimal set of a thread that has more than one cause (guide, 3.1)."""
    broken = "Taking away any one of them breaks this path."
    return {
        each: f"Needed together: {' and '.join(each)}. {broken}"
        for each in minimal_sets(record, thread_id)
        if len(each) > 1
    }
