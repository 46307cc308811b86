"""Page 7: the report is written, signed, checked for what must not leave, and sent."""

from collections.abc import Iterator
from datetime import date

from pmtui.guide import policy
from pmtui.guide.rules import draft, summary
from pmtui.guide.rules.rule import DayRule, Problem, Rule, needs
from pmtui.model.kinds import SignoffState, Variant
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Signoff
from pmtui.model.roster import participant, same_person

_LEAVES_THE_HOUSE = {Variant.EXTERNAL, Variant.ANONYMISED}


def _approved(record: Postmortem) -> list[Signoff]:
    return [each for each in record.report.signoffs if each.state is SignoffState.APPROVED]


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


def _signed(record: Postmortem) -> Iterator[Problem]:
    where = "report.signoffs"
    if not _signed_as(record, "owner", record.prep.owner):
        yield where, "The owner has not signed yet."
    if not policy.is_major(record):
        if not _outsider_read(record):
            yield where, "Ask one reader who was not involved to sign."
        return
    if not _signed_as(record, "facilitator", record.prep.facilitator):
        yield where, "The facilitator has not signed yet that the people in the story read it."
    if not _signed_as(record, "approver", None):
        yield where, "An approver has not signed yet; a major incident needs one."


def _in_time(record: Postmortem, today: date) -> Iterator[Problem]:
    limit, published = policy.publish_due(record), record.report.published_at
    if limit is None:
        return
    late = published > limit if published else today > limit.date()
    if late:
        done = f"It was published on {published:%Y-%m-%d}" if published else "It is not published"
        yield (
            "report.published_at",
            f"{done}; policy says by {limit:%Y-%m-%d}. Send what there is, and say what is open.",
        )


RULES = (
    *summary.RULES,
    Rule("X6.2", "must", _signed),
    Rule(
        "X6.3",
        "must",
        needs(
            lambda r: (
                r.report.redaction_review_at
                or not _LEAVES_THE_HOUSE.intersection(r.report.variants)
            ),
            "report.redaction_review_at",
            "Go through what must not leave the organisation before the external report does.",
        ),
    ),
    Rule(
        "X6.4",
        "must",
        needs(
            lambda r: r.report.distribution,
            "report.distribution",
            "Note whom the report was sent to.",
        ),
    ),
    Rule(
        "X6.5",
        "warn",
        needs(
            lambda r: r.report.seen_by_all,
            "report.seen_by_all",
            "Send the draft to everybody who appears in it before it is published.",
        ),
    ),
    DayRule("X6.7", "warn", _in_time),
    *draft.RULES,
)
