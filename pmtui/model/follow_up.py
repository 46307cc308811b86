"""What is settled after publication: reviews held, effects judged, risks looked at again.

Each is given as puts, addresses with what they are to hold, so that one step of undo takes it back
(domain guide, step 8, 5.3 and 5.4). Closing, which the rules have a say in, is in `guide.closing`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pmtui.model import address
from pmtui.model.action_history import history_step
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.effects import BUILT, fell_short
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import ReviewKind, RiskDecision, Verdict
from pmtui.model.lacking import risk_lacks
from pmtui.model.postmortem import Mark, Postmortem
from pmtui.model.publication import Adjustment, Review
from pmtui.model.risks import refuse_late_review
from pmtui.model.trace import causes_of, live_actions

Puts = list[tuple[str, Any]]

CLOSED = "milestones.closed_at"


class CannotSettle(PmtuiError):
    """Something of the follow-up that lacks what it needs, with the sentence that says what."""


def holding(
    record: Postmortem,
    review_id: str,
    *,
    at: datetime | None,
    present: Sequence[str],
    notes: str | None,
    decisions: Sequence[str],
    now: datetime,
) -> Puts:
    """A review that was held at that instant, which lies not ahead.

    Raises `CannotSettle` without somebody who was present, and without a note or a decision.
    """
    where = f"follow_up.reviews.{review_id}"
    review: Review = address.get(record, where)
    if at is None or at > now:
        raise CannotSettle(f"{review.id} was held at some time until now. Say when ({where}.at).")
    if not present:
        raise CannotSettle(f"Say who was present when {review.id} was held ({where}.present).")
    notes = (notes or "").strip() or None
    if notes is None and not decisions:
        raise CannotSettle(
            f"Say what {review.id} looked at ({where}.notes) or decided ({where}.decisions)."
        )
    told = {"at": at, "present": tuple(present), "notes": notes, "decisions": tuple(decisions)}
    return [*((f"{where}.{name}", value) for name, value in told.items()), (f"{where}.held", True)]


def judging(
    record: Postmortem,
    action_id: str,
    verdict: Verdict,
    *,
    result: str | None,
    by: str | None,
    now: datetime,
) -> Puts:
    """The verdict on the effect of an action, with the number that it rests on.

    Raises `CannotSettle` for an action that is not done, and for a result without a number.
    """
    action: Action = address.get(record, f"actions.{action_id}")
    where = f"actions.{action.id}.effectiveness"
    if action.status not in BUILT:
        state = action.status.replace("_", " ")
        raise CannotSettle(
            f"{action.id} is {state}. Whether it helped shows when it is done: finish it first."
        )
    result = (result or "").strip()
    if not re.search(r"\d", result):
        raise CannotSettle(
            f"The verdict on {action.id} rests on a result with a number, such as 0 of 20. "
            f"Say what was measured ({where}.result)."
        )
    before = action.effectiveness.verdict
    step = history_step("verdict", before, verdict, by=by, reason=result, at=now)
    history = action.history if verdict is before else (*action.history, step)
    return [
        (f"{where}.result", result),
        (f"{where}.verdict", verdict),
        (f"actions.{action.id}.history", history),
    ]


def adjusting(
    record: Postmortem,
    action_id: str,
    *,
    what: str | None,
    why: str | None,
    owner: str | None = None,
    due: date | None = None,
    into: str | None = None,
) -> Puts:
    """What is done because an action fell short: a new action on the same causes, and why.

    With `into`, an action that is there already is named instead. Raises `CannotSettle` without
    what and why, for an action that did not fall short, and for one named that does not go on.
    """
    action: Action = address.get(record, f"actions.{action_id}")
    if not fell_short(action):
        raise CannotSettle(f"{action.id} is not judged to have helped too little.")
    what, why = (what or "").strip(), (why or "").strip()
    if not what or not why:
        raise CannotSettle(f"Say what is done after {action.id}, and why that helps more.")
    new = Action(
        id=into or address.next_id(record, "actions"),
        title=what,
        type=action.type,
        causes=action.causes,
        lesson=action.lesson,
        owner=owner,
        due=due,
        priority=action.priority,
    )
    if into is not None:
        _refuse_dead(record, into, action.id)
    name = address.next_id(record, "follow_up.adjustments")
    made = Adjustment(id=name, what=what, why=why, of=action.id, action=new.id)
    puts: Puts = [(f"follow_up.adjustments.{name}", made)]
    return puts if into else [*puts, (f"actions.{new.id}", new)]


def accepting(record: Postmortem, risk: RiskAcceptance, *, now: datetime) -> Puts:
    """A risk that is accepted now, under an id of its own.

    Raises `CannotSettle` where it lacks what it needs, and `BadValue` for a late review.
    """
    if not (risk.statement or "").strip() or risk_lacks(risk):
        raise CannotSettle(
            "It needs all four: what stays, why, who accepts it, and the day of its review."
        )
    refuse_late_review(risk.review_on, now.date())
    name = address.next_id(record, "risk_acceptances")
    made = replace(risk, id=name, accepted_at=now)
    return [(f"risk_acceptances.{name}", made)]


def deciding(
    record: Postmortem,
    risk_id: str,
    decision: RiskDecision,
    *,
    until: date | None,
    note: str | None,
    into: str | None = None,
    now: datetime,
) -> Puts:
    """What becomes of an accepted risk that comes up: it is kept, becomes an action, or is closed.

    Kept, it comes up again on `until`. It becomes the action `into`, else a new one with the words
    of the note. Closed, it needs a note that says why. Raises `CannotSettle` where that lacks, and
    `BadValue` for a date that lies too far ahead.
    """
    risk: RiskAcceptance = address.get(record, f"risk_acceptances.{risk_id}")
    where, note, today = f"risk_acceptances.{risk.id}", (note or "").strip() or None, now.date()
    puts: Puts = [(f"{where}.review.note", note)]
    made: Puts = []
    if decision is RiskDecision.KEEP:
        if until is None or until <= today:
            raise CannotSettle(
                f"{risk.id} is kept until a new date. Say when it comes up again "
                f"({where}.review_on)."
            )
        refuse_late_review(until, today)
        puts.append((f"{where}.review_on", until))
    elif decision is RiskDecision.ACT:
        new, made = _acting(record, risk, note, into)
        puts.append((f"{where}.review.action", new))
    elif note is None:
        raise CannotSettle(f"Say why {risk.id} is no risk any more ({where}.review.note).")
    done: Puts = [(f"{where}.review.at", today), (f"{where}.review.decision", decision)]
    return [*puts, *done, *made]


def _acting(
    record: Postmortem, risk: RiskAcceptance, note: str | None, into: str | None
) -> tuple[str, Puts]:
    """The action that a risk becomes, and the put that makes it where it is new."""
    if into is not None:
        _refuse_dead(record, into, risk.id)
        return into, []
    name = address.next_id(record, "actions")
    causes = tuple(dict.fromkeys(causes_of(record, risk)))
    new = Action(id=name, title=note or risk.statement, causes=causes)
    return name, [(f"actions.{name}", new)]


def opening_again(record: Postmortem, reason: str | None, now: datetime) -> Puts:
    """The record open again; with a reason, a review of it is planned for now.

    Raises `CannotSettle` where it is not closed.
    """
    if not is_closed(record):
        raise CannotSettle("This postmortem is not closed.")
    puts: Puts = [(CLOSED, None), ("progress.follow_up", Mark())]
    if reason and reason.strip():
        name = address.next_id(record, "follow_up.reviews")
        review = Review(id=name, kind=ReviewKind.AD_HOC, at=now, notes=reason.strip())
        puts.append((f"follow_up.reviews.{name}", review))
    return puts


def is_closed(record: Postmortem) -> bool:
    """Whether the record says when it was closed."""
    closed = record.milestones.closed_at
    return closed is not None and closed.at is not None


def _refuse_dead(record: Postmortem, into: str, after: str) -> None:
    """Raises `CannotSettle` for an action that is not there, is withdrawn, or fell short itself."""
    alive = {each.id for each in live_actions(record) if not fell_short(each)}
    if into not in alive - {after}:
        raise CannotSettle(f"{into} is no action that goes on. Name another one, or none.")
