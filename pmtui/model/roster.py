"""Who a name in the record is."""

from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem

NOBODY = "a colleague"
"""What somebody without a role is called where names are not."""


def participant(record: Postmortem, who: str | None) -> Participant | None:
    """The participant with that id, name or handle (with or without @), whatever its case."""
    wanted = _key(who)
    if not wanted:
        return None
    for person in record.prep.people:
        if wanted in {_key(person.id), _key(person.name), _key(person.handle)}:
            return person
    return None


def role_of(person: Participant) -> str:
    """The first role of a participant in words, such as "incident commander"; else a colleague."""
    return person.roles[0].replace("_", " ") if person.roles else NOBODY


def person_id(record: Postmortem, who: str) -> str:
    """The id of the participant that `who` names, or the text itself when nobody matches."""
    found = participant(record, who)
    return found.id if found else who.strip()


def same_person(record: Postmortem, one: str | None, other: str | None) -> bool:
    """Whether both name one person; somebody unknown is never the same as anybody."""
    if not _key(one) or not _key(other):
        return False
    return _key(person_id(record, one or "")) == _key(person_id(record, other or ""))


def _key(who: str | None) -> str:
    return (who or "").strip().lstrip("@").casefold()
