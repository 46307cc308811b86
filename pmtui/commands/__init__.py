"""Every user command, stated once: footer, help, palette and key map come from these tables."""

import re

from pmtui.commands.board import BOARD
from pmtui.commands.command import Command
from pmtui.commands.everywhere import EVERYWHERE
from pmtui.commands.in_use import keys_of
from pmtui.commands.key_names import readable_key, types_text
from pmtui.commands.library import LIBRARY
from pmtui.commands.lists import LISTS
from pmtui.commands.moving import MOVING
from pmtui.commands.pages import PAGES
from pmtui.commands.reading import READING
from pmtui.commands.room import ROOM
from pmtui.commands.statistics import STATISTICS

__all__ = ["COMMANDS", "Command", "commands_for", "key_of", "readable_key", "with_keys"]

COMMANDS = (*EVERYWHERE, *LISTS, *PAGES, *LIBRARY, *BOARD, *READING, *STATISTICS, *ROOM, *MOVING)

BY_ID = {command.id: command for command in COMMANDS}
"""Every command by its id."""


def commands_for(*where: str) -> tuple[Command, ...]:
    """The commands of some parts of the program, in the order of those parts.

    The part ``box`` has the commands that work in boxes.
    """
    return tuple(command for part in where for command in COMMANDS if part in command.parts)


def key_of(name: str, *, in_text: bool = False) -> str:
    """The first key in use of the command with that id, as a person reads it.

    With `in_text`, as it is pressed within a text: the first that types no text, else after the
    key that leaves the text.
    """
    keys = keys_of(name, BY_ID[name].keys).split(",")
    able = [key for key in keys if not (in_text and types_text(key))]
    return readable_key(able[0]) if able else f"{key_of('out')}, then {readable_key(keys[0])}"


def with_keys(sentence: str) -> str:
    """A sentence of the program with the key in use for each id: "{undo} takes it back."

    It is not for sentences in which words of a user stand.
    """
    return re.sub(r"\{([a-z0-9.]+)\}", lambda found: key_of(found[1]), sentence)
