"""``pmtui ready``: whether the meeting may start, and its invitation."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, ref_argument, today
from pmtui.cli.settings import Settings
from pmtui.exporting import INVITATIONS, invitation, refuse_existing, write_file

if TYPE_CHECKING:
    from pmtui.guide.checks import Finding


@click.command(
    epilog=example(
        "pmtui ready @last",
        "pmtui ready @last --invitation md",
        "pmtui ready @last --invitation ics -o meeting.ics",
    )
)
@ref_argument
@json_option
@click.option(
    "--invitation", "kind", type=click.Choice(INVITATIONS), help="Write the invitation instead."
)
@click.option(
    "-o", "--output", metavar="FILE", type=click.Path(path_type=Path), help="- is stdout."
)
@click.option("--force", is_flag=True, help="Write over a file that exists.")
@click.pass_obj
def ready(
    settings: Settings, ref: str, as_json: bool, kind: str | None, output: Path | None, force: bool
) -> int:
    """Say what is missing before the meeting can start: people, time, scope, evidence, agenda.

    A line has the level, the rule, the FIELD and what to do. The exit code is 0 when the meeting
    may start, 1 when a "must" is open.

    --invitation writes the text for everybody invited (md), with the time in each one's zone, or
    the event for their calendars (ics), whatever is missing still.
    """
    from pmtui.guide.ready import may_start, missing_on

    if kind is None and (output is not None or force):
        raise click.UsageError("-o and --force belong to --invitation.")
    if kind is not None and as_json:
        raise click.UsageError("Give only one of --json and --invitation.")
    record = settings.library.load(settings.library.resolve(ref)).record
    lacks = missing_on(record, today())
    if kind is not None:
        _deliver(output, invitation(record, kind), force)
        if not may_start(lacks):
            say(f"The meeting is not ready yet. See: pmtui ready {record.id}")
        return 0
    if as_json:
        print_json({"ready": may_start(lacks), "missing": [_plain(each) for each in lacks]})
    else:
        print_rows([[each.level, each.rule, each.address, each.message] for each in lacks])
        if may_start(lacks):
            say("The meeting may start.")
    return 0 if may_start(lacks) else 1


def _plain(each: "Finding") -> dict[str, str]:
    return {
        "level": each.level,
        "rule": each.rule,
        "field": each.address,
        "message": each.message,
    }


def _deliver(target: Path | None, data: bytes, force: bool) -> None:
    if target is None or str(target) == "-":
        click.echo(data, nl=False)
        return
    refuse_existing(target, force)
    write_file(target, data)
    say(f"Wrote {target}")
