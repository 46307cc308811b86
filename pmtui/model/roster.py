"""Who a name in the record is."""

from pmtui.model.people import Participant
from pmtui.model.postmortem import Postmortem

NOBODY = "a colleague"
"""What somebody without a role is called where names are not."""


def participant(record: Postmortem, who: str | None) -> Participant | None:
    """The participant with that id, name or handle (with or without @), whatever its case."""
    wanted = key(who)
    if not wanted:
        return None
    for person in record.prep.people:
        if wanted in {key(person.id), key(person.name), key(person.handle)}:
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
    if not key(one) or not key(other):
        return False
    return key(person_id(record, one or "")) == key(person_id(record, other or ""))


def called(record: Postmortem, who: str | None) -> tuple[str, ...]:
    """The keys of all names by which `same_person` finds somebody."""
    found = participant(record, who)
    names = {who, *((found.id, found.name, found.handle) if found else ())}
    return tuple(sorted({key(each) for each in names if same_person(record, who, each)}))


def key(who: str | None) -> str:
    """The form in which names are compared: without @ and case; empty for nobody."""
    return (who or "").strip().lstrip("@").casefold()
