"""The default library: a folder with a TinyDB file for each postmortem, in folders by year.

LIBRARY/2026/2026-09-15-card-authorisations-failed.json            the record
LIBRARY/2026/2026-09-15-card-authorisations-failed.json.previous   the version before
LIBRARY/.pmtui/locks, LIBRARY/.pmtui/drafts                        the program's own
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from pmtui.store import catalog
from pmtui.store.atomic import read_file, write_atomically
from pmtui.store.errors import Ambiguous, Damaged, Exists, Moved, NotFound, Unavailable
from pmtui.store.json_text import UNREADABLE, to_json
from pmtui.store.library import RECORD_ID, Listing, Problem, Stored, Summary

if TYPE_CHECKING:  # the list is made of summaries; only opening a record needs the model
    from pmtui.model.postmortem import Postmortem

TABLE = "postmortem"
LOCK_SECONDS = 10.0
_PLAIN = re.compile(r"[^\"\\\x00-\x1f\x7f]+")


class FolderLibrary:
    """A library in a folder of the file system. It is made at the first write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def where(self) -> str:
        """The folder."""
        return str(self.folder)

    def listing(self) -> Listing:
        """All summaries, newest incident first, and the files that cannot be read."""
        known = catalog.read_catalog(self._catalog)
        entries, changed = [], False
        for path, found in self._files():
            entry = known.pop(path, None)
            if entry is None or entry.stamp != catalog.stamp_of(found):
                entry, changed = self._entry(path, found), True
            entries.append(entry)
        if changed or known:
            catalog.write_catalog(self._catalog, entries)
        return Listing(
            tuple(sorted((e.summary for e in entries if e.summary), key=_newest, reverse=True)),
            tuple(Problem(e.path, e.error) for e in entries if e.error),
        )

    def resolve(self, ref: str) -> str:
        """The id that a reference names. Raises `NotFound` or `Ambiguous`."""
        if ref == "@last":
            return self._last()
        ids = sorted({Path(path).stem for path, _ in self._files()})
        if ref in ids:
            return ref
        found = [each for each in ids if ref and each.startswith(ref)]
        if len(found) == 1:
            return found[0]
        if found:
            raise Ambiguous(f"“{ref}” names {len(found)} postmortems. Give more of the id.", found)
        raise NotFound(f"There is no postmortem “{ref}” in {self.where}. See: pmtui list")

    def load(self, record_id: str) -> Stored:
        """The record as it is now. Raises `NotFound`, `Damaged`, `TooNew`, `Unavailable`."""
        with self._explained():
            data = read_file(self._path(record_id))
        if data is None:
            raise NotFound(f"There is no postmortem “{record_id}” in {self.where}.")
        return Stored(self._decode(data, self._path(record_id)), _revision(data))

    def may_mention(self, record_id: str, words: Iterable[str]) -> bool:
        """Whether all the words may be in a record, by a look at its file; decoding costs more.

        Only plain words are looked for, as quotes and the like are written in another way.
        """
        try:
            text = (read_file(self._path(record_id)) or b"").decode("utf-8", "replace").casefold()
        except OSError:
            return True
        plain = [part for word in words for part in word.split() if _PLAIN.fullmatch(part)]
        return "\\u" in text or all(part.casefold() in text for part in plain)

    def create(self, record: "Postmortem") -> Stored:
        """Store a new record. Raises `Exists` when its id is taken."""
        with self._locked(record.id):
            if os.path.lexists(self._path(record.id)):
                raise Exists(f"There is a postmortem “{record.id}” already. Nothing was changed.")
            return self._write(record)

    def create_free(self, record: "Postmortem") -> Stored:
        """Store a new record under its id or, where that is taken, the next free one."""
        while True:
            try:
                return self.create(replace(record, id=self.free_id(record.id)))
            except Exists:  # another process was faster: take the next id
                continue

    def free_id(self, wanted: str) -> str:
        """The id itself or, where it is taken, the next free one: ``-2`` and so on."""
        number, free = 1, wanted
        while os.path.lexists(self._path(free)):
            number += 1
            free = f"{wanted[: 60 - len(f'-{number}')].rstrip('-')}-{number}"
        return free

    def save(self, record: "Postmortem", base: str) -> Stored:
        """Store a record that was changed from revision `base`. Raises `Moved`."""
        with self._locked(record.id):
            found = self.load(record.id)
            if found.revision != base:
                raise Moved(f"“{record.id}” was changed by somebody else. Read it again first.")
            return found if found.record == record else self._write(record)

    def change(self, record_id: str, edit: "Callable[[Postmortem], Postmortem]") -> Stored:
        """Read, change and store a record under its lock."""
        with self._locked(record_id):
            found = self.load(record_id)
            record = edit(found.record)
            return found if found.record == record else self._write(record)

    def drafts(self, record_id: str) -> dict[str, str]:
        """Words typed and not yet part of the record; none when they cannot be read."""
        try:
            data = read_file(self._draft_path(record_id))
            return msgspec.json.decode(data or b"{}", type=dict[str, str])
        except (OSError, *UNREADABLE):
            return {}

    def keep_drafts(self, record_id: str, drafts: Mapping[str, str]) -> None:
        """Keep such words, in place of those kept before."""
        path = self._draft_path(record_id)
        if not drafts and not path.exists():
            return
        with self._locked(record_id), self._explained():
            self._private_folder(".pmtui", "drafts")
            write_atomically(path, to_json(dict(drafts)))

    @cached_property
    def _catalog(self) -> Path:
        return catalog.catalog_path(self.folder)

    def _path(self, record_id: str) -> Path:
        if not RECORD_ID.fullmatch(record_id):
            raise NotFound(f"“{record_id}” is not an id: lower-case letters, digits and hyphens.")
        year = record_id[:4] if record_id[:4].isdigit() else "undated"
        return self.folder / year / f"{record_id}.json"

    def _draft_path(self, record_id: str) -> Path:
        return self.folder / ".pmtui" / "drafts" / self._path(record_id).name

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        """The files that should hold a record, with what the file system says of them."""
        with self._explained():
            if not self.folder.exists():
                return
            for year in os.scandir(self.folder):
                if year.name.startswith(".") or not year.is_dir(follow_symlinks=False):
                    continue
                for file in os.scandir(year.path):
                    if file.name.endswith(".json") and not file.name.startswith("."):
                        yield file.path, file.stat(follow_symlinks=False)

    def _entry(self, path: str, found: os.stat_result) -> catalog.Entry:
        from pmtui.store.summaries import summarise

        stamp = catalog.stamp_of(found)
        updated = datetime.fromtimestamp(found.st_mtime, UTC)
        try:
            data = read_file(Path(path))
            record = self._decode(data or b"", Path(path))
        except Exception as error:  # a file that cannot be listed is named, whatever is wrong
            return catalog.Entry(path, stamp, error=str(error))
        return catalog.Entry(path, stamp, summary=summarise(record, updated))

    def _decode(self, data: bytes, path: Path) -> "Postmortem":
        from pmtui.store.codec import decode_tables, from_plain

        rows = decode_tables(data, path).get(TABLE)
        if not rows or len(rows) != 1:
            raise Damaged(f"{path} is not a postmortem of pmtui. It was left as it is.")
        record = from_plain(next(iter(rows.values())), str(path))
        if record.id != path.stem:
            raise Damaged(f"{path} holds the record “{record.id}”. Name the file after its id.")
        if path != self._path(record.id):
            raise Damaged(f"{path} is in the wrong folder. Its place is {self._path(record.id)}.")
        return record

    def _write(self, record: "Postmortem") -> Stored:
        from tinydb import TinyDB
        from tinydb.table import Document

        from pmtui.store.codec import to_plain, with_strangers
        from pmtui.store.storage import AtomicStorage

        path = self._path(record.id)
        with self._explained():
            self._private_folder(path.parent.name)
            with TinyDB(path, storage=AtomicStorage) as database:
                table = database.table(TABLE, cache_size=0)
                before = next(iter(table), Document({}, doc_id=1))
                plain = with_strangers(to_plain(record), before)
                table.upsert(Document(plain, doc_id=before.doc_id))
            return Stored(record, _revision(read_file(path) or b""))

    def _private_folder(self, *names: str) -> Path:
        """A folder of the library, made where it is missing; only the user may enter it."""
        folder = self.folder
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in names:
            folder = folder / name
            folder.mkdir(exist_ok=True, mode=0o700)
        return folder

    def _last(self) -> str:
        newest = max(self._files(), key=lambda file: file[1].st_mtime_ns, default=None)
        if newest is None:
            raise NotFound(f"There is no postmortem in {self.where} yet. Make one: pmtui new")
        return Path(newest[0]).stem

    @contextmanager
    def _locked(self, record_id: str) -> Iterator[None]:
        """Hold the lock of a record; lock files stay, because deleting them would race."""
        from filelock import FileLock, Timeout

        with self._explained():
            locks = self._private_folder(".pmtui", "locks")
            lock = FileLock(locks / f"{self._path(record_id).stem}.lock", mode=0o600)
            try:
                lock.acquire(timeout=LOCK_SECONDS)
            except Timeout:
                raise Unavailable(
                    f"“{record_id}” has been locked for {LOCK_SECONDS:.0f} s by another pmtui. "
                    "Try again; if it stays, end that program."
                ) from None
        try:
            yield
        finally:
            lock.release()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the operating system refuses into a sentence that says what to do."""
        try:
            yield
        except OSError as error:
            raise Unavailable(explain(error, self.where)) from error


def explain(error: OSError, where: str) -> str:
    """What the machine refused and what to do about it."""
    import errno

    path = error.filename or where
    reasons = {
        errno.ENOSPC: f"The disk is full: {path} was not written. Free some space and try again.",
        errno.EDQUOT: f"Your quota is used up: {path} was not written. Free some space.",
        errno.EACCES: f"No permission for {path}. Check its owner and mode, or use --library.",
        errno.EPERM: f"No permission for {path}. Check its owner and mode, or use --library.",
        errno.EROFS: f"{path} is on a read-only file system. Use --library for another place.",
        errno.ELOOP: f"{path} is a link. Links are not followed in a library; use the real file.",
        errno.ENOTDIR: f"A part of {path} is a file, not a folder. Use --library.",
        errno.EEXIST: f"{path} is a file where a folder should be. Move it away, or use --library.",
        errno.EISDIR: f"{path} is a folder where a file should be. Move it away.",
    }
    return reasons.get(error.errno or 0, f"{path}: {error.strerror or error}. Nothing was changed.")


def _revision(data: bytes) -> str:
    from hashlib import blake2b

    return blake2b(data, digest_size=12).hexdigest()


def _newest(summary: Summary) -> tuple[str, str]:
    started = summary.started.isoformat() if summary.started else summary.id[:10]
    return (started, summary.id)
