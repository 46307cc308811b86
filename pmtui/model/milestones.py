"""Which milestone an entry of the timeline sets."""

from pmtui.model.kinds import EventKind
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import MILESTONE_OF_KIND
from pmtui.model.types import Moment

_FIRST = {
    "impact_start",
    "detected_at",
    "first_alert_at",
    "engaged_at",
    "first_public_update",
}
"""Milestones that are the first of their kind by definition (domain guide, 1.1)."""


def milestone_set(record: Postmortem, kind: EventKind | None, moment: Moment) -> str | None:
    """The name of the milestone that an entry of that kind sets, None for no milestone.

    An entry sets the milestone of its kind while that is not known. Where the milestone is the
    first of its kind and an entry said so, an earlier entry moves it back: a story is not told
    in its order. What was set by hand stays.
    """
    name = MILESTONE_OF_KIND.get(kind) if kind else None
    if name is None or moment.at is None:
        return None
    known: Moment | None = getattr(record.milestones, name)
    if known is None or known.at is None:
        return name
    told = any(event.kind is kind and event.at == known.at for event in record.timeline)
    return name if name in _FIRST and told and moment.at < known.at else None
