"""``pmtui import``: documents become postmortems, machine data entries of a timeline."""

from pathlib import PurePath
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

if TYPE_CHECKING:
    from pathlib import Path

    from pmtui.cli.import_options import Asked

_COUNTS = ("placed", "notes", "lost")
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
    FILE. JSON from `show --json`, a list of such records or a file of a library keep their ids, and
    so does a report that `export` wrote as Markdown; an id that is taken is refused (exit code 4).
    Such a report goes back into its own postmortem with --into. A file that cannot be read does not
    stop the others; the exit code is the worst.
    """
    from pmtui.cli.import_options import asked, opened_file

    wanted = asked(settings, **given)
    outcome = Outcome()
    done: list[dict[str, Any]] = []
    for file in files:
        try:
            with opened_file(file) as (source, name):
                found = _import(settings, source, name, wanted, dry_run)
        except (PmtuiError, OSError) as error:
            outcome.worse(explain(error))
            done.append({"file": plain_text(file), "id": None, "error": plain_text(str(error))})
            continue
        done += found
        if not as_json:
            print_rows(map(_row, found))
    if as_json:
        print_json([{key: each[key] for key in each if key != "sentence"} for each in done])
    else:
        _say_totals(done)
    return outcome.code


def _import(
    settings: Settings, source: "Path | BinaryIO", file: str, wanted: "Asked", dry_run: bool
) -> list[dict[str, Any]]:
    """Import one file; what became of it, or of each record in it."""
    from pmtui.cli.import_events import import_events, import_lines, is_machine
    from pmtui.cli.import_options import bytes_of

    if wanted.kind == "lines":
        return [import_lines(settings, source, file, wanted, dry_run)]
    if wanted.kind in MACHINE or (wanted.kind == "auto" and is_machine(source, file)):
        return [import_events(settings, source, file, wanted, dry_run)]
    data = bytes_of(source)
    if wanted.kind != "json" and not wanted.is_narrowed:
        from pmtui.cli.import_reports import import_report

        if found := import_report(settings, data, file, wanted, dry_run):
            return [found]
    if wanted.into or wanted.is_narrowed:
        raise BadValue(
            f"{file} has no times that a machine wrote. A document is a postmortem of its own: "
            "leave out --into, --since, --until and --match. Of typed lines, use --format lines."
        )
    return _import_document(settings, data, file, wanted, dry_run)


def _import_document(
    settings: Settings, data: bytes, file: str, wanted: "Asked", dry_run: bool
) -> list[dict[str, Any]]:
    """A document becomes a postmortem of its own."""
    from pmtui.importers.formats import decode_text, detect

    kind = detect(file, data) if wanted.kind == "auto" else wanted.kind
    text = decode_text(data, file)
    if kind == "json":
        from pmtui.cli.import_records import import_records

        return import_records(settings, text.encode(), file, dry_run)
    from pmtui.importers.markdown import read_markdown

    found = read_markdown(text, file, day=wanted.day, zone=wanted.zone)
    library, record = settings.library, found.record
    record_id = library.free_id(record.id) if dry_run else library.create_free(record).record.id
    for sentence in found.details:
        say(f"{file}: {sentence}")
    counts = {"placed": found.placed, "notes": found.notes, "lost": found.lost}
    return [{"file": file, "id": record_id, "format": kind, **counts, "details": found.details}]


def _say_totals(done: list[dict[str, Any]]) -> None:
    """What became of the documents of each folder together, where there are several."""
    folders: dict[str, list[dict[str, Any]]] = {}
    for each in done:
        if each.get("format") == "markdown":
            folders.setdefault(str(PurePath(each["file"]).parent), []).append(each)
    for folder, files in folders.items():
        placed, notes, lost = (sum(each[key] for each in files) for key in _COUNTS)
        if len(files) > 1:
            lines = placed + notes + lost
            share = round(100 * placed / (lines or 1))
            say(
                f"{folder}: {len(files)} documents, {share} % of {lines} lines "
                f"placed, {notes} in the notes, {lost} lost."
            )


def _row(done: dict[str, Any]) -> list[str]:
    counts = f"placed {done['placed']}, notes {done['notes']}, lost {done['lost']}"
    return [done["id"], done.get("sentence", counts), done["file"]]
