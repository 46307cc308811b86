"""``pmtui export``: reports as files."""

import os
from pathlib import Path

import click

from pmtui.cli.exporting_all import export_all
from pmtui.cli.failures import say
from pmtui.cli.output import UNKNOWN
from pmtui.cli.params import example, plain_text
from pmtui.cli.records import Outcome, chosen
from pmtui.cli.settings import Settings
from pmtui.exporters.audience import Audience
from pmtui.exporting import FORMATS, REPORTS, file_name, refuse_existing, render, write_file
from pmtui.store.errors import Exists


@click.command(
    epilog=example(
        "pmtui export @last --format html -o report.html", "pmtui export --all -o reports/"
    )
)
@click.argument("refs", metavar="REF...", nargs=-1, type=plain_text)
@click.option("--all", "everything", is_flag=True, help="Every postmortem of the library.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(FORMATS),
    help="csv is the timeline. Without it, the end of FILE says which, else md.",
)
@click.option(
    "--audience", type=click.Choice(["internal", "external"]), default="internal", show_default=True
)
@click.option(
    "-o", "--output", metavar="FILE|DIR", type=click.Path(path_type=Path), help="- is stdout."
)
@click.option("--force", is_flag=True, help="Write over files that exist.")
@click.pass_obj
def export(
    settings: Settings,
    refs: tuple[str, ...],
    everything: bool,
    kind: str | None,
    audience: str,
    output: Path | None,
    force: bool,
) -> int:
    """Write reports as Markdown, HTML, JSON or CSV.

    One REF without -o goes to the standard output. Several, or --all, need a folder. An external
    report with something in it that must not leave the organisation is not written: exit code 4.

    --all keeps the folder up to date: it writes what changed since the last time, and index.html
    and index.md, by year and by service. Reports on postmortems that are gone are named; --force
    removes them. For external readers it takes what is published.
    """
    several = everything or len(refs) > 1
    kind = kind or _kind_of(output)
    if audience == "external" and kind not in REPORTS:
        raise click.UsageError("Only md and html are written for external readers.")
    if several and (output is None or str(output) == UNKNOWN):
        raise click.UsageError("Several postmortems need a folder: -o DIR")
    if several and output is not None and output.is_file():
        raise Exists(f"{output} is a file, and several postmortems need a folder: -o DIR")
    if everything and output is not None and not refs:
        return export_all(settings, kind, Audience(audience), output, force)
    outcome = Outcome()
    for record in chosen(settings, outcome, refs, everything):
        with outcome.piece():
            target = _target(record.id, kind, audience, output, several)
            if target is not None:
                refuse_existing(target, force)
            data = render(record, kind, Audience(audience))
            _deliver(target, data)
    return outcome.code


def _kind_of(output: Path | None) -> str:
    suffix = output.suffix.lstrip(".").lower() if output else ""
    return suffix if suffix in FORMATS else "md"


def _target(
    record_id: str, kind: str, audience: str, output: Path | None, several: bool
) -> Path | None:
    """The file to write, or None for the standard output."""
    if output is None or str(output) == "-":
        return None
    if not several and not output.is_dir() and not str(output).endswith(os.sep):
        return output
    return output / file_name(record_id, kind, Audience(audience))


def _deliver(target: Path | None, data: bytes) -> None:
    if target is None:
        click.echo(data, nl=False)
        return
    write_file(target, data)
    say(f"Wrote {target}")
