"""What the facilitator says of a suggestion: it is the same, or another cause. Both are links."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pmtui.guide.recurrence.earlier import Match
from pmtui.guide.recurrence.outcome import open_then
from pmtui.guide.recurrence.told import started
from pmtui.model import address
from pmtui.model.kinds import Relation
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import RecurrenceLink
from pmtui.model.recurrence import LINKS, action_note
from pmtui.model.text import one_line


def judged(record: Postmortem, match: Match) -> tuple[RecurrenceLink, ...]:
    """The links by which a suggestion was accepted or rejected; none while it waits."""
    return tuple(link for link in record.follow_up.recurrence_links if _is_of(link, match))


def waiting(record: Postmortem, matches: Iterable[Match]) -> list[Match]:
    """The suggestions that nobody has judged yet."""
    return [match for match in matches if not judged(record, match)]


def accepting(
    record: Postmortem, other: Postmortem | None, match: Match
) -> list[tuple[str, RecurrenceLink]]:
    """The puts that link both postmortems, and name actions on the cause that were open then.

    Without the other record only the link is made.
    """
    link = _link(match, match.relation)
    at = started(record)
    if other is None or match.theirs is None or at is None:
        return _numbered(record, [link])
    still_open = [
        replace(
            _link(match, Relation.ACTION_OPEN_AT_TIME),
            note=action_note(action.id, state, one_line(action.title or "")),
        )
        for action, state in open_then(other, match.theirs, at)
    ]
    return _numbered(record, [link, *still_open])


def rejecting(record: Postmortem, match: Match) -> list[tuple[str, RecurrenceLink]]:
    """The put that remembers that it is another cause."""
    return _numbered(record, [_link(match, Relation.UNRELATED)])


def _link(match: Match, relation: Relation) -> RecurrenceLink:
    return RecurrenceLink(
        id="",
        to=match.id,
        relation=relation,
        causes=(match.ours,) if match.ours else (),
        there=(match.theirs,) if match.theirs else (),
    )


def _numbered(
    record: Postmortem, links: Sequence[RecurrenceLink]
) -> list[tuple[str, RecurrenceLink]]:
    """Puts of new links, the ids counted on from the highest."""
    first = address.next_id(record, LINKS)
    names = [f"{first[0]}{int(first[1:]) + number}" for number in range(len(links))]
    return [
        (f"{LINKS}.{name}", replace(link, id=name)) for name, link in zip(names, links, strict=True)
    ]


def _is_of(link: RecurrenceLink, match: Match) -> bool:
    """Whether a link speaks of a suggestion.

    One that names no causes speaks of all; typed by hand, it may name those of one side alone.
    """
    if link.to != match.id:
        return False
    if match.theirs is None:
        return link.relation in (match.relation, Relation.UNRELATED) and not link.there
    here = not link.causes or match.ours in link.causes
    there = not link.there or match.theirs in link.there
    return here and there and bool(link.causes or link.there)
