"""What a user command is, and how its key reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """What the user can do somewhere.

    `id` also names the action that does it: ``page.next`` is `action_page_next`, ``page.3`` is
    `action_page(3)`; a last part ``outside`` marks another key for the same. `keys` are Textual's
    names, joined by commas. `where` is the part of the program it belongs to. Commands with a
    `rank` are shown in the line of keys, lower ranks first; those `in_boxes` work in the boxes over
    a page, too.
    """

    id: str
    name: str
    help: str
    keys: str
    where: str
    rank: int = 0
    in_boxes: bool = False

    @property
    def action(self) -> str:
        """The action that carries the command out."""
        name, _, last = self.id.replace(".", "_").rpartition("_")
        if last == "outside":
            return name
        return f"{name}({last})" if last.isdigit() else f"{name}_{last}".lstrip("_")

    @property
    def key_name(self) -> str:
        """Its first key as a person reads it."""
        return readable_key(self.keys.partition(",")[0])


_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "delete": "Del",
    "slash": "/",
    "question_mark": "?",
    "equals_sign": "=",
    "plus": "+",
    "colon": ":",
}


def readable_key(key: str) -> str:
    """A key as a person reads it: F1, Esc, Ctrl+P, u."""
    if key in _NAMES:
        return _NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if len(key) > 1 else key
