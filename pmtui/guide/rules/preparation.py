"""Page 1: people, scope and evidence are ready for the meeting."""

from collections.abc import Iterator
from datetime import timedelta

from pmtui.guide import policy
from pmtui.guide.rules import invited
from pmtui.guide.rules.rule import Problem, Rule, needs
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant, same_person

_FLAGS = {
    "security": "Say whether security is involved.",
    "personal_data": "Say whether personal data is involved.",
    "legal_hold": "Say whether evidence is under a legal hold.",
}
_EXPOSED_ROLES = {"change_author", "incident_commander"}


def _enough_evidence(record: Postmortem) -> Iterator[Problem]:
    wanted = policy.EVIDENCE_MAJOR if policy.is_major(record) else policy.EVIDENCE_OTHERWISE
    have = len(record.prep.evidence)
    if have < wanted:
        yield "prep.evidence", f"Collect the evidence: {have} of at least {wanted} so far."


def _scope(record: Postmortem) -> Iterator[Problem]:
    start, end = record.prep.scope_start, record.prep.scope_end
    if start is None:
        yield "prep.scope_start", "Say where the story begins, well before the first alert."
    if end is None:
        yield "prep.scope_end", "Say where the story ends."
    if start and end and start >= end:
        yield "prep.scope_end", "The scope ends before it starts. Correct one of the two."


def _neutral_facilitator(record: Postmortem) -> Iterator[Problem]:
    found = participant(record, record.prep.facilitator)
    if found and found.involved:
        yield (
            "prep.facilitator",
            "The facilitator was part of this. Ask somebody else, or agree openly on two hats.",
        )


def _talks_before(record: Postmortem) -> Iterator[Problem]:
    if not policy.is_major(record):
        return
    for person in record.prep.people:
        roles = {role.strip().lower().replace(" ", "_").replace("-", "_") for role in person.roles}
        talks = [talk for talk in record.prep.pre_talks if talk.done]
        met = any(same_person(record, talk.person, person.id) for talk in talks)
        if roles & _EXPOSED_ROLES and not met:
            yield (
                "prep.pre_talks",
                f"Talk with {person.name or person.id} before the meeting; ten minutes help.",
            )


def _in_time(record: Postmortem) -> Iterator[Problem]:
    start, limit = record.prep.meeting.start, policy.review_due(record)
    if start and limit and start > limit:
        yield (
            "prep.meeting.start",
            f"Memory fades: policy says by {limit:%Y-%m-%d %H:%M} UTC. Rather prepare less than "
            f"meet later.",
        )


def _flags_known(record: Postmortem) -> Iterator[Problem]:
    for name, message in _FLAGS.items():
        if getattr(record.flags, name) is None:
            yield f"flags.{name}", message


def _agenda_sent(record: Postmortem) -> Iterator[Problem]:
    meeting = record.prep.meeting
    if meeting.start is None:
        return
    latest = meeting.start - timedelta(hours=policy.AGENDA_HOURS)
    if meeting.agenda_sent is None or meeting.agenda_sent > latest:
        yield (
            "prep.meeting.agenda_sent",
            f"Send the agenda {policy.AGENDA_HOURS} hours before the meeting.",
        )


RULES = (
    Rule(
        "X1.1",
        "must",
        needs(lambda r: r.prep.facilitator, "prep.facilitator", "Name the facilitator."),
    ),
    Rule(
        "X1.1",
        "must",
        needs(lambda r: r.prep.owner, "prep.owner", "Name the owner of this postmortem."),
    ),
    Rule(
        "X1.2",
        "must",
        needs(
            lambda r: any(person.involved for person in r.prep.people),
            "prep.people",
            "Add at least one person who was involved, and mark them so.",
        ),
    ),
    Rule(
        "X1.3",
        "must",
        needs(lambda r: r.services, "services", "Name at least one affected service."),
    ),
    Rule(
        "X1.3",
        "must",
        needs(lambda r: r.severity.final, "severity.final", "Settle the final severity."),
    ),
    Rule("X1.4", "must", _enough_evidence),
    Rule("X1.5", "must", _scope),
    Rule("X1.6", "warn", _neutral_facilitator),
    Rule("X1.7", "warn", _talks_before),
    Rule("X1.8", "warn", _in_time),
    Rule("X1.9", "warn", _flags_known),
    Rule("X1.10", "hint", _agenda_sent),
    *invited.RULES,
)
