"""What a user command is."""

from dataclasses import dataclass

from pmtui.commands.in_use import keys_of
from pmtui.commands.key_names import readable_key, readable_keys


@dataclass(frozen=True, slots=True)
class Command:
    """What the user can do somewhere.

    `id` also names the action that does it: ``page.next`` is `action_page_next`, ``page.3`` is
    `action_page(3)`; a last part ``outside`` marks another key for the same. `keys` are Textual's
    names, joined by commas. `where` is the part of the program it belongs to (`parts.PARTS`).
    Commands with a `rank` are shown in the line of keys, lower ranks first; those `in_boxes` work
    in the boxes over a page, too. Keys that only move about carry out `moves`, an action of the
    widget that has the focus; help tells them, the list of all commands does not.
    """

    id: str
    name: str
    help: str
    keys: str
    where: str
    rank: int = 0
    in_boxes: bool = False
    moves: str = ""

    @property
    def action(self) -> str:
        """The action that carries the command out."""
        if self.moves:
            return self.moves
        name, _, last = self.id.replace(".", "_").rpartition("_")
        if last == "outside":
            return name
        return f"{name}({last})" if last.isdigit() else f"{name}_{last}".lstrip("_")

    @property
    def key_name(self) -> str:
        """The first of its keys in use as a person reads it."""
        return readable_key(keys_of(self.id, self.keys).partition(",")[0])

    @property
    def key_names(self) -> str:
        """All its keys in use as a person reads them."""
        return readable_keys(keys_of(self.id, self.keys))

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of the program in which its keys reach it."""
        return (self.where, "box") if self.in_boxes else (self.where,)
