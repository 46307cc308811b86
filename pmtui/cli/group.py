"""A group whose commands are imported when they are run, and that turns failures into sentences."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from pmtui.cli import failures


class LazyGroup(click.Group):
    """A click group made from a table: name → (``module:attribute``, one line of help).

    ``--help`` prints the table, so that it needs no import of the commands.
    """

    def __init__(self, *args: Any, table: Mapping[str, tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command, or None when there is none of that name."""
        if cmd_name not in self.table:
            return None
        module, _, attribute = self.table[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(f"pmtui.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands with their line of help."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.table.items()])

    def call(self, ctx: click.Context, name: str) -> int | None:
        """Run another command of this group with its defaults."""
        command = self.get_command(ctx, name)
        assert command is not None
        with command.make_context(name, [], parent=ctx) as inner:
            result: int | None = command.invoke(inner)
            return result

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> None:
        """Run, say what went wrong in one sentence, and leave with the exit code.

        A command returns its exit code, or None for 0.
        """
        failures.prepare_streams()
        extra.pop("standalone_mode", None)
        with failures.as_exit_code():
            failures.leave(super().main(args, prog_name, standalone_mode=False, **extra))

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; a reader that went away, as in ``| head``, is no failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return failures.reader_gone()
