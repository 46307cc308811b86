"""From what went wrong to one sentence on the standard error and an exit code."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO, TextIOWrapper
from typing import NoReturn

import click

from pmtui.model.errors import PmtuiError
from pmtui.model.text import one_line, visible

INTERRUPTED = 130
"""What a shell reports for Ctrl+C: 128 + SIGINT."""

READER_GONE = 141
"""What a shell reports when the reader of a pipe ended first: 128 + SIGPIPE."""

MACHINE_REFUSED = 5


def say(sentence: str) -> None:
    """Print a sentence on the standard error; user text in it cannot act on the terminal."""
    click.echo(f"pmtui: {one_line(sentence)}", err=True)


def prepare_streams() -> None:
    """Write UTF-8 into pipes and files whatever the locale; never fail on a character.

    A terminal gets what it can show.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            encoding = _of_terminal() if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _of_terminal() -> str | None:
    from pmtui.cli.plain import terminal_encoding

    return terminal_encoding()


@contextmanager
def as_exit_code() -> Iterator[None]:
    """Turn an exception into its sentence and leave with its exit code.

    With ``PMTUI_DEBUG`` set, the traceback is printed as well.
    """
    try:
        yield
    except (Exception, KeyboardInterrupt) as error:
        if os.environ.get("PMTUI_DEBUG"):
            import traceback

            traceback.print_exc()
        sys.exit(explain(error))


def explain(error: BaseException) -> int:
    """Print what went wrong; the exit code."""
    if isinstance(error, click.ClickException):
        said = StringIO()
        error.show(said)
        click.echo(visible(said.getvalue()), nl=False, err=True)
        return error.exit_code
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return INTERRUPTED
    if isinstance(error, PmtuiError):
        say(str(error))
        for line in getattr(error, "candidates", getattr(error, "details", ())):
            click.echo(f"  {one_line(line)}", err=True)
        return error.exit_code
    if isinstance(error, OSError):
        from pmtui.store.refusals import explain as reason

        say(reason(error, "a file"))
        return MACHINE_REFUSED
    say(
        f"This is a mistake in pmtui, not yours: {type(error).__name__}: {error}. "
        "PMTUI_DEBUG=1 shows where; please report it. Nothing that was saved is lost."
    )
    return 1


def reader_gone() -> int:
    """Send the rest of the output nowhere, so that leaving does not complain about the pipe."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return READER_GONE


def leave(result: object) -> NoReturn:
    """End the program with what the command returned."""
    sys.exit(result if isinstance(result, int) else 0)
