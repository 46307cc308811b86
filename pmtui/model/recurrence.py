"""Links between two postmortems, which both records keep, each from its own side."""

import re
from dataclasses import dataclass, replace

from pmtui.model.kinds import Relation
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import RecurrenceLink

LINKS = "follow_up.recurrence_links"

_HERE, _THERE = "here", "there"
_ACTION_NOTE = re.compile(rf"action (\w+) ({_HERE}|{_THERE}) was ([\w ]+)")

Key = tuple[str | None, Relation | None, frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class NotedAction:
    """What the note of a link says of an action: which, in what state, of this record or not."""

    id: str
    state: str
    here: bool


def related(record: Postmortem) -> tuple[RecurrenceLink, ...]:
    """The links of a record without those that say that the other is not the same."""
    return tuple(
        each
        for each in record.follow_up.recurrence_links
        if each.relation is not Relation.UNRELATED
    )


def key_of_link(link: RecurrenceLink) -> Key:
    """What makes two links one; the note is each side's own."""
    return link.to, link.relation, frozenset(link.causes), frozenset(link.there)


def names_of(record: Postmortem) -> frozenset[str]:
    """The id and the reference, by which others may name a record."""
    return frozenset({record.id, record.reference or record.id})


def fitting(record: Postmortem, link: RecurrenceLink) -> RecurrenceLink:
    """A link that names no cause which the record has lost meanwhile."""
    known = {cause.id for cause in record.causes}
    return replace(link, causes=tuple(each for each in link.causes if each in known))


def same_link(
    record: Postmortem, link: RecurrenceLink, names: frozenset[str]
) -> RecurrenceLink | None:
    """The link of a record that says the same of the postmortem with one of these names."""
    wanted = key_of_link(link)[1:]
    for each in record.follow_up.recurrence_links:
        if each.to in names and key_of_link(each)[1:] == wanted:
            return each
    return None


def has_back(other: Postmortem, link: RecurrenceLink, record: Postmortem) -> bool:
    """Whether the other record keeps a link of this one, too."""
    back = fitting(other, turned(link, record.id))
    return same_link(other, back, names_of(record)) is not None


def turned(link: RecurrenceLink, record_id: str) -> RecurrenceLink:
    """A link of the record of that id as the other record keeps it."""
    return replace(
        link,
        to=record_id,
        causes=link.there,
        there=link.causes,
        note=_turned_note(link.note) if link.note else None,
    )


def action_note(action_id: str, state: str, title: str) -> str:
    """The note on an action of the other record that was open when this one happened."""
    return f"action {action_id} {_THERE} was {state.replace('_', ' ')}: {title}"


def noted_action(link: RecurrenceLink) -> NotedAction | None:
    """The action that the note of a link tells of; None where somebody wrote another note."""
    found = _ACTION_NOTE.match(link.note or "")
    return NotedAction(found[1], found[3].strip(), found[2] == _HERE) if found else None


def _turned_note(note: str) -> str:
    found = _ACTION_NOTE.match(note)
    if found is None:
        return note
    side = _HERE if found[2] == _THERE else _THERE
    return f"action {found[1]} {side} was {found[3]}{note[found.end() :]}"
