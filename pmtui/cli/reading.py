"""``pmtui show``."""

import os
import shutil
import sys
from io import StringIO
from typing import TYPE_CHECKING

import click

from pmtui.cli.pages import only_page, page_named
from pmtui.cli.params import example, json_option, plain_text, ref_argument
from pmtui.cli.settings import Settings, on_terminal

if TYPE_CHECKING:
    from pmtui.exporters.blocks import Report

WIDTH_IN_PIPE = 100
"""Characters a line when the report does not go to a terminal."""


@click.command(epilog=example("pmtui show @last", "pmtui show 2026-09 --json"))
@ref_argument
@click.option(
    "--step", metavar="NAME", type=plain_text, help="Only this page: 1 to 9, or its name."
)
@click.option(
    "--changes", is_flag=True, help="What the report says otherwise since it was last published."
)
@json_option
@click.pass_obj
def show(settings: Settings, ref: str, step: str | None, changes: bool, as_json: bool) -> int:
    """Show the internal report, through a pager on a terminal.

    --json prints the whole record, which `pmtui import` reads back byte for byte. --changes lists
    the fields that differ from the version that was published last; exit code 1 when none was.
    """
    if changes and step:
        raise click.UsageError("--changes are those of all pages; leave --step out.")
    if changes:
        from pmtui.cli.changes import show_changes

        return show_changes(settings, settings.library.resolve(ref), as_json=as_json)
    if as_json and step:
        raise click.UsageError("--json is the whole record; leave --step out.")
    page = page_named(step).name if step else None
    record = settings.library.load(settings.library.resolve(ref)).record
    if as_json:
        from pmtui.exporting import whole_json

        click.echo(whole_json(record), nl=False)
        return 0
    from pmtui.exporters.audience import Audience
    from pmtui.exporters.report import build
    from pmtui.exporting import layout_of

    report = build(record, Audience.INTERNAL, layout=layout_of(settings.library, Audience.INTERNAL))
    _print(settings, only_page(report, page) if page else report)
    return 0


def _print(settings: Settings, report: "Report") -> None:
    """Through a pager and in colour on a terminal, as plain text elsewhere."""
    from rich.console import Console

    from pmtui.exporters.terminal import print_report

    terminal = on_terminal(sys.stdout)
    text = StringIO()
    console = Console(
        file=text,
        width=shutil.get_terminal_size().columns if terminal else WIDTH_IN_PIPE,
        force_terminal=terminal,
        color_system="standard" if terminal and settings.color else None,
        highlight=False,
        legacy_windows=False,
    )
    print_report(report, console)
    if terminal:
        os.environ.setdefault("LESS", "-FRX")  # less shows colours, and leaves short texts there
        click.echo_via_pager(text.getvalue(), color=True)
    else:
        click.echo(text.getvalue(), nl=False)
