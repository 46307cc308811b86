"""``pmtui actions``, ``action`` and ``due``: what became of the recommendations."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import (
    OneOf,
    example,
    json_option,
    now,
    plain_text,
    read_day,
    ref_argument,
    today,
)
from pmtui.cli.records import Outcome, chosen
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from pmtui.guide.due import Due
    from pmtui.model.commitments import Action
    from pmtui.model.postmortem import Postmortem


@click.command(epilog=example("pmtui actions --overdue", "pmtui actions --owner @avos --json"))
@click.option("--overdue", is_flag=True, help="Only what was due before today and is not done.")
@click.option("--owner", metavar="P", type=plain_text, help="Only those of this person.")
@click.option("--state", type=OneOf("ActionStatus"), help="Only those in this state.")
@click.option("--ref", metavar="REF", type=plain_text, help="Only those of this postmortem.")
@json_option
@click.pass_obj
def actions(
    settings: Settings,
    overdue: bool,
    owner: str | None,
    state: str | None,
    ref: str | None,
    as_json: bool,
) -> int:
    """List the actions of all postmortems.

    A line has the postmortem, the action's id, state, priority, due date, owner and title.
    """
    from pmtui.model.actions import is_overdue

    outcome = Outcome()
    found = [
        (record, action)
        for record in chosen(settings, outcome, (ref,) if ref else (), ref is None)
        for action in record.actions
        if (not overdue or is_overdue(action, today()))
        and (owner is None or _is_owner(record, action, owner))
        and (state is None or action.status == state)
    ]
    if as_json:
        print_json([_plain(record, action) for record, action in found])
    else:
        print_rows([_row(record, action) for record, action in found])
    return outcome.code


@click.command(epilog=example('pmtui action @last a3 done --note "merged in PR 812"'))
@ref_argument
@click.argument("action_id", metavar="ID", type=plain_text)
@click.argument("state", metavar="STATE", type=OneOf("ActionStatus"))
@click.option(
    "--by",
    metavar="P",
    type=plain_text,
    help="Who did it; a verifier is not the owner. You, where you accept it and name nobody.",
)
@click.option("--note", metavar="T", type=plain_text, help="What was done, or why.")
@click.option(
    "--due", metavar="D", type=read_day, help="The due date, or the review of a deferred one."
)
@click.option("--owner", metavar="P", type=plain_text, help="The one person who owns it.")
@click.pass_obj
def action(
    settings: Settings,
    ref: str,
    action_id: str,
    state: str,
    by: str | None,
    note: str | None,
    due: date | None,
    owner: str | None,
) -> None:
    """Move an action to another state; its history keeps who, when and why.

    STATE is proposed, accepted, in_progress, blocked, done, verified, deferred, declined or
    merged. The state that it has already only changes its due date or owner. A move that is not
    possible says what is missing; the exit code is then 1.
    """
    from pmtui.model.actions import move
    from pmtui.model.kinds import ActionStatus

    if state == ActionStatus.ACCEPTED and not note:
        by = by or settings.library.who

    def moved(record: "Postmortem") -> "Postmortem":
        return move(
            record,
            action_id,
            ActionStatus(state),
            by=by,
            note=note,
            due=due,
            owner=owner,
            today=today(),
            now=now(),
        )

    settings.library.change(settings.library.resolve(ref), moved)


@click.command(epilog=example("pmtui due", "pmtui due --on 2026-12-01 --json"))
@click.option("--on", metavar="DATE", type=read_day, help="As of this day; today without it.")
@json_option
@click.pass_obj
def due(settings: Settings, on: date | None, as_json: bool) -> int:
    """Say what is late or due: actions, reviews, effectiveness checks, accepted risks.

    A line has the day, how late it is, what it is, the postmortem, the FIELD, who it waits for
    and its words.
    The exit code is 1 when anything is due.
    """
    from pmtui.guide.due import due_on

    day = on or today()
    outcome = Outcome()
    found = [
        (record.id, each) for record in outcome.everything(settings) for each in due_on(record, day)
    ]
    found.sort(key=lambda pair: (pair[1].on, pair[0]))
    if as_json:
        print_json([_due_plain(record_id, each, day) for record_id, each in found])
    else:
        print_rows([_due_row(record_id, each, day) for record_id, each in found])
    if found:
        outcome.worse(1)
    return outcome.code


def _is_owner(record: "Postmortem", action: "Action", who: str) -> bool:
    from pmtui.model.roster import same_person

    return same_person(record, action.owner, who)


def _owner(record: "Postmortem", action: "Action") -> str | None:
    from pmtui.model.roster import participant

    found = participant(record, action.owner)
    return (found.name or found.handle) if found else action.owner


def _plain(record: "Postmortem", action: "Action") -> dict[str, Any]:
    from pmtui.model.actions import is_overdue

    return {
        "ref": record.id,
        "id": action.id,
        "title": action.title,
        "type": action.type,
        "status": action.status,
        "priority": action.priority,
        "owner": _owner(record, action),
        "due": action.due,
        "overdue": is_overdue(action, today()),
        "ticket": action.ticket,
        "causes": action.causes,
    }


def _row(record: "Postmortem", action: "Action") -> list[str | None]:
    from pmtui.model.actions import is_overdue

    day = action.due.isoformat() if action.due else None
    late = f"{day} overdue" if is_overdue(action, today()) else day
    owner = _owner(record, action)
    return [record.id, action.id, action.status, action.priority, late, owner, action.title]


def _due_plain(record_id: str, each: "Due", day: date) -> dict[str, Any]:
    return {
        "ref": record_id,
        "kind": each.kind,
        "field": each.address,
        "on": each.on,
        "late_days": (day - each.on).days,
        "who": each.who,
        "text": each.text,
    }


def _due_row(record_id: str, each: "Due", day: date) -> list[str | None]:
    late = (day - each.on).days
    when = f"{late} d late" if late else "today"
    return [each.on.isoformat(), when, each.kind, record_id, each.address, each.who, each.text]
