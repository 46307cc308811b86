"""A postmortem's file by itself, wherever it lies: as a library writes it, without the library."""

import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pmtui.model.postmortem import SCHEMA_VERSION, Postmortem
from pmtui.store.atomic import read_file, write_atomically
from pmtui.store.codec import TABLE, decode_record, decode_tables, renew, too_new
from pmtui.store.errors import NotFound
from pmtui.store.json_text import to_json
from pmtui.store.migrations import migrate
from pmtui.store.unknown import carry_unknown

_PRIVATE = 0o600


class OneFile(NamedTuple):
    """A file's tables (rows by their number, in tables by their name) and the record in them."""

    path: Path
    tables: dict[str, dict[str, Any]]
    record: Postmortem

    @property
    def row(self) -> dict[str, Any]:
        """The record's plain values as they stand in the file."""
        row: dict[str, Any] = next(iter(self.tables[TABLE].values()))
        return row


def is_empty(path: Path) -> bool:
    """Whether a file has no bytes at all. Raises `NotFound` and `OSError`."""
    return not _bytes(path)


def read_one(path: Path) -> OneFile:
    """A file with one postmortem. Raises `NotFound`, `Damaged`, `TooNew`, `OSError`."""
    data = _bytes(path)
    record = decode_record(data, path)
    if record.schema_version > SCHEMA_VERSION:
        raise too_new(str(path), record.schema_version)
    return OneFile(path, decode_tables(data, path), record)


def merged_text(
    ours: OneFile, theirs: OneFile, record: Postmortem, renamed: Mapping[str, str]
) -> bytes:
    """The text of a file like `ours` with the record that was merged out of both.

    Fields of either that this version does not know stay, also in items that were `renamed`.
    """
    row = _renumbered(migrate(ours.row), renamed)
    renew(row, record, str(ours.path))
    both = carry_unknown(migrate(theirs.row), row)
    number = next(iter(ours.tables[TABLE]))
    return to_json({**ours.tables, TABLE: {number: both}})


def write_one(path: Path, data: bytes) -> None:
    """Put text in the place of a file, which keeps its permission bits. Raises `OSError`."""
    mode = stat.S_IMODE(path.stat().st_mode) if path.exists() else _PRIVATE
    write_atomically(path, data, mode=mode)


def _bytes(path: Path) -> bytes:
    data = read_file(path)
    if data is None:
        raise NotFound(f"There is no file {path}.")
    return data


def _renumbered(plain: Any, names: Mapping[str, str]) -> Any:
    """Plain values whose items have their new ids."""
    if isinstance(plain, dict):
        changed = {key: _renumbered(value, names) for key, value in plain.items()}
        item_id = plain.get("id")
        known = isinstance(item_id, str) and item_id in names
        return {**changed, "id": names[str(item_id)]} if known else changed
    if isinstance(plain, list):
        return [_renumbered(each, names) for each in plain]
    return plain
