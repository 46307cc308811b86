"""The faces of records that lists over all postmortems are made of: actions, and what is due."""

from dataclasses import dataclass
from datetime import date, datetime

from pmtui.guide.due import Due, everything_due
from pmtui.model.kinds import ActionStatus, ActionType, Priority
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import called, participant
from pmtui.store.faces import Face


@dataclass(frozen=True, slots=True)
class ActionLine:
    """An action as lists show it; `ref` is its postmortem.

    `owner` is a name; `owner_keys` are all by which its owner is known, as `roster.key` has them.
    """

    ref: str
    id: str
    title: str | None
    type: ActionType | None
    status: ActionStatus
    priority: Priority | None
    owner: str | None
    owner_keys: tuple[str, ...]
    due: date | None
    ticket: str | None
    causes: tuple[str, ...]


def action_lines(record: Postmortem, _written: datetime | None = None) -> tuple[ActionLine, ...]:
    """The actions of a record in their order."""
    return tuple(
        ActionLine(
            ref=record.id,
            id=each.id,
            title=each.title,
            type=each.type,
            status=each.status,
            priority=each.priority,
            owner=_owner(record, each.owner),
            owner_keys=called(record, each.owner),
            due=each.due,
            ticket=each.ticket,
            causes=each.causes,
        )
        for each in record.actions
    )


def _owner(record: Postmortem, who: str | None) -> str | None:
    found = participant(record, who)
    return (found.name or found.handle) if found else who


ACTIONS = Face("actions", 1, tuple[ActionLine, ...], action_lines)
"""The actions of each record."""

DUE = Face("due", 1, tuple[Due, ...], lambda record, _written: everything_due(record))
"""What has a day in each record on which it is due, early and late."""
