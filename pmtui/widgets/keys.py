"""From the table of commands to Textual's bindings."""

from textual.binding import Binding

from pmtui.commands import commands_for


def bindings(*where: str) -> list[Binding]:
    """The bindings of the commands of some parts of the program; each can be remapped by id."""
    return [
        Binding(
            command.keys,
            command.action,
            command.name,
            show=False,
            priority=command.where == "app",
            id=command.id,
        )
        for command in commands_for(*where)
    ]
