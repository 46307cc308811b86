"""Keeping links between postmortems in both records: two files, each under its own lock.

The record in hand is changed and saved first; the other one is told afterwards. When that fails
nothing is lost: the link stands here, it is tried again, and N8.5 finds it until it is there. Being
told twice changes nothing. A link that somebody else made in this record was told by them.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pmtui.edits import Put, deletion, put_all
from pmtui.model import address
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import RecurrenceLink
from pmtui.model.recurrence import (
    LINKS,
    fitting,
    key_of_link,
    names_of,
    related,
    same_link,
    turned,
)
from pmtui.store.errors import NotFound
from pmtui.store.library import Library


@dataclass(frozen=True, slots=True)
class News:
    """What the other record, named `to`, is to be told: a link as it keeps it, or keeps no more.

    `names` are those of the record in hand, by which the other one may have named it.
    """

    to: str
    link: RecurrenceLink
    holds: bool
    names: frozenset[str]


def news(before: Postmortem, after: Postmortem) -> list[News]:
    """What the others are to be told of a change: links that went, then links that came."""
    old = {key_of_link(each): each for each in related(before)}
    new = {key_of_link(each): each for each in related(after)}
    gone = [(link, False) for key, link in old.items() if key not in new]
    come = [(link, True) for key, link in new.items() if key not in old]
    names = names_of(after)
    return [
        News(link.to, turned(link, after.id), holds, names)
        for link, holds in (*gone, *come)
        if link.to and link.to not in names
    ]


def tell(library: Library, told: News) -> str:
    """Tell the other record; what went wrong, in a sentence, or nothing.

    An incident that has no postmortem in this library cannot be told, which is no failure.
    """
    try:
        record_id = _named(library, told.to)
        if record_id is not None:
            library.change(record_id, lambda record: _changed(record, told, library.who))
    except (PmtuiError, OSError) as error:
        return f"{told.to} does not have the link yet: {error}"
    return ""


def _named(library: Library, to: str) -> str | None:
    """The id of the postmortem that a link names by its id or by its reference."""
    try:
        return library.load(to).record.id
    except NotFound:
        summaries = library.listing().summaries
    named = [each.id for each in summaries if each.reference == to]
    return named[0] if len(named) == 1 else None


def _changed(record: Postmortem, told: News, who: str) -> Postmortem:
    link = fitting(record, told.link)
    found = same_link(record, link, told.names)
    puts: list[Put] = []
    if told.holds and found is None:
        name = address.next_id(record, LINKS)
        puts = [(f"{LINKS}.{name}", replace(link, id=name))]
    elif not told.holds and found is not None:
        puts = deletion(record, f"{LINKS}.{found.id}")
    return put_all(record, puts, who, datetime.now(UTC)) if puts else record
