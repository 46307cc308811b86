"""Every user command, stated once: footer, help, palette and key map come from these tables."""

from pmtui.commands.command import Command, readable_key
from pmtui.commands.everywhere import EVERYWHERE
from pmtui.commands.library import LIBRARY
from pmtui.commands.lists import LISTS
from pmtui.commands.pages import PAGES

__all__ = ["COMMANDS", "Command", "commands_for", "readable_key"]

COMMANDS = (*EVERYWHERE, *LISTS, *PAGES, *LIBRARY)


def commands_for(*where: str) -> tuple[Command, ...]:
    """The commands of some parts of the program, in the order of those parts.

    The part ``box`` has the commands that work in boxes.
    """
    return tuple(
        command
        for part in where
        for command in COMMANDS
        if command.where == part or (part == "box" and command.in_boxes)
    )
