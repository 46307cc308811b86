"""The commands that open a screen; only here Textual is imported, and only when it is needed."""

import gc
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from pmtui.cli.failures import say
from pmtui.cli.params import example, no_mouse_option, plain_text, ref_argument
from pmtui.cli.settings import Settings, on_terminal
from pmtui.store.errors import Exists

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem


@click.command(epilog=example("pmtui demo", "pmtui --library ~/pmtui-demo demo"))
@no_mouse_option
@click.pass_context
def demo(ctx: click.Context) -> int | None:
    """Open a throwaway library with the example incident and some older ones.

    With --library WHERE it is made there and kept, with PMTUI_LIBRARY only where nothing else is
    in it; records that are there already stay as they are. Without a terminal, the list is
    printed.
    """
    settings: Settings = ctx.obj
    examples = _examples()
    if _may_fill(settings, {each.id for each in examples}):
        return _demo_in(ctx, settings, examples)
    with tempfile.TemporaryDirectory(prefix="pmtui-demo-") as folder:
        throwaway = replace(settings, folder=Path(folder))
        return _demo_in(ctx, throwaway, examples)


@click.command(
    "open", epilog=example("pmtui open @last --step impact", "pmtui open @last --linear")
)
@ref_argument
@click.option("--step", metavar="NAME", type=plain_text, help="The page: 1 to 9, or its name.")
@click.option("--read-only", is_flag=True, help="Look, and change nothing.")
@click.option("--linear", is_flag=True, help="Ask in plain lines: for screen readers and pipes.")
@no_mouse_option
@click.pass_obj
def open_(settings: Settings, ref: str, step: str | None, read_only: bool, linear: bool) -> int:
    """Open a postmortem at a page of the guide.

    --linear draws no screen: it asks field by field in plain lines, on any terminal or through a
    pipe, and saves each answer. Typing ? tells the commands. With --read-only it reads the pages.
    """
    from pmtui.cli.pages import page_named

    name = page_named(step).name if step else None
    record_id = settings.library.resolve(ref)
    if linear:
        from pmtui.linear.run import run

        if sys.stdin is None or sys.stdout is None:
            raise click.UsageError("--linear asks in lines: its input and output must be open.")
        return run(settings.library, record_id, name, read_only, sys.stdin.buffer, sys.stdout)
    refuse_without_terminal()
    return open_record(settings, record_id, name, read_only)


@click.command(epilog=example("pmtui follow @last", "pmtui follow @last --person meera"))
@ref_argument
@click.option(
    "--person",
    metavar="WHO",
    default="",
    type=plain_text,
    help="Whom to follow: a login or somebody of the record; without it, who leads.",
)
@no_mouse_option
@click.pass_obj
def follow(settings: Settings, ref: str, person: str) -> int:
    """Show the room what the facilitator is on: large, read only, moving along.

    It has a key to look around and one to come back. Who leads is who started the meeting clock,
    else the facilitator of the record, else who moved last.
    """
    stored = settings.library.load(settings.library.resolve(ref))
    refuse_without_terminal()
    with _opening(stored.record.id):
        from pmtui.app import run
        from pmtui.screens.navigation import FollowRecord

    return run(
        settings.library,
        color=settings.color,
        mouse=settings.mouse,
        shown=FollowRecord(stored, person.strip()),
    )


@click.command(epilog=example("pmtui board"))
@no_mouse_option
@click.pass_obj
def board(settings: Settings) -> int:
    """Show the actions of all postmortems by state, owner, due date or service, and move them.

    Without a terminal, use: pmtui actions
    """
    refuse_without_terminal("actions, action, due")
    with _opening("the actions"):
        from pmtui.app import run
        from pmtui.screens.navigation import ShowBoard

    return run(settings.library, color=settings.color, mouse=settings.mouse, shown=ShowBoard())


def open_record(
    settings: Settings, record_id: str, step: str | None = None, read_only: bool = False
) -> int:
    """Open one postmortem; the exit code."""
    with _opening(record_id):
        from pmtui.app import run

    return run(settings.library, record_id, step, read_only, settings.color, settings.mouse)


def open_library(settings: Settings) -> int:
    """Open the list of postmortems; the exit code."""
    with _opening("the library"):
        from pmtui.app import run

    return run(settings.library, color=settings.color, mouse=settings.mouse)


@contextmanager
def _opening(what: str) -> Iterator[None]:
    """Say what is being opened while the screens are imported; nothing of it stays.

    Garbage is not collected until the first paint: nothing that is imported is any. Without a
    word from the user, Textual scrolls by lines: by pixels, each move of the mouse is sent.
    """
    gc.disable()
    os.environ.setdefault("TEXTUAL_SMOOTH_SCROLL", "0")
    sys.stdout.write(f"Opening {what} ...")
    sys.stdout.flush()
    try:
        yield
    finally:
        sys.stdout.write("\r\x1b[K")
        sys.stdout.flush()


def refuse_without_terminal(use: str = "open REF --linear, or list, show, edit, check") -> None:
    """Raises `click.UsageError` where no screen can be drawn, with the commands to use."""
    if not on_terminal(sys.stdin, sys.stdout):
        raise click.UsageError(
            "A screen needs a terminal that can place the cursor (TERM is not dumb). "
            f"Without one, use: pmtui {use}"
        )


def _examples() -> "list[Postmortem]":
    """The example is the last one."""
    from pmtui.demo import earlier, records
    from pmtui.store.codec import from_json

    return [from_json(data, "The example") for data in (*earlier(), *records())]


def _may_fill(settings: Settings, examples: set[str]) -> bool:
    """Whether the examples belong into the library: it was named here, or holds nothing else."""
    if settings.source is not ParameterSource.ENVIRONMENT:
        return settings.source is ParameterSource.COMMANDLINE
    listing = settings.library.listing()
    return not listing.problems and {each.id for each in listing.summaries} <= examples


def _demo_in(ctx: click.Context, settings: Settings, examples: "list[Postmortem]") -> int | None:
    """Put the examples into the library and open the last; without a terminal, list them."""
    from pmtui.cli.group import LazyGroup

    for record in examples:
        try:
            settings.library.create(record)
        except Exists:
            say(f"“{record.id}” is there already and was kept as it is.")
    if on_terminal(sys.stdin, sys.stdout):
        return open_record(settings, examples[-1].id)
    say(f"Without a terminal nothing is opened. On one, this would open {examples[-1].id}.")
    ctx.obj = settings
    assert ctx.parent is not None
    assert isinstance(ctx.parent.command, LazyGroup)
    return ctx.parent.command.call(ctx, "list")
