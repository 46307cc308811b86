"""From a record to its line in the library."""

from datetime import datetime
from typing import TYPE_CHECKING

from pmtui.store.faces import Face
from pmtui.store.library import Commitment, Summary

if TYPE_CHECKING:  # a list of summaries needs no model, and is to start fast
    from pmtui.model.postmortem import Postmortem
    from pmtui.model.types import Moment


def summarise(record: "Postmortem", updated: datetime) -> Summary:
    """The summary of a record; `updated` is when its file was last written."""
    from pmtui.model.kinds import OPEN_ACTIONS

    return Summary(
        id=record.id,
        title=record.title,
        reference=record.reference,
        kind=record.kind,
        status=record.report.status,
        severity=severity(record),
        services=record.services,
        tags=record.tags,
        owner=_name(record, record.prep.owner),
        started=_text(started(record)),
        resolved=_at(record.milestones.resolved_at or record.milestones.impact_end),
        updated=updated,
        commitments=tuple(
            Commitment(each.id, each.title, each.due)
            for each in record.actions
            if each.status in OPEN_ACTIONS
        ),
    )


def severity(record: "Postmortem") -> str | None:
    """How bad it was, as far as that has been settled."""
    return record.severity.final or record.severity.peak or record.severity.declared


def started(record: "Postmortem") -> datetime | None:
    """When the incident began, or the first that is known of it."""
    milestones = record.milestones
    return _at(milestones.impact_start or milestones.trigger_at or milestones.detected_at)


def _text(instant: datetime | None) -> str | None:
    return instant.isoformat().replace("+00:00", "Z") if instant else None


def _at(moment: "Moment | None") -> datetime | None:
    return moment.at if moment else None


def _name(record: "Postmortem", person: str | None) -> str | None:
    known = {each.id: each.name for each in record.prep.people}
    return known.get(person) or person if person else None


SUMMARY = Face("list", 2, Summary, summarise)
"""The lines of the library."""
