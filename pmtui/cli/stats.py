"""``pmtui stats``: honest figures over the postmortems of the library."""

import shutil
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json
from pmtui.cli.params import example, json_option, plain_text, read_day, today
from pmtui.cli.progress import progress
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings
from pmtui.store.listed.cards import cards
from pmtui.store.listed.wanted import fitting, given

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem

WIDEST = 100
"""Characters of a line, however wide the terminal is: sentences are read in lines."""


@click.command(epilog=example("pmtui stats --since 2026-01-01", "pmtui stats --csv > figures.csv"))
@click.option("--since", type=read_day, metavar="D", help="Only incidents from this day on.")
@click.option("--until", type=read_day, metavar="D", help="Only incidents up to this day.")
@click.option("--service", type=plain_text, help="Only what touched this service.")
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print a row for each dot, bar and fact.")
@click.option("--html", "as_html", is_flag=True, help="Print a page with the figures drawn.")
@click.pass_obj
def stats(settings: Settings, /, as_json: bool, as_csv: bool, as_html: bool, **wanted: Any) -> int:
    """Print figures across the library, each with what it can and cannot say.

    A dot is one postmortem. A median comes with six, with the interval that holds it in 95 of 100
    cases; quartiles come with twelve, shares with twenty. There are no means of durations, no
    trends and no figures by person: they mislead. Without any postmortem the exit code is 1.
    """
    if as_json + as_csv + as_html > 1:
        raise click.UsageError("Choose one of --json, --csv and --html.")
    from pmtui.exporters.statistics.data import figures_csv, plain
    from pmtui.guide.statistics import statistics

    outcome = Outcome()
    records = _records(settings, outcome, wanted)
    figures = statistics(records, today())
    if as_json:
        print_json({"postmortems": len(records), "figures": [plain(each) for each in figures]})
    elif as_csv:
        click.echo(figures_csv(figures), nl=False)
    elif as_html:
        from pmtui.exporters.html import to_html
        from pmtui.exporters.statistics.page import figures_report

        click.echo(to_html(figures_report(figures, records, today())), nl=False)
    elif records:
        from pmtui.exporters.statistics.text import figure_lines, heading

        width = min(shutil.get_terminal_size().columns, WIDEST)
        blocks = ("\n".join(figure_lines(each, width)) for each in figures)
        click.echo("\n\n".join([heading(records), *blocks]))
    else:
        say("There are no such postmortems. Leave options out, or see: pmtui list")
    return outcome.code or int(not records)


def _records(settings: Settings, outcome: Outcome, wanted: dict[str, Any]) -> "list[Postmortem]":
    """The wanted postmortems; those that cannot be read are named."""
    listing = outcome.listing(settings)
    ids = [each.summary.id for each in fitting(cards(listing.summaries), given(wanted))]
    records: list[Postmortem] = []
    with progress("Reading postmortems") as told:
        for record in outcome.each(settings, ids):
            records.append(record)
            if told:
                told(len(records), len(ids))
    return records
