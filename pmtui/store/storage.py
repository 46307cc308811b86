"""A TinyDB storage that writes whole files, atomically and durably."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from pmtui.store.atomic import read_file, write_atomically
from pmtui.store.codec import decode_tables
from pmtui.store.json_text import to_json


class AtomicStorage(Storage):
    """One JSON file that is always whole.

    A write goes to a temporary file in the same folder, is flushed to the disk, takes the place
    of the old file in one step, and the folder is flushed, too; the version before is kept
    beside it. The caller holds the record's lock. A file that is empty, cut or no JSON object
    raises `Damaged` when read and when written over: it is never taken for an empty database.
    `mode` are the permission bits of what is written; `before` is called with the text that is
    about to take the place of the file.
    """

    def __init__(self, path: Path, mode: int, before: Callable[[bytes], None]) -> None:
        self.path = path
        self.mode = mode
        self._before = before

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables in the file, or None when there is no file. Raises `Damaged`, `OSError`."""
        data = read_file(self.path)
        return None if data is None else decode_tables(data, self.path)

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Put the tables in the place of the file. Raises `OSError`; the old file is then whole."""
        text = to_json(data)
        self._before(text)
        write_atomically(self.path, text, mode=self.mode, keep_previous=True)
