"""One field of the follow-up that is set by itself: it is asked for what a box would ask for.

What the box asks beside is what the other fields of the item hold by then.
"""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from pmtui.model import address
from pmtui.model.causes import uncovered
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.effects import fell_short, verdict_words
from pmtui.model.follow_up import (
    Puts,
    deciding,
    holding,
    is_closed,
    judging,
    opening_again,
)
from pmtui.model.kinds import RiskDecision, Verdict
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Review
from pmtui.model.risks import is_due
from pmtui.model.roster import person_id
from pmtui.model.types import Moment


def settled(record: Postmortem, field: str, value: Any, *, who: str, now: datetime) -> Puts | None:
    """The puts where somebody sets a field alone, as a script or a form does.

    None for a field that is not asked for anything else, or that keeps its value. Raises a
    `PmtuiError` with the sentence that says what to set first.
    """
    for pattern, settle in _SETTLED.items():
        if found := pattern.fullmatch(field):
            if address.has(record, field) and address.get(record, field) == value:
                return None
            return settle(record, found[1], value, who, now)
    return None


def opened_again(record: Postmortem, field: str) -> str:
    """What the verdict at that address asks for: a sentence, "" for nothing."""
    item, _, name = field.removeprefix("actions.").partition(".")
    action = address.get_item(record, f"actions.{item}")
    if name != "effectiveness.verdict" or action is None or not fell_short(action):
        return ""
    gaps = [leaf.id for leaf in uncovered(record) if leaf.id in action.causes]
    again = f": {', '.join(gaps)} {'is' if len(gaps) == 1 else 'are'} open again" if gaps else ""
    return f"{verdict_words(action)}{again}."


def _held(record: Postmortem, item: str, value: bool | None, _who: str, now: datetime) -> Puts:
    """A review that is held ahead of its day, or has none, is held now."""
    where = f"follow_up.reviews.{item}"
    if not value:
        return [(f"{where}.held", value)]
    review: Review = address.get(record, where)
    return holding(
        record,
        item,
        at=review.at if review.at is not None and review.at <= now else now,
        present=review.present,
        notes=review.notes,
        decisions=review.decisions,
        now=now,
    )


def _judged(record: Postmortem, item: str, value: Verdict | None, who: str, now: datetime) -> Puts:
    action: Action = address.get(record, f"actions.{item}")
    if value is None:
        return [(f"actions.{item}.effectiveness.verdict", None)]
    result, by = action.effectiveness.result, person_id(record, who)
    return judging(record, item, value, result=result, by=by, now=now)


def _decided(
    record: Postmortem, item: str, value: RiskDecision | None, _who: str, now: datetime
) -> Puts:
    where = f"risk_acceptances.{item}"
    risk: RiskAcceptance = address.get(record, where)
    if value is None:
        return [(f"{where}.review.decision", None)]
    until, note, into = risk.review_on, risk.review.note, risk.review.action
    return deciding(record, item, value, until=until, note=note, into=into, now=now)


def _put_off(record: Postmortem, item: str, value: date | None, _who: str, now: datetime) -> Puts:
    """A new date for a risk that has come up keeps it."""
    where = f"risk_acceptances.{item}"
    risk: RiskAcceptance = address.get(record, where)
    if value is None or not is_due(risk, now.date()):
        return [(f"{where}.review_on", value)]
    note = risk.review.note
    return deciding(record, item, RiskDecision.KEEP, until=value, note=note, now=now)


def _closed(record: Postmortem, _item: str, value: Moment | None, who: str, now: datetime) -> Puts:
    """Closed with the words that are there; an override of the page stands for what lacks."""
    if value is None or value.at is None:
        return opening_again(record, None, now)
    if is_closed(record):
        return [("milestones.closed_at", value)]
    from pmtui.guide.closing import closing  # the rules are imported when they are asked

    after, reason = record.follow_up, record.progress.follow_up.override
    return closing(
        record,
        note=after.closing_note,
        reopen_if=after.reopen_if,
        reason=reason,
        who=who,
        now=now,
        at=value,
    )


_Settle = Callable[[Postmortem, str, Any, str, datetime], Puts]

_SETTLED: dict[re.Pattern[str], _Settle] = {
    re.compile(r"follow_up\.reviews\.(v\d+)\.held"): _held,
    re.compile(r"actions\.(a\d+)\.effectiveness\.verdict"): _judged,
    re.compile(r"risk_acceptances\.(k\d+)\.review\.decision"): _decided,
    re.compile(r"risk_acceptances\.(k\d+)\.review_on"): _put_off,
    re.compile(r"(milestones)\.closed_at"): _closed,
}
