"""A TinyDB storage that writes whole files, atomically and durably."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from pmtui.store.atomic import read_file, write_atomically
from pmtui.store.codec import decode_tables
from pmtui.store.json_text import to_json

Tables = dict[str, dict[str, Any]]
"""What TinyDB keeps in a file: for each table its rows, by their number as text."""


class AtomicStorage(Storage):
    """One JSON file that is always whole.

    A write goes to a temporary file in the same folder, is flushed to the disk, takes the place
    of the old file in one step, and the folder is flushed, too; the version before is kept
    beside it. The caller holds the record's lock. A file that is empty, cut or no JSON object
    raises `Damaged` when read and when written over: it is never taken for an empty database.
    `mode` are the permission bits of what is written; `before` is called with the text that is
    about to take the place of the file. `known` are the tables in the file, where the caller has
    just seen that it still is what they were written to; they are changed in place.
    """

    def __init__(
        self,
        path: Path,
        mode: int,
        before: Callable[[bytes], None],
        known: Tables | None = None,
        last_look: Callable[[], None] | None = None,
    ) -> None:
        self.path = path
        self.mode = mode
        self._before = before
        self._known = known
        self._last_look = last_look

    def read(self) -> Tables | None:
        """The tables in the file, or None when there is no file. Raises `Damaged`, `OSError`."""
        if self._known is not None:
            return self._known
        data = read_file(self.path)
        return None if data is None else decode_tables(data, self.path)

    def write(self, data: Tables) -> None:
        """Put the tables in the place of the file. Raises `OSError`; the old file is then whole."""
        self.text, self.tables = to_json(data), data
        self._before(self.text)
        write_atomically(
            self.path, self.text, mode=self.mode, keep_previous=True, last_look=self._last_look
        )
