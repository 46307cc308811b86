"""Tables as CSV: each row is an event, with the time, the words and the kind of its columns."""

import csv
from collections.abc import Iterator

from pmtui.importers.columns import Columns, cell
from pmtui.importers.intake import Intake, Piece
from pmtui.importers.objects import Fields, kind_of
from pmtui.importers.sources import Lines
from pmtui.importers.stamps import with_fraction
from pmtui.importers.typed_stamps import Stamp, has_day, order_of, split_typed
from pmtui.model.errors import BadValue, Unclear
from pmtui.model.kinds import EventKind


def read_sheet(lines: Lines, columns: Columns, intake: Intake) -> int:
    """Read all rows; the number of those that are not blank. The head is kept in the notes.

    Raises `BadValue` for times that cannot be placed without being told more.
    """
    day_first = intake.options.day_first
    if day_first is None and columns.has_figures:
        day_first = order_of(columns.when(row) for row in _rows(iter(lines), columns.mark))
        lines.rewind()
    seen, source = 0, _Remembering(lines)
    number = 1
    for row in _rows(source, columns.mark):
        text = source.taken()
        if text.strip():
            seen += 1
            if seen == 1 and columns.headed:
                intake.note(text)
            else:
                _take(number, row, text, columns, intake, day_first)
        number = lines.number + 1
    return seen


def _rows(lines: Iterator[str], mark: str) -> Iterator[list[str]]:
    """The rows; an empty one for what is none."""
    reader = csv.reader(lines, delimiter=mark)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            row = []
        if row is None:
            return
        yield row


def _take(
    number: int, row: list[str], text: str, columns: Columns, intake: Intake, day_first: bool | None
) -> None:
    words = columns.when(row)
    stamp = _stamp(words, columns, intake, day_first)
    reading = intake.clock.read(stamp[0], stamp[2]) if stamp else None
    if stamp is None or reading is None:
        intake.note(text)
        return
    if reading.at is not None:
        reading = reading._replace(at=with_fraction(reading.at, stamp[1]))
    told = _kind(row, columns), cell(row, columns.text)
    who = cell(row, columns.who) or None
    intake.offer(Piece(number, [text], *told, reading, Fields({}, (words, None, None)), who))


def _stamp(words: str, columns: Columns, intake: Intake, day_first: bool | None) -> Stamp | None:
    """The time of a row. Raises `BadValue` where its day is open, with what to write."""
    where = f"{intake.name}, column “{columns.names[columns.time]}”"
    try:
        stamp = split_typed(words, day_first)
    except Unclear:
        raise BadValue(
            f"{where}: “{words}” is read differently in different countries, and no other row "
            "shows which is meant. Say it with --dates day-first or --dates month-first."
        ) from None
    if stamp is not None and not has_day(stamp) and intake.clock.near is None:
        raise BadValue(f"{where}: the times have no date. Say the day of the first with --date.")
    return stamp


def _kind(row: list[str], columns: Columns) -> EventKind | None:
    return kind_of(cell(row, columns.kind)) if columns.kind is not None else None


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
