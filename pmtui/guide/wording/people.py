"""Names of people: each is put as one word that stands for a name, so that rules stay as they are.

Rules made with the names in them would have to be compiled anew for every record.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from pmtui.guide.private import COMMON_NAMES
from pmtui.model.postmortem import Postmortem

_LETTER = "\ua840"
"""A letter of a script that nobody writes any more (Phags-pa)."""

NAME = f"{_LETTER}+"
"""The regular expression of a name in a text of `named`."""


def names_in(record: Postmortem) -> tuple[str, ...]:
    """The names of the participants, their given names that are no ordinary words, and handles."""
    found: set[str] = set()
    for person in record.prep.people:
        parts = (person.name or "").split()
        if len(parts) > 1 or (parts and parts[0].lower() not in COMMON_NAMES):
            found.add(" ".join(parts))
        if parts and len(parts[0]) > 2 and parts[0].lower() not in COMMON_NAMES:
            found.add(parts[0])
        if handle := (person.handle or "").strip("@ "):
            found.add(f"@{handle}")
    return tuple(sorted(found))


def first_name_in(text: str, names: Sequence[str]) -> str:
    """The first of the names that a text has, as it stands there; empty where there is none."""
    found = _pattern(tuple(names), exact=True).search(text) if names else None
    return found[0] if found else ""


def named(text: str, names: Sequence[str], *, exact: bool) -> str:
    """The text, as long as before, with each name in the place of which a stand-in is put.

    `exact` takes small and capital letters for different.
    """
    if not names:
        return text
    return _pattern(tuple(names), exact).sub(lambda found: _LETTER * len(found[0]), text)


@lru_cache(maxsize=16)
def _pattern(names: tuple[str, ...], exact: bool) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    words = "|".join(re.escape(name) for name in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", 0 if exact else re.IGNORECASE)
