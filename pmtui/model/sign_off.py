"""How a report goes from its draft to what was published, and on to the next version.

``draft → in review → approved → published → superseded`` (domain guide, 6.5); back to draft when
changes are requested. A state may be skipped when all that it needs is there.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.kinds import MAJOR, ReportStatus, SignoffState
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Reading, Signoff, Version
from pmtui.model.roster import participant, person_id, same_person

Puts = list[tuple[str, Any]]

NEXT: dict[ReportStatus, tuple[ReportStatus, ...]] = {
    ReportStatus.DRAFT: (ReportStatus.IN_REVIEW, ReportStatus.APPROVED, ReportStatus.PUBLISHED),
    ReportStatus.IN_REVIEW: (ReportStatus.APPROVED, ReportStatus.PUBLISHED, ReportStatus.DRAFT),
    ReportStatus.APPROVED: (ReportStatus.PUBLISHED, ReportStatus.DRAFT),
    ReportStatus.PUBLISHED: (ReportStatus.SUPERSEDED, ReportStatus.DRAFT),
    ReportStatus.SUPERSEDED: (ReportStatus.DRAFT,),
}
"""The states that a report may move to from each state."""

_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})")

_LATER = (
    *("report.status", "report.version", "report.versions", "report.signoffs", "report.readers"),
    *("report.comments", "report.distribution", "report.redactions", "report.redaction_review_at"),
    *("report.names", "report.seen_by_all", "report.published_at", "report.retention_until"),
    *("report.superseded_by", "report.variants", "follow_up", "progress", "turns", "conflicts"),
    *("wording_ignored", "retired", "schema_version", "milestones.closed_at", "prep.meeting"),
    *("communications", "parking_lot"),
)
"""What goes on after publication and does not change what the report says."""

_LATER_OF_ITEMS = {
    "actions": (
        *("status", "history", "ticket", "blocked_reason", "done_at", "review_on", "due", "owner"),
        *("owner_confirmed", "verification", "effectiveness", "depends_on", "side_effects"),
    ),
    "risk_acceptances": ("review", "review_on"),
    "deadlines": ("done", "note"),
}
"""The fields of items that say how the work on them goes, by their list."""


class CannotMoveOn(PmtuiError):
    """A move of the report that its state does not allow, or that lacks something."""


def lacks(record: Postmortem, to: ReportStatus) -> tuple[tuple[str, str], ...]:
    """What keeps a report from a state, and from those before it: addresses and sentences.

    What the guide's rules of the page ask for before publication is not among it.
    """
    return tuple(_lacks(record, to))


def _lacks(record: Postmortem, to: ReportStatus) -> Iterator[tuple[str, str]]:
    report = record.report
    if to is ReportStatus.DRAFT:
        if report.status in (ReportStatus.IN_REVIEW, ReportStatus.APPROVED) and not _asked(record):
            yield (
                "report.signoffs",
                "Nobody asked for changes: set a sign-off to changes requested, or write a "
                "comment on what is to change.",
            )
        return
    if to is ReportStatus.SUPERSEDED:
        if not (report.superseded_by or "").strip():
            yield "report.superseded_by", "Say which postmortem or version takes its place."
        return
    if not (report.exec_summary or "").strip():
        yield "report.exec_summary", "Write the executive summary; readers begin with it."
    if not any(each.person for each in report.signoffs):
        yield "report.signoffs", "Name who is to read and sign it."
    if to is not ReportStatus.IN_REVIEW:
        yield from (("report.signoffs", sentence) for sentence in unsigned(record))


def unsigned(record: Postmortem) -> Iterator[str]:
    """Which signatures a report still lacks, in sentences (X6.2).

    SEV1 and SEV2 need owner, facilitator and approver, others the owner and one reader who was not
    involved (domain guide, 6.5).
    """
    for each in record.report.signoffs:
        if each.state is SignoffState.CHANGES_REQUESTED:
            who = _name(record, each.person)
            yield f"{who} asked for changes. Make them, and ask for the signature again."
    if not _signed_as(record, "owner", record.prep.owner):
        yield "The owner has not signed yet."
    level = record.severity.final or record.severity.peak or record.severity.declared
    if level not in MAJOR:
        if not _outsider_read(record):
            yield "Ask one reader who was not involved to sign."
        return
    if not _signed_as(record, "facilitator", record.prep.facilitator):
        yield "The facilitator has not signed yet that the people in the story read it."
    if not _signed_as(record, "approver", None):
        yield "An approver has not signed yet; a major incident needs one."


def moving(record: Postmortem, to: ReportStatus, *, by: str | None, at: datetime) -> Puts:
    """The puts that move a report to a state; a published one is a version of its own.

    What it lacks is for the caller to look at (`lacks`, and the rules of the page). Raises
    `CannotMoveOn` for a state that does not follow on the one it has.
    """
    status = record.report.status
    if to not in NEXT[status]:
        ways = " or ".join(_said(each) for each in NEXT[status])
        raise CannotMoveOn(f"A report that is {_said(status)} can only become {ways}.")
    if to is ReportStatus.DRAFT and status in (ReportStatus.PUBLISHED, ReportStatus.SUPERSEDED):
        return next_draft(record)
    puts: Puts = [("report.status", to)]
    if to is ReportStatus.PUBLISHED:
        puts += _publishing(record, by, at)
    return puts


def next_draft(record: Postmortem) -> Puts:
    """The puts that make the next draft of a published report; it is signed anew (`unsigned`)."""
    return [
        ("report.status", ReportStatus.DRAFT),
        ("report.version", raised(record.report.version)),
    ]


def edited_when_published(record: Postmortem, field: str) -> Puts:
    """What follows when a field of a published report changes: its next draft, or nothing.

    An action that the follow-up brought is not what the report was about.
    """
    published = record.report.status is ReportStatus.PUBLISHED
    if not published or not says(field) or field.split(".")[1:2] in _brought(record):
        return []
    return next_draft(record)


def _brought(record: Postmortem) -> list[list[str]]:
    """The ids of the actions that an adjustment made, or that an accepted risk became."""
    made = [each.action for each in record.follow_up.adjustments]
    made += [each.review.action for each in record.risk_acceptances]
    return [[each] for each in made if each]


def says(field: str) -> bool:
    """Whether a field is part of what the report says, rather than of what came after it."""
    parts = field.split(".")
    if len(parts) > 2 and parts[2] in _LATER_OF_ITEMS.get(parts[0], ()):
        return False
    return not any(f"{field}.".startswith(f"{each}.") for each in _LATER)


def raised(version: str) -> str:
    """The next version: 1.0 → 1.1; one that is no version stays."""
    found = _VERSION.fullmatch(version.strip())
    return f"{found[1]}.{int(found[2]) + 1}" if found else version


def reading(record: Postmortem, who: str, at: datetime) -> Puts:
    """The puts that note that somebody has read this version; none where that is noted."""
    version = record.report.version
    for each in record.report.readers:
        if each.version == version and same_person(record, each.person, who):
            return []
    name = address.next_id(record, "report.readers")
    made = Reading(id=name, person=person_id(record, who), at=at, version=version)
    return [(f"report.readers.{name}", made)]


def unread_by(record: Postmortem) -> tuple[str, ...]:
    """The participants who were in it and have not read the report, by id."""
    return tuple(
        person.id
        for person in record.prep.people
        if person.involved
        and not any(same_person(record, each.person, person.id) for each in record.report.readers)
    )


def first_published(record: Postmortem) -> datetime | None:
    """When the report was published for the first time, as far as that is known."""
    known = [each.at for each in record.report.versions if each.at is not None]
    return min(known) if known else record.report.published_at


def _publishing(record: Postmortem, by: str | None, at: datetime) -> Puts:
    report = record.report
    known = [each.version for each in report.versions]
    version = "1.0" if re.fullmatch(r"0\.\d+", report.version) else report.version
    while version in known and (higher := raised(version)) != version:
        version = higher
    name = address.next_id(record, "report.versions")
    puts: Puts = [("report.version", version)]
    if not known and report.published_at is not None:
        at = report.published_at  # it was noted before, by hand
    else:
        puts.append(("report.published_at", at))
    puts.append((f"report.versions.{name}", Version(id=name, version=version, at=at, by=by)))
    return puts


def _asked(record: Postmortem) -> bool:
    """Whether somebody asked for changes, by a sign-off or in a comment that is open."""
    return any(
        each.state is SignoffState.CHANGES_REQUESTED for each in record.report.signoffs
    ) or any(each.resolved_at is None for each in record.report.comments)


def _approved(record: Postmortem) -> list[Signoff]:
    """The signatures that count: on a draft after a publication, those made since."""
    report = record.report
    signed = [each for each in report.signoffs if each.state is SignoffState.APPROVED]
    known = [each.at for each in report.versions] or [report.published_at]
    last = max((at for at in known if at), default=None)
    if last is None or report.status in (ReportStatus.PUBLISHED, ReportStatus.SUPERSEDED):
        return signed
    if not report.versions and report.version.startswith("0."):
        return signed  # the day of the publication was noted before it
    return [each for each in signed if each.at is None or each.at > last]


def _signed_as(record: Postmortem, role: str, person: str | None) -> bool:
    """Whether somebody approved in that role, or the person who holds it did."""
    return any(
        role in (each.role or "").casefold() or same_person(record, each.person, person)
        for each in _approved(record)
    )


def _outsider_read(record: Postmortem) -> bool:
    """Whether somebody approved who neither owns the review nor was involved."""
    for each in _approved(record):
        found = participant(record, each.person)
        owner = same_person(record, each.person, record.prep.owner)
        if each.person and not owner and not (found and found.involved):
            return True
    return False


def _name(record: Postmortem, who: str | None) -> str:
    found = participant(record, who)
    return (found.name or found.handle if found else None) or who or "Somebody"


def _said(status: ReportStatus) -> str:
    return str(status).replace("_", " ")
