"""Page 3: every line of questions ends somewhere, and nowhere at a person."""

from collections.abc import Iterator

from pmtui.guide import policy
from pmtui.guide.rules import graph, statements
from pmtui.guide.rules.rule import Problem, Rule, needs, said
from pmtui.model import causes
from pmtui.model.cause_paths import circle_words, circles
from pmtui.model.factors import Cause
from pmtui.model.kinds import Category, CauseRole, Confidence, StopReason
from pmtui.model.lacking import lacking
from pmtui.model.postmortem import Postmortem

_OF_QUESTION = {"text": "what is asked", "asked_of": "who is asked", "due": "by when"}
"""What an open question needs for the evidence to come."""


def _threads_begun(record: Postmortem) -> Iterator[Problem]:
    if not record.threads:
        yield "threads", "Start a thread: one question, such as how this came to happen."
    out = causes.ruled_out(record)
    for thread in record.threads:
        root = thread.root
        if root is None or all(c.id in out for c in causes.children(record, root)):
            yield (
                f"threads.{thread.id}",
                f"{thread.id} has nothing below its first line. What had to be true for it?",
            )


def _ends_closed(record: Postmortem) -> Iterator[Problem]:
    roots = {thread.root for thread in record.threads}
    out = causes.ruled_out(record)
    for leaf in causes.leaves(record):
        below_rejected = leaf.id in out and leaf.confidence is not Confidence.REJECTED
        if leaf.id in roots or below_rejected:
            continue
        open_end = _open_end(record, leaf)
        if open_end:
            field, message = open_end
            yield f"causes.{leaf.id}.stop.{field}", f"{leaf.id}: {message}"


def _open_end(record: Postmortem, leaf: Cause) -> tuple[str, str] | None:
    """The field of the stop and what is wanted there; None for an end that is closed."""
    stop, risks = leaf.stop, {risk.id for risk in record.risk_acceptances}
    accepted = stop.ref in risks or any(leaf.id in r.causes for r in record.risk_acceptances)
    rejected = leaf.confidence is Confidence.REJECTED
    match stop.reason:
        case None:
            return "reason", "go on asking, or say why the questions end here."
        case StopReason.OUTSIDE_OUR_CONTROL if not said(stop.note):
            return "note", "say what we can change at the boundary."
        case StopReason.ACCEPTED_RISK if not accepted:
            return "ref", "name the accepted risk, such as k1; record it if there is none."
        case StopReason.RULED_OUT if not rejected:
            return "reason", "it is stopped as ruled out; set its confidence to rejected."
        case StopReason.RULED_OUT if not leaf.evidence and not said(stop.note):
            return "note", "say what ruled it out, or attach the evidence."
        case StopReason.NEEDS_EVIDENCE:
            return _waiting(record, stop.ref)
        case StopReason.TIME_BOX:
            return "reason", "time ran out here; take it up again, or choose another reason."
    return None


def _waiting(record: Postmortem, ref: str | None) -> tuple[str, str]:
    """How far the open question is that the evidence comes with (guide, 3.2)."""
    question = next((each for each in record.open_questions if each.id == ref), None)
    if question is None:
        return "ref", (
            "needs_evidence: ask an open question of somebody with a date, and name it here, such "
            "as q1."
        )
    if said(question.answer):
        return "reason", (
            f"needs_evidence: {question.id} is answered. Go on asking, or choose another reason."
        )
    if missing := [_OF_QUESTION[each] for each in lacking(question, _OF_QUESTION)]:
        return "ref", f"needs_evidence: {question.id} does not say {' and '.join(missing)}."
    return "reason", f"needs_evidence: {question.id} is open, due {question.due}."


def _circles(record: Postmortem) -> Iterator[Problem]:
    for circle in circles(record):
        yield f"causes.{circle[0]}.parents", circle_words(circle)


def _surety(record: Postmortem) -> Iterator[Problem]:
    out = causes.ruled_out(record)
    for cause in record.causes:
        if cause.confidence is None and cause.id not in out:
            yield f"causes.{cause.id}.confidence", f"{cause.id}: say how sure you are."


def _broad(record: Postmortem) -> Iterator[Problem]:
    if not policy.is_major(record) or not record.causes:
        return
    if len(causes.ends(record)) < 2:
        yield "causes", "There is one end only. What else had to be true?"
    categories = {cause.category for cause in record.causes if cause.category}
    if not categories:
        yield "causes", "No cause has a category: people, process, technology or environment."
    elif len(categories) < 2:
        yield (
            "causes",
            "All causes are of one category. What about people, process, technology and "
            "environment?",
        )


def _sense(record: Postmortem) -> Iterator[Problem]:
    out = causes.ruled_out(record)
    for cause in record.causes:
        people = cause.category is Category.PEOPLE and cause.id not in out
        if people and not said(cause.made_sense):
            yield (
                f"causes.{cause.id}.made_sense",
                f"{cause.id}: say what made this sensible at the time.",
            )


RULES = (
    Rule("X3.1", "must", _threads_begun),
    Rule("X3.2", "must", _ends_closed),
    Rule("CL01", "must", _circles, part_of="X3.3"),
    Rule(
        "X3.4",
        "must",
        needs(
            lambda r: (
                any(
                    c.role is CauseRole.TRIGGER and c.confidence is not Confidence.REJECTED
                    for c in r.causes
                )
                or said(r.causal.no_trigger_reason)
            ),
            "causal.no_trigger_reason",
            "Mark the cause that was the trigger, or say why there is none.",
        ),
    ),
    Rule("X3.5", "must", _surety),
    *statements.RULES,
    *graph.RULES,
    Rule("X3.7", "warn", _broad),
    Rule(
        "X3.8",
        "hint",
        needs(
            lambda r: r.causal.mitigating,
            "causal.mitigating",
            "Note what kept it from being worse.",
        ),
    ),
    Rule("X3.9", "must", _sense),
)
