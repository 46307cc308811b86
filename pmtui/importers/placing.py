"""What an import adds to a record: events it does not have, milestones not known, notes."""

import json
import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any

from pmtui.guide.words import label
from pmtui.importers import chat, incidents
from pmtui.importers.machine import Found
from pmtui.model import address
from pmtui.model.milestones import milestones_told
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant
from pmtui.model.story import Event

_KEYS = {form.name: form.key for form in (chat.SLACK, *incidents.FORMS) if form.key}


@dataclass(frozen=True, slots=True)
class Placed:
    """What a file adds to a record: `events` with ids of their own, and `more` puts.

    `known` events were there already.
    """

    events: tuple[Event, ...]
    more: tuple[tuple[str, Any], ...]
    known: int

    @property
    def added(self) -> int:
        """How many events are new."""
        return len(self.events)

    @property
    def puts(self) -> tuple[tuple[str, Any], ...]:
        """All of it as puts, for a session."""
        return (*((f"timeline.{event.id}", event) for event in self.events), *self.more)

    def onto(self, record: Postmortem) -> Postmortem:
        """The record after the puts, made in one go: a put alone looks at the whole timeline."""
        record = replace(record, timeline=(*record.timeline, *self.events))
        for where, value in self.more:
            record = address.put(record, where, value)
        return record


def place(record: Postmortem, found: Found) -> Placed:
    """The events and notes that the record does not have yet.

    An event is there already when the record has as many of the same source as the file has had
    so far, so that two equal lines of one log stay two.
    """
    there = Counter(fingerprint(event) for event in record.timeline if event.source)
    new: list[Event] = []
    number = int(address.next_id(record, "timeline")[1:])
    for event in found.events:
        if there[mark := fingerprint(event)] > 0:
            there[mark] -= 1
            continue
        who = _role(record, event.actor_role)
        new.append(replace(event, id=f"{Event.PREFIX}{number + len(new)}", actor_role=who))
    more: list[tuple[str, Any]] = [
        (f"milestones.{name}", moment) for name, moment in milestones_told(record, new)
    ]
    if notes := _with_notes(record.notes, found):
        more.append(("notes", notes))
    return Placed(tuple(new), tuple(more), found.taken - len(new))


def sentence(found: Found, placed: Placed) -> str:
    """What became of the pieces of a file, in figures."""
    new = f" ({placed.added} new, {placed.known} known already)" if placed.known else ""
    return (
        f"read {found.read} {found.unit}: taken {found.taken}{new}, joined {found.joined}, "
        f"notes {found.noted}; lost {found.lost}"
    )


def fingerprint(event: Event) -> Hashable:
    """What tells an imported event from others: the id that its tool gave it, else its source."""
    form = (event.origin or "").partition(" ")[0]
    if find := _KEYS.get(form):
        try:
            key = find(json.loads(event.source or ""))
        except (ValueError, AttributeError, RecursionError):
            return event.source
        return event.source if key is None else f"{form} {key}"
    return event.source


def _role(record: Postmortem, who: str | None) -> str | None:
    """The role of whoever did it, else the name: roles rather than names, so no one is blamed."""
    found = participant(record, who)
    if found is None:
        return who
    return label(found.roles[0]) if found.roles else found.handle or who


def _with_notes(notes: str | None, found: Found) -> str | None:
    """The notes with the pieces that are not in them yet, as they stood; None for no change."""
    there = Counter((notes or "").split("\n"))
    new = []
    for piece in found.notes:
        lines = piece.split("\n")
        if all(there[line] > 0 for line in lines):
            there.subtract(lines)
        else:
            new.append(piece)
    if not new:
        return None
    text = "\n".join(new)
    fence = "~" * max(3, 1 + max(map(len, re.findall("~*", text))))
    block = f"From {found.name}, without a time:\n\n{fence}text\n{text}\n{fence}"
    return f"{notes.rstrip()}\n\n{block}" if notes and notes.strip() else block
