"""``pmtui list``: the postmortems of the library, without opening them."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import OneOf, example, json_option, plain_text, read_day, today
from pmtui.cli.settings import Settings
from pmtui.store.listed.cards import cards
from pmtui.store.listed.orders import ORDERS, arranged
from pmtui.store.listed.wanted import fitting, given

if TYPE_CHECKING:
    from pmtui.store.library import Listing, Summary


@click.command("list", epilog=example("pmtui list --severity SEV1 --since 2026-01-01"))
@click.option("--status", type=OneOf("ReportStatus"), help="Only reports in this state.")
@click.option("--severity", type=OneOf("Severity"), help="Only this severity.")
@click.option("--service", type=plain_text, help="Only what touched this service.")
@click.option("--tag", type=plain_text, help="Only what has this tag.")
@click.option("--since", type=read_day, metavar="D", help="Only incidents from this day on.")
@click.option("--until", type=read_day, metavar="D", help="Only incidents up to this day.")
@click.option("--sort", type=click.Choice(list(ORDERS)), default="started", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N lines.")
@json_option
@click.pass_obj
def list_(
    settings: Settings, /, sort: str, limit: int | None, as_json: bool, **wanted: Any
) -> int | None:
    """List the postmortems of the library, newest first.

    A line has the id, severity, status, the day it started, open actions (and how many of them
    are overdue), and the title. In a pipe they are separated by tabs.
    """
    listing = settings.library.listing()
    fit = fitting(cards(listing.summaries), given(wanted))
    found = [each.summary for each in arranged(fit, sort, today())[:limit]]
    if as_json:
        print_json([_plain(each, today()) for each in found])
    else:
        day = today()
        print_rows([_row(each, day) for each in found])
        _tell_empty(settings, listing, bool(found))
    return tell_problems(listing)


def tell_problems(listing: "Listing") -> int | None:
    """Name the files that cannot be read; the exit code when there are some."""
    for problem in listing.problems:
        say(problem.message)
    return 4 if listing.problems else None


def _row(each: "Summary", day: date) -> list[str | None]:
    late = each.overdue_actions(day)
    work = f"{each.open_actions} open" + (f", {late} overdue" if late else "")
    started = each.started[:16].replace("T", " ") if each.started else None
    return [each.id, each.severity, each.status, started, work, each.title]


def _plain(each: "Summary", day: date) -> dict[str, Any]:
    return {
        "id": each.id,
        "title": each.title,
        "reference": each.reference,
        "kind": each.kind,
        "status": each.status,
        "severity": each.severity,
        "services": each.services,
        "tags": each.tags,
        "owner": each.owner,
        "started": each.started,
        "resolved": each.resolved,
        "updated": each.updated,
        "open_actions": each.open_actions,
        "overdue_actions": each.overdue_actions(day),
    }


def _tell_empty(settings: Settings, listing: "Listing", found: bool) -> None:
    if not listing.summaries and not listing.problems:
        say(f"There are no postmortems in {settings.folder} yet. Make one: pmtui new")
    elif not found and listing.summaries:
        say(f"None of the {len(listing.summaries)} postmortems fits.")
