"""Eight processes that save to the same record and to one each; a random one is killed at times."""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random
from typing import NoReturn

from pmtui.guide.entry import parse_entry
from pmtui.model.errors import PmtuiError
from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from pmtui.store.errors import Unavailable
from pmtui.store.folder import FolderLibrary
from tests.torture.kills import Acknowledgements, end, start
from tests.torture.tally import Budget, Tally

PROCESSES = 8
PAUSE = 0.25
"""Seconds between two kills, on average."""

SHARED = "2026-01-01-shared"
FIELDS = ("title", "impact.summary", "notes", "timeline")
"""What everybody writes: a line, two texts, and a list that grows."""

AN_ITEM = 12
"""Saves of one process between two items, so that the record stays of a likely size."""


def crowd(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """A trial is a kill; at the end, every word acknowledged is looked for."""
    tally = Tally(f"{PROCESSES} processes on shared and own records, one is killed")
    library = FolderLibrary(folder / "library")
    library.create(Postmortem(id=SHARED))
    acknowledgements = Acknowledgements(folder / "acknowledged")
    names = (f"p{number}" for number in count())
    running = [_begin(library, next(names), acknowledgements) for _ in range(PROCESSES)]
    for _ in budget:
        time.sleep(random.uniform(0, 2 * PAUSE))
        end(running.pop(random.randrange(PROCESSES)))
        running.append(_begin(library, next(names), acknowledgements))
        tally.trials += 1
        _look(tally, library)
    for process in running:
        end(process)
    said = [Said(*line.split()) for line in acknowledgements.read()]
    tally.acknowledged = len(said)
    for each in _missing(library, said):
        tally.lose(f"“{each.word}” in {each.field} of {each.record_id}")
    return [tally]


@dataclass(frozen=True, slots=True)
class Said:
    """One acknowledgement: a word of this writer is in a field of a record."""

    record_id: str
    field: str
    writer: str
    number: str

    @property
    def word(self) -> str:
        """The word, which nobody else writes."""
        return f"{self.writer}-{self.number}."


def write_on(library: FolderLibrary, name: str, acknowledgements: Acknowledgements) -> NoReturn:
    """Put one word after the other into a random field of a random record, for ever."""
    random = Random(name)
    os.environ["LOGNAME"] = name
    own = f"2026-02-02-{name}"
    library.create(Postmortem(id=own))
    sessions = [Session(library, library.load(each)) for each in (SHARED, own)]
    for number in count():
        session = random.choice(sessions)
        field = random.choice(FIELDS[:-1]) if number % AN_ITEM else FIELDS[-1]
        said = Said(session.record.id, field, name, str(number))
        put(session, field, said.word)
        try:
            session.save()
        except Unavailable:  # the others have held the lock too long: not acknowledged
            continue
        session.take_over()
        acknowledgements.say(f"{said.record_id} {said.field} {said.writer} {said.number}")
    raise AssertionError


def put(session: Session, field: str, word: str) -> None:
    """Set a field, or add an item to a list."""
    if field == FIELDS[-1]:
        session.apply(parse_entry(session.record, field, word, session.now()))
    else:
        session.put(field, word)


def _begin(library: FolderLibrary, name: str, acknowledgements: Acknowledgements) -> int:
    return start(lambda: write_on(FolderLibrary(library.folder), name, acknowledgements))


def _look(tally: Tally, library: FolderLibrary) -> None:
    """After a kill, everything must be readable for the others."""
    listing = library.listing()
    tally.unreadable += len(listing.problems)
    tally.found += [problem.message for problem in listing.problems]
    try:
        library.load(SHARED)
    except PmtuiError as error:
        tally.unreadable += 1
        tally.found.append(str(error))


def _missing(library: FolderLibrary, said: list[Said]) -> Iterator[Said]:
    """What is neither in the record, nor in its conflicts, nor in its history.

    A word that its own writer has replaced later counts as that later one: a history that is
    made compact forgets what a burst of edits went through.
    """
    newest: dict[tuple[str, ...], Said] = {}
    for each in said:
        an_item = (each.number,) if each.field == FIELDS[-1] else ()
        newest[each.record_id, each.field, each.writer, *an_item] = each
    texts = {
        record_id: _everything(library, record_id) for record_id in {s.record_id for s in said}
    }
    for each in newest.values():
        if each.word not in texts[each.record_id]:
            yield each


def _everything(library: FolderLibrary, record_id: str) -> str:
    """The record with its conflicts, and its history, as one text."""
    return f"{library.load(record_id).record}{library.history(record_id)}"
