"""Kinds of arguments and options that several commands share."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pmtui.model.text import clean

if TYPE_CHECKING:
    from enum import StrEnum

Command = TypeVar("Command", bound=Callable[..., Any])

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")


def example(*lines: str) -> str:
    """The end of a help text: command lines to copy."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def today() -> date:
    """The day where the person at the keyboard is."""
    return datetime.now().astimezone().date()


def now() -> datetime:
    """This instant in UTC."""
    return datetime.now(UTC)


def plain_text(value: str) -> str:
    """Text as it may enter a record: no control characters, no broken bytes."""
    return clean(decoded(value))


def decoded(argument: str) -> str:
    """An argument as UTF-8 where the locale could not read its bytes."""
    try:
        argument.encode()
    except UnicodeEncodeError:
        return os.fsencode(argument).decode("utf-8", "replace")
    return argument


def read_day(value: str) -> date:
    """A date as people write it: 2026-11-03, 3 Nov, tomorrow. Raises `BadValue`."""
    from pmtui.model.dates import parse_date

    return parse_date(value, today())


class OneOf(click.ParamType):  # type: ignore[type-arg]  # not generic before click 8.3
    """A value of one of the closed lists of the model, which is imported only when needed."""

    name = "choice"

    def __init__(self, kind: str) -> None:
        self.kind = kind

    @property
    def values(self) -> list[str]:
        """The values in their order of declaration."""
        from pmtui.model import kinds

        values: type[StrEnum] = getattr(kinds, self.kind)
        return [str(value) for value in values]

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:  # noqa: ARG002
        """The values, for the help."""
        return f"[{'|'.join(self.values)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value as the model spells it."""
        plain = re.sub(r"[\s_-]+", "_", str(value).strip()).casefold()
        for each in self.values:
            if each.casefold() == plain:
                return each
        self.fail(f"“{clean(str(value))}” is none of {', '.join(self.values)}.", param, ctx)


def no_mouse_option(command: Command) -> Command:
    """The option of commands that open a screen, after the command's name as well as before it."""

    def take(ctx: click.Context, _param: click.Parameter, no_mouse: bool) -> None:
        if no_mouse:
            ctx.obj = replace(ctx.obj, mouse=False)

    return click.option(
        "--no-mouse",
        is_flag=True,
        expose_value=False,
        callback=take,
        help="Leave the mouse to the terminal.",
    )(command)


def ref_argument(command: Command) -> Command:
    """The postmortem that a command works on."""
    return click.argument("ref", metavar="REF", type=plain_text)(command)
