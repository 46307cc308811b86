"""Page 9: it was looked at again, it worked or was adjusted, and the record is closed."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pmtui.guide import policy
from pmtui.guide.rules import linked, stalled
from pmtui.guide.rules.rule import DayRule, Problem, Rule, needs, said
from pmtui.model.actions import URGENT
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.effects import BUILT, committed, fell_short
from pmtui.model.kinds import ReportStatus, Verdict
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Adjustment, Review
from pmtui.model.risks import is_due, stands
from pmtui.model.trace import causes_of

_SETTLES = timedelta(days=14)
"""How long after an action is done its effect shows at the earliest (guide, step 8)."""


def planned_reviews(record: Postmortem, day: date) -> list[Review]:
    """The reviews that were to be held by that day, and were not.

    None counts that lies after the day on which the record was closed, nor any of a report that
    another one supersedes.
    """
    if record.report.status is ReportStatus.SUPERSEDED:
        return []
    closed = record.milestones.closed_at
    if closed is not None and closed.at is not None:
        day = min(day, closed.at.date())
    reviews = record.follow_up.reviews
    return [each for each in reviews if each.at and each.at.date() <= day and not each.held]


def _reviews_held(record: Postmortem, today: date) -> Iterator[Problem]:
    for review in planned_reviews(record, today):
        yield (
            f"follow_up.reviews.{review.id}.held",
            f"The review of {review.at:%Y-%m-%d} is due. Hold it, or move it.",
        )
    for kind, at in policy.unplanned(record):
        if at.date() <= today:
            days, due = policy.LOOK_BACK_AFTER[kind], at.date()
            yield "follow_up.reviews", f"Hold the review {days} days after publication ({due})."


def _verdicts(record: Postmortem) -> Iterator[Problem]:
    for action in record.actions:
        if action.priority not in URGENT or not committed(action):
            continue
        if action.effectiveness.verdict is None:
            check = action.effectiveness.check_on
            when = f" Its check is on {check}." if check else " Plan the check."
            if action.status not in BUILT:
                when = f" It is {action.status.replace('_', ' ')}: finish it first.{when}"
            yield (
                f"actions.{action.id}.effectiveness.verdict",
                f"Say whether {action.id} helped.{when}",
            )


def _looked_at_early(record: Postmortem) -> Iterator[Problem]:
    """The guide's check of `effectiveness.check_on`: a number needs time to move."""
    for action in record.actions:
        effect, done = action.effectiveness, action.done_at
        if effect.check_on is None or done is None or effect.verdict is not None:
            continue
        first = done + _SETTLES
        if committed(action) and effect.check_on < first:
            yield (
                f"actions.{action.id}.effectiveness.check_on",
                f"{action.id} was done on {done}, and its effect is looked at on "
                f"{effect.check_on}. Wait {_SETTLES.days} days: look on {first} or later.",
            )


def adjustments_wanted(record: Postmortem) -> list[Action]:
    """The actions that helped too little, and for which nothing is adjusted or accepted."""
    short = (action for action in record.actions if fell_short(action))
    return [action for action in short if not _is_answered(record, action)]


def risks_due(record: Postmortem, today: date) -> list[RiskAcceptance]:
    """The accepted risks that were to be looked at again by today and were not."""
    return [risk for risk in record.risk_acceptances if is_due(risk, today)]


def _adjusted(record: Postmortem) -> Iterator[Problem]:
    for action in _short(record, unclear=False):
        yield (
            "follow_up.adjustments",
            f"{action.id} helped too little. Add what is adjusted and name {action.id} in it, "
            f"or accept the risk.",
        )


def _measured_again(record: Postmortem) -> Iterator[Problem]:
    """The guide's X8.3 is a must for what helped too little; this is what nobody can tell of."""
    for action in _short(record, unclear=True):
        yield (
            "follow_up.adjustments",
            f"Nobody can tell whether {action.id} helped. Add how it is measured or done instead "
            f"and name {action.id} in it, or accept the risk.",
        )


def _short(record: Postmortem, *, unclear: bool) -> list[Action]:
    """The actions without an adjustment whose verdict is inconclusive, or the others of them."""
    return [
        action
        for action in adjustments_wanted(record)
        if (action.effectiveness.verdict is Verdict.INCONCLUSIVE) is unclear
    ]


def _is_answered(record: Postmortem, action: Action) -> bool:
    """Whether an adjustment is of the action, or a risk on its causes is accepted."""
    if any(_is_of(record, each, action) for each in record.follow_up.adjustments):
        return True
    accepted = (each for each in record.risk_acceptances if stands(each))
    return any(set(action.causes).intersection(causes_of(record, risk)) for risk in accepted)


def _is_of(record: Postmortem, adjustment: Adjustment, action: Action) -> bool:
    """Whether it adjusts the action: it says so, names it, or is a new one on the same causes."""
    if adjustment.of is not None:
        return adjustment.of == action.id
    text = f"{adjustment.what or ''} {adjustment.why or ''}"
    if adjustment.action == action.id or re.search(rf"\b{re.escape(action.id)}\b", text):
        return True
    new = (each for each in record.actions if each.id == adjustment.action)
    return any(set(action.causes).intersection(each.causes) for each in new)


def _risks_reviewed(record: Postmortem, today: date) -> Iterator[Problem]:
    for risk in risks_due(record, today):
        yield (
            f"risk_acceptances.{risk.id}.review.decision",
            f"{risk.id} was to be looked at on {risk.review_on}. Keep it, act, or close it.",
        )


RULES = (
    DayRule("X8.1", "must", _reviews_held),
    Rule("X8.2", "must", _verdicts),
    Rule("X8.2", "warn", _looked_at_early),
    Rule("X8.3", "must", _adjusted),
    Rule("X8.3", "warn", _measured_again),
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
    *linked.RULES,
)
