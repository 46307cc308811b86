"""What each step of the follow-up asks for, and what it changes."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from pmtui.guide import values
from pmtui.guide.context import person
from pmtui.guide.lines import words
from pmtui.guide.next_steps import Doing, NextStep
from pmtui.guide.questions import Answers, Asked, Puts, Question
from pmtui.model import address
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.dates import parse_date
from pmtui.model.effects import verdict_words
from pmtui.model.follow_up import (
    accepting,
    adjusting,
    deciding,
    holding,
    judging,
    opening_again,
)
from pmtui.model.kinds import ReviewKind, RiskDecision, Verdict
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Review
from pmtui.model.risks import is_due
from pmtui.model.text import one_line

NEW_ACTION, ACCEPTED = "a new action", "the risk is accepted"


def asked(record: Postmortem, step: NextStep, *, who: str, now: datetime) -> Asked:
    """The questions of a step."""
    return _ASKED[step.doing](record, step, who, now)


def _hold(record: Postmortem, step: NextStep, _who: str, now: datetime) -> Asked:
    where = f"follow_up.reviews.{step.key}"
    questions = (
        _question(record, where, "at", "Held", f"{now:%Y-%m-%d %H:%M}Z"),
        _question(record, where, "present", "Present", hint="@handle or name, several with commas"),
        _question(record, where, "notes", "Notes", hint="what was looked at"),
        _question(record, where, "decisions", "Decisions", hint="; between several"),
    )

    def puts(now_: Postmortem, answers: Answers, at: datetime) -> Puts:
        told = {name: _read(now_, f"{where}.{name}", answers[name], at) for name in answers}
        return holding(now_, step.key, now=at, **told)

    kind = words(getattr(address.get(record, where), "kind", None)).replace("_", " ")
    title = f"{f'{step.key}, review {kind}'.rstrip()}: how was it?"
    return Asked(title, questions, puts, f"{step.key} is held.")


def _plan(_record: Postmortem, step: NextStep, _who: str, _now: datetime) -> Asked:
    where = "follow_up.reviews"
    question = Question("at", "When", f"{step.on} 09:00", hint="2026-12-15 09:00", where=where)

    def puts(now_: Postmortem, answers: Answers, at: datetime) -> Puts:
        name = address.next_id(now_, where)
        moment = _read(now_, f"{where}.{name}.at", answers["at"], at)
        return [(f"{where}.{name}", Review(id=name, kind=ReviewKind(step.key), at=moment))]

    return Asked(f"When is the {step.words} held?", (question,), puts, "The review is planned.")


def _judge(record: Postmortem, step: NextStep, who: str, _now: datetime) -> Asked:
    action: Action = address.get(record, f"actions.{step.key}")
    where, check = f"actions.{action.id}.effectiveness", action.effectiveness
    figure = f"a number; wanted: {check.target or '?'}; before: {check.baseline or '?'}"
    verdict = words(check.verdict or Verdict.EFFECTIVE)
    questions = (
        _question(record, where, "metric", "Metric", hint="the number that should move"),
        _question(record, where, "result", "Result", hint=figure),
        Question("verdict", "Verdict", verdict, tuple(Verdict)),
    )

    def puts(now_: Postmortem, answers: Answers, at: datetime) -> Puts:
        judged = Verdict(answers["verdict"])
        result, by = answers["result"], person(now_, who)
        told = judging(now_, action.id, judged, result=result, by=by, now=at)
        return [(f"{where}.metric", _read(now_, f"{where}.metric", answers["metric"], at)), *told]

    title = f"Did {action.id} help? {one_line(action.title or '')}"
    return Asked(title, questions, puts, f"The verdict on {action.id} is kept.")


def _adjust(record: Postmortem, step: NextStep, _who: str, _now: datetime) -> Asked:
    action: Action = address.get(record, f"actions.{step.key}")
    where, due = "follow_up.adjustments", "2027-01-31, +30: due, or when the risk comes up again"
    questions = (
        Question("then", "Then", NEW_ACTION, (NEW_ACTION, ACCEPTED)),
        Question("what", "What", hint="what is done instead, or what stays as it is", where=where),
        Question("why", "Why", hint="why that helps more, or why it may stay", where=where),
        Question("who", "Who", hint="@handle or name: its owner, or who accepts the risk"),
        Question("day", "Day", hint=due),
    )

    def puts(now_: Postmortem, answers: Answers, at: datetime) -> Puts:
        day = parse_date(answers["day"], at.date()) if answers["day"].strip() else None
        who = person(now_, answers["who"]) or None
        what, why = answers["what"].strip(), answers["why"].strip()
        if answers["then"] == NEW_ACTION:
            return adjusting(now_, action.id, what=what, why=why, owner=who, due=day)
        risk = RiskAcceptance(
            id="",
            causes=action.causes,
            statement=what,
            reason=why,
            accepted_by=who,
            review_on=day,
        )
        return accepting(now_, risk, now=at)

    title = f"{verdict_words(action)}. What follows?"
    return Asked(title, questions, puts, f"What follows on {action.id} is kept.")


def _decide(record: Postmortem, step: NextStep, _who: str, now: datetime) -> Asked:
    risk: RiskAcceptance = address.get(record, f"risk_acceptances.{step.key}")
    where = f"risk_acceptances.{risk.id}.review"
    until = "" if is_due(risk, now.date()) else str(risk.review_on or "")
    questions = (
        Question("decision", "Decision", str(RiskDecision.KEEP), tuple(RiskDecision)),
        Question(
            "until",
            "Keep until",
            until,
            hint="2027-03-31, +90: when it comes up again",
            only=(RiskDecision.KEEP,),
        ),
        Question("note", "Note", hint="why; of a new action, what is done", where=f"{where}.note"),
    )

    def puts(now_: Postmortem, answers: Answers, at: datetime) -> Puts:
        typed = answers.get("until", "").strip()
        day = parse_date(typed, at.date()) if typed else None
        decision, note = RiskDecision(answers["decision"]), answers["note"]
        return deciding(now_, risk.id, decision, until=day, note=note, now=at)

    stays = one_line(risk.statement or "").removesuffix(".")
    title = f"{risk.id}: {stays}. Is it still accepted?"
    return Asked(title, questions, puts, f"The decision on {risk.id} is kept.")


def _close(record: Postmortem, _step: NextStep, who: str, _now: datetime) -> Asked:
    where = "follow_up"
    questions = (
        _question(record, where, "closing_note", "Closing note", hint="what worked, what stays"),
        _question(record, where, "reopen_if", "Reopen if", hint="what would make us look again"),
        Question("reason", "Override", hint="a reason, only to close without what is missing"),
    )

    def puts(now_: Postmortem, answers: Answers, at: datetime) -> Puts:
        from pmtui.guide.closing import closing  # the rules are imported when they are asked

        note = _read(now_, f"{where}.closing_note", answers["closing_note"], at)
        reopen_if, reason = answers["reopen_if"], answers["reason"]
        return closing(now_, note=note, reopen_if=reopen_if, reason=reason, who=who, now=at)

    return Asked("Close this postmortem", questions, puts, "This postmortem is closed.")


def _open(_record: Postmortem, _step: NextStep, _who: str, _now: datetime) -> Asked:
    hint = "what made us open it; a review of it is planned for today"
    question = Question("reason", "Because", hint=hint)

    def puts(now_: Postmortem, answers: Answers, at: datetime) -> Puts:
        return opening_again(now_, answers["reason"], at)

    return Asked("Open this postmortem again", (question,), puts, "It is open again.")


_Ask = Callable[[Postmortem, NextStep, str, datetime], Asked]

_ASKED: dict[Doing, _Ask] = {
    Doing.HOLD: _hold,
    Doing.PLAN: _plan,
    Doing.JUDGE: _judge,
    Doing.ADJUST: _adjust,
    Doing.DECIDE: _decide,
    Doing.CLOSE: _close,
    Doing.OPEN: _open,
}


def _question(
    record: Postmortem, where: str, name: str, label: str, value: str = "", hint: str = ""
) -> Question:
    """The question for a field, with what it holds, in one line."""
    shown = value or _shown(record, f"{where}.{name}")
    return Question(name, label, shown, hint=hint, where=f"{where}.{name}")


def _shown(record: Postmortem, where: str) -> str:
    """A value as a line; sentences of a list have semicolons between them."""
    between = "; " if where.endswith(".decisions") else " "
    return between.join(values.show(record, where).split("\n"))


def _read(record: Postmortem, where: str, text: str, now: datetime) -> Any:
    """The value that words stand for; those that were shown are what is there."""
    if address.has(record, where) and text == _shown(record, where):
        return address.get(record, where)
    return values.parse(record, where, text, now)
