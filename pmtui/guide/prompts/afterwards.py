"""What the report, the work on the actions and the follow-up give reason to ask."""

from collections.abc import Iterator
from datetime import date

from pmtui.guide.lines import person
from pmtui.guide.prompts.prompt import Ask, Prompt, about
from pmtui.guide.rules.follow_up import adjustments_wanted, planned_reviews, risks_due
from pmtui.guide.rules.rule import said
from pmtui.guide.rules.stalled import effects_due
from pmtui.model.actions import URGENT
from pmtui.model.kinds import ActionStatus, SignoffState, Variant
from pmtui.model.overdue import is_overdue
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import clip, one_line

_SIGNED = {
    SignoffState.PENDING: "what do they still need before they sign?",
    SignoffState.CHANGES_REQUESTED: "what have they asked to change, and who does it?",
}


def _signatures(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for each in record.report.signoffs:
        if each.state in _SIGNED:
            who = person(record, each.person) or each.role or each.id
            yield about("", who, _SIGNED[each.state], f"report.signoffs.{each.id}.state")


def _unread(record: Postmortem, _today: date) -> Iterator[Prompt]:
    if said(record.report.exec_summary) and not record.report.seen_by_all:
        yield Prompt("Who is in the story and has not read it yet?", "report.seen_by_all")


def _customers(record: Postmortem, _today: date) -> Iterator[Prompt]:
    wanted = Variant.EXTERNAL in record.report.variants
    if wanted and not said(record.report.external.summary):
        question = "What did a customer notice, and what do we say about it in three sentences?"
        yield Prompt(question, "report.external.summary")


def _blocked(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for action in record.actions:
        if action.status is ActionStatus.BLOCKED:
            where, why = f"actions.{action.id}.blocked_reason", action.blocked_reason
            question = "who can clear the way, and what do they need?"
            yield about(f"{action.id} is blocked", why, question, where)


def _overdue(record: Postmortem, today: date) -> Iterator[Prompt]:
    late = [action for action in record.actions if is_overdue(action, today)]
    for action in sorted(late, key=lambda each: each.due or today):
        question = "what stands in the way, and who can remove it?"
        yield about(
            f"{action.id}, due {action.due}", action.title, question, f"actions.{action.id}.due"
        )


def _untried(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for action in record.actions:
        if action.status is ActionStatus.DONE and action.priority in URGENT:
            owner = clip(one_line(person(record, action.owner)), 30) or "its owner"
            question = f"who other than {owner} has tried it, and how?"
            where = f"actions.{action.id}.verification.by"
            yield about(f"{action.id} is done", action.title, question, where)


def _effects(record: Postmortem, today: date) -> Iterator[Prompt]:
    for action in sorted(
        effects_due(record, today), key=lambda a: a.effectiveness.check_on or today
    ):
        metric = action.effectiveness.metric or action.title
        where = f"actions.{action.id}.effectiveness.result"
        yield about(action.id, metric, "what does this show today, and since when?", where)


def _short(record: Postmortem, _today: date) -> Iterator[Prompt]:
    for action in adjustments_wanted(record):
        where = f"actions.{action.id}.effectiveness.verdict"
        yield about(
            f"{action.id} helped too little", action.title, "what do we change instead?", where
        )


def _risks(record: Postmortem, today: date) -> Iterator[Prompt]:
    for risk in risks_due(record, today):
        question = "what is different today, and do we still accept it?"
        where = f"risk_acceptances.{risk.id}.review.decision"
        yield about(risk.id, risk.statement, question, where)


def _reviews(record: Postmortem, today: date) -> Iterator[Prompt]:
    for each in planned_reviews(record, today):
        question = f"The review of {each.at:%Y-%m-%d} is due: who comes, and what do we look at?"
        yield Prompt(question, f"follow_up.reviews.{each.id}.held")


OF_REPORT: tuple[Ask, ...] = (_signatures, _unread, _customers)
OF_IMPLEMENTATION: tuple[Ask, ...] = (_blocked, _overdue, _untried)
OF_FOLLOW_UP: tuple[Ask, ...] = (_effects, _short, _risks, _reviews)
