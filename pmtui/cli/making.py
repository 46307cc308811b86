"""``pmtui new``: an empty postmortem with what is known at its start."""

import click

from pmtui.cli.params import OneOf, example, no_mouse_option, now, plain_text
from pmtui.cli.settings import Settings
from pmtui.guide.beginning import begin


@click.command(
    epilog=example(
        'pmtui new "Card payments failed" --severity SEV1 --start "2026-11-20 16:41 Berlin"'
    )
)
@click.argument("title", required=False, type=plain_text)
@click.option("--severity", type=OneOf("Severity"), help="As declared during the incident.")
@click.option(
    "--start", metavar="TIME", type=plain_text, help="When the impact began; UTC if no zone."
)
@click.option("--service", "services", multiple=True, type=plain_text, metavar="NAME")
@click.option("--tag", "tags", multiple=True, type=plain_text, metavar="T")
@click.option("--open", "and_open", is_flag=True, help="Open it at once.")
@no_mouse_option
@click.pass_obj
def new(
    settings: Settings,
    title: str | None,
    severity: str | None,
    start: str | None,
    services: tuple[str, ...],
    tags: tuple[str, ...],
    and_open: bool,
) -> int | None:
    """Make a postmortem and print its id.

    The id is made of the day of the incident and the TITLE, and never changes.
    """
    from pmtui.cli.screens import open_record, refuse_without_terminal

    if and_open:
        refuse_without_terminal()
    given = {
        "title": title or "",
        "severity.declared": severity or "",
        "milestones.impact_start": start or "",
        "services": "\n".join(services),
        "tags": "\n".join(tags),
    }
    record_id = settings.library.create_free(begin(given, now())).record.id
    click.echo(record_id)
    return open_record(settings, record_id) if and_open else None
