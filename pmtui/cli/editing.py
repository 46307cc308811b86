"""``pmtui edit``: one field of one postmortem, so that everything can be done without a screen."""

import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import say
from pmtui.cli.params import decoded, example, now, plain_text, ref_argument
from pmtui.cli.settings import Settings
from pmtui.model.text import from_bytes

if TYPE_CHECKING:
    from pmtui.edits import Put
    from pmtui.model.postmortem import Postmortem

Puts = Callable[["Postmortem"], "list[Put]"]


@click.command(
    epilog=example(
        'pmtui edit @last impact.summary "38 % of payments failed for 108 minutes"',
        'pmtui edit @last timeline --add "14:05 alert: p99 over 3 s"',
        "pmtui edit @last timeline.t3 --remove",
    )
)
@ref_argument
@click.argument("field", metavar="FIELD", type=plain_text)
@click.argument("value", metavar="[VALUE]", required=False)
@click.option("--add", metavar="TEXT", help="Add an item to a list; prints its id.")
@click.option("--remove", is_flag=True, help="Empty the field, or remove the item.")
@click.pass_obj
def edit(
    settings: Settings, ref: str, field: str, value: str | None, add: str | None, remove: bool
) -> None:
    """Set one field; with --add or --remove, change a list.

    VALUE is read as on the screen: times such as "14:05", "~14:05" or "18:38 Berlin", dates such
    as "3 Nov", "38 %", yes, no, unknown. A hyphen reads it from the standard input; without it,
    the field opens in $EDITOR. --add takes an entry line, or one more word for a list of words.
    Removing an item also removes every reference to it.

    A value or time that cannot be read changes nothing and gives exit code 2.
    """
    if sum((value is not None, add is not None, remove)) > 1:
        raise click.UsageError("Give only one of VALUE, --add and --remove.")
    record_id = settings.library.resolve(ref)
    if remove:
        _remove(settings, record_id, field)
    elif add is not None:
        _add(settings, record_id, field, _given(add))
    elif value is not None:
        text = _given(value)
        after = _change(settings, record_id, lambda record: _setting(settings, record, field, text))
        _confirm(settings, record_id, field)
        _tell_open(after, field)
    else:
        from pmtui.cli.editor import edit_in_editor

        edit_in_editor(settings, record_id, field, partial(_setting, settings))
        _confirm(settings, record_id, field)


def _given(value: str) -> str:
    """The text of an argument; a hyphen stands for the standard input."""
    if value != "-":
        return decoded(value)
    return from_bytes(sys.stdin.buffer.read())


def _change(settings: Settings, record_id: str, puts: Puts) -> "Postmortem":
    """Apply the puts under the record's lock, so that no edit of another process is lost."""
    from pmtui.edits import put_all

    library, before = settings.library, list["Postmortem"]()

    def changed(record: "Postmortem") -> "Postmortem":
        before.append(record)
        return put_all(record, puts(record), library.who, now())

    after = library.change(record_id, changed).record
    _tell_linked(settings, before[-1], after)
    return after


def _tell_linked(settings: Settings, before: "Postmortem", after: "Postmortem") -> None:
    """Keep links between postmortems in the other record, too; say where that fails."""
    if before.follow_up.recurrence_links == after.follow_up.recurrence_links:
        return
    from pmtui.linked import news, tell

    for each in news(before, after):
        if trouble := tell(settings.library, each):
            say(trouble)


def _setting(settings: Settings, record: "Postmortem", field: str, text: str) -> "list[Put]":
    from pmtui.cli.gates import decided_idea, moved_action, moved_report, refuse_while_open
    from pmtui.guide.settling import settled
    from pmtui.guide.values import parse

    value = parse(record, field, text, now())
    refuse_while_open(record, field, value)
    who = settings.library.who
    if (after := settled(record, field, value, who=who, now=now())) is not None:
        return after
    if (decided := decided_idea(record, field, value)) is not None:
        return decided
    if (moved := moved_report(record, field, value, who)) is not None:
        return moved
    action = moved_action(record, field, value, who)
    return [action] if action else [(field, value)]


def _add(settings: Settings, record_id: str, field: str, text: str) -> None:
    """Add an item or a word to a list; print the id of a new item, and what stayed text of it."""
    from pmtui.model.address import slot_at

    slot = slot_at(field)
    if not slot.many:
        raise click.UsageError(f"{field} is no list. Set it with: pmtui edit REF {field} VALUE")
    if not slot.items:
        _change(settings, record_id, lambda record: _with_words(record, field, text))
        return
    added: list[tuple[str, str]] = []

    def entry(record: "Postmortem") -> "list[Put]":
        from pmtui.guide.entry import parse_entry
        from pmtui.guide.entry.left_over import left_over

        puts = parse_entry(record, field, text, now(), who=settings.library.who)
        added.append((puts[0][0].rpartition(".")[2], left_over(record, puts, text, now())))
        return list(puts)

    _change(settings, record_id, entry)
    item_id, told = added[-1]
    click.echo(item_id)
    if told:
        say(told)


def _with_words(record: "Postmortem", field: str, text: str) -> "list[Put]":
    from pmtui.guide.values import parse
    from pmtui.model.address import get

    words = [*get(record, field), *parse(record, field, text, now())]
    return [(field, tuple(dict.fromkeys(words)))]


def _remove(settings: Settings, record_id: str, field: str) -> None:
    """Empty a field or remove an item; say where the causes go that hung on it."""
    from pmtui.guide.why import hanging

    left: list[tuple[tuple[str, ...], str]] = []

    def puts(record: "Postmortem") -> "list[Put]":
        left.append(hanging(record, field))
        return _removal(settings, record, field)

    _change(settings, record_id, puts)
    below, heirs = left[-1]
    if below:
        say(f"{field} is removed. Causes below it: {', '.join(below)}. They {heirs}.")


def _removal(settings: Settings, record: "Postmortem", field: str) -> "list[Put]":
    from pmtui.edits import deletion
    from pmtui.guide.settling import settled
    from pmtui.guide.values import parse
    from pmtui.model.address import get, get_item

    get(record, field)  # an item that is not there is no field
    if get_item(record, field) is not None:
        return deletion(record, field)
    empty: Any = parse(record, field, "", now())
    after = settled(record, field, empty, who=settings.library.who, now=now())
    return [(field, empty)] if after is None else after


def _tell_open(record: "Postmortem", field: str) -> None:
    """Say what a verdict opened again."""
    from pmtui.guide.settling import opened_again

    if told := opened_again(record, field):
        say(
            f"{told} Add to follow_up.adjustments what is done instead, or accept the risk in "
            "risk_acceptances."
        )


def _confirm(settings: Settings, record_id: str, field: str) -> None:
    """Show a person how the value was understood."""
    if sys.stderr.isatty():
        from pmtui.guide.values import show

        say(f"{field}: {show(settings.library.load(record_id).record, field) or 'unknown'}")
