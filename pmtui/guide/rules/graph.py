"""Hints on the shape of the causes, for page 3: too narrow, too shallow, too big."""

import re
from collections import Counter
from collections.abc import Iterator

from pmtui.guide.rules.rule import Problem, Rule, said
from pmtui.model import causes
from pmtui.model.factors import Cause
from pmtui.model.kinds import CauseRole, Confidence, Gate, StopReason
from pmtui.model.postmortem import Postmortem

_CHAIN_DEPTH = 3
_LOPSIDED_LEAVES = 4
_LOPSIDED_SHARE = 0.8
_MOST_CAUSES = 40
_DEEPEST = 8
_DOUBTS: dict[Confidence | None, str] = {
    Confidence.POSSIBLE: "only possible. Find evidence.",
    Confidence.REJECTED: "ruled out. Were the others enough?",
}
_DECISION = re.compile(
    r"\b(?:decid(?:e[ds]?|ing)|decisions?|choices?|chose|chosen|opted|agreed|approv(?:ed|al)"
    r"|accepted|waived|skipped|postponed|deferred|preferred|judged)\b",
    re.IGNORECASE,
)
"""Words of a statement in which somebody chose one way over another."""


def alive(record: Postmortem) -> list[Cause]:
    """The causes that are not ruled out."""
    out = causes.ruled_out(record)
    return [cause for cause in record.causes if cause.id not in out]


def _below(record: Postmortem) -> Counter[str]:
    """How many causes that are not ruled out lead to each cause."""
    return Counter(parent for cause in alive(record) for parent in dict.fromkeys(cause.parents))


def _single_chain(record: Postmortem) -> Iterator[Problem]:
    below = _below(record)
    for thread in record.threads:
        rows = causes.outline(record, thread.id, with_ruled_out=False)
        deep = max((row.depth for row in rows), default=0) >= _CHAIN_DEPTH
        if deep and all(below[row.cause.id] <= 1 for row in rows):
            top = rows[0].cause.id
            yield f"causes.{top}", f"One chain only. What else had to be true at {top}?"


def _mechanism(record: Postmortem) -> Iterator[Problem]:
    for cause in alive(record):
        if cause.parents and not said(cause.leads_to):
            yield (
                f"causes.{cause.id}.leads_to",
                f"How does {cause.id} lead to {', '.join(cause.parents)}?",
            )


def _shallow(record: Postmortem) -> Iterator[Problem]:
    out = causes.ruled_out(record)
    for leaf in causes.leaves(record):
        changeable = leaf.id not in out and leaf.stop.reason is StopReason.SYSTEMIC_AND_CHANGEABLE
        if changeable and causes.depth(record, leaf.id) == 1:
            yield f"causes.{leaf.id}", f"{leaf.id} is one step deep. What made this possible?"


def _lopsided(record: Postmortem) -> Iterator[Problem]:
    out = causes.ruled_out(record)
    ends = [leaf for leaf in causes.leaves(record) if leaf.id not in out]
    categories = Counter(leaf.category for leaf in ends if leaf.category)
    for category, number in categories.most_common(1):
        if len(ends) >= _LOPSIDED_LEAVES and number >= _LOPSIDED_SHARE * len(ends):
            yield "causes", f"Nearly all ends are {category}. Any condition elsewhere?"


def _too_big(record: Postmortem) -> Iterator[Problem]:
    if len(record.causes) > _MOST_CAUSES:
        yield (
            "causes",
            f"There are {len(record.causes)} causes. Fold what does not change a decision.",
        )
    for thread in record.threads:
        if any(row.depth > _DEEPEST for row in causes.outline(record, thread.id)):
            yield (
                f"threads.{thread.id}",
                f"{thread.id} is more than {_DEEPEST} steps deep. Fold what does not change a "
                f"decision.",
            )


def _gate(record: Postmortem) -> Iterator[Problem]:
    below = _below(record)
    for cause in alive(record):
        if below[cause.id] >= 2 and cause.gate is None:
            yield (
                f"causes.{cause.id}.gate",
                f"Below {cause.id}: were these needed together (AND), or did they make it "
                f"likelier (CONTRIB)?",
            )


def _unsure_path(record: Postmortem) -> Iterator[Problem]:
    """What was ruled out and is closed as that is left out of the gate, so it is no doubt."""
    for cause in alive(record):
        for child in causes.children(record, cause.id) if cause.gate is Gate.AND else ():
            closed = child.stop.reason is StopReason.RULED_OUT
            doubt = _DOUBTS.get(child.confidence)
            if doubt and not closed:
                yield (
                    f"causes.{child.id}.confidence",
                    f"{cause.id} needs {child.id} ({cause.gate}), which is {doubt}",
                )


def _sense(record: Postmortem) -> Iterator[Problem]:
    for cause in alive(record):
        chosen = cause.role is CauseRole.TRIGGER or _DECISION.search(cause.statement or "")
        if chosen and not said(cause.made_sense):
            yield f"causes.{cause.id}.made_sense", f"How did {cause.id} look from inside?"


RULES = (
    Rule("CL04", "warn", _single_chain, part_of="X3.6"),
    Rule("CL05", "hint", _mechanism, part_of="X3.6"),
    Rule("CL07", "warn", _shallow, part_of="X3.6"),
    Rule("CL08", "hint", _lopsided, part_of="X3.6"),
    Rule("CL10", "hint", _too_big, part_of="X3.6"),
    Rule("CL11", "hint", _gate),
    Rule("CL12", "hint", _unsure_path),
    Rule("CL13", "hint", _sense),
)
