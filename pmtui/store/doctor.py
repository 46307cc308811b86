"""Look at every file of a library and say what is wrong with it. Nothing is changed."""

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pmtui.model.postmortem import SCHEMA_VERSION
from pmtui.store.atomic import PREVIOUS, read_file
from pmtui.store.codec import KEPT
from pmtui.store.desk import EDITOR, KEYS, WORDS, desk_folder, unsaved
from pmtui.store.errors import Damaged, State, TooNew
from pmtui.store.folder import FolderLibrary
from pmtui.store.history import HISTORY
from pmtui.store.refusals import explain

STALE = timedelta(minutes=1)
"""A temporary file of this age is left over; a save takes far less."""

REPAIRABLE = frozenset(
    {
        State.CUT,
        State.GARBAGE,
        State.CONFLICT,
        State.DOUBLE_KEYS,
        State.SCHEMA,
        State.IDS,
        State.NAME,
        State.NO_ID,
        State.PLACE,
    }
)
"""The states in which something of the file itself can be saved."""

_REPAIR = "pmtui doctor --repair makes a whole copy beside it."
_AWAY = "Move it out of the library."
_NOTHING = "Nothing of it is left: take it from a backup, or move it away."
_ADVICE = {
    State.FOREIGN: _AWAY,
    State.LINK: _AWAY,
    State.FOLDER: _AWAY,
    State.LARGE: _AWAY,
    State.DEVICE: _AWAY,
    State.NEWER: "It can be read; to change it, install the newer pmtui.",
    State.UNREADABLE: "Ask its owner, or look at the disk.",
}
_REFUSED = {
    errno.ELOOP: State.LINK,
    errno.EISDIR: State.FOLDER,
    errno.EFBIG: State.LARGE,
    errno.ENXIO: State.DEVICE,
}


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What a file was found to be; for one that is not well, what is wrong and what to do."""

    path: Path
    state: State
    what: str = ""
    advice: str = ""

    @property
    def well(self) -> bool:
        """Whether it is a whole postmortem that can be read and changed."""
        return self.state is State.WHOLE


def examine(library: FolderLibrary) -> Iterator[Diagnosis]:
    """A diagnosis of each file that is, or should be, a postmortem, in the order of their paths.

    Other files at the top of the library are passed over. Raises `OSError` when the library
    itself cannot be read.
    """
    for path in sorted(library.folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.suffix == ".json":
            found = diagnose(library, path)
            if found.state in (State.NAME, State.PLACE):
                yield found
        elif path.is_symlink():
            if path.is_dir():
                yield Diagnosis(path, State.LINK, "is a link to a folder.", "Use the real folder.")
        elif path.is_dir():
            yield from _in_folder(library, path)


def diagnose(library: FolderLibrary, path: Path) -> Diagnosis:
    """What one file is. Raises nothing that a file can cause."""
    try:
        data = read_file(path)
        record = library.decode(data or b"", path)
    except OSError as error:
        return _refused(path, error)
    except TooNew as error:
        return _ill(path, State.NEWER, str(error))
    except Damaged as error:
        return _ill(path, error.state, str(error))
    if record.schema_version > SCHEMA_VERSION:
        return _ill(path, State.NEWER, f"was written with schema {record.schema_version}.")
    return Diagnosis(path, State.WHOLE)


def leftovers(library: FolderLibrary, now: datetime) -> Iterator[str]:
    """A sentence for each file that belongs to nothing any more; none of them does harm."""
    drafts = desk_folder(library.folder)
    records = {path.name for path in library.folder.glob("*/*.json")}
    for path in sorted([*library.folder.glob("*/.*"), *drafts.glob("*/.*")]):
        if path.suffix in (".tmp", ".link") and _age(path, now) > STALE:
            yield f"{path} is left over from a save that did not end. It can be deleted."
    for ending, what in ((PREVIOUS, "version before"), (HISTORY, "history")):
        for path in sorted(library.folder.glob(f"*/*.json{ending}")):
            if path.name.removesuffix(ending) not in records:
                yield f"{path} is the {what} of a postmortem that is gone."
    for path in sorted(drafts.glob("[!.]*")):
        typed = [each for each in path.glob("[!.]*") if each.suffix in (WORDS, KEYS, EDITOR)]
        if typed and f"{path.name}.json" not in records:
            yield f"{path} has words that were typed into a postmortem that is gone."
    for record_id, path in unsaved(library.folder):
        if f"{record_id}.json" in records:
            said = "has words that were typed and not saved before pmtui was stopped."
            yield f"{path} {said} They come back with: pmtui open {record_id}"


def _in_folder(library: FolderLibrary, folder: Path) -> Iterator[Diagnosis]:
    try:
        names = sorted(os.listdir(folder))
    except OSError as error:
        yield _refused(folder, error)
        return
    for name in names:
        if name.endswith(".json") and not name.startswith("."):
            yield diagnose(library, folder / name)


def _refused(path: Path, error: OSError) -> Diagnosis:
    return _ill(path, _REFUSED.get(error.errno or 0, State.UNREADABLE), explain(error, str(path)))


def _ill(path: Path, state: State, message: str) -> Diagnosis:
    what = message.removeprefix(f"{path} ").replace(f" {KEPT}", "")
    if state in REPAIRABLE or (state is not State.NEWER and _has_previous(path)):
        return Diagnosis(path, state, what, _REPAIR)
    return Diagnosis(path, state, what, _ADVICE.get(state, _NOTHING))


def _has_previous(path: Path) -> bool:
    return os.path.lexists(path.with_name(path.name + PREVIOUS))


def _age(path: Path, now: datetime) -> timedelta:
    try:
        return now - datetime.fromtimestamp(path.lstat().st_mtime, UTC)
    except FileNotFoundError:
        return timedelta(0)
