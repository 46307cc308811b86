"""``pmtui history`` and ``pmtui restore``: what was changed, and the way back."""

import re
from datetime import datetime
from typing import TYPE_CHECKING

import click

from pmtui.cli.failures import say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, now, plain_text, ref_argument
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.history import History

REVISION = 12
"""Characters of a revision in one line; `restore` takes any beginning of one only."""

field_option = click.option(
    "--field", metavar="FIELD", type=plain_text, help="Only this field, part, list or item."
)


@click.command(
    epilog=example("pmtui history @last", "pmtui history 2026-09 --field impact.summary --json")
)
@ref_argument
@field_option
@json_option
@click.pass_obj
def history(settings: Settings, ref: str, field: str | None, as_json: bool) -> None:
    """Say who changed what, when, newest first.

    A line has the time (UTC), who, the revision that the change led to, the FIELD, and its
    values before and after. `pmtui restore` takes the time or the revision. Changes that one
    person made to a field within minutes may have become one; a revision inside is then unknown.
    """
    from pmtui.store.change_words import change_row
    from pmtui.store.changes import recorded_as, touches

    record_id = settings.library.resolve(ref)
    where = recorded_as(field) if field else None
    found = settings.library.history(record_id)
    rows = [
        (entry, change)
        for entry in reversed(found.entries)
        for change in entry.changes
        if where is None or touches(change, where)
    ]
    if as_json:
        print_json(
            [
                {
                    "at": entry.at,
                    "by": entry.by or None,
                    "revision": entry.revision or None,
                    "field": change.field,
                    "before": change.before,
                    "after": change.after,
                }
                for entry, change in rows
            ]
        )
    elif rows:
        record = settings.library.load(record_id).record
        print_rows(
            [_time(entry.at), entry.by, entry.revision[:REVISION], *change_row(record, change)]
            for entry, change in rows
        )
    else:
        say(f"No change of {field or f'“{record_id}”'} is recorded.")
    _tell_damage(record_id, found)


@click.command(
    epilog=example(
        'pmtui restore @last --to "2026-09-18 14:05" --field impact.summary',
        "pmtui restore @last --to 3f9c51d20ab7",
    )
)
@ref_argument
@click.option(
    "--to",
    metavar="TIME|REVISION",
    required=True,
    type=plain_text,
    help="A time such as 14:05 or 2026-09-18 14:05 (UTC unless it names a zone), or a revision.",
)
@field_option
@click.pass_obj
def restore(settings: Settings, ref: str, to: str, field: str | None) -> None:
    """Bring an earlier state back, as a new change.

    What was there until now stays in the history and can be brought back in the same way. A line
    has a FIELD that was brought back, its value until now, and its value again. REVISION is that
    of a line of `pmtui history`, or a beginning of it.
    """
    from pmtui.store.change_words import change_row
    from pmtui.store.changes import differences, recorded_as

    record_id = settings.library.resolve(ref)
    where = recorded_as(field) if field else None
    target = _target(to)
    seen: list[tuple[Postmortem, History]] = []

    def back(record: "Postmortem") -> "Postmortem":
        seen.append((record, settings.library.history(record_id)))
        return _restored(record, seen[-1][1], target, where)

    after = settings.library.change(record_id, back).record
    before, found = seen[-1]
    changes = differences(before, after)
    if changes:
        print_rows(change_row(before, change) for change in changes)
    else:
        when = target if isinstance(target, str) else _time(target)
        what = f"{field} of “{record_id}”" if field else f"“{record_id}”"
        say(f"{what} is as it was at {when} already. Nothing was changed.")
    _tell_damage(record_id, found)


def _restored(
    record: "Postmortem", found: "History", target: str | datetime, field: str | None
) -> "Postmortem":
    from pmtui.store.changes import bring_back, undo_to

    then = undo_to(record, found.entries, target)
    if field is None:
        return then
    restored = bring_back(record, then, field)
    return bring_back(_without_items(record, restored), then, field)


def _without_items(record: "Postmortem", restored: "Postmortem") -> "Postmortem":
    """The record without the items that the restored one lacks, and all references to them."""
    from pmtui.edits import put_all, removal
    from pmtui.store.changes import differences

    for change in differences(record, restored):
        if change.of_item and change.after is None:
            record = put_all(record, removal(record, change.field))
    return record


def _target(words: str) -> str | datetime:
    """The instant that words name, else the revision. Raises `BadValue` for neither."""
    from pmtui.model.clock import parse_instant
    from pmtui.model.errors import BadValue

    if re.fullmatch(r"[0-9a-f]{8,}", words.lower()):
        return words.lower()
    try:
        return parse_instant(words, day=now().date())
    except BadValue:
        if re.fullmatch(r"\w*", words):
            return words.lower()
        raise


def _time(at: datetime) -> str:
    from pmtui.model.walltime import show_wall

    return show_wall(at, "UTC")


def _tell_damage(record_id: str, found: "History") -> None:
    if found.damaged:
        lines = "1 line" if found.damaged == 1 else f"{found.damaged} lines"
        say(f"{lines} of the history of “{record_id}” cannot be read and were passed over.")
