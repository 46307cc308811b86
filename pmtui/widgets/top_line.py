"""What stands on the right of the top line, as far as there is room for it."""

from collections.abc import Sequence

from pmtui.commands import key_of
from pmtui.model.text import one_line

GAP = "  "
TITLE_ROOM = 16
"""Columns that the title keeps beside everything that may be left out."""


def nudge_words(count: int) -> str:
    """How many warnings and hints a page has, and the key that lists them; nothing for none."""
    return f"{count} hint{'s' if count != 1 else ''}: {key_of('findings')}" if count else ""


def fitted(parts: Sequence[str | None], width: int, spare: Sequence[str]) -> str:
    """The parts that are not empty, on one line; of the `spare` ones, those with room stay.

    The first of `spare` is the first to go; the others are never left out.
    """
    kept = [part for part in parts if part]
    for part in spare:
        if len(GAP.join(kept)) + TITLE_ROOM <= width:
            break
        if part in kept:
            kept.remove(part)
    return GAP.join(map(one_line, kept))
