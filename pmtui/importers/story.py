"""Sections that are read as prose: the summary, the impact, the story and what eased it."""

import re

from pmtui.importers.draft import Draft
from pmtui.importers.entries import NARRATIVE, entries_of
from pmtui.importers.sections import Section
from pmtui.importers.words import fit, is_placeholder

_EXEC_SUMMARY, _DETAILS, _IMPACT = "report.exec_summary", "impact.details", "impact.summary"
_MITIGATING = "causal.mitigating"
_LONGEST_IMPACT = 240
_FORM_LINE = re.compile(r"\s*(?:[-*+]\s+)?(?:\*\*|_)?[A-Z][\w ()/#-]{0,30}(?:\*\*|_)?:")


def read_preamble(draft: Draft, section: Section) -> None:
    """Words between the title and the first heading belong to the summary; a form's do not."""
    for block in section.blocks:
        lines = range(block.start, block.end)
        form = all(_FORM_LINE.match(draft.lines[line]) for line in lines)
        if not form and not draft.labels.intersection(lines) and block.kind != "aside":
            draft.keep(_EXEC_SUMMARY, lines)


def read_summary(draft: Draft, section: Section) -> None:
    """The whole section as it stands."""
    draft.label(section.heading_lines)
    draft.keep(_EXEC_SUMMARY, section.lines)


def read_story(draft: Draft, section: Section) -> None:
    """The whole section as it stands, below its heading."""
    draft.label(section.heading_lines)
    draft.keep(NARRATIVE, section.lines)


def read_impact(draft: Draft, section: Section) -> None:
    """The first sentences are the summary; what is longer than it goes to the details whole."""
    draft.label(section.heading_lines)
    first = next((entry for block in section.blocks for entry in entries_of(block)), None)
    whole = False
    if first and not is_placeholder(first.text) and _IMPACT not in draft.values:
        short = fit(first.text, _LONGEST_IMPACT)
        draft.values[_IMPACT] = short
        draft.claim(first.lines, _IMPACT)
        whole = set(first.lines) == section.lines and short == first.text and not first.code
    if not whole:
        draft.keep(_DETAILS, section.lines)


def read_mitigating(draft: Draft, section: Section) -> None:
    """What kept it from being worse, entry by entry."""
    draft.label(section.heading_lines)
    entries = [entry for block in section.blocks for entry in entries_of(block)]
    told = [entry for entry in entries if not is_placeholder(entry.text)]
    known = draft.values.get(_MITIGATING, ())
    draft.values[_MITIGATING] = (*known, *(entry.text for entry in told))
    for entry in told:
        draft.claim(entry.lines, _MITIGATING)
