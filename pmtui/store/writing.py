"""Writing one record: first what changes into its history, then the record into its file."""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tinydb import TinyDB
from tinydb.table import Document

from pmtui.model.postmortem import Postmortem
from pmtui.store.atomic import read_file, refuse_large, revision_of
from pmtui.store.changes import differences
from pmtui.store.codec import TABLE, patch, renew, to_plain
from pmtui.store.errors import Moved, Unavailable
from pmtui.store.history import append, history_path, read, taken_back_on_failure
from pmtui.store.json_text import to_json
from pmtui.store.library import Stored
from pmtui.store.merge import Merged, merge
from pmtui.store.refusals import explain
from pmtui.store.storage import AtomicStorage, Tables

MEETINGS = 5
"""Times that a save is made anew when somebody else has saved at the same moment."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was last written, its text and its tables: a file that is still this is not read."""

    stored: Stored
    text: bytes
    tables: Tables


def write_record(
    path: Path,
    record: Postmortem,
    old: Stored | None,
    who: str,
    mode: int,
    known: Tables | None,
    locked: bool = True,
) -> Written:
    """Put a record in the place of `old`; `who` and what changed go into the history before it.

    The caller holds the record's lock. `known` are the tables that hold just `old`, where the
    caller has them; they are changed. Raises `OSError`, and nothing on the disk is changed then.
    Where it is not `locked`, because the file system has no locks, the file is read once more
    right before it is replaced; raises `Moved` when it is no longer that of `old`.
    """
    revision = ""

    def note(data: bytes) -> None:
        nonlocal revision
        revision = revision_of(data)
        history, now = history_path(path), datetime.now(UTC)
        if old is not None and not history.exists():  # it was made before there was a history
            changes = differences(None, old.record)
            append(history, now, "", old.revision, changes, mode=mode)
        changes = differences(old.record if old else None, record)
        append(history, now, who, revision, changes, mode=mode)

    def look() -> None:
        if old is not None and revision_of(read_file(path) or b"") != old.revision:
            raise Moved(f"Somebody else has saved “{record.id}” at this moment. Try again.")

    storage = AtomicStorage(path, mode, note, known, None if locked else look)
    with (
        taken_back_on_failure(history_path(path)),
        TinyDB(storage=lambda: storage) as database,
    ):
        table = database.table(TABLE, cache_size=0)
        if old is not None and known is not None:
            table.update(lambda row: patch(row, record, old.record))
        elif os.path.lexists(path):
            table.update(lambda row: renew(row, record, str(path), old.record if old else None))
        else:
            table.insert(Document(to_plain(record), doc_id=1))
    return Written(Stored(record, revision), storage.text, storage.tables)


def refuse_too_large(record: Postmortem, where: str) -> None:
    """Raise `Unavailable` where the record would not fit its file, as writing it would."""
    try:
        refuse_large(to_json({TABLE: {"1": to_plain(record)}}), Path(where))
    except OSError as error:
        raise Unavailable(explain(error, where)) from None


def until_alone(write: Callable[[], Stored]) -> Stored:
    """Write again, on top of what somebody else wrote at the same moment where nobody locks."""
    for _ in range(MEETINGS):
        with suppress(Moved):
            return write()
    return write()


def merged_with(theirs: Stored, base: Stored, mine: Postmortem, path: Path) -> Merged:
    """Mine put together with what somebody else wrote since `base`, as the history tells whose."""
    entries = read(history_path(path)).entries
    last = entries[-1] if entries and entries[-1].revision == theirs.revision else None
    by, when = (last.by, last.at) if last else (None, datetime.now(UTC))
    return merge(base.record, mine, theirs.record, by=by, when=when)
