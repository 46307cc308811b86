"""``pmtui import``: documents become postmortems, machine data entries of a timeline."""

from datetime import date
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from pmtui.cli.failures import explain, say
from pmtui.cli.import_options import ORDERS
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, plain_text, read_day
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings
from pmtui.importers.formats import FORMATS, MACHINE
from pmtui.model.errors import BadValue, PmtuiError
from pmtui.store.errors import Damaged, Exists

if TYPE_CHECKING:
    from pathlib import Path

    from pmtui.cli.import_options import Asked
    from pmtui.importers.result import Imported
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.folder import FolderLibrary

_EXAMPLE = example(
    "pmtui import old/*.md --zone Europe/Berlin",
    "pmtui import --into @last syslog.log --since 16:30 --until 18:15 --match 'error|deploy'",
    "pmtui import --into @last - < journal.json",
)


@click.command("import", epilog=_EXAMPLE)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--format", "kind", type=click.Choice(FORMATS), default="auto")
@click.option("--into", metavar="REF", type=plain_text, help="Add to the timeline of this one.")
@click.option("--zone", metavar="IANA", type=plain_text, help="The zone of times without one.")
@click.option("--date", "day", metavar="D", type=read_day, help="The day of times without one.")
@click.option("--dates", type=click.Choice(ORDERS), help="How 03/04/2026 is read in a table.")
@click.option("--since", metavar="TIME", type=plain_text, help="Only events from here on.")
@click.option("--until", metavar="TIME", type=plain_text, help="Only events up to here.")
@click.option("--match", metavar="REGEX", type=plain_text, help="Only events that have this.")
@click.option("--at-most", metavar="N", type=click.IntRange(1), help="Refuse more events [5000].")
@click.option("--dry-run", is_flag=True, help="Say what would be placed where; store nothing.")
@json_option
@click.pass_obj
def import_(
    settings: Settings, /, files: tuple[str, ...], dry_run: bool, as_json: bool, **given: Any
) -> int:
    """Make a postmortem of each document, or fill a timeline from machine data; - is the input.

    Slack, PagerDuty, Opsgenie, Alertmanager and Statuspage exports, CSV, and logs (syslog,
    journald, JSON lines, logfmt, klog, nginx, PostgreSQL, or a time at the start of a line) are
    told by their content. Each event keeps its source line; what the record has already is not
    added again. Without --into they make a new postmortem. More than 5000 events are refused once
    all are counted, with the first and last time: --since, --until and --match narrow them. More
    than 32 MB of events do not fit a postmortem and are refused whatever --at-most says.

    What has no field of its own is kept word for word in the notes. A line of the output has the
    id, how many lines of the FILE were placed, went to the notes and were lost (none), and the
    FILE. JSON from `show --json` keeps its id; one that is taken is refused (exit code 4). A file
    that cannot be read does not stop the others; the exit code is the worst.
    """
    from pmtui.cli.import_options import asked, opened_file

    wanted = asked(settings, **given)
    outcome = Outcome()
    done: list[dict[str, Any]] = []
    for file in files:
        try:
            with opened_file(file) as (source, name):
                done.append(_import(settings, source, name, wanted, dry_run))
        except (PmtuiError, OSError) as error:
            outcome.worse(explain(error))
            done.append({"file": plain_text(file), "id": None, "error": plain_text(str(error))})
            continue
        if not as_json:
            print_rows([_row(done[-1])])
    if as_json:
        print_json([{key: each[key] for key in each if key != "sentence"} for each in done])
    return outcome.code


def _import(
    settings: Settings, source: "Path | BinaryIO", file: str, wanted: "Asked", dry_run: bool
) -> dict[str, Any]:
    """Import one file; what became of it."""
    from pmtui.cli.import_events import import_events, import_lines, is_machine
    from pmtui.cli.import_options import bytes_of

    if wanted.kind == "lines":
        return import_lines(settings, source, file, wanted, dry_run)
    if wanted.kind in MACHINE or (wanted.kind == "auto" and is_machine(source, file)):
        return import_events(settings, source, file, wanted, dry_run)
    data = bytes_of(source)
    if wanted.kind != "json" and not wanted.is_narrowed:
        from pmtui.cli.import_reports import import_report

        if found := import_report(settings, data, file, wanted, dry_run):
            return found
    if wanted.into or wanted.is_narrowed:
        raise BadValue(
            f"{file} has no times that a machine wrote. A document is a postmortem of its own: "
            "leave out --into, --since, --until and --match. Of typed lines, use --format lines."
        )
    return _import_document(settings, data, file, wanted, dry_run)


def _import_document(
    settings: Settings, data: bytes, file: str, wanted: "Asked", dry_run: bool
) -> dict[str, Any]:
    """A document becomes a postmortem of its own."""
    from pmtui.importers.formats import detect

    kind = detect(file, data) if wanted.kind == "auto" else wanted.kind
    found = _read(file, data, kind, wanted.zone, wanted.day)
    record_id = _store(settings.library, found.record, kind == "json", dry_run)
    for sentence in found.details:
        say(f"{file}: {sentence}")
    counts = {"placed": found.placed, "notes": found.notes, "lost": found.lost}
    return {"file": file, "id": record_id, "format": kind, **counts, "details": found.details}


def _store(library: "FolderLibrary", record: "Postmortem", keeps_id: bool, dry_run: bool) -> str:
    """Store the record unless it is only a trial; its id."""
    if not keeps_id:
        return library.free_id(record.id) if dry_run else library.create_free(record).record.id
    if library.free_id(record.id) != record.id:
        raise Exists(f"There is a postmortem “{record.id}” already. Nothing was changed.")
    return record.id if dry_run else library.create(record).record.id


def _read(file: str, data: bytes, kind: str, zone: str | None, day: date | None) -> "Imported":
    from pmtui.importers.formats import decode_text

    text = decode_text(data, file)
    if kind == "json":
        return _read_json(text.encode(), file)
    from pmtui.importers.markdown import read_markdown

    return read_markdown(text, file, day=day, zone=zone)


def _read_json(data: bytes, file: str) -> "Imported":
    """A record as ``show --json`` writes it; fields of another program are refused, not dropped."""
    import msgspec

    from pmtui.importers.result import Imported
    from pmtui.store.codec import from_json, to_plain

    record = from_json(data, file)
    if unknown := _unknown(msgspec.json.decode(data), to_plain(record)):
        raise Damaged(f"{file} has fields that pmtui does not know: {', '.join(unknown[:5])}.")
    lines = sum(1 for line in data.splitlines() if line.strip())
    return Imported(record, placed=lines, notes=0, lost=0)


def _unknown(given: Any, kept: Any, where: str = "") -> list[str]:
    """The addresses of values that did not become part of the record."""
    if isinstance(given, dict) and isinstance(kept, dict):
        gone = [where + name for name in given if name not in kept]
        return gone + [
            each
            for name, value in given.items()
            for each in _unknown(value, kept.get(name), f"{where}{name}.")
        ]
    if isinstance(given, list) and isinstance(kept, list | tuple):
        pairs = zip(given, kept, strict=True)
        return [each for one, other in pairs for each in _unknown(one, other, where)]
    return []


def _row(done: dict[str, Any]) -> list[str]:
    counts = f"placed {done['placed']}, notes {done['notes']}, lost {done['lost']}"
    return [done["id"], done.get("sentence", counts), done["file"]]
