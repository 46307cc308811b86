"""``pmtui list``: the postmortems of the library, without opening them."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import OneOf, example, json_option, plain_text, read_day, today
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from pmtui.store.library import Listing, Summary

Key = Callable[["Summary"], Any]

_WORST_FIRST = "SEV1 SEV2 SEV3 SEV4 SEV5 NM ?"
"""A near miss and what is not known come after what did harm."""

SORTS: dict[str, tuple[Key, bool]] = {
    "started": (lambda each: _day(each), True),
    "updated": (lambda each: each.updated, True),
    "severity": (lambda each: _WORST_FIRST.find(each.severity or "?"), False),
    "status": (lambda each: each.status, False),
    "title": (lambda each: (each.title or "~").casefold(), False),
    "id": (lambda each: each.id, False),
    "open": (lambda each: each.open_actions, True),
    "overdue": (lambda each: each.overdue_actions(today()), True),
}
"""How to sort: what is compared, and whether the largest comes first."""


@click.command("list", epilog=example("pmtui list --severity SEV1 --since 2026-01-01"))
@click.option("--status", type=OneOf("ReportStatus"), help="Only reports in this state.")
@click.option("--severity", type=OneOf("Severity"), help="Only this severity.")
@click.option("--service", type=plain_text, help="Only what touched this service.")
@click.option("--tag", type=plain_text, help="Only what has this tag.")
@click.option("--since", type=read_day, metavar="D", help="Only incidents from this day on.")
@click.option("--until", type=read_day, metavar="D", help="Only incidents up to this day.")
@click.option("--sort", type=click.Choice(list(SORTS)), default="started", show_default=True)
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
    key, falling = SORTS[sort]
    found = sorted(
        (each for each in listing.summaries if fits(each, **wanted)), key=key, reverse=falling
    )[:limit]
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


def fits(
    each: "Summary",
    *,
    status: str | None = None,
    severity: str | None = None,
    service: str | None = None,
    tag: str | None = None,
    since: date | None = None,
    until: date | None = None,
) -> bool:
    """Whether a postmortem is among those that are wanted; None is no wish."""
    day = _day(each)
    return (
        (status is None or each.status == status)
        and (severity is None or each.severity == severity)
        and (service is None or _among(service, each.services))
        and (tag is None or _among(tag, each.tags))
        and (since is None or day >= since.isoformat())
        and (until is None or day[:10] <= until.isoformat())
    )


def _among(word: str, words: tuple[str, ...]) -> bool:
    return word.casefold() in {each.casefold() for each in words}


def _day(each: "Summary") -> str:
    """When the incident started, as sortable text; the day of the id when it is not known."""
    return each.started.isoformat() if each.started else each.id[:10]


def _row(each: "Summary", day: date) -> list[str | None]:
    late = each.overdue_actions(day)
    work = f"{each.open_actions} open" + (f", {late} overdue" if late else "")
    started = each.started.strftime("%Y-%m-%d %H:%M") if each.started else None
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
