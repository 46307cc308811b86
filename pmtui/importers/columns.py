"""Which column of a table is the time, which the words, the kind, the person: by head and rows."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass

from pmtui.importers.typed_stamps import Stamp, has_day, has_figures, split_typed

_TIMES = (
    *("datetime", "timestamp", "@timestamp", "time", "date", "when", "at", "utc", "created_at"),
    *("created", "started_at", "start", "occurred_at", "ts", "event_time", "_time"),
)
_TEXTS = (
    *("message", "text", "what happened", "event", "description", "summary", "title", "msg"),
    *("details", "what", "_raw", "entry", "name"),
)
_KINDS = ("kind", "event_type", "type", "action")
_PEOPLE = ("who", "actor", "person", "author", "user")
_MARKS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what; `date` is a column of its own where the time has none.

    `headed` says that the first row names the columns; `has_figures`, that its dates are such as
    03/04/2026.
    """

    names: tuple[str, ...]
    mark: str
    time: int
    text: int | None
    kind: int | None = None
    date: int | None = None
    who: int | None = None
    headed: bool = True
    has_figures: bool = False

    def sentence(self) -> str:
        """Which columns were read as what."""
        time = f"“{self.names[self.time]}”"
        if self.date is not None:
            time = f"“{self.names[self.date]}” and {time}"
        told = [f"time from {time}"]
        for what, at in (("words", self.text), ("kind", self.kind), ("who", self.who)):
            told += [f"{what} from “{self.names[at]}”"] if at is not None else []
        return f"Columns: {', '.join(told)}; the others are in the source line."

    def when(self, row: Sequence[str]) -> str:
        """The date and time of a row, as they stand."""
        return _when(row, self.date, self.time)


def find_columns(sample: Sequence[str], *, guess: bool = False) -> Columns | None:
    """The columns of a table by the names in its head and its first rows; None for no such table.

    With `guess` the head may have any names, or be missing: the rows show what is a time.
    """
    for mark in _MARKS:
        rows = [row for row in _rows(sample, mark) if row]
        if len(rows) > 1 and len(rows[0]) > 1:
            keys = [name.strip().lstrip("\ufeff").casefold() for name in rows[0]]
            named = [keys.index(name) for name in _TIMES if name in keys]
            if found := _columns(rows, keys, mark, list(range(len(keys))) if guess else named):
                return found
    return None


def cell(row: Sequence[str], at: int | None) -> str:
    """The words of a cell; "" where the row has none."""
    return row[at].strip() if at is not None and at < len(row) else ""


def _columns(
    rows: list[list[str]], keys: list[str], mark: str, places: list[int]
) -> Columns | None:
    body = rows[1:]
    time = next((at for at in places if _is_time(body, at)), None)
    if time is None:
        return None
    date = None
    if not _is_time(body, time, dated=True):
        days = (at for at in range(len(keys)) if at != time)
        date = next((at for at in days if _is_time(body, at, time, dated=True)), None)
    stamp = _split(_when(rows[0], date, time))
    headed = stamp is None
    names = rows[0] if headed else [f"column {at + 1}" for at in range(len(keys))]
    kind, who = _first(keys, _KINDS), _first(keys, _PEOPLE)
    text = _first(keys, _TEXTS)
    if text is None:
        text = _longest(body, [at for at in range(len(keys)) if at not in {time, date, kind, who}])
    return Columns(
        names=tuple(name.strip().lstrip("\ufeff") for name in names),
        mark=mark,
        time=time,
        text=text,
        kind=kind,
        date=date,
        who=who,
        headed=headed,
        has_figures=any(has_figures(_when(row, date, time)) for row in rows),
    )


def _is_time(rows: list[list[str]], *places: int, dated: bool = False) -> bool:
    """Whether the columns together have whole times, in half of the rows at least."""
    found = [_split(" ".join(cell(row, at) for at in places)) for row in rows]
    good = sum(stamp is not None and (has_day(stamp) or not dated) for stamp in found)
    return good * 2 >= len(found) > 0


def _split(words: str) -> Stamp | None:
    """The time in a cell, whichever of day and month comes first."""
    return split_typed(words, day_first=True)


def _longest(rows: list[list[str]], places: list[int]) -> int | None:
    """The column with the most words."""
    return max(places, key=lambda at: sum(len(cell(row, at)) for row in rows), default=None)


def _when(row: Sequence[str], *places: int | None) -> str:
    return " ".join(cell(row, at) for at in places if at is not None).strip()


def _rows(sample: Sequence[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader((f"{line}\n" for line in sample), delimiter=mark))
    except csv.Error:
        return []


def _first(keys: list[str], names: Sequence[str]) -> int | None:
    return next((keys.index(name) for name in names if name in keys), None)
