"""Whether the meeting may start: people, time, scope, evidence, agenda, goals, ground rules."""

from collections.abc import Iterable, Iterator
from datetime import date

from pmtui.guide.agenda import agenda
from pmtui.guide.checks import Finding, check
from pmtui.guide.rules.rule import Problem, Rule, needs, said
from pmtui.model.postmortem import Postmortem

PAGE = "preparation"

_OF_THE_PAGE = frozenset({"X1.1", "X1.2", "X1.4", "X1.5", "X1.6", "X1.7", "X1.8", "X1.10"})
"""The rules of the page that are about the meeting. Services, severity and flags can wait."""


def _zones(record: Postmortem) -> Iterator[Problem]:
    for person in record.prep.people:
        if not said(person.tz):
            name = person.name or person.handle or person.id
            yield f"prep.people.{person.id}.tz", f"Say in which time zone {name} is."


def _boxes(record: Postmortem) -> Iterator[Problem]:
    for block in record.prep.agenda:
        if not block.minutes:
            name = block.name or block.id
            yield f"prep.agenda.{block.id}.minutes", f"Give “{name}” its minutes."


def _fits(record: Postmortem) -> Iterator[Problem]:
    planned, length = sum(each.planned for each in agenda(record)), record.prep.meeting.minutes
    if length is not None and planned > length:
        yield (
            "prep.meeting.minutes",
            f"The agenda takes {planned} minutes, the meeting has {length}. Shorten one, or "
            "lengthen the other.",
        )


RULES = (
    Rule(
        "MEET.1",
        "must",
        needs(lambda r: r.prep.meeting.start, "prep.meeting.start", "Say when the meeting starts."),
    ),
    Rule(
        "MEET.2",
        "must",
        needs(
            lambda r: any(map(said, r.prep.goals)),
            "prep.goals",
            "Say what you hope to understand by the end.",
        ),
    ),
    Rule(
        "MEET.3",
        "must",
        needs(
            lambda r: any(map(said, r.prep.ground_rules)),
            "prep.ground_rules",
            "Say by which ground rules the room talks.",
        ),
    ),
    Rule("MEET.4", "must", _boxes),
    Rule("MEET.5", "warn", _fits),
    Rule("MEET.6", "warn", _zones),
)
"""What the meeting needs beyond the exit rules of the page (domain guide, step 1: required)."""


def missing(record: Postmortem, found: Iterable[Finding]) -> tuple[Finding, ...]:
    """What is missing before the meeting can start; only a `must` keeps it from starting.

    `found` are the findings of the record on any pages.
    """
    of_page = [each for each in found if each.step == PAGE and each.rule in _OF_THE_PAGE]
    own = [
        Finding(rule.level, rule.id, address, message, PAGE)
        for rule in RULES
        for address, message in rule.find(record)
    ]
    return tuple(sorted([*of_page, *own], key=lambda each: each.level != "must"))


def missing_on(record: Postmortem, day: date) -> tuple[Finding, ...]:
    """What is missing on that day, by all rules."""
    return missing(record, check(record, day))


def may_start(lacks: Iterable[Finding]) -> bool:
    """Whether nothing is missing that the meeting cannot start without."""
    return all(each.level != "must" for each in lacks)
