"""What is late or due on a day: actions, reviews, effectiveness checks, accepted risks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmtui.guide.policy import unplanned
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.effects import committed
from pmtui.model.follow_up import is_closed
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, ReportStatus
from pmtui.model.postmortem import Postmortem
from pmtui.model.risks import waits
from pmtui.model.roster import called, participant


@dataclass(frozen=True, slots=True)
class Due:
    """Something that was due `on` a day; `who` is a name, `address` the item it is about.

    `who_keys` are all by which that person is known, as `roster.key` has them.
    """

    on: date
    kind: str
    address: str
    who: str | None
    text: str
    who_keys: tuple[str, ...] = ()


def due_on(record: Postmortem, day: date) -> tuple[Due, ...]:
    """What was due on that day or before it and is not done yet, oldest first."""
    found = [due for due in everything_due(record) if due.on <= day]
    return tuple(sorted(found, key=lambda due: (due.on, due.address)))


def everything_due(record: Postmortem) -> tuple[Due, ...]:
    """All that is not done and has a day on which it is due, in the order of the record."""
    return tuple(_all(record))


def _all(record: Postmortem) -> Iterator[Due]:
    for action in record.actions:
        yield from _action(record, action)
    yield from _reviews(record)
    for risk in record.risk_acceptances:
        yield from _risk(record, risk)


def _action(record: Postmortem, action: Action) -> Iterator[Due]:
    where, who, keys = f"actions.{action.id}", *_known(record, action.owner)
    text, effect = action.title or "", action.effectiveness
    if action.status in OPEN_ACTIONS and action.due:
        yield Due(action.due, "action", where, who, text, keys)
    if action.status is ActionStatus.DEFERRED and action.review_on:
        yield Due(action.review_on, "deferred action", where, who, text, keys)
    if committed(action) and effect.check_on and effect.verdict is None:
        check = effect.metric or text
        at = f"{where}.effectiveness"
        yield Due(effect.check_on, "effectiveness check", at, who, check, keys)


def _reviews(record: Postmortem) -> Iterator[Due]:
    """The reviews that were planned, and those that are to be held and that nobody has planned.

    None is due of a record that was closed, or that another one supersedes.
    """
    if is_closed(record) or record.report.status is ReportStatus.SUPERSEDED:
        return
    where = "follow_up.reviews"
    for review in record.follow_up.reviews:
        if review.at and not review.held:
            kind = (review.kind or "").replace("_", " ").strip()
            yield Due(review.at.date(), "review", f"{where}.{review.id}", None, kind)
    for wanted, at in unplanned(record):
        yield Due(at.date(), "review", where, None, f"{wanted.replace('_', ' ')}, not planned yet")


def _risk(record: Postmortem, risk: RiskAcceptance) -> Iterator[Due]:
    if risk.review_on and waits(risk):
        who, keys = _known(record, risk.accepted_by)
        where = f"risk_acceptances.{risk.id}"
        yield Due(risk.review_on, "accepted risk", where, who, risk.statement or "", keys)


def _known(record: Postmortem, who: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The name of somebody, and all by which they are known."""
    found = participant(record, who)
    return (found.name or found.handle) if found else who, called(record, who)
