"""Records as JSON: one as ``show --json`` writes it, a list of such, or a file of a library."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from pmtui.cli.settings import Settings
from pmtui.store.errors import Damaged, Exists

if TYPE_CHECKING:
    from pmtui.model.postmortem import Postmortem


def import_records(
    settings: Settings, data: bytes, file: str, dry_run: bool
) -> list[dict[str, Any]]:
    """What became of each record of a file; either all are taken or none.

    Raises `Damaged`, also for fields that would be dropped, `TooNew`, and `Exists` for an id that
    is taken.
    """
    records = _read(data, file)
    library = settings.library
    ids = [record.id for record in records]
    taken = [each for each in ids if library.free_id(each) != each]
    if taken:
        told = ", ".join(f"“{each}”" for each in taken[:5])
        raise Exists(f"There is a postmortem {told} already. Nothing was changed.")
    if not dry_run:
        for record in records:
            library.create(record)
    return [_row(file, record, data if len(records) == 1 else None) for record in records]


def _row(file: str, record: "Postmortem", data: bytes | None) -> dict[str, Any]:
    """The lines of the file, or of the record's own JSON where the file has several."""
    from pmtui.store.codec import to_plain
    from pmtui.store.json_text import to_json

    told = to_json(to_plain(record)) if data is None else data
    lines = sum(1 for line in told.splitlines() if line.strip())
    counts = {"placed": lines, "notes": 0, "lost": 0}
    return {"file": file, "id": record.id, "format": "json", **counts, "details": ()}


def _read(data: bytes, file: str) -> "list[Postmortem]":
    """The records of a file; fields of another program are refused, not dropped."""
    from pmtui.store.codec import TABLE, decode_record, from_json, from_plain, to_plain
    from pmtui.store.json_text import UNREADABLE

    try:
        found = msgspec.json.decode(data)
    except UNREADABLE:
        return [from_json(data, file)]  # which says in its own words what is wrong
    if isinstance(found, dict) and isinstance(found.get(TABLE), dict):
        record = decode_record(data, Path(file))
        _refuse_unknown(next(iter(found[TABLE].values())), to_plain(record), file)
        return [record]
    plains = found if isinstance(found, list) and found else [found]
    records = []
    for number, plain in enumerate(plains, 1):
        source = f"{file}, record {number}" if len(plains) > 1 else file
        records.append(from_plain(plain, source))
        _refuse_unknown(plain, to_plain(records[-1]), source)
    ids = [record.id for record in records]
    if twice := sorted({each for each in ids if ids.count(each) > 1}):
        raise Damaged(f"{file} has “{twice[0]}” twice. Take one of them out.")
    return records


def _refuse_unknown(given: Any, kept: Any, source: str) -> None:
    if unknown := _unknown(given, kept):
        raise Damaged(f"{source} has fields that pmtui does not know: {', '.join(unknown[:5])}.")


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
