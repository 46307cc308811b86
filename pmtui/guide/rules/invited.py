"""The guide's nudges of its first step, numbered in their order; the others are X1.6 and X1.8.

====  ==========================================================================================
N1.3  evidence that is gone in less than two weeks
N1.4  nobody is invited who saw it from the customer's side
N1.5  somebody who was in it hears of it first in the room
====  ==========================================================================================
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pmtui.guide.rules.rule import DayRule, Problem, Rule
from pmtui.model.people import Evidence, Participant
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import same_person

SOON = timedelta(days=14)
"""Evidence that is to be saved within this time is asked about."""

_CUSTOMERS_SIDE = re.compile(
    r"\b(?:support|service desk|help ?desk|customers?|product|sales|account|success|merchants?"
    r"|care|partners?|community|users?)\b",
    re.IGNORECASE,
)
_NAMED = 3
"""People who are named in one sentence at most."""


def soon_lost(record: Postmortem, today: date) -> list[Evidence]:
    """The evidence that is to be saved from today on within `SOON`."""
    return [
        each
        for each in record.prep.evidence
        if each.save_by is not None and today <= each.save_by < today + SOON
    ]


def one_sided(record: Postmortem) -> bool:
    """Whether several people are listed, and by role and team none is near the customers."""
    people = record.prep.people
    said = [f"{' '.join(each.roles)} {each.team or ''}".replace("_", " ") for each in people]
    return len(people) > 1 and not any(_CUSTOMERS_SIDE.search(each) for each in said)


def unprepared(record: Postmortem, today: date) -> list[Participant]:
    """Those who were in it and with whom nobody has talked, as long as the meeting is to come.

    The facilitator is not among them.
    """
    prep, start = record.prep, record.prep.meeting.start
    if record.turns or (start is not None and start.date() < today):
        return []
    spoken = [prep.facilitator, *(talk.person for talk in prep.pre_talks if talk.done)]
    return [
        each
        for each in prep.people
        if each.involved and not any(same_person(record, each.id, one) for one in spoken)
    ]


def _lost(record: Postmortem, today: date) -> Iterator[Problem]:
    for each in soon_lost(record, today):
        yield (
            f"prep.evidence.{each.id}.save_by",
            f"Save {each.title or each.id} before {each.save_by}.",
        )


def _customers_side(record: Postmortem) -> Iterator[Problem]:
    if one_sided(record):
        yield "prep.people", "Who saw this from the customer's side? Invite somebody of support."


def _first_in_the_room(record: Postmortem, today: date) -> Iterator[Problem]:
    names = [each.name or each.handle or each.id for each in unprepared(record, today)]
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield (
            "prep.pre_talks",
            f"A ten-minute talk before the meeting helps {', '.join(names[:_NAMED])}{more}.",
        )


RULES = (
    DayRule("N1.3", "warn", _lost),
    Rule("N1.4", "hint", _customers_side),
    DayRule("N1.5", "hint", _first_in_the_room),
)
