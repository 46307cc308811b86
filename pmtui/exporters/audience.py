"""Whom a report is written for."""

import re
from enum import StrEnum

from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem

NOBODY = "a colleague"


class Audience(StrEnum):
    """Inside the organisation names are named; outside it people are their roles."""

    INTERNAL = "internal"
    EXTERNAL = "external"


def role_of(person: Participant) -> str:
    """The first role of a participant in words, such as "incident commander"."""
    return person.roles[0].replace("_", " ") if person.roles else NOBODY


def without_names(text: str, record: Postmortem) -> str:
    """The text with the names and handles of the participants replaced by their roles."""
    roles: dict[str, str] = {}
    for person in record.prep.people:
        for word in (person.name, person.handle):
            if bare := (word or "").strip("@ ").casefold():
                roles[bare] = _with_article(role_of(person))
    if not roles:
        return text
    longest_first = sorted(roles, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest_first)
    pattern = re.compile(rf"(?<!\w)(?:the\s+)?@?({names})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda found: roles.get(found[1].casefold(), NOBODY), text)


def _with_article(role: str) -> str:
    return role if role == NOBODY else f"the {role}"
