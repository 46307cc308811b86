"""``pmtui import``: documents become postmortems."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from pmtui.cli.failures import explain, say
from pmtui.cli.output import print_json, print_rows
from pmtui.cli.params import example, json_option, plain_text, read_day
from pmtui.cli.records import Outcome
from pmtui.cli.settings import Settings
from pmtui.model.errors import PmtuiError
from pmtui.store.errors import Damaged, Exists, NotFound

if TYPE_CHECKING:
    from pmtui.importers.result import Imported
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.folder import FolderLibrary

STDIN = "-"


@click.command(
    "import", epilog=example("pmtui import old/*.md --zone Europe/Berlin", "pmtui import -")
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--format", "kind", type=click.Choice(["auto", "markdown", "json"]), default="auto")
@click.option("--zone", metavar="IANA", type=plain_text, help="The zone of times without one.")
@click.option("--date", "day", metavar="D", type=read_day, help="The day of times without one.")
@click.option("--dry-run", is_flag=True, help="Say what would be placed where; store nothing.")
@json_option
@click.pass_obj
def import_(
    settings: Settings,
    files: tuple[str, ...],
    kind: str,
    zone: str | None,
    day: date | None,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Make a postmortem of each document; - is the standard input.

    What has no field of its own is kept word for word in the notes. A line has the new id, how
    many lines of the document were placed, went to the notes and were lost (none), and the FILE.
    JSON from `show --json` keeps its id; one that is taken is refused (exit code 4). A file that
    cannot be read does not stop the others; the exit code is the worst.
    """
    if zone:
        from pmtui.model.zones import read_zone

        zone = read_zone(zone)[0]
    outcome = Outcome()
    done: list[dict[str, Any]] = []
    for file in files:
        try:
            done.append(_import(settings, file, kind, zone, day, dry_run))
        except (PmtuiError, OSError) as error:
            outcome.worse(explain(error))
            done.append({"file": plain_text(file), "id": None, "error": plain_text(str(error))})
            continue
        if not as_json:
            print_rows([_row(done[-1])])
    if as_json:
        print_json(done)
    return outcome.code


def _import(
    settings: Settings, file: str, kind: str, zone: str | None, day: date | None, dry_run: bool
) -> dict[str, Any]:
    """Import one file; what became of it."""
    data = _bytes_of(file)
    file = "standard input" if file == STDIN else plain_text(file)
    from pmtui.importers.formats import detect

    kind = detect(file, data) if kind == "auto" else kind
    found = _read(file, data, kind, zone, day)
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


def _bytes_of(file: str) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        with open(file, "rb") as source:  # noqa: PTH123
            return source.read()
    except FileNotFoundError:
        raise NotFound(f"There is no file {file}.") from None
    except IsADirectoryError:
        raise NotFound(f"{file} is a folder. Name the files in it.") from None


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
    return [done["id"], counts, done["file"]]
