"""Hints on the shape of the causes, for page 3: too narrow, too shallow, too big."""

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


def _alive(record: Postmortem) -> list[Cause]:
    out = causes.ruled_out(record)
    return [cause for cause in record.causes if cause.id not in out]


def _below(record: Postmortem) -> Counter[str]:
    """How many causes that are not ruled out lead to each cause."""
    return Counter(parent for cause in _alive(record) for parent in dict.fromkeys(cause.parents))


def _single_chain(record: Postmortem) -> Iterator[Problem]:
    below = _below(record)
    for thread in record.threads:
        rows = causes.outline(record, thread.id, with_ruled_out=False)
        deep = max((row.depth for row in rows), default=0) >= _CHAIN_DEPTH
        if deep and all(below[row.cause.id] <= 1 for row in rows):
            top = rows[0].cause.id
            yield f"causes.{top}", f"One chain only. What else had to be true at {top}?"


def _mechanism(record: Postmortem) -> Iterator[Problem]:
    for cause in _alive(record):
        if cause.parents and not said(cause.leads_to):
            yield (
                f"causes.{cause.id}.leads_to",
                f"How does {cause.id} lead to {', '.join(cause.parents)}?",
            )


def _shallow(record: Postmortem) -> Iterator[Problem]:
    for leaf in causes.leaves(record):
        changeable = leaf.stop.reason is StopReason.SYSTEMIC_AND_CHANGEABLE
        if changeable and causes.depth(record, leaf.id) == 1:
            yield f"causes.{leaf.id}", f"{leaf.id} is one step deep. What made this possible?"


def _lopsided(record: Postmortem) -> Iterator[Problem]:
    alive = {cause.id for cause in _alive(record)}
    ends = [leaf for leaf in causes.leaves(record) if leaf.id in alive]
    categories = Counter(leaf.category for leaf in ends if leaf.category)
    for category, number in categories.most_common(1):
        if len(ends) >= _LOPSIDED_LEAVES and number >= _LOPSIDED_SHARE * len(ends):
            yield "causes", f"Nearly all ends are {category}. Any condition elsewhere?"


def _too_big(record: Postmortem) -> Iterator[Problem]:
    for thread in record.threads:
        rows = causes.outline(record, thread.id)
        if len(rows) > _MOST_CAUSES or any(row.depth > _DEEPEST for row in rows):
            yield (
                f"threads.{thread.id}",
                f"{thread.id} is large. Fold what does not change a decision.",
            )


def _gate(record: Postmortem) -> Iterator[Problem]:
    below = _below(record)
    for cause in _alive(record):
        if below[cause.id] >= 2 and cause.gate is None:
            yield (
                f"causes.{cause.id}.gate",
                f"Below {cause.id}: were these needed together (AND), or did they make it "
                f"likelier (CONTRIB)?",
            )


def _unsure_path(record: Postmortem) -> Iterator[Problem]:
    for cause in _alive(record):
        for child in causes.children(record, cause.id) if cause.gate is Gate.AND else ():
            if child.confidence is Confidence.POSSIBLE:
                yield (
                    f"causes.{child.id}.confidence",
                    f"{cause.id} needs {child.id}, which is only possible. Find evidence.",
                )


def _sense(record: Postmortem) -> Iterator[Problem]:
    for cause in _alive(record):
        if cause.role is CauseRole.TRIGGER and not said(cause.made_sense):
            yield f"causes.{cause.id}.made_sense", f"How did {cause.id} look from inside?"


RULES = (
    Rule("CL04", "warn", _single_chain, part_of="X3.6"),
    Rule("CL05", "hint", _mechanism, part_of="X3.6"),
    Rule("CL07", "warn", _shallow, part_of="X3.6"),
    Rule("CL08", "hint", _lopsided, part_of="X3.6"),
    Rule("CL10", "hint", _too_big, part_of="X3.6"),
    Rule("CL11", "hint", _gate, part_of="X3.6"),
    Rule("CL12", "hint", _unsure_path, part_of="X3.6"),
    Rule("CL13", "hint", _sense, part_of="X3.6"),
)
