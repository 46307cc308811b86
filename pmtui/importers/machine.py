"""Machine data for the timeline: logs, chat, pages, tables. The one door to its importers."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from pmtui.importers.columns import Columns
from pmtui.importers.documents import DocumentForm, Entries
from pmtui.importers.formats import recognise
from pmtui.importers.intake import Intake, Options
from pmtui.importers.lines import LineForm
from pmtui.importers.logs import read_log
from pmtui.importers.sheets import read_sheet
from pmtui.importers.sources import Lines, Progress, opened
from pmtui.model.errors import BadValue
from pmtui.model.story import Event
from pmtui.model.text import clean, clip

__all__ = ["Found", "Options", "read_events"]

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds, of what was asked for.

    `read` counts its pieces: lines that are not blank, or messages, rows or entries (`unit`).
    Always ``read == taken + joined + noted``: pieces that make an event, that belong to the event
    above them (as the lines of a stack trace do), and that go to the notes as they stood, since
    they have no time and no event above. `passed` pieces lie outside of since, until and match,
    and are not counted as read; `lost`, what is none of these, is always 0. The events have the
    id "t0" until `placing.place` gives them their own. `details` are sentences for the reader.
    """

    name: str
    form: str
    unit: str
    read: int
    taken: int
    joined: int
    passed: int
    events: tuple[Event, ...]
    notes: tuple[str, ...]
    details: tuple[str, ...]

    @property
    def noted(self) -> int:
        """Pieces that go to the notes."""
        return len(self.notes)

    @property
    def lost(self) -> int:
        """Pieces that went nowhere."""
        return self.read - self.taken - self.joined - self.noted


def read_events(
    source: Path | BinaryIO,
    name: str,
    options: Options,
    *,
    now: datetime,
    progress: Progress | None = None,
) -> Found:
    """The events in a file called `name`, or in an open binary source that can seek.

    `now` is the aware instant of the import, `progress` is told the bytes read and their whole.
    Raises `OSError`, and `BadValue` with a sentence on what is no machine data, not of the format
    that was named, or more than is taken at once.
    """
    folder = source.parent if isinstance(source, Path) else None
    with opened(source, name, progress) as lines:
        found = recognise(lines, options.form)
        if found is None:
            raise BadValue(f"{name} has no line or entry with a time that can be read.")
        form, whole = found
        label = "csv" if isinstance(form, Columns) else form.name
        intake = Intake(clean(name), label, options, options.clock(now))
        seen = _read(form, whole, lines, folder, intake)
        intake.finish()
        return _result(form, seen, lines, intake)


def _read(
    form: DocumentForm | LineForm | Columns,
    whole: Any,
    lines: Lines,
    folder: Path | None,
    intake: Intake,
) -> int:
    """Read all pieces; how many there are."""
    if isinstance(form, Columns):
        return read_sheet(lines, form, intake)
    if isinstance(form, LineForm):
        return read_log(lines, form, intake)
    entries = Entries(intake, folder)
    form.read_whole(whole, entries)
    return entries.seen


def _result(
    form: DocumentForm | LineForm | Columns, seen: int, lines: Lines, intake: Intake
) -> Found:
    unit = form.unit if isinstance(form, DocumentForm) else "lines"
    details = [form.sentence()] if isinstance(form, Columns) else []
    details += [*_of_text(lines), *_of_times(intake.clock.assumed), *_of_pieces(unit, intake)]
    return Found(
        name=intake.name,
        form=intake.form,
        unit="rows" if isinstance(form, Columns) else unit,
        read=seen - intake.passed,
        taken=intake.taken,
        joined=intake.joined,
        passed=intake.passed,
        events=tuple(intake.events),
        notes=tuple(intake.notes),
        details=tuple(details),
    )


def _of_text(lines: Lines) -> list[str]:
    told = []
    if lines.encoding.startswith("utf-16"):
        told.append("The file is UTF-16, not UTF-8.")
    if lines.foreign:
        told.append(f"{lines.foreign:,} lines were not UTF-8 and were read as Windows-1252.")
    if lines.cut:
        told.append("The last line has no line end; it may be cut.")
    return told


def _of_times(assumed: Counter[tuple[str, str]]) -> list[str]:
    """What was assumed about the times, a sentence for each kind."""
    told: dict[str, list[str]] = {}
    for what, which in assumed:
        told.setdefault(what, []).append(which)
    sentences = {
        "naive": "Times without a zone were read in {}; name another zone if that is wrong.",
        "year": "The dates have no year; {} was assumed. Name the date if that is wrong.",
        "day": "Times without a date were read on {} and the days after.",
        "twice": "Some times happen twice in {}, as clocks were put back; they are approximate.",
        "missing": "Some times do not exist in {}, as clocks were put forward; "
        "they are approximate.",
        "unclear": "{} Name the zone to place these times; they are unknown until then.",
    }
    return [
        sentence.format(" and ".join(sorted(told[what])))
        for what, sentence in sentences.items()
        if what in told
    ]


def _of_pieces(unit: str, intake: Intake) -> list[str]:
    told = []
    if intake.passed:
        told.append(f"Passed over {intake.passed:,} {unit} outside of what was asked for.")
    if intake.private:
        shown = ", ".join(map(str, intake.private[:_SHOWN]))
        more = f" and {len(intake.private) - _SHOWN:,} more" if intake.private[_SHOWN:] else ""
        told.append(
            f"What looks like a secret or a phone number is among the {unit}: {shown}{more}. "
            "The list of what is missing and `pmtui check` name the entries; take it out of them, "
            "and have secrets replaced where they are used."
        )
    return [clip(sentence, 400) for sentence in told]
