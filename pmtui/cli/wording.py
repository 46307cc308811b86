"""``pmtui wording``: words that blame, in any text."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option
from pmtui.cli.settings import Settings
from pmtui.guide.wording import FIELDS, Hint, hints


@click.command(
    epilog=example(
        "pmtui wording report.md",
        "pmtui show @last | pmtui wording --field report_internal",
    )
)
@click.argument("file", metavar="[FILE|-]", default="-")
@click.option(
    "--field",
    metavar="NAME",
    type=click.Choice(FIELDS),
    default="summary",
    help=f"What kind of text it is: {', '.join(FIELDS)}. Without it, summary.",
)
@json_option
@click.pass_obj
def wording(settings: Settings, file: str, field: str, as_json: bool) -> int:
    """Point at words that blame or that end the search, and say what to ask instead.

    A line has the rule, its level, the words, their line and column, and the question. Without a
    FILE the text is the standard input. Quotes, code and addresses are not looked at. A team has
    rules of its own in wording.toml in its library. The exit code is 1 when there is a "warn".
    """
    from pmtui.cli.import_options import bytes_of, opened_file
    from pmtui.store.wording import rules_of

    rules, trouble = rules_of(settings.library)
    if trouble:
        say(trouble)
    with opened_file(file) as (source, _):
        text = bytes_of(source).decode("utf-8-sig", "replace")
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    found = [_plain(text, each, starts) for each in hints(text, field, (), rules)]
    if as_json:
        print_json(found)
    else:
        print_rows([_row(each) for each in found])
        if not found:
            say("Nothing to point at.")
    return 1 if any(each["level"] == "warn" for each in found) else 0


def _plain(text: str, hint: Hint, starts: Sequence[int]) -> dict[str, Any]:
    """The hint as JSON values; lines, which begin at `starts`, and columns count from 1."""
    line = bisect_right(starts, hint.start)
    return {
        "rule": hint.rule.id,
        "level": hint.rule.severity,
        "words": text[hint.start : hint.end],
        "line": line,
        "column": hint.start - starts[line - 1] + 1,
        "why": hint.rule.why,
        "instead": hint.rule.reframe,
        "ask": hint.rule.ask,
    }


def _row(hint: dict[str, Any]) -> list[str]:
    place = f"{hint['line']}:{hint['column']}"
    return [hint["rule"], hint["level"], hint["words"], place, hint["ask"] or hint["instead"]]
