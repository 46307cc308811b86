"""The guide's nudges on work that does not move and on effects that nobody has seen.

N7 stands on the page Implementation, N8 on Follow-up. Others of these steps are X7.1 and X7.3
(overdue), AL11 (many actions of one person), X8.1 (a review) and X8.2 (the verdict on what is
urgent).

====  ==========================================================================================
N7.2  the due date was moved twice
N7.3  in progress for more than 30 days without a word
N7.4  the owner has left or changed team
N7.6  what is left is P2 and older than 90 days
N8.2  the day of an effect's check has passed without a result
N8.4  every effect is judged good, and none by a number
====  ==========================================================================================
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pmtui.guide.rules.rule import DayRule, Problem, Rule
from pmtui.model.actions import URGENT
from pmtui.model.commitments import Action
from pmtui.model.effects import committed
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, Priority, Verdict
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant

_QUIET = timedelta(days=30)
_OLD = timedelta(days=90)
_LATER = {Priority.P2, Priority.P3}


def effects_due(record: Postmortem, today: date) -> list[Action]:
    """The actions whose effect was to be looked at by today, without a verdict."""
    return [
        action
        for action in record.actions
        if committed(action)
        and action.effectiveness.verdict is None
        and action.effectiveness.check_on is not None
        and action.effectiveness.check_on <= today
    ]


def _open(record: Postmortem) -> list[Action]:
    return [action for action in record.actions if action.status in OPEN_ACTIONS]


def _moved_twice(record: Postmortem) -> Iterator[Problem]:
    for action in _open(record):
        moves = [step for step in action.history if step.field == "due" and step.before]
        if len(moves) > 1:
            yield (
                f"actions.{action.id}.due",
                f"The date of {action.id} was moved {len(moves)} times. Decide: do it, shrink it, "
                f"or accept the risk.",
            )


def _silent(record: Postmortem, today: date) -> Iterator[Problem]:
    for action in record.actions:
        last = _last_step(action)
        if action.status is ActionStatus.IN_PROGRESS and last and today - last > _QUIET:
            yield (
                f"actions.{action.id}.status",
                f"{action.id} is in progress, and nothing was said of it since {last}. What is "
                f"its next visible piece?",
            )


def _owner_gone(record: Postmortem, today: date) -> Iterator[Problem]:
    for action in _open(record):
        owner = participant(record, action.owner)
        if owner is not None and owner.left_on is not None and owner.left_on <= today:
            name = owner.name or owner.handle or owner.id
            yield (
                f"actions.{action.id}.owner",
                f"{name}, who has {action.id}, left or changed team on {owner.left_on}. Agree "
                f"with somebody who takes it over.",
            )


def _all_old(record: Postmortem, today: date) -> Iterator[Problem]:
    left = _open(record)
    begun = [_first_step(action) for action in left]
    old = all(day is not None and today - day > _OLD for day in begun)
    if left and old and all(action.priority in _LATER for action in left):
        yield (
            "actions",
            f"What is left is older than {_OLD.days} days and not urgent. Which would you begin "
            f"today? Decline the others with a reason.",
        )


def _effect_unknown(record: Postmortem, today: date) -> Iterator[Problem]:
    """Urgent actions are asked for their verdict anyway (X8.2)."""
    for action in effects_due(record, today):
        if action.priority not in URGENT:
            yield (
                f"actions.{action.id}.effectiveness.result",
                f"The effect of {action.id} was to be looked at on "
                f"{action.effectiveness.check_on}. Say what it showed.",
            )


def _good_without_number(record: Postmortem) -> Iterator[Problem]:
    judged = [a.effectiveness for a in record.actions if a.effectiveness.verdict is not None]
    good = all(each.verdict is Verdict.EFFECTIVE for each in judged)
    counted = any(re.search(r"\d", each.result or "") for each in judged)
    if len(judged) > 1 and good and not counted:
        yield "actions", "All actions helped, and no number says so. Which number moved?"


def _first_step(action: Action) -> date | None:
    return min((step.at.date() for step in action.history if step.at), default=None)


def _last_step(action: Action) -> date | None:
    return max((step.at.date() for step in action.history if step.at), default=None)


OF_WORK = (
    Rule("N7.2", "warn", _moved_twice),
    DayRule("N7.3", "hint", _silent),
    DayRule("N7.4", "warn", _owner_gone),
    DayRule("N7.6", "hint", _all_old),
)
OF_EFFECT = (
    DayRule("N8.2", "warn", _effect_unknown),
    Rule("N8.4", "hint", _good_without_number),
)
