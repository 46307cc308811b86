"""Showing where somebody else types, without moving anything."""

from collections.abc import Mapping

from rich.text import Text
from textual.widgets import Static

from pmtui.guide.room import MARKS
from pmtui.model.text import clip, one_line

SIGN = "✎"
"""What stands before a name at a field, and at an item that somebody else is changing."""

_LONGEST = 8
"""Characters of a name at a field."""


class TypesHere(Static):
    """Words that lie over the title of a list."""

    def __init__(self, words: str) -> None:
        super().__init__(Text(one_line(words)), markup=False)
        self._words = words

    def say(self, words: str) -> None:
        """Show other words."""
        if words != self._words:
            self._words = words
            self.update(Text(one_line(words)))


def marked(label: str, name: str, width: int) -> str:
    """A label with the name of somebody who types in its field; both are cut to fit."""
    mark = f"{SIGN}{clip(one_line(name), _LONGEST)}"
    return f"{clip(label, max(width - len(mark) - 1, 1))} {mark}"


def in_list(typing: Mapping[str, str], list_address: str) -> dict[str, str]:
    """Of those who type (place → name) those in a list: the id of the item → name.

    The id is empty for the entry line.
    """
    found: dict[str, str] = {}
    for place, name in typing.items():
        where = place.lstrip(MARKS)
        if f"{where}.".startswith(f"{list_address}."):
            item = where.removeprefix(list_address).strip(".").partition(".")[0]
            found["" if place.startswith("+") else item] = name
    return found


def list_words(found: Mapping[str, str]) -> str:
    """Who types in a list, in words."""
    return ", ".join(
        f"{name} types in {item}" if item else f"{name} types the next one"
        for item, name in found.items()
    )
