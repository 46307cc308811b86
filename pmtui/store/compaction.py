"""A shorter history that still has the first and the last value of every burst of edits."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from pmtui.store.checked_lines import to_line
from pmtui.store.history import Change, Entry

BURST = timedelta(minutes=3)
"""Changes of one field by one person closer together than this are one burst."""

MOVED = "report.status"
"""No burst goes over a change of it: what was published stays known exactly."""

MOST = 2 * 1024 * 1024
"""Bytes of entries that are kept at most, the newest ones."""


class _Burst(NamedTuple):
    """The last change of a field: in the entry at which place, by whom, when, what."""

    place: int
    by: str
    at: datetime
    change: Change


def compact(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The history in fewer entries.

    What is dropped: within a burst, all values of the field between the first `before` and the
    last `after`; the revisions of entries that lie inside somebody's burst, whose state is then
    no longer known exactly; and the oldest entries beyond `MOST` bytes. Of these, the newest
    stays as an entry without changes, so that its state can still be brought back. An item that
    was added or removed is never dropped for being part of a burst.
    """
    return _newest(_without_bursts(entries))


def _without_bursts(entries: Sequence[Entry]) -> list[Entry]:
    changes: list[dict[str, Change]] = [{} for _ in entries]
    exact = [True] * len(entries)
    bursts: dict[str, _Burst] = {}
    for index, entry in enumerate(entries):
        moved = any(change.field == MOVED for change in entry.changes)
        if moved:
            bursts.clear()
        for change in entry.changes:
            if change.of_item:
                inside = [field for field in bursts if field.startswith(f"{change.field}.")]
                for field in inside:
                    del bursts[field]
            burst = bursts.get(change.field)
            if burst is not None and _goes_on(burst, entry, change):
                del changes[burst.place][change.field]
                exact[burst.place : index] = [False] * (index - burst.place)
                change = Change(change.field, burst.change.before, change.after)
            changes[index][change.field] = change
            if not change.of_item:  # an item goes on as no burst
                bursts[change.field] = _Burst(index, entry.by, entry.at, change)
        if moved:
            bursts.clear()
    return [
        Entry(entry.at, entry.by, entry.revision if sure else "", kept)
        for entry, sure, left in zip(entries, exact, changes, strict=True)
        if (kept := _real(left)) or not entry.changes
    ]


def _goes_on(burst: _Burst, entry: Entry, change: Change) -> bool:
    return (
        not change.of_item
        and burst.by == entry.by
        and entry.at - burst.at < BURST
        and burst.change.after == change.before
    )


def _real(changes: dict[str, Change]) -> tuple[Change, ...]:
    """The changes that changed something: a burst may end where it began."""
    return tuple(each for each in changes.values() if each.before != each.after)


def _newest(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The newest entries that fit into `MOST` bytes, at least one, and where they start from."""
    room, first = MOST, len(entries)
    while first and (room := room - len(to_line(entries[first - 1]))) >= 0:
        first -= 1
    first = min(first, max(len(entries) - 1, 0))
    if first == 0:
        return tuple(entries)
    start = entries[first - 1]
    return (Entry(start.at, start.by, start.revision), *entries[first:])
