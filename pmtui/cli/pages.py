"""The page that ``--step`` names."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from pmtui.model.text import clean

if TYPE_CHECKING:
    from pmtui.exporters.blocks import Report
    from pmtui.guide.steps import Step

SECTIONS = {
    "preparation": ("prep", "evidence"),
    "analysis": ("timeline", "detection", "communications", "open_questions"),
    "root_cause": ("causes", "threads"),
    "impact": ("impact",),
    "lessons": ("lessons",),
    "recommendations": ("actions",),
    "report": ("summary", "signoff"),
    "implementation": ("actions",),
    "follow_up": ("follow_up",),
}
"""The anchors of the sections of the report that say what a page holds."""


def page_named(text: str) -> "Step":
    """The page with that number, name or start of a name. Raises `click.BadParameter`."""
    from pmtui.guide.steps import STEPS, find_step

    if (found := find_step(clean(text))) is None:
        names = ", ".join(f"{step.number} {step.name}" for step in STEPS)
        raise click.BadParameter(f"“{text}” is not one page of {names}.", param_hint="--step")
    return found


def only_page(report: "Report", name: str) -> "Report":
    """The report without its head and with the sections of one page alone."""
    kept = [each for each in report.sections if each.anchor in SECTIONS[name]]
    return replace(report, meta=(), sections=tuple(kept))
