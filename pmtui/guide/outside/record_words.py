"""The words of one record that stay inside: its people, services, teams, tickets, and the lists.

What a team lists for all its postmortems lies in the library, one name a line: the files of
`TEAM_FILES`. What belongs to one postmortem is listed in it (`report.names`).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pmtui.guide.outside import names
from pmtui.guide.outside.kinds import KINDS, PERSON
from pmtui.guide.outside.word_lists import NAMES, PLAIN, TRADES, UNSPACED
from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import role_of
from pmtui.model.schema import slots
from pmtui.model.text import from_bytes

TEAM_FILES = {
    "customers": "customers.txt",
    "suppliers": "suppliers.txt",
    "code_names": "code-names.txt",
}
"""The lists that a team keeps beside its records, and their files in the library."""

_KIND_OF_LIST = {"customers": "customer", "suppliers": "supplier", "code_names": "code name"}


_LEGAL = (
    r"(?:,?\s+(?:inc|incorporated|ltd|limited|llc|llp|plc|gmbh|ag|se|sa|s\.a|sas|sarl|bv|b\.v|nv|oy|ab"
    r"|as|aps|corp|corporation|co|company|group|holdings?|kg|ohg|pty|srl|spa|s\.p\.a)\.?)+$"
)
_PERSON = re.compile(r"[^\W\d_a-z][\w'’.-]+(?:\s[\w'’.-]+){0,3}")
"""A name as of one person; "the platform team" is none."""

_SHORT = 3
"""Letters up to which a word counts only as it is written: IT is not it."""

_EDGE, _END = rf"(?<![^\W_{UNSPACED}])", rf"(?![^\W_{UNSPACED}])"
_LONGEST = 200
"""Characters of a name at most."""

_JOINED = 8
"""Letters from which a name of several words is also found as one word, as in TideCrew."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What a team never names outside, beside what is in a record."""

    customers: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    code_names: tuple[str, ...] = ()


NOTHING_LISTED = Listed()


def listed_in(read: Callable[[str], bytes | None]) -> Listed:
    """The team's lists, from what reads a file of the library by its name."""
    found = {name: _lines(read(file)) for name, file in TEAM_FILES.items()}
    return Listed(**found)


def _lines(data: bytes | None) -> tuple[str, ...]:
    """The names in a file, one a line; what begins with # is a remark."""
    lines = (line.strip() for line in from_bytes(data or b"").splitlines())
    return tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))


@dataclass(frozen=True, slots=True)
class Known:
    """Words to look for: which pattern finds which kind, and what is written for each word."""

    kind: str
    pattern: re.Pattern[str]
    instead: dict[str, str] = field(default_factory=dict)
    meant: Callable[[str, re.Match[str]], bool] = lambda _name, _hit: True

    def put_for(self, name: str) -> str:
        """What is written for a name as it stands in a text."""
        return self.instead.get(_joined(name), KINDS[self.kind].instead)


def known_words(record: Postmortem, listed: Listed = NOTHING_LISTED) -> tuple[Known, ...]:
    """Everything that is to be looked for in texts about this record."""
    found = [_people(record)]
    own = record.report.names
    for name, kind in _KIND_OF_LIST.items():
        found.append(_known(kind, [*getattr(listed, name), *getattr(own, name)], TRADES))
    services = [each for each in record.services if not _is_plain(each)]
    found.append(_known("service", services, parted=" "))
    teams = {(each.team or "").strip() for each in record.prep.people}
    teams = {each for each in teams if each.casefold() not in PLAIN}
    as_written = frozenset(each.casefold() for each in teams if _is_plain(each))
    found.append(_known("team", [*teams], as_written))
    found.append(_known("incident number", [record.reference or ""]))
    found.append(_known("ticket", [*_tickets(record)]))
    refs = [
        each.ref.strip() for each in record.prep.evidence if each.ref and len(each.ref.strip()) > 5
    ]
    found.append(_known("evidence", refs))
    return tuple(each for each in found if each is not None)


def _people(record: Postmortem) -> Known | None:
    """The participants, and whoever is named where a person belongs; a role for each."""
    instead: dict[str, str] = {}
    words: set[str] = set()
    for person in [*record.prep.people, *_named_elsewhere(record)]:
        for spelling in _names(names.spellings(person)):
            for form in names.forms(spelling):
                instead.setdefault(_joined(form), _role(person))
                words.add(form)
    pattern = _pattern(words, NAMES)
    return Known(PERSON, pattern, instead, names.is_meant) if pattern else None


def _names(words: Iterable[str]) -> Iterator[str]:
    """The words that are no longer than a name is; a pasted page in its place is none."""
    return (each for each in words if len(each) <= _LONGEST)


def _joined(name: str) -> str:
    """A name in small letters without what may stand between its parts."""
    return re.sub(r"[\s_-]+", "", name).casefold()


def _named_elsewhere(record: Postmortem) -> Iterator[Participant]:
    """Whoever is named in a field for a person and is no participant: name or handle."""
    ids = {person.id for person in record.prep.people}
    found = dict.fromkeys(each.strip() for each in _persons(record) if each.strip() not in ids)
    for number, name in enumerate(found):
        if name.startswith("@"):
            yield Participant(id=f"p-{number}", handle=name)
        elif _PERSON.fullmatch(name) and not PLAIN.intersection(name.casefold().split()):
            yield Participant(id=f"p-{number}", name=name)


def _persons(part: Any) -> Iterator[str]:
    for slot in slots(type(part)).values():
        value = getattr(part, slot.name)
        for each in value if slot.many else (value,):
            if slot.shape == "part" and each is not None:
                yield from _persons(each)
            elif slot.mark == "person" and each:
                yield each


def _role(person: Participant) -> str:
    return f"the {role_of(person)}" if person.roles else KINDS[PERSON].instead


def _tickets(record: Postmortem) -> Iterator[str]:
    """The numbers of tickets that the record has a field for."""
    for each in (*(action.ticket for action in record.actions), *record.prep.prior):
        word = (each or "").strip().rstrip("/").rpartition("/")[2]
        if len(word) > 3 and any(sign.isdigit() for sign in word):
            yield word


def _is_plain(name: str) -> bool:
    """Whether a name says in plain words what something is, such as "payments" or "Card payments".

    Words joined by hyphens are a code name, whatever the words are.
    """
    return all(each in PLAIN for each in name.casefold().split())


def _known(
    kind: str, words: Sequence[str], ordinary: frozenset[str] = frozenset(), parted: str = " -"
) -> Known | None:
    """The words as they are listed, and without the Ltd or GmbH at their end."""
    whole = {*_names(word.strip() for word in words)}
    short = {re.sub(_LEGAL, "", word, flags=re.IGNORECASE) for word in whole}
    every = {form for word in whole | short if len(word) > 1 for form in names.forms(word)}
    pattern = _pattern(every, ordinary, parted)
    return Known(kind, pattern) if pattern else None


def _pattern(
    words: Iterable[str], ordinary: frozenset[str], parted: str = " -"
) -> re.Pattern[str] | None:
    """A pattern of any of the words in any case; of ordinary ones as written and in capitals.

    `parted` are the signs between the parts of a name, which may be written in other ways. Of a
    service a hyphen is none: what "settlement-report" is called, a settlement report is.
    """
    loose: set[str] = set()
    exact: set[str] = set()
    for word in words:
        (exact if word.casefold() in ordinary or len(word) <= _SHORT else loose).add(word)
    exact |= {word.upper() for word in exact if len(word) > 2}
    parts = [_alternatives(loose, "i", parted), _alternatives(exact, "-i", parted)]
    both = "|".join(each for each in parts if each)
    return re.compile(rf"{_EDGE}(?P<name>{both}){_END}") if both else None


def _alternatives(words: set[str], flag: str, parted: str) -> str:
    """The words, longest first; between two parts may be blanks, hyphens and underscores."""
    ordered = sorted(words, key=lambda each: (-len(each), each))
    forms = []
    for word in ordered:
        parts = re.split(rf"[{parted}]+", word.strip(parted))
        any_number = "*" if sum(map(len, parts)) >= _JOINED else "+"
        either = (re.escape(part).replace(r"\-", "[-_]") for part in parts)
        forms.append(rf"[\s_-]{any_number}".join(either))
    return f"(?{flag}:{'|'.join(forms)})" if forms else ""
