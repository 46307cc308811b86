"""What a record still lacks, page by page."""

from dataclasses import dataclass
from datetime import date

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
)
from pmtui.guide.rules.rule import DayRule, Level, Rule, said
from pmtui.model.postmortem import Postmortem

RULES: dict[str, tuple[Rule | DayRule, ...]] = {
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
"""The rules of each page, by the page's name, in the order of the pages."""

_WEIGHT = {"must": 0, "warn": 1, "hint": 2}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to do: a `must` keeps its page from being done unless a reason overrides it.

    `address` is the field, item or list to jump to; `step` is the name of the page.
    """

    level: Level
    rule: str
    address: str
    message: str
    step: str


def check(record: Postmortem, today: date) -> tuple[Finding, ...]:
    """All findings in the order of the pages; within a page what must be done comes first.

    On a page with a written override, what must be done is lowered to a warning.
    """
    return tuple(
        finding for step, rules in RULES.items() for finding in _page(record, today, step, rules)
    )


def _page(
    record: Postmortem, today: date, step: str, rules: tuple[Rule | DayRule, ...]
) -> list[Finding]:
    overridden = said(getattr(record.progress, step).override)
    found = [
        Finding(_lowered(rule.level, overridden), rule.id, address, message, step)
        for rule in rules
        for address, message in rule.problems(record, today)
    ]
    return sorted(found, key=lambda finding: _WEIGHT[finding.level])


def _lowered(level: Level, overridden: bool) -> Level:
    return "warn" if overridden and level == "must" else level
