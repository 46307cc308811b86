"""The report for customers: three sections and the milestones, with roles instead of names.

Three sections are what PagerDuty's postmortem guide asks of a public report: summary, what
happened, what we are doing about it.
"""

from pmtui.exporters.audience import without_names
from pmtui.exporters.blocks import Block, Bullet, Bullets, Paragraph, Prose, Report, Section, Table
from pmtui.exporters.phrases import NOT_KNOWN, UNTITLED, Phrases, day, filled, minutes, say, word
from pmtui.exporters.sections.story import MILESTONES
from pmtui.model import figures
from pmtui.model.commitments import Action
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus
from pmtui.model.postmortem import Postmortem

PUBLIC = (
    "impact_start",
    "detected_at",
    "first_public_update",
    "mitigated_at",
    "impact_end",
    "resolved_at",
)
"""The milestones that customers can see or are told."""

_FINISHED = (ActionStatus.DONE, ActionStatus.VERIFIED)


def external_report(say_it: Phrases) -> Report:
    """What leaves the organisation; it still has to pass the scan for leaks."""
    record = say_it.record
    sections = (
        Section("Summary", "summary", _summary(record)),
        Section("What happened", "what-happened", _happened(record)),
        Section("What we are doing", "what-we-do", _doing(record)),
        Section("Milestones", "milestones", _milestones(say_it)),
    )
    kept = tuple(section for section in sections if section.blocks)
    return Report(external_title(record), _meta(say_it), kept)


def external_title(record: Postmortem) -> str:
    """The title that customers see: the one written for them, else the record's, with roles."""
    title = say(record.report.external.title) or say(record.title, UNTITLED)
    return without_names(title, record)


def _meta(say_it: Phrases) -> tuple[tuple[str, str], ...]:
    record = say_it.record
    duration = figures.interval(record, "impact")
    reviewed = record.report.redaction_review_at is not None
    status = () if reviewed else (("Status", "draft, not yet reviewed for publication"),)
    return (
        ("Impact start", say_it.moment(record.milestones.impact_start)),
        ("Impact end", say_it.moment(record.milestones.impact_end)),
        ("Duration", minutes(duration.minutes)),
        *status,
    )


def _summary(record: Postmortem) -> tuple[Block, ...]:
    if filled(record.report.external.summary):
        return (_prose(record.report.external.summary, record),)
    if filled(record.impact.summary):
        return (Paragraph(without_names(record.impact.summary, record)),)
    return ()


def _happened(record: Postmortem) -> tuple[Block, ...]:
    text = say(record.report.external.what_happened) or say(record.analysis.narrative)
    return (_prose(text, record),) if text else ()


def _doing(record: Postmortem) -> tuple[Block, ...]:
    """The text written for it, else the commitments; open ones stay back in security matters."""
    if filled(record.report.external.what_we_do):
        return (_prose(record.report.external.what_we_do, record),)
    shown = _FINISHED if record.flags.security else (*_FINISHED, *OPEN_ACTIONS)
    lines = [_commitment(each, record) for each in record.actions if each.status in shown]
    return (Bullets(tuple(lines)),) if lines else ()


def _commitment(action: Action, record: Postmortem) -> Bullet:
    done = action.status in _FINISHED
    state = f"{word(action.status)} {day(action.done_at)}" if done else f"due {day(action.due)}"
    return Bullet(f"{without_names(say(action.title, NOT_KNOWN), record)} ({state})")


def _milestones(say_it: Phrases) -> tuple[Block, ...]:
    known = [
        (name, moment)
        for name in PUBLIC
        if (moment := getattr(say_it.record.milestones, name)) is not None
    ]
    if not known:
        return ()
    rows = tuple((MILESTONES[name].capitalize(), *say_it.clocks(at)) for name, at in known)
    return (Table("Milestones", ("Milestone", "UTC", *say_it.zone_names), rows),)


def _prose(text: str, record: Postmortem) -> Prose:
    return Prose(without_names(text, record))
