"""Where the trace ends too early.

Forwards, nothing comes of something: of evidence, of a cause at which the questions end, of an
action. Backwards, something rests on nothing: a confirmed cause, an action, an accepted risk, a
verification, an effect. What is ruled out, declined or merged is asked for nothing.

How far along an action is makes no orphan: a check that is still to be held is part of the trace
as soon as it is said how.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pmtui.model import causes
from pmtui.model.actions import URGENT, lacks
from pmtui.model.address import get
from pmtui.model.commitments import Action, RiskAcceptance
from pmtui.model.effects import BUILT, short_on, verdict_words
from pmtui.model.factors import Cause
from pmtui.model.ideas import dead_end
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, Confidence, RiskDecision, Verdict
from pmtui.model.lacking import lacking, risk_lacks
from pmtui.model.postmortem import Postmortem
from pmtui.model.references import references
from pmtui.model.trace import answers, causes_of, live_actions

_LISTS = {
    "e": "prep.evidence",
    "w": "threads",
    "c": "causes",
    "l": "lessons",
    "a": "actions",
    "k": "risk_acceptances",
    "i": "parking_lot",
    "q": "open_questions",
}
"""Where the items of the trace are, by the letter that their ids begin with."""

_TELLING = frozenset({Verdict.EFFECTIVE, Verdict.PARTLY, Verdict.INEFFECTIVE})
_PLAN = {
    "metric": "a metric",
    "baseline": "a baseline",
    "target": "a target",
    "check_on": "a day for the check",
}
"""What an effect needs before it can be checked (guide, AL18)."""


class Kind(StrEnum):
    """In which way the trace ends too early: forwards, backwards, or at what is not there."""

    UNUSED_EVIDENCE = "unused evidence"
    UNANSWERED_CAUSE = "unanswered cause"
    LOST_IDEA = "lost idea"
    UNVERIFIABLE_ACTION = "unverifiable action"
    UNMEASURED_ACTION = "unmeasured action"
    UNPROVEN_CAUSE = "unproven cause"
    UNLINKED_ACTION = "unlinked action"
    UNLINKED_RISK = "unlinked risk"
    ANSWERS_RULED_OUT = "answer to what is ruled out"
    EMPTY_VERIFICATION = "empty verification"
    EMPTY_EFFECT = "empty effect"
    EARLY_EFFECT = "early effect"
    UNKNOWN_ITEM = "unknown item"


@dataclass(frozen=True, slots=True)
class Orphan:
    """One place at which the trace ends too early.

    `address` is where it can be mended, `item` the id of what hangs loose, `said` what is
    missing, or what was named and is not there.
    """

    kind: Kind
    address: str
    item: str
    said: str = ""


def orphans(record: Postmortem) -> tuple[Orphan, ...]:
    """Every orphan of the record, kind after kind."""
    return tuple(orphan for find in FINDERS.values() for orphan in find(record))


def unknown_items(record: Postmortem, *tops: str) -> Iterator[Orphan]:
    """Fields of the named top-level parts (of all without any) that name items not there.

    The accepted risk that an unanswered cause names is told with the cause. People may be plain
    names and are not looked for.
    """
    known = {each.id for name in _LISTS.values() for each in get(record, name)}
    named = dict.fromkeys(references(record, *tops))
    unknown = [each for each in named if each[1][0] in _LISTS and each[1] not in known]
    told = {f"causes.{each.item}.stop.ref" for each in _unanswered(record)} if unknown else ()
    for where, item in unknown:
        if where not in told and not where.startswith("conflicts."):
            yield Orphan(Kind.UNKNOWN_ITEM, where, _item_in(where), item)


def _unused_evidence(record: Postmortem) -> Iterator[Orphan]:
    used = {named for _, named in references(record, "timeline", "causes", "impact")}
    for evidence in record.prep.evidence:
        if evidence.id not in used:
            yield Orphan(Kind.UNUSED_EVIDENCE, f"prep.evidence.{evidence.id}", evidence.id)


def _unproven(record: Postmortem) -> Iterator[Orphan]:
    out = causes.ruled_out(record)
    for cause in record.causes:
        confirmed = cause.confidence is Confidence.CONFIRMED and cause.id not in out
        if confirmed and not cause.evidence:
            yield Orphan(Kind.UNPROVEN_CAUSE, f"causes.{cause.id}.evidence", cause.id)


def _unanswered(record: Postmortem) -> Iterator[Orphan]:
    short = short_on(record)
    for leaf in causes.uncovered(record):
        said = "; ".join(
            (*map(verdict_words, short.get(leaf.id, ())), *_half_accepted(record, leaf))
        )
        yield Orphan(Kind.UNANSWERED_CAUSE, f"causes.{leaf.id}", leaf.id, said)


def _half_accepted(record: Postmortem, leaf: Cause) -> Iterator[str]:
    """What keeps each risk that is accepted for a cause from answering it."""
    risks = {each.id: each for each in record.risk_acceptances}
    named = leaf.stop.ref or ""
    if named.startswith("k") and named not in risks:
        yield f"{named} is not there"
    for risk in risks.values():
        if leaf.id in risk.causes or risk.id == named:
            yield _no_answer(risk)


def _no_answer(risk: RiskAcceptance) -> str:
    if risk.review.decision is RiskDecision.ACT and not risk_lacks(risk):
        return f"{risk.id} is not accepted any more"
    return f"{risk.id} has no {' and no '.join(risk_lacks(risk))}"


def _lost_ideas(record: Postmortem) -> Iterator[Orphan]:
    for idea in record.parking_lot:
        if why := dead_end(record, idea):
            yield Orphan(Kind.LOST_IDEA, f"parking_lot.{idea.id}.to", idea.id, why)


def _lacking(rule: str, kind: Kind) -> "Finder":
    """The finder of live actions that lack one thing for being accepted."""

    def find(record: Postmortem) -> Iterator[Orphan]:
        for action in live_actions(record):
            for lack in lacks(record, action):
                if lack.rule == rule:
                    yield Orphan(kind, f"actions.{action.id}.{lack.field}", action.id, lack.message)

    return find


def _unlinked_risks(record: Postmortem) -> Iterator[Orphan]:
    for risk in record.risk_acceptances:
        if not causes_of(record, risk):
            where = f"risk_acceptances.{risk.id}.causes"
            yield Orphan(Kind.UNLINKED_RISK, where, risk.id)


def _answers_ruled_out(record: Postmortem) -> Iterator[Orphan]:
    out = causes.ruled_out(record)
    for answer in answers(record) if out else ():
        named, top, lesson = causes_of(record, answer), "risk_acceptances", None
        if isinstance(answer, Action):
            top, lesson = "actions", answer.lesson
        if named and out.issuperset(named) and not lesson:
            where = f"{top}.{answer.id}.causes"
            yield Orphan(Kind.ANSWERS_RULED_OUT, where, answer.id, ", ".join(named))


def _unmeasured(record: Postmortem) -> Iterator[Orphan]:
    for action in record.actions:
        if action.priority not in URGENT or action.status not in OPEN_ACTIONS | BUILT:
            continue
        if missing := lacking(action.effectiveness, _PLAN):
            where = f"actions.{action.id}.effectiveness.{missing[0]}"
            said = ", ".join(_PLAN[field] for field in missing)
            yield Orphan(Kind.UNMEASURED_ACTION, where, action.id, said)


def _empty_verifications(record: Postmortem) -> Iterator[Orphan]:
    for action in record.actions:
        missing = lacking(action.verification, ("by", "result"))
        if action.status is ActionStatus.VERIFIED and missing:
            where = f"actions.{action.id}.verification.{missing[0]}"
            yield Orphan(Kind.EMPTY_VERIFICATION, where, action.id)


def _empty_effects(record: Postmortem) -> Iterator[Orphan]:
    for action in live_actions(record):
        verdict = action.effectiveness.verdict
        missing = lacking(action.effectiveness, ("metric", "result"))
        if verdict in _TELLING and missing:
            where = f"actions.{action.id}.effectiveness.{missing[0]}"
            yield Orphan(Kind.EMPTY_EFFECT, where, action.id, str(verdict))


def _early_effects(record: Postmortem) -> Iterator[Orphan]:
    """A verdict of what is not built; one that says "not yet enough" may have opened it again."""
    for action in live_actions(record):
        if action.effectiveness.verdict is Verdict.EFFECTIVE and action.status not in BUILT:
            where = f"actions.{action.id}.effectiveness.verdict"
            yield Orphan(Kind.EARLY_EFFECT, where, action.id, action.status.replace("_", " "))


def _item_in(address: str) -> str:
    """The id of the last item that an address goes through."""
    return next((part for part in reversed(address.split(".")) if part[1:].isdecimal()), address)


Finder = Callable[[Postmortem], Iterator[Orphan]]

FINDERS: dict[Kind, Finder] = {
    Kind.UNUSED_EVIDENCE: _unused_evidence,
    Kind.UNPROVEN_CAUSE: _unproven,
    Kind.UNANSWERED_CAUSE: _unanswered,
    Kind.UNLINKED_ACTION: _lacking("AL07", Kind.UNLINKED_ACTION),
    Kind.UNLINKED_RISK: _unlinked_risks,
    Kind.ANSWERS_RULED_OUT: _answers_ruled_out,
    Kind.LOST_IDEA: _lost_ideas,
    Kind.UNVERIFIABLE_ACTION: _lacking("AL05", Kind.UNVERIFIABLE_ACTION),
    Kind.EMPTY_VERIFICATION: _empty_verifications,
    Kind.UNMEASURED_ACTION: _unmeasured,
    Kind.EMPTY_EFFECT: _empty_effects,
    Kind.EARLY_EFFECT: _early_effects,
    Kind.UNKNOWN_ITEM: unknown_items,
}
"""How the orphans of each kind are found, in the order of the trace."""
