"""The trace: evidence → cause → action or accepted risk → verification → effect, line by line."""

from dataclasses import dataclass

from pmtui.model import causes
from pmtui.model.commitments import Action, Lesson, RiskAcceptance
from pmtui.model.factors import Cause
from pmtui.model.kinds import WITHDRAWN_ACTIONS
from pmtui.model.postmortem import Postmortem

Answer = Action | RiskAcceptance
Origin = Cause | Lesson


@dataclass(frozen=True, slots=True)
class Chain:
    """One line of the trace, from what was found to what answers it.

    `origin` is a cause at which the questions end, or else what an action or risk names; None
    where it names nothing. `answer` is None where there is none, and need not be one where the
    origin is `ruled_out`.
    """

    origin: Origin | None
    answer: Answer | None
    ruled_out: bool = False


def chains(record: Postmortem) -> tuple[Chain, ...]:
    """The leaves with each of their answers, then the live answers that act on no leaf."""
    live, covered = {each.id: each for each in answers(record)}, causes.covered(record)
    wanting = {leaf.id for leaf in causes.ends(record)}
    found: list[Chain] = []
    for leaf in causes.leaves(record):
        covering = covered.get(leaf.id, ()) if leaf.id in wanting else ()
        found += [Chain(leaf, live[each]) for each in covering]
        if not covering:
            found.append(Chain(leaf, None, ruled_out=leaf.id not in wanting))
    shown = {chain.answer.id for chain in found if chain.answer}
    rest = [each for each in live.values() if each.id not in shown]
    return (*found, *(Chain(_origin(record, each), each) for each in rest))


def live_actions(record: Postmortem) -> tuple[Action, ...]:
    """The actions that are not declined or merged into another."""
    return tuple(each for each in record.actions if each.status not in WITHDRAWN_ACTIONS)


def answers(record: Postmortem) -> tuple[Answer, ...]:
    """What may answer a cause: live actions and accepted risks."""
    return (*live_actions(record), *record.risk_acceptances)


def causes_of(record: Postmortem, answer: Answer) -> tuple[str, ...]:
    """The ids of the causes that an answer names, then of those that name it where they stop."""
    naming = [cause.id for cause in record.causes if cause.stop.ref == answer.id]
    return tuple(dict.fromkeys((*answer.causes, *naming)))


def _origin(record: Postmortem, answer: Answer) -> Origin | None:
    """The first thing that an answer acts on and that is there: a cause, else its lesson."""
    known = {each.id: each for each in record.causes}
    named = [known[each] for each in causes_of(record, answer) if each in known]
    if named:
        return named[0]
    lesson = answer.lesson if isinstance(answer, Action) else None
    return next((each for each in record.lessons if each.id == lesson), None)
