"""What a record still lacks, page by page."""

from dataclasses import dataclass
from datetime import date

from pmtui.guide.beside import ALONE, Beside
from pmtui.guide.rules import (
    analysis,
    follow_up,
    impact,
    implementation,
    lessons,
    preparation,
    recommendations,
    report,
    root_cause,
    trace,
)
from pmtui.guide.rules.rule import AnyRule, Level, said
from pmtui.model.postmortem import Postmortem

_OF_PAGES: dict[str, tuple[AnyRule, ...]] = {
    "preparation": preparation.RULES,
    "analysis": analysis.RULES,
    "root_cause": root_cause.RULES,
    "impact": impact.RULES,
    "lessons": lessons.RULES,
    "recommendations": recommendations.RULES,
    "report": report.RULES,
    "implementation": implementation.RULES,
    "follow_up": follow_up.RULES,
}

RULES = {page: (*rules, *trace.RULES.get(page, ())) for page, rules in _OF_PAGES.items()}
"""The rules of each page, by the page's name, in the order of the pages."""

_WEIGHT = {"must": 0, "warn": 1, "hint": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to do: a `must` keeps its page from being done unless a reason overrides it.

    `address` is the field, item or list to jump to; `step` is the name of the page; `part_of` is
    the exit rule of the page that asks for the rule, where that has an id of its own.
    """

    level: Level
    rule: str
    address: str
    message: str
    step: str
    part_of: str = ""


def check(record: Postmortem, today: date, beside: Beside = ALONE) -> tuple[Finding, ...]:
    """All findings in the order of the pages; within a page what must be done comes first.

    On a page with a written override, what must be done is lowered to a warning. `beside` is
    what the rules look at beside the record.
    """
    return tuple(
        finding
        for step, rules in RULES.items()
        for finding in _page(record, step, rules, today, beside)
    )


def _page(
    record: Postmortem, step: str, rules: tuple[AnyRule, ...], today: date, beside: Beside
) -> list[Finding]:
    overridden = said(getattr(record.progress, step).override)
    found = [
        Finding(
            level=_lowered(rule.level, overridden),
            rule=rule.id,
            address=address,
            message=message,
            step=step,
            part_of=rule.part_of,
        )
        for rule in rules
        for address, message in rule.problems(record, today, beside)
    ]
    return sorted(found, key=lambda finding: _WEIGHT[finding.level])


def _lowered(level: Level, overridden: bool) -> Level:
    return "warn" if overridden and level == "must" else level
