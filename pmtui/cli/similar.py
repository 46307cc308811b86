"""``pmtui similar``: earlier causes that mean the same, and what became of them."""

import gc
import shutil
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, plain_text
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings
from pmtui.model.errors import PmtuiError

if TYPE_CHECKING:
    from pmtui.guide.recurrence.earlier import Match
    from pmtui.guide.recurrence.outcome import Decided

Row = tuple["Match", list["Decided"]]


@click.command(epilog=example("pmtui similar @last", 'pmtui similar --text "the pool ran out"'))
@click.argument("ref", metavar="REF", required=False, type=plain_text)
@click.option("--text", metavar="TEXT", type=plain_text, help="Ask with a sentence, not a REF.")
@json_option
@click.option("--limit", type=click.IntRange(min=1), default=5, show_default=True, metavar="N")
@click.pass_obj
def similar(
    settings: Settings, ref: str | None, text: str | None, as_json: bool, limit: int
) -> int:
    """Find earlier postmortems with the same underlying cause, in whatever words.

    Only what began before REF counts as earlier. Below each cause stands what was decided on it
    (the state of its actions, whether they helped, risks that were accepted), and the words by
    which it was found: those of the earlier one ~ yours. A score of 0.45 is seldom chance, one of
    0.3 often is. The exit code is 1 when nothing is found.
    """
    if (ref is None) == (text is None or not text.strip()):
        raise click.UsageError("Give a REF, or a sentence by --text.")
    outcome = Outcome()
    here = None if ref is None else settings.library.resolve(ref)
    with _without_collecting():
        found = _find(settings, outcome, here, text or "", limit)
    if found is None:
        return outcome.code
    rows = [(match, _decided(settings, match)) for match in found]
    if as_json:
        print_json([_plain(*row) for row in rows])
    elif sys.stdout.isatty():
        click.echo("\n\n".join(_paragraph(*row) for row in rows))
    else:
        print_rows([_row(*row) for row in rows])
    if not found:
        outcome.worse(1)
        say("No earlier cause reads like this.")
    return outcome.code


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Collect no garbage: tens of thousands of causes come to stay, and looking costs double."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _find(
    settings: Settings, outcome: Outcome, here: str | None, text: str, limit: int
) -> "list[Match] | None":
    """What a postmortem or a text may repeat; None when the postmortem cannot be read."""
    from pmtui.guide.recurrence.earlier import Past
    from pmtui.guide.recurrence.index import FAINT
    from pmtui.store.recurrence import CAUSES

    faces = outcome.faces(settings, CAUSES)
    if here is None:
        return Past(faces).like(text, FAINT, limit)
    return Past(faces).of(faces[here], FAINT, limit) if here in faces else None


def _decided(settings: Settings, match: "Match") -> "list[Decided]":
    """What became of a cause; nothing where its postmortem cannot be read any more."""
    from pmtui.guide.recurrence.outcome import decided

    if match.theirs is None:
        return []
    try:
        return decided(settings.library.load(match.id).record, match.theirs)
    except PmtuiError:
        return []


def _became(each: "Decided") -> str:
    return f"{each.id} {each.state}: {each.text}"


def _plain(match: "Match", became: "list[Decided]") -> dict[str, Any]:
    return {
        "id": match.id,
        "address": match.address,
        "text": match.text,
        "score": match.score,
        "why": match.why,
        "relation": match.relation,
        "cause": f"causes.{match.ours}" if match.ours else None,
        "decided": became,
    }


def _row(match: "Match", became: "list[Decided]") -> list[str | None]:
    decided = "; ".join(map(_became, became))
    words = ", ".join(match.why)
    return [f"{match.score:.2f}", match.id, match.address, match.text, match.ours, words, decided]


def _paragraph(match: "Match", became: "list[Decided]") -> str:
    """One match as lines for people, no longer than the terminal is wide."""
    from pmtui.guide.recurrence.wording import sentences

    width = max(shutil.get_terminal_size().columns, 40)
    first, *rest = sentences(match, became)
    fold = textwrap.TextWrapper(width - 1, initial_indent="  ", subsequent_indent="    ")
    return "\n".join([first, *map(fold.fill, rest)])
