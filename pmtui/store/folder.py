"""The default library: a folder with a TinyDB file for each postmortem, in folders by year.

LIBRARY/2026/2026-09-15-card-authorisations-failed.json            the record
LIBRARY/2026/2026-09-15-card-authorisations-failed.json.previous   the version before
LIBRARY/2026/2026-09-15-card-authorisations-failed.json.history    every change, oldest first
LIBRARY/wording.toml                                               the team's rules of wording
LIBRARY/views.toml                                                 the team's views of the list
LIBRARY/.pmtui/locks, drafts, here                                 the program's own
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from pmtui.store.atomic import PREVIOUS, read_file, revision_of, write_atomically
from pmtui.store.errors import Ambiguous, Damaged, Exists, NotFound, Unavailable
from pmtui.store.faces import Face, Faces, id_of, up_to_date
from pmtui.store.library import RECORD_ID, Listing, Problem, Stored, Summary, T
from pmtui.store.refusals import explain
from pmtui.store.sharing import make_folder, make_parents, modes_of, refuse_link

if TYPE_CHECKING:  # the list is made of summaries; only opening a record needs the model
    from pmtui.model.postmortem import Postmortem
    from pmtui.store.desk import Desk
    from pmtui.store.history import History
    from pmtui.store.presence import Presence
    from pmtui.store.search.finding import Found
    from pmtui.store.search.query import Query
    from pmtui.store.writing import Written


class FolderLibrary:
    """A library in a folder of the file system. It is made at the first write."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.locks = True
        """Whether the file system has locks, as the last save found."""
        self._written: Written | None = None

    @property
    def where(self) -> str:
        """The folder."""
        return str(self.folder)

    def listing(self) -> Listing:
        """All summaries, newest incident first, and the files that cannot be read."""
        from pmtui.store.summaries import SUMMARY

        found = self.faces(SUMMARY)
        return Listing(_newest_first(found.values()), found.problems)

    def remembered(self) -> tuple[Summary, ...]:
        """The summaries as they were last read, newest incident first; no file is looked at."""
        from pmtui.store.faces import remembered
        from pmtui.store.summaries import SUMMARY

        return _newest_first(remembered(self.folder, SUMMARY))

    def faces(self, face: Face[T]) -> Faces[T]:
        """What the face makes of each readable record, as it is now, by id."""
        return up_to_date(self.folder, face, self._files(), partial(self._made, face))

    def search(
        self, query: "Query", limit: int, told: Callable[[int, int], None] | None = None
    ) -> "Found":
        """At most `limit` fields that the query holds for, as they are now, best first.

        `told` hears how many of how many records are read, where that is needed.
        """
        from pmtui.store.search.block import BLOCK
        from pmtui.store.search.finding import find

        make = partial(self._made, BLOCK)
        return find(self.folder, dict(self._files()), make, query, limit, told)

    def _made(self, face: Face[T], name: str, found: os.stat_result) -> T | Problem:
        """What a face makes of the record in a file, or why that cannot be."""
        path = self.folder / name
        try:
            record = self._decode(read_file(path) or b"", path)
            return face.make(record, datetime.fromtimestamp(found.st_mtime, UTC))
        except OSError as error:
            return Problem(str(path), explain(error, str(path)))
        except Exception as error:  # a file that cannot be listed is named, whatever is wrong
            return Problem(str(path), str(error))

    def resolve(self, ref: str) -> str:
        """The id that a reference names. Raises `NotFound` or `Ambiguous`."""
        if ref == "@last":
            return self._last()
        ids = sorted({id_of(name) for name, _ in self._files() if name.endswith(".json")})
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
        from pmtui.model.postmortem import SCHEMA_VERSION

        with self._explained():
            refuse_link(self._path(record_id).parent)
            data = read_file(self._path(record_id))
        if data is None:
            raise NotFound(f"There is no postmortem “{record_id}” in {self.where}.")
        record = self._decode(data, self._path(record_id))
        return Stored(record, revision_of(data), newer=record.schema_version > SCHEMA_VERSION)

    def create(self, record: "Postmortem") -> Stored:
        """Store a new record. Raises `Exists` when its id is taken."""
        with self._locked(record.id, begin=True):
            if os.path.lexists(self._path(record.id)):
                raise Exists(f"There is a postmortem “{record.id}” already. Nothing was changed.")
            return self._write(record, None)

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

    def save(self, record: "Postmortem", base: Stored) -> Stored:
        """Store a record that was changed from `base`, merged with what others wrote since."""
        from pmtui.store.writing import until_alone

        with self._locked(record.id):
            return until_alone(lambda: self._save(record, base))

    def _save(self, record: "Postmortem", base: Stored) -> Stored:
        from pmtui.store.writing import merged_with

        found, names = self._as_now(base), dict[str, str]()
        if found.revision != base.revision:
            merged = merged_with(found, base, record, self._path(record.id))
            record, names = merged.record, merged.renamed
        same = found.record == record
        return replace(found if same else self._write(record, found), renamed=names)

    def _as_now(self, stored: Stored) -> Stored:
        """The record as it is now; where nobody has written it since, it is not read again."""
        with self._explained():
            data = read_file(self._path(stored.record.id)) or b""
        known = self._known(stored)
        same = known.text == data if known else revision_of(data) == stored.revision
        return stored if same and not stored.newer else self.load(stored.record.id)

    def _known(self, stored: Stored) -> "Written | None":
        """What this process itself wrote last, when that is the stored record."""
        last = self._written
        if last is None or last.stored.record is not stored.record:
            return None
        return last if last.stored.revision == stored.revision else None

    def newer(self, stored: Stored) -> Stored | None:
        """The record as it is now when somebody has written it since, else None."""
        found = self._as_now(stored)
        return None if found.revision == stored.revision else found

    def history(self, record_id: str) -> "History":
        """Every change of a record that was stored, oldest first."""
        from pmtui.store.history import history_path, read

        with self._explained():
            return read(history_path(self._path(record_id)))

    def team_file(self, name: str) -> bytes | None:
        """A file that the team keeps beside its records; None when there is none."""
        with self._explained():
            return read_file(self.folder / name)

    def change_team_file(self, name: str, change: Callable[[bytes | None], bytes]) -> None:
        """Read, change and write such a file under a lock of its own."""
        with self._locked(Path(name).stem), self._explained():
            data = change(read_file(self.folder / name))
            write_atomically(self.folder / name, data, mode=modes_of(self.folder).file)

    def presence(self, record_id: str) -> "Presence":
        """Who has a record open, and a way to be seen there oneself."""
        from pmtui.store.presence import Presence

        return Presence(self.folder, self._path(record_id).stem, self.who)

    def change(self, record_id: str, edit: "Callable[[Postmortem], Postmortem]") -> Stored:
        """Read, change and store a record under its lock."""
        from pmtui.store.writing import until_alone

        def write() -> Stored:
            found = self.load(record_id)
            record = edit(found.record)
            return found if found.record == record else self._write(record, found)

        with self._locked(record_id):
            return until_alone(write)

    def desk(self, record_id: str = "") -> "Desk":
        """What this user has typed into a record, or into a new one that has no id yet."""
        from pmtui.store.desk import Desk

        return Desk(self.folder, self._path(record_id).stem if record_id else ".new", self.who)

    @cached_property
    def who(self) -> str:
        """Who is at the keyboard, for the history and for others who have a record open."""
        from getpass import getuser

        try:
            return getuser()
        except (OSError, KeyError):
            return "unknown"

    def _path(self, record_id: str) -> Path:
        if not RECORD_ID.fullmatch(record_id):
            raise NotFound(f"“{record_id}” is not an id: lower-case letters, digits and hyphens.")
        year = record_id[:4] if record_id[:4].isdigit() else "undated"
        return self.folder / year / f"{record_id}.json"

    def _files(self) -> Iterator[tuple[str, os.stat_result]]:
        """The files that should hold a record, with what the file system says of them.

        They are named below the folder: ``2026/2026-09-15-card-authorisations-failed.json``.
        """
        with self._explained():
            if not self.folder.exists():
                return
            for year in os.scandir(self.folder):
                if year.name.startswith(".") or not year.is_dir(follow_symlinks=False):
                    continue
                if not os.access(year.path, os.R_OK | os.X_OK):
                    yield year.name, year.stat()  # reading it as a file will say why not
                    continue
                yield from self._files_of(year.path, f"{year.name}/")

    def _files_of(self, path: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
        """Those of a year; names below an open folder are found faster than whole paths."""
        folder = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for file in os.scandir(folder):
                name = file.name
                if name.endswith(".json") and not name.startswith("."):
                    yield prefix + name, file.stat(follow_symlinks=False)
        finally:
            os.close(folder)

    def decode(self, data: bytes, path: Path) -> "Postmortem":
        """The record that is the content of a file of this library.

        Raises `Damaged`, whose `state` says in which way, and `TooNew`.
        """
        from pmtui.store.codec import decode_placed

        return decode_placed(data, path, self._path)

    def _decode(self, data: bytes, path: Path) -> "Postmortem":
        try:
            return self.decode(data, path)
        except Damaged as error:
            previous = path.with_name(path.name + PREVIOUS)
            before = f"The version before is {previous}. " if previous.exists() else ""
            raise Damaged(f"{error} {before}See: pmtui doctor", error.state) from None

    def _write(self, record: "Postmortem", old: Stored | None) -> Stored:
        from pmtui.store.writing import write_record

        path = self._path(record.id)
        known = self._known(old) if old else None
        self._written = None  # a write that fails leaves the tables half changed
        with self._explained():
            refuse_link(path.parent)
            self._make_folders(path.parent.name)
            mode, tables = modes_of(self.folder).file, known.tables if known else None
            self._written = write_record(path, record, old, self.who, mode, tables, self.locks)
        return self._written.stored

    def _make_folders(self, *names: str) -> Path:
        """A folder of the library, made where it is missing; for the user alone, or the group."""
        wanted = self.folder.joinpath(*names)
        if not wanted.is_dir():
            folder, modes = self.folder, modes_of(self.folder)
            make_parents(folder)
            make_folder(folder, modes)
            for name in names:
                make_folder(folder := folder / name, modes)
        return wanted

    def _last(self) -> str:
        newest = max(self._files(), key=lambda file: file[1].st_mtime_ns, default=None)
        if newest is None:
            raise NotFound(f"There is no postmortem in {self.where} yet. Make one: pmtui new")
        return id_of(newest[0])

    @contextmanager
    def _locked(self, record_id: str, *, begin: bool = False) -> Iterator[None]:
        """Hold the lock of a record. A library is made by its first record only.

        One that has gone away, with a disk that is not mounted, is not made again in its place:
        the true one could not come back.
        """
        from pmtui.store.locks import held

        with ExitStack() as stack:
            if not begin and not os.path.lexists(self.folder):
                raise Unavailable(f"{self.where} is not there. Bring it back, or use --library.")
            with self._explained():
                locks = self._make_folders(".pmtui", "locks")
                name = f"{self._path(record_id).stem}.lock"
                self.locks = stack.enter_context(held(locks / name, modes_of(self.folder).file))
            yield

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the operating system refuses into a sentence that says what to do."""
        try:
            yield
        except OSError as error:
            raise Unavailable(explain(error, self.where)) from error


def _newest_first(summaries: Iterable[Summary]) -> tuple[Summary, ...]:
    return tuple(sorted(summaries, key=_newest, reverse=True))


def _newest(summary: Summary) -> tuple[str, str]:
    return (summary.started or summary.id[:10], summary.id)
