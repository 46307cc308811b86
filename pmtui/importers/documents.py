"""JSON that is read as a whole: what it is, and its entries one by one."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmtui.importers import objects
from pmtui.importers.intake import Intake, Piece
from pmtui.importers.objects import Fields
from pmtui.importers.stamps import split_stamp
from pmtui.model.kinds import EventKind
from pmtui.model.text import clean

Told = tuple[EventKind | None, str]


@dataclass(slots=True)
class Entries:
    """Hands the entries of a document to an intake and counts them in `seen`."""

    intake: Intake
    folder: Path | None = None
    seen: int = 0

    def add(self, value: Any, when: Any, told: Told, who: str | None = None) -> None:
        """An event from one entry; without a time that can be read, a note."""
        self.seen += 1
        stamp = split_stamp(str(when)) if when else None
        reading = self.intake.clock.read(stamp[0], stamp[2]) if stamp else None
        source = as_text(value)
        if stamp is None or reading is None:
            self.intake.note(source)
        else:
            self.intake.offer(Piece(self.seen, [source], *told, reading, Fields({}, stamp), who))

    def keep(self, value: Any) -> None:
        """A note of something that is no event, such as the head of a document; not if empty."""
        if value:
            self.seen += 1
            self.intake.note(as_text(value))


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """One format of documents.

    `unit` is what its entries are called, `holds` says of the first entry whether it is of this
    format; `read` reads the entries; `key` gives what tells one entry from all others, wherever it
    is exported again. The entries stand in a list, alone or below one of the `names`, or there is
    one, alone or below `one`.
    """

    name: str
    unit: str
    holds: Callable[[Mapping[str, Any]], bool]
    read: Callable[[list[Any], Entries], None]
    key: Callable[[Mapping[str, Any]], object] | None = None
    names: tuple[str, ...] = ()
    one: str = ""

    def fits(self, whole: Any) -> bool:
        """Whether a document is of this format."""
        found = self.entries(whole)[0]
        return self.holds(found[0] if found and isinstance(found[0], dict) else {})

    def entries(self, whole: Any) -> tuple[list[Any], dict[str, Any]]:
        """The entries of a document, and what stands beside them when they have a name."""
        if isinstance(whole, list):
            return whole, {}
        for name in (*self.names, self.one):
            found = whole.get(name) if isinstance(whole, dict) else None
            if isinstance(found, dict if name == self.one else list):
                head = {key: value for key, value in whole.items() if key != name}
                return ([found] if isinstance(found, dict) else list(found)), head
        return [whole], {}

    def read_whole(self, whole: Any, entries: Entries) -> None:
        """Read a document; what stands beside its entries is kept."""
        found, head = self.entries(whole)
        entries.keep(head)
        self.read(found, entries)


def as_text(value: Any) -> str:
    """An entry as one line of JSON."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return clean(text).replace("\n", "\\n")


def read_objects(values: list[Any], entries: Entries) -> None:
    """A list of any objects that have a time."""
    for each in values:
        found = objects.of_object(each)
        if found is None:
            entries.keep(each)
            continue
        entries.seen += 1
        reading = entries.intake.clock.read(str(found[1]), found[3])
        if reading is None:
            entries.intake.note(as_text(each))
        else:
            source = [as_text(each)]
            entries.intake.offer(Piece(entries.seen, source, *objects.tell(found), reading, found))


OBJECTS = DocumentForm(
    "JSON",
    "entries",
    lambda first: objects.of_object(first) is not None,
    read_objects,
    names=("messages", "log_entries", "alerts", "incidents", "data", "events"),
)
