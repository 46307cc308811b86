"""Machine data and typed lines on their way into a timeline, from the command line."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any, BinaryIO

from pmtui.cli.failures import say
from pmtui.cli.import_options import Asked, bytes_of
from pmtui.cli.params import now
from pmtui.cli.settings import Settings
from pmtui.model.errors import PmtuiError
from pmtui.model.text import clip, one_line

if TYPE_CHECKING:
    from pmtui.guide.entry.pasted import PastedLine
    from pmtui.model.postmortem import Postmortem

_TITLE = 80


class NothingFound(PmtuiError):
    """A file without anything that was asked for."""

    exit_code = 1


def is_machine(source: Path | BinaryIO, name: str) -> bool:
    """Whether the file is machine data, judged by its content."""
    from pmtui.importers.formats import recognise
    from pmtui.importers.sources import opened

    with opened(source, name) as lines:
        found = recognise(lines)
    if not isinstance(source, Path):
        source.seek(0)
    return found is not None


def import_events(
    settings: Settings, source: Path | BinaryIO, file: str, wanted: Asked, dry_run: bool
) -> dict[str, Any]:
    """Read machine data and place it; what became of it."""
    from pmtui.cli.progress import progress
    from pmtui.importers.machine import read_events
    from pmtui.importers.placing import Placed, place, sentence

    at = now()
    name = PurePath(file).name
    with progress(f"Reading {one_line(name)}") as told:
        found = read_events(source, name, wanted.options(at), now=at, progress=told)
    if not found.events and not found.notes:
        raise NothingFound(
            f"Nothing in {file} is what was asked for: {found.passed:,} {found.unit} passed over."
        )
    placed: list[Placed] = []

    def add(record: "Postmortem") -> "Postmortem":
        placed.append(place(record, found))
        return placed[-1].onto(record)

    first = min((event.at for event in found.events if event.at), default=None)
    record_id = _store(settings, wanted, _begun(name, first), add, dry_run)
    for each in found.details:
        say(f"{file}: {each}")
    counts = {
        **{"read": found.read, "taken": found.taken, "added": placed[-1].added},
        **{"known": placed[-1].known, "joined": found.joined, "notes": found.noted},
        **{"passed": found.passed, "placed": found.taken + found.joined, "lost": found.lost},
    }
    said = sentence(found, placed[-1])
    start = {"file": file, "id": record_id, "format": found.form, "unit": found.unit}
    return {**start, **counts, "details": found.details, "sentence": said}


def import_lines(
    settings: Settings, source: Path | BinaryIO, file: str, wanted: Asked, dry_run: bool
) -> dict[str, Any]:
    """Read lines as they are typed into the timeline; what became of each."""
    from pmtui.edits import put_all
    from pmtui.guide.entry.paste import read_lines
    from pmtui.guide.entry.pasted import counts, puts, without_known
    from pmtui.importers.formats import decode_text

    at, text = now(), decode_text(bytes_of(source), file)
    bare = wanted.record or _begun(PurePath(file).name, None)
    rows = read_lines(bare, text, at, zone=wanted.zone, day=wanted.day)
    first = min((row.at for row in rows if row.at), default=None)

    new: list[PastedLine] = []

    def add(record: "Postmortem") -> "Postmortem":
        again = read_lines(record, text, at, zone=wanted.zone, day=wanted.day)
        new[:] = without_known(record, again)
        return put_all(record, puts(record, new, PurePath(file).name))

    record_id = _store(settings, wanted, _begun(PurePath(file).name, first), add, dry_run)
    told, added = counts(rows), counts(new)["event"]
    known = told["event"] - added
    kept = told["note"] + told["skipped"]
    said = (
        f"read {len(rows)} lines: taken {told['event']}"
        f"{f' ({added} new, {known} known already)' if known else ''}"
        f", joined {told['joined']}, notes {kept}; "
        f"lost {len(rows) - told['event'] - told['joined'] - kept}"
    )
    if dry_run:
        return {
            "file": file,
            "id": record_id,
            "lines": [_line(row) for row in rows],
            "sentence": said,
        }
    sums = {"read": len(rows), "taken": told["event"], "added": added, "known": known}
    sums |= {"joined": told["joined"], "notes": kept}
    placed = {"placed": told["event"] + told["joined"], "lost": 0}
    return {"file": file, "id": record_id, "format": "lines", **sums, **placed, "sentence": said}


def _line(row: Any) -> dict[str, Any]:
    """A line of the trial as the contract of the command line has it."""
    names = ("line", "became", "at", "precision", "kind", "text")
    issue = "; ".join(filter(None, (row.issue, row.private))) or None
    return {**{name: getattr(row, name) for name in names}, "issue": issue}


def _begun(name: str, first: datetime | None) -> "Postmortem":
    """A new record for a file: its title from the name, its start that of the first event."""
    from pmtui.model.kinds import Precision
    from pmtui.model.naming import record_id
    from pmtui.model.postmortem import Postmortem
    from pmtui.model.story import Milestones
    from pmtui.model.types import Moment

    title = clip(one_line(PurePath(name).stem), _TITLE) or "Imported events"
    record = Postmortem(id=record_id(first.date() if first else None, title), title=title)
    if first is None:
        return record
    start = Moment(at=first, precision=Precision.EXACT, entered_tz="UTC")
    return replace(record, milestones=Milestones(impact_start=start))


def _store(
    settings: Settings,
    wanted: Asked,
    begun: "Postmortem",
    add: "Callable[[Postmortem], Postmortem]",
    dry_run: bool,
) -> str:
    """Add to the record that is asked for, or to a new one; its id."""
    library = settings.library
    if dry_run:
        from pmtui.store.writing import refuse_too_large

        refuse_too_large(add(wanted.record or begun), library.where)
        return wanted.into or library.free_id(begun.id)
    if wanted.into:
        return library.change(wanted.into, add).record.id
    return library.create_free(add(begun)).record.id
