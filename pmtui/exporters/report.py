"""A record and an audience become a report: the only place that decides what a report says.

The same record gives the same report, whenever it is built: nothing here reads a clock.
"""

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Block, Paragraph, Prose, Report, Section
from pmtui.exporters.external import external_report
from pmtui.exporters.form.arranging import in_form
from pmtui.exporters.form.layout import AS_USUAL, Layout
from pmtui.exporters.form.variants import shortened
from pmtui.exporters.phrases import NOT_KNOWN, UNTITLED, Phrases, filled, minutes, say, word
from pmtui.exporters.sections.actions import actions_section, lessons_section
from pmtui.exporters.sections.afterwards import (
    communications_section,
    evidence_section,
    follow_up_section,
    notes_section,
    questions_section,
    review_section,
    signoff_section,
)
from pmtui.exporters.sections.causes import causes_section, tree_section
from pmtui.exporters.sections.impact import impact_section
from pmtui.exporters.sections.story import response_section, story_section
from pmtui.guide.outside.record_words import NOTHING_LISTED, Listed
from pmtui.guide.outside.taking_out import TakingOut
from pmtui.model import figures
from pmtui.model.kinds import RecordKind
from pmtui.model.people import SeverityHistory
from pmtui.model.postmortem import Postmortem


def build(
    record: Postmortem,
    audience: Audience,
    listed: Listed = NOTHING_LISTED,
    layout: Layout = AS_USUAL,
) -> Report:
    """The report on a record, in the team's form; sections that would say nothing are left out.

    `listed` are names that the team keeps beside its records and that no external report has.
    """
    say_it = Phrases(record, audience)
    if audience == Audience.INTERNAL:
        report = in_form(_internal_report(say_it), layout, say_it)
        return shortened(report, layout.variant) if layout.variant else report
    out = TakingOut(record, listed)
    return in_form(external_report(say_it, out), layout, say_it, out)


def _internal_report(say_it: Phrases) -> Report:
    """What colleagues read, in the order of the guide (6.1)."""
    record = say_it.record
    sections = (
        _summary(record),
        impact_section(say_it),
        story_section(say_it),
        response_section(say_it),
        causes_section(say_it),
        lessons_section(say_it),
        actions_section(say_it),
        communications_section(say_it),
        follow_up_section(say_it),
        questions_section(say_it),
        evidence_section(say_it),
        signoff_section(say_it),
        tree_section(say_it),
        review_section(say_it),
        notes_section(say_it),
    )
    kept = tuple(section for section in sections if section.blocks)
    return Report(say(record.title, UNTITLED), _meta(say_it), kept)


def _summary(record: Postmortem) -> Section:
    text = record.report.exec_summary
    blocks: tuple[Block, ...] = (Prose(text),) if filled(text) else ()
    if not blocks and filled(record.impact.summary):
        blocks = (Paragraph("Not written yet."),)
    return Section("Executive summary", "summary", blocks)


def _meta(say_it: Phrases) -> tuple[tuple[str, str], ...]:
    """The head of the report: what it is about and where it stands."""
    record = say_it.record
    duration = figures.interval(record, "impact")
    pairs = [
        ("Id", record.id),
        ("Reference", say(record.reference)),
        ("Kind", "" if record.kind is RecordKind.INCIDENT else word(record.kind)),
        ("Severity", _severity(record.severity)),
        ("Services", ", ".join(record.services)),
        ("Tags", ", ".join(record.tags)),
        ("Impact start", say_it.moment(record.milestones.impact_start)),
        ("Impact end", say_it.moment(record.milestones.impact_end)),
        ("Duration", minutes(duration.minutes)),
        ("Resolved", say_it.moment(record.milestones.resolved_at)),
        ("Status", f"{word(record.report.status)}, version {record.report.version}"),
        ("Owner", say_it.person(record.prep.owner)),
        ("Facilitator", say_it.person(record.prep.facilitator)),
    ]
    return tuple((label, value) for label, value in pairs if filled(value))


def _severity(severity: SeverityHistory) -> str:
    """The final severity, with how it was seen earlier where that differs."""
    final = severity.final or severity.peak or severity.declared
    if final is None:
        return NOT_KNOWN
    earlier = [
        f"{name} {value}"
        for name, value in (("declared", severity.declared), ("peak", severity.peak))
        if value and value is not final
    ]
    return f"{final} ({', '.join(earlier)})" if earlier else str(final)
