"""Every user command, stated once: footer, help, palette and key map come from these tables."""

from pmtui.commands.command import Command
from pmtui.commands.everywhere import EVERYWHERE
from pmtui.commands.key_names import readable_key
from pmtui.commands.library import LIBRARY
from pmtui.commands.lists import LISTS
from pmtui.commands.moving import MOVING
from pmtui.commands.pages import PAGES
from pmtui.commands.room import ROOM

__all__ = ["COMMANDS", "Command", "commands_for", "readable_key"]

COMMANDS = (*EVERYWHERE, *LISTS, *PAGES, *LIBRARY, *ROOM, *MOVING)


def commands_for(*where: str) -> tuple[Command, ...]:
    """The commands of some parts of the program, in the order of those parts.

    The part ``box`` has the commands that work in boxes.
    """
    return tuple(command for part in where for command in COMMANDS if part in command.parts)
