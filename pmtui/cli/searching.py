"""``pmtui search``: words in every field of every postmortem."""

import re
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, plain_text
from pmtui.cli.progress import progress
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings, on_terminal
from pmtui.model.text import clip, one_line

if TYPE_CHECKING:
    from pmtui.store.search.ranking import Match

INDENT = "    "
_A_FIELD = re.compile(r"([a-z]+):(?!//)\S")


@click.command(
    epilog=example(
        "pmtui search lock migration",
        'pmtui search "break glass" --json',
        "pmtui search service:checkout cause:lock since:2026-01",
    )
)
@click.argument("text", nargs=-1, required=True, type=plain_text)
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N")
@click.pass_obj
def search(settings: Settings, text: tuple[str, ...], as_json: bool, limit: int) -> int:
    """Find words in every field of every postmortem, best matches first.

    All the words must occur in a postmortem. Words in quotes are a phrase. Before a word or a
    phrase, title: id: reference: service: tag: cause: action: lesson: event: impact: or note: looks
    there alone; status: severity: owner: since: and until: choose postmortems.

    Case and accents do not matter, and a part of a word is enough. When nothing has a word of more
    than five letters, the likeliest spelling is looked for, and named. A line has the id, the FIELD
    and the words around. The exit code is 1 when nothing is found.
    """
    from pmtui.store.search.query import parse

    outcome, query = Outcome(), parse(text)
    with progress("Reading postmortems") as told:
        found = settings.library.search(query, limit, told)
    outcome.tell(found.problems)
    for typed, other in found.instead.items():
        say(f"Nothing has “{typed}” in it. This has “{other}”.")
    if as_json:
        print_json(found.matches)
    elif on_terminal(sys.stdout):
        click.echo("\n".join(_lines(found.matches, settings.color)), color=settings.color)
    else:
        print_rows([(each.id, each.address, each.text) for each in found.matches])
    if not found.matches:
        outcome.worse(1)
        say(f"Nothing has “{' '.join(text)}” in it.{_hint(text)}")
    return outcome.code


def _hint(text: tuple[str, ...]) -> str:
    """What may be wrong with words that were not found: a field that is none."""
    from pmtui.store.search.query import CHOICES, PLACES

    fields = (*PLACES, *CHOICES)
    named = next((found[1] for each in text if (found := _A_FIELD.match(each))), None)
    if named is None or named in fields:
        return ""
    return f" “{named}:” is no field to search in; these are: {', '.join(fields)}."


def _lines(matches: "tuple[Match, ...]", color: bool) -> list[str]:
    """For people: each postmortem with its fields below, the words that were found stand out."""
    width, lines, last = shutil.get_terminal_size().columns, list[str](), None
    for each in matches:
        if each.id != last:
            lines.append(clip(f"{each.id}  {one_line(each.title or '')}".rstrip(), width))
            last = each.id
        told = textwrap.wrap(
            f"{each.address}  {each.text}",
            max(width, 40),
            initial_indent=INDENT,
            subsequent_indent=INDENT * 2,
            drop_whitespace=False,
        )
        lines += [_marked(line.rstrip(), each.words) if color else line.rstrip() for line in told]
    return lines


def _marked(line: str, words: tuple[str, ...]) -> str:
    """A line in which the words stand out, whichever way they are written."""
    from pmtui.store.search.folding import fold
    from pmtui.store.search.query import Term

    folded, parts, at = fold(line), list[str](), 0
    spans = sorted(span for word in words for span in Term(word, word).hits(folded))
    for start, end in spans:
        parts += [line[at:start], click.style(line[max(at, start) : end], bold=True, fg="yellow")]
        at = max(at, end)
    return "".join([*parts, line[at:]])
