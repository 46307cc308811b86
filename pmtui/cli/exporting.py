"""``pmtui export``: reports as files."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pmtui.cli.explaining import explain
from pmtui.cli.exporting_all import export_all
from pmtui.cli.failures import say
from pmtui.cli.output import UNKNOWN
from pmtui.cli.params import example, plain_text
from pmtui.cli.records import Outcome, chosen
from pmtui.cli.settings import Settings
from pmtui.exporters.audience import Audience
from pmtui.exporters.form.layout import AS_USUAL, Layout
from pmtui.exporters.form.variants import VARIANTS
from pmtui.exporting import (
    FORMATS,
    REPORTS,
    file_name,
    layout_of,
    private_names,
    refuse_existing,
    render,
    write_file,
)
from pmtui.store.errors import Exists

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem


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
    "--variant",
    type=click.Choice([*VARIANTS]),
    help="A shorter report: summary, impact and actions; or facts without views.",
)
@click.option(
    "-o", "--output", metavar="FILE|DIR", type=click.Path(path_type=Path), help="- is stdout."
)
@click.option("--force", is_flag=True, help="Write over files that exist.")
@click.option(
    "--version",
    "version",
    metavar="N",
    type=plain_text,
    help="As that version was published, such as 1.0; not as it is now.",
)
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Write nothing; say what an external report leaves out, and why.",
)
@click.pass_obj
def export(
    settings: Settings,
    refs: tuple[str, ...],
    everything: bool,
    kind: str | None,
    audience: str,
    variant: str | None,
    output: Path | None,
    force: bool,
    explained: bool,
    version: str | None,
) -> int:
    """Write reports as Markdown, HTML, JSON or CSV.

    One REF without -o goes to the standard output. Several, or --all, need a folder. An external
    report has roles instead of names, and plain words instead of what must not leave the
    organisation; --explain says which and why, with --format json for programs. What still must
    not leave, such as a key, keeps the report from being written: exit code 4.

    --all keeps the folder up to date: it writes what changed since the last time, and index.html
    and index.md, by year and by service. Reports on postmortems that are gone are named; --force
    removes them. For external readers it takes what is published.
    """
    several = everything or len(refs) > 1
    kind = kind or _kind_of(output)
    _refuse_misuse(several, kind, audience, output, explained)
    if several and version:
        raise click.UsageError("--version is of one postmortem.")
    if variant and (everything or audience == "external" or kind not in REPORTS):
        raise click.UsageError("--variant is of the internal report, as md or html, not --all.")
    if everything and output is not None and not refs:
        return export_all(settings, kind, Audience(audience), output, force)
    outcome = Outcome()
    listed = private_names(settings.library) if audience == "external" else None
    layout = _layout(settings, kind, audience, variant)
    for record in chosen(settings, outcome, refs, everything):
        with outcome.piece():
            if version:
                record = _published(settings, record, version)
            if explained and listed is not None:
                outcome.worse(explain(record, listed, as_json=kind == "json"))
                continue
            name = partial(file_name, record, kind, Audience(audience), listed, layout.variant)
            target = _target(name, output, several)
            if target is not None:
                refuse_existing(target, force)
            _deliver(target, render(record, kind, Audience(audience), listed, layout))
    return outcome.code


def _refuse_misuse(
    several: bool, kind: str, audience: str, output: Path | None, explained: bool
) -> None:
    """Raises `UsageError` for options that do not go together, and `Exists`."""
    if explained and (audience != "external" or output is not None):
        raise click.UsageError("--explain is of --audience external, and goes to stdout.")
    if audience == "external" and kind not in REPORTS and not explained:
        raise click.UsageError("Only md and html are written for external readers.")
    if several and not explained and (output is None or str(output) == UNKNOWN):
        raise click.UsageError("Several postmortems need a folder: -o DIR")
    if several and output is not None and output.is_file():
        raise Exists(f"{output} is a file, and several postmortems need a folder: -o DIR")


def _layout(settings: Settings, kind: str, audience: str, variant: str | None) -> Layout:
    """The team's form; a variant is none for its template, which is made for the whole report."""
    if kind not in REPORTS:
        return AS_USUAL
    layout = layout_of(settings.library, Audience(audience))
    return replace(layout, variant=variant, template=b"") if variant else layout


def _published(settings: Settings, record: "Postmortem", version: str) -> "Postmortem":
    """The record as that version of its report was published. Raises `NotFound`."""
    from pmtui.store.published import the_published

    return the_published(record, settings.library.history(record.id).entries, version)


def _kind_of(output: Path | None) -> str:
    suffix = output.suffix.lstrip(".").lower() if output else ""
    return suffix if suffix in FORMATS else "md"


def _target(name: Callable[[], str], output: Path | None, several: bool) -> Path | None:
    """The file to write, or None for the standard output."""
    if output is None or str(output) == "-":
        return None
    if not several and not output.is_dir() and not str(output).endswith(os.sep):
        return output
    return output / name()


def _deliver(target: Path | None, data: bytes) -> None:
    if target is None:
        click.echo(data, nl=False)
        return
    write_file(target, data)
    say(f"Wrote {target}")
