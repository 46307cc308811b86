"""What is tortured: saves with a number, by pmtui and by the storage that comes with TinyDB."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Protocol

from tinydb import TinyDB

from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.store.desk import WORDS, desk_folder
from pmtui.store.folder import FolderLibrary
from pmtui.store.history import Entry

ID = "2026-01-01-tortured"
DRAFT = "+timeline"

Save = Callable[[int], None]
"""Saves a number; when it returns, the save is acknowledged. Raises when it could not save."""


class Unreadable(Exception):
    """What is on the disk cannot be read, or is not of one save."""


class Subject(Protocol):
    """Something that saves numbers into files below `folder`."""

    folder: Path

    def begin(self) -> None:
        """Start with the number 0 and nothing else on the disk."""

    def open(self) -> Save:
        """Open what is on the disk, as a program does at its start."""

    def read(self) -> int:
        """The number that is on the disk, -1 when there is nothing. Raises `Unreadable`."""


class Edited:
    """pmtui: the title of a record is the number."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def library(self) -> FolderLibrary:
        return FolderLibrary(self.folder / "library")

    def begin(self) -> None:
        clear(self.folder)
        self.library.create(Postmortem(id=ID, title="0"))

    def open(self) -> Save:
        library = self.library
        session = Session(library, library.load(ID))

        def save(number: int) -> None:
            session.put("title", str(number))
            session.save()

        return save

    def read(self) -> int:
        try:
            record = self.library.load(ID).record
            entries = self.library.history(ID).entries
        except PmtuiError as error:
            return self._nothing(error)
        number, last = int(record.title or -1), _last_title(entries)
        if last not in (number, number + 1):  # a save puts its history on the disk first
            raise Unreadable(f"{number} is in the record, {last} is the last in its history")
        return number

    def _nothing(self, error: PmtuiError) -> int:
        if (self.library.folder / ID[:4] / f"{ID}.json").exists():
            raise Unreadable(str(error))
        return -1


class Typed(Edited):
    """pmtui: title, long notes and words not yet entered all have the number."""

    def open(self) -> Save:
        library = self.library
        session = Session(library, library.load(ID))
        session.recover()

        def save(number: int) -> None:
            session.apply([("title", str(number)), ("notes", words(number))])
            session.draft(DRAFT, str(number))
            session.save()

        return save

    def read(self) -> int:
        number = super().read()
        if number <= 0:
            return number
        stored = self.library.load(ID)
        if stored.record.notes != words(number):
            raise Unreadable(f"the title is of save {number}, the notes are not")
        return min(number, _newest_words(self.library))


def _newest_words(library: FolderLibrary) -> int:
    """The number in the words of the last session; one that was killed has left its own, too."""
    files = desk_folder(library.folder, ID).glob(f"*{WORDS}")
    return max((int(json.loads(path.read_bytes())[DRAFT]) for path in files), default=-1)


class Stock:
    """TinyDB with its own `JSONStorage`: the fault that the harness must be able to see."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "stock" / "db.json"

    def begin(self) -> None:
        clear(self.folder)
        self.path.parent.mkdir()
        with TinyDB(self.path) as database:
            database.insert({"number": 0, "notes": words(0)})

    def open(self) -> Save:
        database = TinyDB(self.path)

        def save(number: int) -> None:
            try:
                database.update({"number": number, "notes": words(number)})
            except ValueError as error:  # it reads its file before each save
                raise Unreadable(str(error)) from error

        return save

    def read(self) -> int:
        if not self.path.exists():
            return -1
        try:
            tables = json.loads(self.path.read_bytes() or b"null")
            [row] = tables["_default"].values() if tables else [{"number": -1, "notes": None}]
        except (ValueError, KeyError) as error:
            raise Unreadable(str(error)) from error
        if row["number"] >= 0 and row["notes"] != words(row["number"]):
            raise Unreadable("the number is of one save, the notes of another")
        return int(row["number"])


def _last_title(entries: Iterable[Entry]) -> int:
    """The last title that a history knows; the first, 0, is in no change."""
    changes = [change for entry in entries for change in entry.changes if change.field == "title"]
    return int(changes[-1].after) if changes else 0


def words(number: int) -> str:
    """Text for a number, of a length that changes from save to save."""
    return " ".join(map(str, (number, *range(number * 7919 % 4000))))


def clear(folder: Path) -> None:
    """Leave nothing in a folder, which is made where it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for each in folder.iterdir():
        shutil.rmtree(each) if each.is_dir() else each.unlink()
