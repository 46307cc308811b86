"""What the words of a cause say, for page 3: again the same, a person, an absence, two things."""

import re
from collections.abc import Iterator

from pmtui.guide.beside import ABSENCE, PERSON, Beside
from pmtui.guide.likeness import says_again
from pmtui.guide.rules.graph import alive
from pmtui.guide.rules.rule import BesideRule, Problem, Rule
from pmtui.model import causes
from pmtui.model.factors import Cause
from pmtui.model.kinds import Category, StopReason
from pmtui.model.postmortem import Postmortem

_MOST_WORDS = 35
_BECAUSE = re.compile(r"\sbecause\s", re.IGNORECASE)


def _circular(record: Postmortem) -> Iterator[Problem]:
    known = {cause.id: cause for cause in record.causes}
    for cause in alive(record):
        for above in _ancestors(cause, known):
            if says_again(cause.statement or "", above.statement or ""):
                yield (
                    f"causes.{cause.id}.statement",
                    f"{cause.id} says the same as {above.id}. What is underneath?",
                )
                break


def _ancestors(cause: Cause, known: dict[str, Cause]) -> Iterator[Cause]:
    """The causes that one leads to, the nearest first, each once; a circle ends at itself."""
    queue, seen = list(cause.parents), {cause.id}
    for here in queue:
        if here in known and here not in seen:
            seen.add(here)
            yield known[here]
            queue += known[here].parents


def _ends_at_person(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    out, hints = causes.ruled_out(record), beside.hints(record)
    for leaf in causes.leaves(record):
        if leaf.id in out or leaf.stop.reason is StopReason.OUTSIDE_OUR_CONTROL:
            continue
        where = f"causes.{leaf.id}.statement"
        if leaf.category is Category.PEOPLE or hints(where, leaf.statement or "", PERSON):
            yield (
                where,
                f"{leaf.id}: a person's action is where the questions start. What made it "
                f"sensible, possible and unseen?",
            )


def _absence(record: Postmortem, beside: Beside) -> Iterator[Problem]:
    hints = beside.hints(record)
    for cause in alive(record):
        where, text = f"causes.{cause.id}.statement", cause.statement or ""
        for hint in hints(where, text, ABSENCE)[:1]:
            yield (
                where,
                f"{cause.id} names what was not there (“{text[hint.start : hint.end]}”). What "
                f"was relied on instead, and why did that hold until now?",
            )


def _two_in_one(record: Postmortem) -> Iterator[Problem]:
    for cause in alive(record):
        text = cause.statement or ""
        if _BECAUSE.search(text):
            yield (
                f"causes.{cause.id}.statement",
                f"{cause.id} gives a reason (“because”). Put it into a cause of its own below.",
            )
        elif len(text.split()) > _MOST_WORDS:
            yield (
                f"causes.{cause.id}.statement",
                f"{cause.id} has more than {_MOST_WORDS} words. Make two causes of it.",
            )


RULES = (
    BesideRule("CL03", "must", _ends_at_person, part_of="X3.3"),
    Rule("CL02", "warn", _circular, part_of="X3.6"),
    BesideRule("CL06", "warn", _absence, part_of="X3.6"),
    Rule("CL14", "hint", _two_in_one),
)
