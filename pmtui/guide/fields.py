"""The fields of the nine pages, in the order in which they are asked.

A new field is a line here: screens, help and the command line pick it up. `front` fields are what
the page's done mark needs; the others are one key away.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a page; in the form of an item the address is relative to the item."""

    address: str
    label: str
    hint: str = ""
    front: bool = True


@dataclass(frozen=True, slots=True)
class Items:
    """A list of items on a page, with an entry line of its own."""

    address: str
    title: str
    front: bool = True


Part = Field | Items

PAGES: dict[str, tuple[Part, ...]] = {
    "preparation": (
        Field("title", "Title", "the effect in one line, not a guess at the cause"),
        Field("severity.final", "Severity"),
        Field("services", "Services", "e.g. checkout-api, authz-gateway"),
        Field("prep.facilitator", "Facilitator", "@handle or name"),
        Field("prep.owner", "Owner", "who makes the review happen"),
        Field("prep.scope_start", "Story begins", "e.g. 2026-09-15 16:05"),
        Field("prep.scope_end", "Story ends", "e.g. 2026-09-15 19:20"),
        Items("prep.people", "People"),
        Items("prep.evidence", "Evidence"),
        Field("prep.goals", "Goals", "what we hope to understand, one a line"),
        Items("prep.agenda", "Agenda", front=False),
        Items("turns", "How the meeting went", front=False),
        Items("prep.stakeholders", "Stakeholders", front=False),
        Items("prep.pre_talks", "Talks before the meeting", front=False),
        Field("kind", "Kind", front=False),
        Field("reference", "Reference", "the organisation's own number", front=False),
        Field("tags", "Tags", "e.g. database, limits", front=False),
        Field("severity.declared", "Declared as", front=False),
        Field("severity.peak", "At its peak", front=False),
        Field("severity.reason", "Reason", "why this severity", front=False),
        Field("prep.depth", "Depth", front=False),
        Field("prep.note_taker", "Note-taker", "@handle or name", front=False),
        Field("prep.meeting.start", "Meeting", "e.g. 2026-09-18 08:00Z", front=False),
        Field("prep.meeting.minutes", "Minutes", "e.g. 60", front=False),
        Field("prep.meeting.format", "Format", "e.g. remote, in a room", front=False),
        Field("prep.meeting.link", "Link", "e.g. https://", front=False),
        Field("prep.meeting.agenda_sent", "Agenda sent", "e.g. 2026-09-17 09:30", front=False),
        Field("display_timezones", "Time zones", "e.g. UTC, Europe/Berlin", front=False),
        Field("flags.security", "Security?", front=False),
        Field("flags.personal_data", "Personal data?", front=False),
        Field("flags.legal_hold", "Legal hold?", front=False),
        Field("prep.ground_rules", "Ground rules", "one a line", front=False),
        Field("prep.prior", "Earlier ones", "ids of earlier postmortems", front=False),
        Field("notes", "Notes", "what has no field of its own", front=False),
    ),
    "analysis": (
        Items("timeline", "Timeline"),
        Items("prep.evidence", "Evidence", front=False),
        Field("milestones.trigger_at", "Trigger", "e.g. 16:38", front=False),
        Field("milestones.impact_start", "Impact start", "e.g. 16:41", front=False),
        Field("milestones.detected_at", "Detection", "e.g. 16:58", front=False),
        Field("milestones.first_alert_at", "First alert", "e.g. 16:59", front=False),
        Field("milestones.acknowledged_at", "Acknowledged", "e.g. 17:01", front=False),
        Field("milestones.declared_at", "Declared", "e.g. 17:09", front=False),
        Field("milestones.engaged_at", "Engaged", "e.g. 17:31", front=False),
        Field("milestones.cause_known_at", "Diagnosis", "e.g. 17:44", front=False),
        Field("milestones.first_public_update", "First update", "e.g. 17:26", front=False),
        Field("milestones.mitigated_at", "Mitigation", "e.g. 18:12", front=False),
        Field("milestones.impact_end", "Impact end", "e.g. 18:29", front=False),
        Field("milestones.resolved_at", "Resolution", "e.g. 19:20", front=False),
        Field("detection.source", "Noticed by", front=False),
        Field("detection.alert_existed", "Alert existed?", front=False),
        Field("detection.alert_fired", "Alert fired?", front=False),
        Field("analysis.room_agrees_at", "Room agrees at", "e.g. 10:52", front=False),
        Field("analysis.trigger_unknown_reason", "No trigger", "why none is known", front=False),
        Field("analysis.recollection_declined", "Not recalled", "who declined", front=False),
        Field("analysis.narrative", "Narrative", "the story in your words", front=False),
        Items("open_questions", "Open questions", front=False),
        Items("communications", "Status updates", front=False),
    ),
    "root_cause": (
        Items("causes", "Causes"),
        Field("causal.trigger_kind", "Trigger kind", front=False),
        Field("causal.mitigating", "Made it smaller", "one a line", front=False),
        Field("causal.no_trigger_reason", "No trigger", "why there is none", front=False),
        Items("causal.barriers", "Barriers", front=False),
    ),
    "impact": (
        Field("impact.summary", "Summary", "how many, how long, what kept working"),
        Field("impact.availability", "Service lost"),
        Field("impact.unit", "We count", "merchants, users, orders"),
        Items("impact.immediate", "Immediate"),
        Items("impact.segments", "Segments of one degree"),
        Field("impact.data.loss", "Data lost?"),
        Field("impact.data.personal_data_breach", "Data breach?"),
        Field("impact.duration_confirmed", "Duration right?"),
        Items("impact.long_term", "Long-term"),
        Field("impact.no_long_term_reason", "None, because", "why nothing lasts"),
        Field("impact.details", "Details", "what customers saw, in their words", front=False),
        Field("impact.data.integrity", "Data state", front=False),
        Field("impact.slo.name", "Objective", "e.g. authorisation success", front=False),
        Field("impact.slo.target", "Target", "e.g. 99.95 %", front=False),
        Field("impact.slo.window_days", "Window, days", "e.g. 28", front=False),
        Field("impact.slo.kind", "Measured in", "time or requests", front=False),
        Field("impact.slo.events_in_window", "Events in it", "e.g. 118,000,000", front=False),
        Items("impact.financial", "Money", front=False),
        Field("impact.internal.people", "Own people", "e.g. 9", front=False),
        Field("impact.internal.hours", "Hours", "e.g. 31", front=False),
        Field("impact.internal.night_hours", "Night hours", "e.g. 5", front=False),
        Field("impact.internal.displaced", "Work displaced", front=False),
        Items("deadlines", "Deadlines", front=False),
        Field("days_off", "Days off", "no working days, e.g. 2026-11-26, 2026-12-25", front=False),
    ),
    "lessons": (
        Items("lessons", "Lessons"),
        Items("parking_lot", "Parking lot"),
        Field("no_luck_reason", "No luck, because", "why luck played no part", front=False),
    ),
    "recommendations": (
        Items("actions", "Recommendations"),
        Items("risk_acceptances", "Accepted risks"),
    ),
    "report": (
        Field(
            "report.exec_summary", "Summary", "60 to 150 words: when, who, how much, why, what next"
        ),
        Items("report.signoffs", "Sign-off", front=False),
        Items("report.comments", "Comments", front=False),
        Items("report.readers", "Read by", front=False),
        Items("report.distribution", "Sent to", front=False),
        Items("report.versions", "Published versions", front=False),
        Field("report.status", "Status", front=False),
        Field("report.version", "Version", "e.g. 1.0", front=False),
        Field("report.seen_by_all", "Seen by all?", front=False),
        Field("report.published_at", "Published", "e.g. 2026-09-22 10:00", front=False),
        Field("report.redaction_review_at", "Redaction seen", "e.g. 2026-09-21 16:05", front=False),
        Field("report.superseded_by", "Superseded by", "a postmortem's id", front=False),
        Field("report.retention_until", "Keep until", "e.g. 2031-09-22", front=False),
        Field("report.external.title", "Customer title", front=False),
        Field("report.external.summary", "For customers", "what they noticed; sorry", front=False),
        Field(
            "report.external.what_happened", "What happened", "two or three conditions", front=False
        ),
        Field("report.external.what_we_do", "What we do", "done and dated", front=False),
        Field("report.external.shown", "Told, too", "e.g. timeline.t3, lessons.l1", front=False),
        Field("report.external.held_back", "Held back", "e.g. actions.a2", front=False),
        Field("report.names.customers", "Customers", "names that stay inside", front=False),
        Field("report.names.suppliers", "Suppliers", "names that stay inside", front=False),
        Field("report.names.code_names", "Code names", "names that stay inside", front=False),
        Items("report.redactions", "Decisions on what stays inside", front=False),
    ),
    "implementation": (Items("actions", "Actions"),),
    "follow_up": (
        Items("follow_up.reviews", "Reviews"),
        Items("actions", "Effect of the actions"),
        Field("follow_up.closing_note", "Closing note", "what we know now"),
        Field("follow_up.reopen_if", "Reopen if", "what would make us look again"),
        Field("milestones.closed_at", "Closed", "e.g. 2026-12-15 10:00"),
        Items("risk_acceptances", "Accepted risks", front=False),
        Items("follow_up.adjustments", "Adjustments", front=False),
        Items("follow_up.recurrence_links", "Related incidents", front=False),
        Field("follow_up.shared_outside", "Shared with", "which lesson, with whom", front=False),
        Field("follow_up.survey.asked", "Asked", "e.g. 9", front=False),
        Field("follow_up.survey.answered", "Answered", "e.g. 8", front=False),
        Field("follow_up.survey.learned_something", "Learned", "e.g. 8", front=False),
        Field("follow_up.survey.would_attend_again", "Come again", "e.g. 8", front=False),
    ),
}


def page_of(address: str) -> str | None:
    """The name of the first page that shows a field or an item, or None when none does."""
    return next((name for name in PAGES if on_page(name, address)), None)


def on_page(page: str, address: str) -> bool:
    """Whether a page shows a field or an item."""
    return any(f"{address}.".startswith(f"{part.address}.") for part in PAGES[page])
