"""Steps of undo from before this session, found in the history of the record."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from pmtui.model import address
from pmtui.store.changes import touches
from pmtui.store.history import Change, Entry


class EarlierStep(NamedTuple):
    """Changes that one undo takes back, and when the last of them was saved (UTC)."""

    at: datetime
    changes: tuple[Change, ...]


class Earlier(NamedTuple):
    """What can be taken back, and what was taken back and can be brought again; newest last."""

    done: list[EarlierStep]
    undone: list[EarlierStep]


def earlier_steps(entries: Sequence[Entry], who: str, burst: timedelta) -> Earlier:
    """The steps of one user in a history, oldest entry first.

    Saves of the same single field no further apart than `burst` are one step. A save that is
    just the inverse of the step before was its undo: the step can be brought back.
    """
    done: list[EarlierStep] = []
    undone: list[EarlierStep] = []
    for entry in entries:
        changes = tuple(each for each in entry.changes if _can_be_taken_back(each.field))
        if entry.by != who or not changes:
            continue
        step = EarlierStep(entry.at, changes)
        if done and _sides(done[-1].changes) == _sides(turned_round(changes)):
            undone.append(done.pop())
        elif undone and _sides(undone[-1].changes) == _sides(changes):
            done.append(undone.pop())
        elif (joined := _joined(done[-1], step, burst) if done else None) is not None:
            undone.clear()
            done[-1] = joined
        else:
            undone.clear()
            done.append(step)
    return Earlier(done, undone)


def until(entries: Sequence[Entry], revision: str, at: datetime) -> Sequence[Entry]:
    """The entries up to the one that led to a revision; where none did, those before an instant."""
    for count in range(len(entries), 0, -1):
        if entries[count - 1].revision == revision:
            return entries[:count]
    return [entry for entry in entries if entry.at < at]


def last_to_change(entries: Sequence[Entry], fields: Sequence[str]) -> str | None:
    """Who changed one of the fields last; None when that is not known."""
    for entry in reversed(entries):
        if any(touches(change, field) for change in entry.changes for field in fields):
            return entry.by or None
    return None


def turned_round(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes that take changes back."""
    return tuple(Change(each.field, each.after, each.before, each.place) for each in changes)


def _can_be_taken_back(field: str) -> bool:
    """Whether undo takes changes of a field back: not the program's own, nor how a meeting went."""
    return not address.is_fixed(field) and not field.startswith("turns.")


def _sides(changes: Sequence[Change]) -> dict[str, tuple[object, object]]:
    """Both sides of each change by its field."""
    return {each.field: (each.before, each.after) for each in changes}


def _joined(last: EarlierStep, step: EarlierStep, burst: timedelta) -> EarlierStep | None:
    """Two steps as one where the second goes on with the burst of the first."""
    (first, *more), (then, *others) = last.changes, step.changes
    alike = first.field == then.field and first.after == then.before
    if more or others or not alike or first.of_item or step.at - last.at > burst:
        return None
    return EarlierStep(step.at, (Change(first.field, first.before, then.after),))
