"""A postmortem's file by itself, wherever it lies: as a library writes it, without the library."""

from pathlib import Path
from typing import Any

from pmtui.model.postmortem import Postmortem
from pmtui.store.atomic import read_file
from pmtui.store.codec import TABLE, decode_tables, from_plain, to_plain
from pmtui.store.errors import Damaged, NotFound
from pmtui.store.json_text import to_json

Tables = dict[str, dict[str, Any]]
"""What TinyDB keeps in a file: rows by their number, in tables by their name."""


def read_tables(path: Path) -> Tables | None:
    """The tables of a file, None when it has no bytes. Raises `NotFound`, `Damaged`, `OSError`."""
    data = read_file(path)
    if data is None:
        raise NotFound(f"There is no file {path}.")
    return decode_tables(data, path) if data else None


def record_in(tables: Tables | None, path: Path) -> Postmortem:
    """The one postmortem in the tables of a file. Raises `Damaged` and `TooNew`."""
    if tables is None:
        raise Damaged(f"{path} is empty. It was left as it is.")
    rows = tables.get(TABLE)
    if not rows or len(rows) != 1:
        raise Damaged(f"{path} is not a postmortem of pmtui. It was left as it is.")
    return from_plain(next(iter(rows.values())), str(path))


def with_record(tables: Tables, record: Postmortem) -> bytes:
    """The text of a file with these tables, and the record in the place of the one in them."""
    row = next(iter(tables[TABLE]))
    return to_json({**tables, TABLE: {row: to_plain(record)}})
