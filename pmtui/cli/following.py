"""``pmtui actions`` and ``action``: what became of the recommendations."""

from collections.abc import Sequence
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
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings

if TYPE_CHECKING:
    from pmtui.guide.board import ActionLine
    from pmtui.model.postmortem import Postmortem


@click.command(epilog=example("pmtui actions --overdue", "pmtui actions --owner @avos --json"))
@click.option("--overdue", is_flag=True, help="Only what was due before today and is not done.")
@click.option("--owner", metavar="P", type=plain_text, help="Only those of this person.")
@click.option("--service", metavar="S", type=plain_text, help="Only those for this service.")
@click.option("--state", type=OneOf("ActionStatus"), help="Only those in this state.")
@click.option("--ref", metavar="REF", type=plain_text, help="Only those of this postmortem.")
@json_option
@click.pass_obj
def actions(
    settings: Settings,
    overdue: bool,
    owner: str | None,
    service: str | None,
    state: str | None,
    ref: str | None,
    as_json: bool,
) -> int:
    """List the actions of all postmortems.

    A line has the postmortem, the action's id, state, priority, due date, owner and title.
    """
    from pmtui.guide.board import Show

    outcome = Outcome()
    show = Show(owner=owner or "", overdue=overdue, service=service or "", finished=True)
    found = [
        each
        for each in _lines(settings, outcome, ref)
        if show.fits(each, today()) and (state is None or each.status == state)
    ]
    if as_json:
        tracker = _tracker(settings)
        print_json([_plain(each, tracker) for each in found])
    else:
        print_rows([_row(each) for each in found])
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


def _lines(settings: Settings, outcome: Outcome, ref: str | None) -> "Sequence[ActionLine]":
    """The actions of one postmortem, or of all, newest first."""
    from pmtui.guide.board import action_lines
    from pmtui.store.commitments import ACTIONS

    if ref:
        return action_lines(settings.library.load(settings.library.resolve(ref)).record)
    found = outcome.faces(settings, ACTIONS)
    return [line for record_id in sorted(found, reverse=True) for line in found[record_id]]


def _tracker(settings: Settings) -> str | None:
    """The team's pattern for the addresses of tickets."""
    from pmtui.guide.tracker import TEAM_FILE, tracker_of

    return tracker_of(settings.library.team_file(TEAM_FILE))


def _plain(each: "ActionLine", tracker: str | None) -> dict[str, Any]:
    from pmtui.guide.tracker import links
    from pmtui.model.overdue import is_overdue

    return {
        "ref": each.ref,
        "id": each.id,
        "title": each.title,
        "type": each.type,
        "status": each.status,
        "priority": each.priority,
        "owner": each.owner,
        "due": each.due,
        "overdue": is_overdue(each, today()),
        "ticket": each.ticket,
        "ticket_links": links(each.ticket, tracker),
        "causes": each.causes,
    }


def _row(each: "ActionLine") -> list[str | None]:
    from pmtui.model.overdue import is_overdue

    day = each.due.isoformat() if each.due else None
    late = f"{day} overdue" if is_overdue(each, today()) else day
    return [each.ref, each.id, each.status, each.priority, late, each.owner, each.title]
