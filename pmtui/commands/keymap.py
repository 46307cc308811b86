"""The user's own keys: which of them apply, and what is wrong with the others."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from pmtui.commands import BY_ID, COMMANDS
from pmtui.commands.command import Command
from pmtui.commands.key_names import NEVER, readable_key, readable_keys, textual_key, types_text
from pmtui.commands.parts import PARTS, meet

MOVING_KEYS = frozenset(
    {"tab", "shift+tab", "enter", "escape", "backspace", "up", "down", "left", "right"}
)
"""Keys that one types and moves with: no command gets them that has them not by default."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the keys that the user wants for a command do not apply."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys that apply (id → Textual's names, joined by commas), and what is wrong."""

    keys: Mapping[str, str]
    troubles: tuple[Trouble, ...]


def keymap(wanted: Mapping[str, str]) -> Keymap:
    """Judge the user's keys, by the id of their command. Keys that clash do not apply."""
    keys: dict[str, str] = {}
    troubles: list[Trouble] = []
    for name, written in wanted.items():
        said = _unfit(name, written)
        if said:
            troubles.append(Trouble(name, said))
        else:
            keys[name] = ",".join(filter(None, map(textual_key, _parts(written))))
    while clashes := list(_clashes(keys)):
        troubles += clashes
        for trouble in clashes:
            keys.pop(trouble.id, None)
    return Keymap(keys, tuple(troubles))


def _parts(written: str) -> list[str]:
    """The single keys of what was written; a comma alone is the key of that name."""
    return [each.strip() or each for each in written.split(",")] if written != "," else [","]


def _unfit(name: str, written: str) -> str:
    """Why the keys cannot be those of a command, whatever other commands have; or nothing."""
    command = BY_ID.get(name)
    if command is None:
        return "there is no such command. See: pmtui config keys"
    for each in _parts(written):
        key = textual_key(each)
        if key is None:
            return f"“{each}” is no key. Keys are such as f10, ctrl+t, x, X, ?, pageup."
        if reason := NEVER.get(each.casefold()):
            return f"{readable_key(key)} {reason} in a terminal. Choose another key."
        own = command.keys.split(",")
        if key in MOVING_KEYS and key not in own:
            return f"{readable_key(key)} is needed to type and to move. Choose another key."
        if command.where == "app" and key not in own and types_text(key):
            return f"{readable_key(key)} is needed to type text. Choose a function key or Ctrl."
    return ""


def _clashes(keys: Mapping[str, str]) -> Iterator[Trouble]:
    """The user's keys that are those of another command of the same place or one around it."""
    for one, other in combinations(COMMANDS, 2):
        if (one.id in keys or other.id in keys) and (shared := _shared(one, other, keys)):
            for mine, theirs in ((one, other), (other, one)):
                if mine.id in keys:
                    where = PARTS[theirs.where].title
                    yield Trouble(
                        mine.id,
                        f"{readable_keys(shared)} is “{theirs.name}” ({theirs.id}) already: "
                        f"{where.lower()}. Choose another key, or give {theirs.id} another one.",
                    )


def _shared(one: Command, other: Command, keys: Mapping[str, str]) -> str:
    """The first key that would carry out both commands, but does not by default."""
    if one.action == other.action or not any(
        meet(here, there) for here in one.parts for there in other.parts
    ):
        return ""
    by_default = {*one.keys.split(",")} & {*other.keys.split(",")}
    theirs = keys.get(other.id, other.keys).split(",")
    both = [
        key
        for key in keys.get(one.id, one.keys).split(",")
        if key in theirs and key not in by_default
    ]
    return both[0] if both else ""
