"""The guide's nudges on a report that is being written, numbered in their order.

The fourth, that those in the story have not read it, is X6.5. What leaves the house is scanned as a
whole when it is exported (`exporters/leaks.py`); names are said here while the text is written.

====  ==========================================================================================
N6.1  a draft that is older than five working days
N6.2  many causes, and nothing says which were needed together
N6.3  a text for customers that has the name of somebody in the record
====  ==========================================================================================
"""

from collections.abc import Iterator
from datetime import date

from pmtui.guide import policy
from pmtui.guide.rules.rule import DayRule, Problem, Rule
from pmtui.guide.wording.people import first_name_in, names_in
from pmtui.model import causes
from pmtui.model.kinds import Gate, ReportStatus
from pmtui.model.postmortem import Postmortem

_OLD = policy.Limit(5, working=True)
_MANY = 8
"""So many causes are a long section of a report."""


def _old(record: Postmortem, today: date) -> Iterator[Problem]:
    told = record.analysis.room_agrees_at or record.prep.meeting.start
    if told is None or record.report.status is not ReportStatus.DRAFT:
        return
    limit = policy.after(_OLD, told).date()
    if record.report.published_at is None and today > limit:
        yield (
            "report.status",
            f"The story was told on {told:%Y-%m-%d}, and the report is still a draft. Ask for "
            f"readers with what there is.",
        )


def _no_sets(record: Postmortem) -> Iterator[Problem]:
    out = causes.ruled_out(record)
    alive = [cause for cause in record.causes if cause.id not in out]
    joined = any(cause.gate in (Gate.AND, Gate.OR) for cause in alive)
    if len(alive) >= _MANY and not joined:
        yield (
            "causes",
            f"{len(alive)} causes, and nothing says which were needed together. Say it below the "
            f"first (Gate in the tree), so that a reader sees what mattered.",
        )


def _names(record: Postmortem) -> Iterator[Problem]:
    known = names_in(record)
    for field in ("title", "summary", "what_happened", "what_we_do"):
        text = getattr(record.report.external, field) or ""
        if name := first_name_in(text, known):
            yield (
                f"report.external.{field}",
                f"The text for customers names {name}. Write the role instead.",
            )


RULES = (
    DayRule("N6.1", "hint", _old),
    Rule("N6.2", "hint", _no_sets),
    Rule("N6.3", "warn", _names),
)
