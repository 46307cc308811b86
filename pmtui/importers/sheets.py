"""Tables as CSV: which column is the time, which the words, which the kind."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmtui.importers.intake import Intake, Piece
from pmtui.importers.objects import Fields, kind_of
from pmtui.importers.sources import Lines
from pmtui.importers.stamps import split_stamp
from pmtui.model.kinds import EventKind

_TIMES = (
    *("datetime", "timestamp", "@timestamp", "time", "date", "when", "at", "utc", "created_at"),
    *("created", "started_at", "start", "occurred_at", "ts", "event_time", "_time"),
)
_TEXTS = (
    *("message", "text", "what happened", "event", "description", "summary", "title", "msg"),
    *("details", "what", "_raw", "entry", "name"),
)
_KINDS = ("kind", "event_type", "type", "action")
_MARKS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table has what; `date` is a column of its own where the time has none."""

    names: tuple[str, ...]
    mark: str
    time: int
    text: int | None
    kind: int | None = None
    date: int | None = None

    def sentence(self) -> str:
        """Which columns were read as what."""
        time = self.names[self.time]
        if self.date is not None:
            time = f"{self.names[self.date]} and {time}"
        told = f"time from “{time}”"
        told += f", words from “{self.names[self.text]}”" if self.text is not None else ""
        told += f", kind from “{self.names[self.kind]}”" if self.kind is not None else ""
        return f"Columns: {told}; the others are in the source line."


def find_columns(sample: Sequence[str]) -> Columns | None:
    """The columns of a table by its head and first rows, or None for what is no such table."""
    for mark in _MARKS:
        rows = _rows(sample, mark)
        if len(rows) > 1 and len(rows[0]) > 1 and (found := _columns(rows, mark)):
            return found
    return None


def read_sheet(lines: Lines, columns: Columns, intake: Intake) -> int:
    """Read all rows; the number of those that are not blank. The head is kept in the notes."""
    seen, source = 0, _Remembering(lines)
    reader = csv.reader(source, delimiter=columns.mark)
    while True:
        number = lines.number + 1
        try:
            row = next(reader, None)
        except csv.Error:
            row = []
        text = source.taken()
        if row is None:
            return seen
        if text.strip():
            seen += 1
            _take(number, row, text, columns, intake) if seen > 1 else intake.note(text)


def _take(number: int, row: list[str], text: str, columns: Columns, intake: Intake) -> None:
    words = [_cell(row, place) for place in (columns.date, columns.time) if place is not None]
    stamp = split_stamp(" ".join(words).strip())
    reading = intake.clock.read(stamp[0], stamp[2]) if stamp else None
    if stamp is None or reading is None:
        intake.note(text)
        return
    told = _kind(row, columns), _cell(row, columns.text)
    intake.offer(Piece(number, [text], *told, reading, Fields({}, stamp)))


def _kind(row: list[str], columns: Columns) -> EventKind | None:
    return kind_of(_cell(row, columns.kind)) if columns.kind is not None else None


class _Remembering:
    """Lines that are remembered as they are read, since a row may be several."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._source = iter(lines)
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._lines.plain(next(self._source))
        self._taken.append(line)
        return line + "\n"

    def taken(self) -> str:
        """What was read since the last time."""
        text, self._taken = "\n".join(self._taken), []
        return text


def _rows(sample: Sequence[str], mark: str) -> list[list[str]]:
    try:
        return list(csv.reader((f"{line}\n" for line in sample), delimiter=mark))
    except csv.Error:
        return []


def _columns(rows: list[list[str]], mark: str) -> Columns | None:
    names = tuple(name.strip().lstrip("\ufeff") for name in rows[0])
    keys = [name.casefold() for name in names]
    timed = [keys.index(name) for name in _TIMES if name in keys]
    body = rows[1:]
    time = next((at for at in timed if _is_time(body, at)), None)
    date = None
    if time is None and "date" in keys and "time" in keys:
        date, time = keys.index("date"), keys.index("time")
        time = time if _is_time(body, date, time) else None
    if time is None:
        return None
    text = _first(keys, _TEXTS)
    return Columns(names, mark, time, text, _first(keys, _KINDS), date)


def _is_time(rows: list[list[str]], *places: int) -> bool:
    """Whether the column has whole times, in half of the rows at least."""
    found = [split_stamp(" ".join(_cell(row, at) for at in places)) for row in rows if row]
    return sum(stamp is not None for stamp in found) * 2 >= len(found) > 0


def _first(keys: list[str], names: Sequence[str]) -> int | None:
    return next((keys.index(name) for name in names if name in keys), None)


def _cell(row: list[str], at: int | None) -> str:
    return row[at].strip() if at is not None and at < len(row) else ""
