"""What a move of an action along its states asks for, and what becomes of the answers.

The states and what each needs are those of the guide, 5.3 (`model/actions.py`). A move asks for
exactly that: nothing where nothing is needed, and at an acceptance or a withdrawal also for what
the action itself still lacks.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from pmtui.guide import values
from pmtui.guide.lines import person, words
from pmtui.guide.policy import usual_due
from pmtui.guide.questions import Answers, Question
from pmtui.model import address
from pmtui.model.actions import NEXT, CannotMove, lacks, move, uncovered_without
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.dates import parse_date
from pmtui.model.errors import BadValue, PmtuiError
from pmtui.model.kinds import OPEN_ACTIONS, WITHDRAWN_ACTIONS, ActionStatus
from pmtui.model.postmortem import Postmortem
from pmtui.model.risks import refuse_late_review
from pmtui.model.roster import same_person
from pmtui.model.text import clip


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves actions (a login or a name), on which day where they are, and when."""

    who: str
    today: date
    now: datetime


_BEGUN_AGAIN = (Question("note", "Note", hint="why it is opened again"),)
_DATE = "2026-10-31, +30"
_NEEDS: dict[ActionStatus, tuple[Question, ...]] = {
    ActionStatus.ACCEPTED: (
        Question("by", "By", hint="who approves it; empty when the team decided"),
        Question("note", "Note", hint="what was decided, where the team decided"),
    ),
    ActionStatus.DECLINED: (Question("note", "Note", hint="why it is declined"),),
    ActionStatus.MERGED: (Question("into", "Into", hint="the action that goes on, such as a3"),),
    ActionStatus.IN_PROGRESS: (),
    ActionStatus.DEFERRED: (
        Question("note", "Note", hint="why it is put off"),
        Question("due", "Due", hint=f"when it is looked at again: {_DATE}"),
    ),
    ActionStatus.BLOCKED: (Question("note", "Note", hint="what blocks it"),),
    ActionStatus.DONE: (Question("note", "Note", hint="what was done, or the link to it"),),
    ActionStatus.VERIFIED: (
        Question("by", "By", hint="who checked it: somebody other than the owner"),
        Question("note", "Note", hint="what the check showed"),
    ),
    ActionStatus.PROPOSED: (),
}
"""What each state needs of whoever moves an action into it."""


def ways(action: Action) -> tuple[ActionStatus, ...]:
    """The states that an action may be moved to; a commitment may also stay, with another date."""
    stays = (action.status,) if action.status in OPEN_ACTIONS else ()
    return (*NEXT[action.status], *stays)


def asks(
    record: Postmortem, action: Action, to: ActionStatus, mover: Mover
) -> tuple[Question, ...]:
    """What is needed to move one action to a state, with what is offered as an answer."""
    if to is action.status:
        return (
            Question("due", "Due", hint=_DATE, value=words(action.due)),
            Question(
                "owner",
                "Owner",
                hint="the one person who owns it",
                value=person(record, action.owner),
            ),
            Question("note", "Note", hint="why"),
        )
    if to is ActionStatus.DONE and action.ticket:
        return ()
    offered = {
        "by": _by(record, action, to, mover.who),
        "into": _only(_mergers(record, action)),
        "due": words(action.review_on),
    }
    usual = [replace(ask, value=offered.get(ask.name, "")) for ask in needs(to, (action.status,))]
    if to is ActionStatus.ACCEPTED:
        return (*_lacking(record, action, mover.today), *usual)
    if to is ActionStatus.DECLINED and (bare := uncovered_without(record, action)):
        return (*usual, *_risk(bare))
    return tuple(usual)


def needs(to: ActionStatus, before: Collection[ActionStatus]) -> tuple[Question, ...]:
    """What a state needs of every action that comes to it from those states."""
    again = {ActionStatus.DONE, ActionStatus.VERIFIED} & set(before)
    return _BEGUN_AGAIN if to is ActionStatus.IN_PROGRESS and again else _NEEDS[to]


def asks_of_several(
    before: Collection[ActionStatus], who: str
) -> dict[ActionStatus, tuple[Question, ...]]:
    """What moving several actions at once asks for, by the state that some of them can come to.

    What a single action still lacks is asked of that action alone: it is named as one that stays.
    """
    found = dict.fromkeys(to for state in before for to in NEXT[state])
    offered = {"by": who}
    return {
        to: tuple(replace(ask, value=offered.get(ask.name, "")) for ask in needs(to, before))
        for to in found
    }


def moved(
    record: Postmortem, action_id: str, to: ActionStatus, answers: Answers, mover: Mover
) -> Postmortem:
    """The record after one move, with what was answered.

    Raises `PmtuiError` with a sentence that says what is missing or cannot be read.
    """
    given = {name: text.strip() for name, text in answers.items() if text.strip()}
    where = f"actions.{action_id}"
    before: Action = address.get(record, where)
    for name, field in (("method", "verification.method"), ("causes", "causes")):
        if name in given:
            value = values.parse(record, f"{where}.{field}", given[name], mover.now)
            record = address.put(record, f"{where}.{field}", value)
    if to is ActionStatus.DECLINED:
        record = _with_risk(record, before, given, mover)
    due = parse_date(given["due"], mover.today) if "due" in given else None
    return move(
        record,
        action_id,
        to,
        by=given.get("by") if "by" in answers else mover.who,
        note=" ".join(filter(None, (given.get("into"), given.get("note")))) or None,
        due=due if due != before.due or to is ActionStatus.DEFERRED else None,
        owner=given.get("owner"),
        today=mover.today,
        now=mover.now,
    )


def all_moved(
    record: Postmortem, ids: Sequence[str], to: ActionStatus, answers: Answers, mover: Mover
) -> tuple[Postmortem, dict[str, str]]:
    """The record after moving each action that can; for the others, why they cannot, by id."""
    kept: dict[str, str] = {}
    for each in ids:
        try:
            record = moved(record, each, to, answers, mover)
        except PmtuiError as error:
            kept[each] = str(error)
    return record, kept


def _by(record: Postmortem, action: Action, to: ActionStatus, who: str) -> str:
    """Who is offered as approver or verifier: the verifier that is known, never the owner."""
    if to is not ActionStatus.VERIFIED:
        return who
    known = action.verification.by
    if known and not same_person(record, known, action.owner):
        return person(record, known)
    return "" if same_person(record, who, action.owner) else who


def _mergers(record: Postmortem, action: Action) -> list[str]:
    """The other actions that go on, which this one may be merged into."""
    others = (each for each in record.actions if each.status not in WITHDRAWN_ACTIONS)
    return [each.id for each in others if each.id != action.id]


def _only(found: Sequence[str]) -> str:
    return found[0] if len(found) == 1 else ""


def _lacking(record: Postmortem, action: Action, today: date) -> Iterator[Question]:
    """What an action needs before it can be accepted, and a new date for one that has passed."""
    lacking = {lack.field for lack in lacks(record, action)}
    if "owner" in lacking:
        yield Question(
            "owner", "Owner", hint="the one person who owns it", value=action.owner or ""
        )
    if action.due is None or action.due < today:
        offer = usual_due(action.priority, today)
        yield Question("due", "Due", hint=f"{_DATE}", value=words(offer))
    if "verification.method" in lacking:
        hint = "how somebody else will see it works"
        yield Question("method", "Verified by", hint=hint, value=action.verification.method or "")
    if "causes" in lacking:
        known = [f"{each.id} {clip(each.statement or '', 20)}" for each in record.causes]
        yield Question(
            "causes", "Answers", hint=clip(", ".join(known), 60) or "a cause: page 3 has none yet"
        )


def _risk(bare: Sequence[str]) -> Iterator[Question]:
    """What leaving causes as they are needs beside the reason (AL08)."""
    left = ", ".join(bare)
    yield Question(
        "accepted_by", "Risk taken by", hint=f"nothing else acts on {left}: who accepts that"
    )
    yield Question("review_on", "Look again on", hint=f"when the risk is looked at again: {_DATE}")


def _with_risk(record: Postmortem, action: Action, given: Answers, mover: Mover) -> Postmortem:
    """The record with the risk accepted that is left when an action is declined, if that is said.

    Raises `CannotMove` when only a part of it is said.
    """
    bare = uncovered_without(record, action)
    if not bare or {"accepted_by", "review_on"}.isdisjoint(given):
        return record
    if not {"accepted_by", "review_on", "note"} <= set(given):
        raise CannotMove(
            f"Nothing else acts on {', '.join(bare)}. Say why {action.id} is declined, who accepts "
            f"that risk, and when it is looked at again; or link another action first."
        )
    review_on = parse_date(given["review_on"], mover.today)
    if review_on < mover.today:
        raise BadValue(f"{review_on} lies in the past. Give a date from {mover.today} on.")
    refuse_late_review(review_on, mover.today)
    risk_id = address.next_id(record, "risk_acceptances")
    statements = [address.get(record, f"causes.{each}.statement") or each for each in bare]
    risk = RiskAcceptance(
        id=risk_id,
        causes=bare,
        statement="; ".join(statements),
        reason=given["note"],
        accepted_by=values.parse(
            record, f"risk_acceptances.{risk_id}.accepted_by", given["accepted_by"], mover.now
        ),
        accepted_at=mover.now,
        review_on=review_on,
    )
    return address.put(record, f"risk_acceptances.{risk_id}", risk)
