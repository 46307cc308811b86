"""When an action is overdue (guide, 5.3)."""

from datetime import date
from typing import Protocol

from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus


class Dated(Protocol):
    """What has a state and a day, as an action has and a line about one."""

    @property
    def status(self) -> ActionStatus:
        """The state."""

    @property
    def due(self) -> date | None:
        """By when it is to be done."""


def is_overdue(action: Dated, today: date) -> bool:
    """Whether the action is accepted, in progress or blocked and its due date has passed."""
    return action.status in OPEN_ACTIONS and action.due is not None and action.due < today
