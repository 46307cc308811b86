"""Whom the room follows, of those who have a record open."""

from collections.abc import Sequence

from pmtui.model.meeting import in_order
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import same_person
from pmtui.store.presence import Visitor


def leader(
    record: Postmortem, visitors: Sequence[Visitor], wanted: str, before: Visitor | None
) -> Visitor | None:
    """The one who was asked for, else who leads the clock, else the facilitator of the record.

    Else it is who was followed `before`, then who moved last; the same among several sessions of
    one person. None where nobody is here, or where the one who was asked for is not.
    """
    turns = in_order(record.turns)
    leads = (turns[-1].by or "" if turns else "", record.prep.facilitator or "")
    for who in (wanted,) if wanted else leads:
        if found := [each for each in visitors if who and is_called(record, each, who)]:
            return _kept(found, before)
    return None if wanted else _kept(visitors, before)


def is_called(record: Postmortem, visitor: Visitor, who: str) -> bool:
    """Whether words name somebody: a session, a user with or without the host, a participant."""
    if who in (visitor.session, visitor.who):
        return True
    return visitor.name == who or same_person(record, visitor.name, who)


def _kept(found: Sequence[Visitor], before: Visitor | None) -> Visitor | None:
    for each in found:
        if before is not None and each.session == before.session:
            return each
    return max(found, key=lambda each: each.moved, default=None)
