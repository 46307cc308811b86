"""A report comes back that was exported as Markdown: the record in it, as changed by hand."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pmtui.cli.failures import say
from pmtui.cli.import_options import Asked
from pmtui.cli.params import now
from pmtui.cli.settings import Settings
from pmtui.model.errors import BadValue
from pmtui.store.errors import Exists

if TYPE_CHECKING:
    from collections.abc import Callable

    from pmtui.carried import Carried, Line
    from pmtui.edited import Edited
    from pmtui.model.postmortem import Postmortem

_SHOWN = 5


def import_report(
    settings: Settings, data: bytes, file: str, wanted: Asked, dry_run: bool
) -> dict[str, Any] | None:
    """What became of a report; None for a document that carries no record.

    It comes back as the postmortem it was, or into that one where --into names it: then both sides'
    changes since the export stand. Raises `Damaged`, `TooNew`, `Exists` and `BadValue`.
    """
    from pmtui.carried import lines_of, read_carried
    from pmtui.importers.formats import decode_text

    carried = read_carried(decode_text(data, file), file)
    if carried is None:
        return None
    from pmtui.edited import read_edited

    edited = read_edited(carried, now(), _text_of(settings))
    record = _with_left(edited)
    _store(settings, carried, record, file, wanted, dry_run)
    details = _details(carried, edited)
    for sentence in details:
        say(f"{file}: {sentence}")
    lines, left = len(lines_of(carried.text)), len(edited.left)
    counts = {"placed": lines - left, "notes": left, "lost": 0}
    return {"file": file, "id": record.id, "format": "markdown", **counts, "details": details}


def _text_of(settings: Settings) -> "Callable[[Postmortem], str]":
    """What gives the text of a report in the team's form, or as usual where that is at fault."""
    from pmtui.exporters.audience import Audience
    from pmtui.exporters.form.layout import AS_USUAL
    from pmtui.exporting import internal_markdown, layout_of

    layout = AS_USUAL
    try:
        layout = layout_of(settings.library, Audience.INTERNAL)
    except BadValue as error:
        say(str(error))
    return lambda record: internal_markdown(record, layout)


def _with_left(edited: "Edited") -> "Postmortem":
    """The record with the lines that have no field of their own in the notes."""
    record = edited.record
    if not edited.left:
        return record
    written = "\n\n".join(line.source for line in edited.left)
    return replace(record, notes="\n\n".join(filter(None, [record.notes, written])))


def _store(
    settings: Settings,
    carried: "Carried",
    record: "Postmortem",
    file: str,
    wanted: Asked,
    dry_run: bool,
) -> None:
    library, record_id = settings.library, record.id
    if wanted.into and wanted.into != record_id:
        raise BadValue(f"{file} carries “{record_id}”, not “{wanted.into}”. Nothing was changed.")
    if wanted.into:
        if not dry_run:
            from pmtui.store.merge import merge

            at = now()
            library.change(
                record_id,
                lambda theirs: merge(carried.record, record, theirs, by=None, when=at).record,
            )
    elif library.free_id(record_id) != record_id:
        raise Exists(
            f"There is a postmortem “{record_id}” already. Nothing was changed. With --into "
            f"{record_id} it takes over what was changed in {file}."
        )
    elif not dry_run:
        library.create(record)


def _details(carried: "Carried", edited: "Edited") -> tuple[str, ...]:
    """Sentences on what was changed by hand."""
    if edited.record == carried.record and not edited.left and not edited.gone:
        return ()
    told = ["It was changed by hand; what its text says counts."]
    if edited.left:
        told.append(
            f"Changed lines without a field of their own are in the notes: {_some(edited.left)}"
        )
    if edited.gone:
        told.append(f"Lines that were taken out are still in the record: {_some(edited.gone)}")
    return tuple(told)


def _some(lines: "tuple[Line, ...]") -> str:
    from pmtui.model.text import clip, one_line

    shown = ", ".join(f"“{clip(one_line(line.bare), 60)}”" for line in lines[:_SHOWN])
    return f"{shown}, …" if lines[_SHOWN:] else f"{shown}."
