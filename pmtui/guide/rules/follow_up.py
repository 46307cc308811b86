"""Page 9: it was looked at again, it worked or was adjusted, and the record is closed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pmtui.guide import policy
from pmtui.guide.rules import stalled
from pmtui.guide.rules.rule import DayRule, Problem, Rule, needs, said
from pmtui.model.actions import URGENT
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.kinds import ActionStatus, ReviewKind, Verdict
from pmtui.model.postmortem import Postmortem
from pmtui.model.sign_off import first_published

_NOT_COMMITTED = {ActionStatus.PROPOSED, ActionStatus.DECLINED, ActionStatus.MERGED}
_FELL_SHORT = {Verdict.INEFFECTIVE, Verdict.PARTLY}


def _reviews_held(record: Postmortem, today: date) -> Iterator[Problem]:
    for review in record.follow_up.reviews:
        if review.at and review.at.date() <= today and not review.held:
            yield (
                f"follow_up.reviews.{review.id}.held",
                f"The review of {review.at:%Y-%m-%d} is due. Hold it, or move it.",
            )
    published = first_published(record)
    planned = {review.kind for review in record.follow_up.reviews}
    for kind, days in policy.LOOK_BACK_AFTER.items():
        wanted = kind is ReviewKind.DAY_30 or policy.is_major(record)
        if not wanted or kind in planned or published is None:
            continue
        due = published.date() + timedelta(days=days)
        if due <= today:
            yield "follow_up.reviews", f"Hold the review {days} days after publication ({due})."


def _verdicts(record: Postmortem) -> Iterator[Problem]:
    for action in record.actions:
        if action.priority not in URGENT or action.status in _NOT_COMMITTED:
            continue
        if action.effectiveness.verdict is None:
            check = action.effectiveness.check_on
            when = f" Its check is on {check}." if check else " Plan the check."
            yield (
                f"actions.{action.id}.effectiveness.verdict",
                f"Say whether {action.id} helped.{when}",
            )


def adjustments_wanted(record: Postmortem) -> list[Action]:
    """The actions that helped too little, and for which nothing is adjusted or accepted."""
    return [
        action
        for action in record.actions
        if action.effectiveness.verdict in _FELL_SHORT and not _is_answered(record, action)
    ]


def risks_due(record: Postmortem, today: date) -> list[RiskAcceptance]:
    """The accepted risks that were to be looked at again by today and were not."""
    return [
        risk
        for risk in record.risk_acceptances
        if risk.review_on and risk.review_on <= today and risk.review.decision is None
    ]


def _adjusted(record: Postmortem) -> Iterator[Problem]:
    for action in adjustments_wanted(record):
        yield (
            "follow_up.adjustments",
            f"{action.id} helped too little. Add what is adjusted and name {action.id} in it, "
            f"or accept the risk.",
        )


def _is_answered(record: Postmortem, action: Action) -> bool:
    """Whether an adjustment names the action or its causes, or a risk on them is accepted."""
    causes = set(action.causes)
    new = {each.id: set(each.causes) for each in record.actions if each.id != action.id}
    named = re.compile(rf"\b{re.escape(action.id)}\b")
    for adjustment in record.follow_up.adjustments:
        text = f"{adjustment.what or ''} {adjustment.why or ''}"
        if adjustment.action == action.id or named.search(text):
            return True
        if causes & new.get(adjustment.action or "", set()):
            return True
    return any(causes.intersection(risk.causes) for risk in record.risk_acceptances)


def _risks_reviewed(record: Postmortem, today: date) -> Iterator[Problem]:
    for risk in risks_due(record, today):
        yield (
            f"risk_acceptances.{risk.id}.review.decision",
            f"{risk.id} was to be looked at on {risk.review_on}. Keep it, act, or close it.",
        )


RULES = (
    DayRule("X8.1", "must", _reviews_held),
    Rule("X8.2", "must", _verdicts),
    Rule("X8.3", "must", _adjusted),
    DayRule("X8.4", "must", _risks_reviewed),
    Rule(
        "X8.5",
        "must",
        needs(
            lambda r: said(r.follow_up.closing_note),
            "follow_up.closing_note",
            "Write the closing note: what worked, what stays open.",
        ),
    ),
    Rule(
        "X8.5",
        "must",
        needs(
            lambda r: r.milestones.closed_at and r.milestones.closed_at.at,
            "milestones.closed_at",
            "Say when this postmortem was closed.",
        ),
    ),
    Rule(
        "X8.6",
        "hint",
        needs(
            lambda r: said(r.follow_up.shared_outside),
            "follow_up.shared_outside",
            "Share one lesson outside the team, and note where.",
        ),
    ),
    *stalled.OF_EFFECT,
)
