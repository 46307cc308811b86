"""Page 6: ideas are decided on, and what is recommended can be kept. What it acts on: `trace`."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from pmtui.guide import policy
from pmtui.guide.rules import proposals
from pmtui.guide.rules.proposals import pending
from pmtui.guide.rules.rule import DayRule, Problem, Rule, said
from pmtui.model import figures
from pmtui.model.actions import lacks
from pmtui.model.commitments import Action
from pmtui.model.kinds import (
    WITHDRAWN_ACTIONS,
    ActionStatus,
    ActionType,
    DetectionSource,
    IdeaStatus,
    Priority,
    Strength,
)
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant, person_id


def _live(record: Postmortem) -> list[Action]:
    return [action for action in record.actions if action.status not in WITHDRAWN_ACTIONS]


def _next_session(record: Postmortem) -> str | None:
    """The day of the next planned review, at which open ideas can be decided."""
    planned = [each.at for each in record.follow_up.reviews if each.at and not each.held]
    return f"{min(planned):%Y-%m-%d}" if planned else None


def _ideas_decided(record: Postmortem) -> Iterator[Problem]:
    for idea in record.parking_lot:
        where = f"parking_lot.{idea.id}"
        if idea.status is IdeaStatus.OPEN and not _next_session(record):
            yield f"{where}.status", f"Decide on {idea.id}: promote, merge or decline it."
        if idea.status is IdeaStatus.DECLINED and not said(idea.reason):
            yield f"{where}.reason", f"Say why {idea.id} was declined."


def _ideas_waiting(record: Postmortem) -> Iterator[Problem]:
    session = _next_session(record)
    for idea in record.parking_lot:
        if idea.status is IdeaStatus.OPEN and session:
            yield (
                f"parking_lot.{idea.id}.status",
                f"{idea.id} is open until the review of {session}. Decide on it there.",
            )


def _lacking(rule: str) -> Rule:
    """The rule for one thing that an action needs before it can be accepted."""

    def find(record: Postmortem) -> Iterator[Problem]:
        for action in _live(record):
            for lack in lacks(record, action):
                if lack.rule == rule:
                    yield f"actions.{action.id}.{lack.field}", f"{action.id} {lack.message}."

    return Rule(rule, "must", find, part_of="X5.4")


def _due_ahead(record: Postmortem, today: date) -> Iterator[Problem]:
    for action in record.actions:
        proposed = action.status is ActionStatus.PROPOSED
        if proposed and action.due is not None and action.due < today:
            yield (
                f"actions.{action.id}.due",
                f"{action.id} was due on {action.due} and is still proposed. Set a new date.",
            )


def _few(record: Postmortem) -> Iterator[Problem]:
    still = pending(record)
    first = [action for action in still if action.priority is Priority.P0]
    if len(still) > policy.MOST_OPEN_ACTIONS:
        yield "actions", f"{len(still)} actions are open. Which would you keep?"
    if len(first) > policy.MOST_P0_ACTIONS:
        yield "actions", f"{len(first)} actions are P0. Which come first?"
    owners = Counter(person_id(record, action.owner) for action in still if action.owner)
    for owner, number in owners.items():
        if number > policy.MOST_PER_OWNER:
            found = participant(record, owner)
            name = found.name if found else owner
            yield "actions", f"{name} owns {number} open actions. Who could take one?"


def _not_all_weak(record: Postmortem) -> Iterator[Problem]:
    live = _live(record)
    if live and all(action.strength in (None, Strength.WEAK) for action in live):
        yield (
            "actions",
            "No action is strong or intermediate. What would make this impossible or harmless?",
        )


def _balanced(record: Postmortem) -> Iterator[Problem]:
    types = {action.type for action in _live(record)}
    source = record.detection.source
    if not types:
        return
    if source not in (None, DetectionSource.ALERT) and ActionType.DETECT not in types:
        yield "actions", f"Found by {source}, not by an alert. What would show it sooner?"
    mitigated = figures.interval(record, "ttm").minutes
    slow = mitigated is not None and mitigated > policy.MITIGATE_MINUTES
    if slow and not types & {ActionType.MITIGATE, ActionType.RESPOND}:
        yield (
            "actions",
            f"Mitigation took more than {policy.MITIGATE_MINUTES} minutes. What would shorten it?",
        )
    if types == {ActionType.REPAIR}:
        yield "actions", "All actions clean up this incident. What changes the next one?"


RULES = (
    Rule("X5.3", "must", _ideas_decided),
    Rule("X5.3", "hint", _ideas_waiting),
    _lacking("AL03"),
    _lacking("AL04"),
    DayRule("AL04", "must", _due_ahead, part_of="X5.4"),
    Rule("AL11", "warn", _few, part_of="X5.5"),
    Rule("AL12", "warn", _not_all_weak, part_of="X5.5"),
    Rule("AL13", "warn", _balanced, part_of="X5.5"),
    *proposals.RULES,
)
