"""``pmtui check``: what is missing, and where."""

from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.pages import page_named
from pmtui.cli.params import example, json_option, plain_text, today
from pmtui.cli.records import Outcome, chosen
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from pmtui.guide.checks import Finding

LEVELS = ("must", "warn", "hint")
"""From what a page needs for its done mark to what is only good to know."""


@click.command(epilog=example("pmtui check @last --step impact", "pmtui check --all --level must"))
@click.argument("refs", metavar="REF...", nargs=-1, type=plain_text)
@click.option("--all", "everything", is_flag=True, help="Every postmortem of the library.")
@click.option(
    "--step", metavar="NAME", type=plain_text, help="Only this page: 1 to 9, or its name."
)
@click.option("--level", type=click.Choice(LEVELS), default="hint", help="This level or worse.")
@click.option(
    "--trace", is_flag=True, help="Only where evidence, causes, answers and effects do not meet."
)
@json_option
@click.pass_obj
def check(
    settings: Settings,
    refs: tuple[str, ...],
    everything: bool,
    step: str | None,
    level: str,
    trace: bool,
    as_json: bool,
) -> int:
    """Say what is missing or could be better.

    A line has the level, the rule, the FIELD and what to do; with several postmortems, the id
    comes first. The exit code is 1 when a "must" is open.
    """
    from pmtui.guide.checks import check as find
    from pmtui.guide.rules.trace import IDS
    from pmtui.store.beside import beside

    page = page_named(step).name if step else None
    outcome = Outcome()
    found: list[tuple[str, Finding]] = []
    near = beside(settings.library)
    for record in chosen(settings, outcome, refs, everything):
        found += [(record.id, each) for each in find(record, today(), near)]
    found = [each for each in found if page in (None, each[1].step)]
    found = [each for each in found if not trace or each[1].rule in IDS]
    if any(each.level == "must" for _, each in found):
        outcome.worse(1)
    found = [each for each in found if LEVELS.index(each[1].level) <= LEVELS.index(level)]
    if as_json:
        print_json([_plain(record_id, each) for record_id, each in found])
    else:
        several = everything or len(refs) > 1
        print_rows([_row(record_id if several else None, each) for record_id, each in found])
        if not found and not outcome.code:
            say("Nothing to complain about.")
    return outcome.code


def _plain(record_id: str, each: "Finding") -> dict[str, Any]:
    return {
        "id": record_id,
        "level": each.level,
        "rule": each.rule,
        "field": each.address,
        "message": each.message,
        "step": each.step,
        "part_of": each.part_of or None,
    }


def _row(record_id: str | None, each: "Finding") -> list[str]:
    row = [each.level, each.rule, each.address, each.message]
    return [record_id, *row] if record_id else row
