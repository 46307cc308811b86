"""``pmtui due``: what is late or due, for a terminal, a login, a mail, a calendar and scripts."""

import shutil
import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, plain_text, read_day, today
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from pmtui.guide.due import Due

FORMATS = ("rows", "text", "banner", "csv", "ics")
MOST_DAYS = 3660
"""Ten years: what comes up later than that is no reminder."""

WIDTH = 80
"""Columns of text that goes to no terminal."""


@click.command(
    epilog=example(
        "pmtui due",
        "pmtui due --format banner",
        "pmtui due --within 365 --format ics > due.ics",
    )
)
@click.option("--on", metavar="DATE", type=read_day, help="As of this day; today without it.")
@click.option(
    "--within",
    metavar="DAYS",
    type=click.IntRange(0, MOST_DAYS),
    default=0,
    help="Also what comes up within so many days.",
)
@click.option("--owner", metavar="P", type=plain_text, help="Only what waits for this person.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Without it: text on a terminal, rows in a pipe.",
)
@json_option
@click.pass_obj
def due(
    settings: Settings,
    on: date | None,
    within: int,
    owner: str | None,
    form: str | None,
    as_json: bool,
) -> int:
    """Say what is late or due: actions, reviews, effectiveness checks, accepted risks.

    text is for reading and for mails from cron, banner is one sentence for a login: both are empty
    when there is nothing. rows has a line for each, with the day, how late it is, what it is, the
    postmortem, the FIELD, who it waits for and its words, separated by tabs; csv has the same with
    a head, ics is a calendar of days.
    The exit code is 1 when anything is due; what only comes up does not count.
    """
    if as_json and form:
        raise click.UsageError("Choose one of --json and --format.")
    day, outcome = on or today(), Outcome()
    found = _found(settings, outcome, day, within, owner)
    if any(each.on <= day for _, each in found):
        outcome.worse(1)
    if as_json:
        print_json([_plain(ref, each, day) for ref, each in found])
    elif (form or ("text" if sys.stdout.isatty() else "rows")) == "rows":
        print_rows([_row(ref, each, day) for ref, each in found])
    else:
        click.echo(_formed(found, form, day), nl=False)
    return outcome.code


def _found(
    settings: Settings, outcome: Outcome, day: date, within: int, owner: str | None
) -> "list[tuple[str, Due]]":
    """What is due by then, the oldest first, with the postmortem it belongs to."""
    from pmtui.model.roster import key
    from pmtui.store.commitments import DUE

    found = [
        (ref, each)
        for ref, all_ in outcome.faces(settings, DUE).items()
        for each in all_
        if (each.on - day).days <= within and (owner is None or key(owner) in each.who_keys)
    ]
    return sorted(found, key=lambda pair: (pair[1].on, pair[0], pair[1].address))


def _formed(found: "Sequence[tuple[str, Due]]", form: str | None, day: date) -> str:
    """What is due as a text, one sentence, a table or a calendar."""
    if form == "csv":
        from pmtui.exporters.table import csv_text

        return csv_text(HEAD, [_cells(ref, each, day) for ref, each in found])
    if form == "ics":
        from pmtui.exporters.calendar import days_calendar

        return days_calendar(found)
    from pmtui.exporters.reminder import in_full, sentence

    if form == "banner":
        return sentence(found, day)
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDTH
    return in_full(found, day, width)


HEAD = ("on", "late_days", "in_days", "kind", "ref", "field", "who", "text")
"""The columns of the table; a day that comes has no lateness, and one that is here no wait."""


def _plain(ref: str, each: "Due", day: date) -> dict[str, Any]:
    return {
        "ref": ref,
        "kind": each.kind,
        "field": each.address,
        "on": each.on,
        "late_days": (day - each.on).days,
        "who": each.who,
        "text": each.text,
    }


def _cells(ref: str, each: "Due", day: date) -> list[str | None]:
    late = (day - each.on).days
    days = (str(late), None) if late >= 0 else (None, str(-late))
    return [each.on.isoformat(), *days, each.kind, ref, each.address, each.who, each.text]


def _row(ref: str, each: "Due", day: date) -> list[str | None]:
    late = (day - each.on).days
    when = f"{late} d late" if late > 0 else "today" if late == 0 else f"in {-late} d"
    return [each.on.isoformat(), when, each.kind, ref, each.address, each.who, each.text]
