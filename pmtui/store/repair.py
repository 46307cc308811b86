"""A whole postmortem made out of a damaged file: a new one beside it, for a person to compare."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from pmtui.guide.values import show
from pmtui.model.address import walk
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import slug
from pmtui.store.atomic import PREVIOUS, read_file
from pmtui.store.codec import decode_record, from_plain, to_plain
from pmtui.store.doctor import Diagnosis
from pmtui.store.errors import Damaged, State, TooNew
from pmtui.store.fitting import shown
from pmtui.store.folder import FolderLibrary
from pmtui.store.library import RECORD_ID
from pmtui.store.merge import merge
from pmtui.store.salvage import NAMELESS, Salvaged, salvage
from pmtui.store.sides import common_part, sides_of

ENDING = "-repaired"
_STEM = 60 - len(ENDING)
_BEFORE = "the version before ({} values)"


class NotRepaired(PmtuiError):
    """Nothing could be made out of a damaged file."""

    exit_code = 4


@dataclass(frozen=True, slots=True)
class Repaired:
    """A postmortem that was made out of a damaged file.

    `source` is a sentence on what it was made from, `unread` are sentences on what is not in
    it. `again` says that it was made by an earlier repair and is only named once more.
    """

    record: Postmortem
    source: str
    unread: tuple[str, ...] = ()
    again: bool = False


def repair(library: FolderLibrary, found: Diagnosis) -> Repaired:
    """Make a new postmortem, ``<id>-repaired``, out of a file that is not well.

    The file itself is left as it is. Raises `NotRepaired`, and `PmtuiError` when the new one
    cannot be written.
    """
    if found.state in (State.WHOLE, State.NEWER):
        raise NotRepaired(f"{found.path} is not damaged. Nothing was made.")
    made = _SOURCES.get(found.state, _only_before)(found.path)
    stem = found.path.stem if RECORD_ID.fullmatch(found.path.stem) else made.record.id
    if stem == NAMELESS:
        stem = slug(found.path.stem, _STEM) or NAMELESS
    record = replace(made.record, id=f"{stem[:_STEM].rstrip('-')}{ENDING}")
    known = _made_before(library, record)
    stored = known or library.create_free(record).record
    return replace(made, record=stored, again=known is not None)


def _salvaged(path: Path) -> Repaired:
    """Of a text that is damaged, the version before, unless more can be read of it itself."""
    salvaged, before = salvage(_data(path)), _before(path)
    if before is None or (salvaged.record and _held(salvaged.record) > _held(before)):
        return _from_salvage(path, salvaged)
    return Repaired(before, _BEFORE.format(_held(before)), _differing(before, salvaged))


def _edited(path: Path) -> Repaired:
    """Of a text that is whole JSON, everything that fits: somebody has written it like this."""
    return _from_salvage(path, salvage(_data(path)))


def _from_salvage(path: Path, salvaged: Salvaged) -> Repaired:
    if salvaged.record is None or not salvaged.read:
        raise NotRepaired(f"{path}: {' '.join(salvaged.unread)}")
    source = f"what can be read of it ({_held(salvaged.record)} values)"
    return Repaired(salvaged.record, source, salvaged.unread)


def _whole(path: Path) -> Repaired:
    """The record in a file that has only the wrong name or place."""
    return Repaired(decode_record(_data(path), path), "the file, which is whole")


def _only_before(path: Path) -> Repaired:
    """The version before, of a file in which nothing can be read."""
    before = _before(path)
    if before is None:
        raise NotRepaired(f"{path}: there is no version before, and nothing of it can be read.")
    return Repaired(before, _BEFORE.format(_held(before)))


def _merged(path: Path) -> Repaired:
    """Both sides of a merge that git has left in the file, each read as far as it goes."""
    ours, base, theirs = (side and _side(side, path) for side in sides_of(_data(path)))
    if not ours or not theirs or ours.record is None or theirs.record is None:
        raise NotRepaired(f"{path}: one side of the merge cannot be read.")
    mine, other = ours.record, replace(theirs.record, id=ours.record.id)
    start = base.record if base and base.record else None
    if start is None:
        start = from_plain(common_part(to_plain(mine), to_plain(other)), str(path))
    when = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    merged = merge(replace(start, id=mine.id), mine, other, by=None, when=when)
    kept = tuple(f"{each}: both values were kept; see `conflicts`." for each in merged.disputed)
    unread = (*ours.unread, *theirs.unread, *kept)
    return Repaired(merged.record, "both sides of the merge", unread)


def _side(data: bytes, path: Path) -> Salvaged:
    try:
        return Salvaged(decode_record(data, path))
    except (Damaged, TooNew):
        return salvage(data)


_SOURCES: dict[State, Callable[[Path], Repaired]] = {
    State.CUT: _salvaged,
    State.GARBAGE: _salvaged,
    State.FOREIGN: _salvaged,
    State.DOUBLE_KEYS: _edited,
    State.SCHEMA: _edited,
    State.IDS: _edited,
    State.CONFLICT: _merged,
    State.NAME: _whole,
    State.NO_ID: _whole,
    State.PLACE: _whole,
}
"""How to make a record out of a file in each state; in the other states only what was before."""


def _data(path: Path) -> bytes:
    return read_file(path) or b""


def _before(path: Path) -> Postmortem | None:
    previous = path.with_name(path.name + PREVIOUS)
    try:
        return decode_record(_data(previous), previous)
    except (OSError, Damaged, TooNew):
        return None


def _held(record: Postmortem) -> int:
    """How many values a record holds."""
    values = [value for _, value in walk(record) if value is not None]
    return sum(len(value) if isinstance(value, tuple) else 1 for value in values)


def _differing(before: Postmortem, salvaged: Salvaged) -> tuple[str, ...]:
    """Sentences about what was read of the file and is not the same in the version before it."""
    if salvaged.record is None:
        return ()
    old = dict(walk(before))
    other = [
        where
        for where, value in walk(salvaged.record)
        if where != "id" and old.get(where) != value and _read(where, salvaged.places)
    ]
    return tuple(
        f"{where}: the damaged file has {shown(show(salvaged.record, where))} here."
        for where in other
    )


def _read(where: str, places: frozenset[str]) -> bool:
    return where in places or f"{where}.at" in places or f"{where}.entered" in places


def _made_before(library: FolderLibrary, record: Postmortem) -> Postmortem | None:
    """The postmortem that an earlier repair of the same file has made, unless it was changed."""
    for entry in sorted(library.folder.glob(f"*/{record.id}*.json")):
        try:
            found = library.load(entry.stem).record
        except PmtuiError:
            continue
        if replace(found, id=record.id) == record:
            return found
    return None
