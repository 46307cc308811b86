"""Whether words name one person who can own an action: no team, no role, no list, no placeholder.

The guide asks for exactly one person (AL03). A name need not be known to the record, so that what
is no name is told by its shape: "the DBAs", "SRE", "platform squad", "Anna or Bob", "t.b.d.".
"""

import re

from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant

_PLACEHOLDERS = """
all any each none noone open pending tba tbc tbd tobeconfirmed tobedecided tobedetermined us we
"""
"""What stands for an owner who is still to be found, letters only: "t.b.d.", "no one"."""

_NO_NAMES = """
anybody anyone everybody everyone hire nobody somebody someone tba tbc tbd unassigned unknown
volunteer whoever
admins analysts author authors backend board chapter colleagues commander committee contractor
contractors council crew dba dbas department dept desk developer developers devops devs director
directors division duty engineer engineering engineers folks frontend group guild helpdesk infra
infrastructure lead leadership leads maintainers management manager managers members noc oncall
operations operators ops organisation owner owners people platform qa responders rota rotation
security shift soc sre sres squad squads staff stakeholders supplier suppliers support sysadmins
team teams teammates tribe unit vendor vendors
"""
"""Words of nobody in particular, of teams and roles. "Dev" and "Will" are names."""

_SEVERAL = re.compile(r"[,;/&|+]|\s(?:and|or|plus|with|et al)\b", re.IGNORECASE)
_ON_CALL = re.compile(r"\bon[\s-]?call\b", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"(?:the|our|their|both|each|every)\s", re.IGNORECASE)
_LONGEST_ABBREVIATION = 5


def is_one_person(record: Postmortem, owner: str | None) -> bool:
    """Whether the words name one person: a participant, or somebody else by a plain name."""
    name = " ".join((owner or "").split())
    teams = {(person.team or "").casefold() for person in record.prep.people}
    if not name or name.casefold() in teams:
        return False
    return participant(record, name) is not None or _reads_as_one(name)


def _reads_as_one(name: str) -> bool:
    """Whether unknown words have the shape of a name; "Anna Vos (SRE)" is one, and her team."""
    plain = re.sub(r"\s*\([^)]*\)$|(?<=\w)@\S+", "", name)
    if any(shape.search(name) for shape in (_SEVERAL, _ON_CALL)) or _NOT_A_NAME.match(plain):
        return False
    words = re.findall(r"[^\W_]+", plain.casefold())
    if not words or "".join(words) in _PLACEHOLDERS.split():
        return False
    if not set(words).isdisjoint(_NO_NAMES.split()):
        return False
    return not _is_abbreviation(plain)


def _is_abbreviation(name: str) -> bool:
    """Whether it is a word of two to five capitals, as teams and roles are written: "SRE"."""
    word = name.removesuffix("s")
    return 1 < len(word) <= _LONGEST_ABBREVIATION and word.isalnum() and word.isupper()
