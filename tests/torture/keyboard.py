"""SIGKILL of `pmtui open`, in a terminal, while somebody types."""

import re
import time
from pathlib import Path
from random import Random

from pmtui.model.postmortem import Postmortem
from pmtui.store.folder import FolderLibrary
from tests.terminal.program import PMTUI, Program
from tests.torture.tally import Budget, Tally

SAID = re.compile(r" saved \d\d:\d\d:\d\d")
CALM = 0.8
"""Seconds without a byte after which "saved" is about everything that was typed: a save comes
half a second after a key, and changes the screen."""

LONGEST = 0.9
"""Seconds of typing after which the program is killed at the latest: a save is in them."""


def typing(random: Random, budget: Budget, folder: Path) -> list[Tally]:
    """What was typed before the top line said "saved" is acknowledged; then typing goes on."""
    tally = Tally("SIGKILL of `pmtui open` while one types")
    library = FolderLibrary(folder / "library")
    for number in budget:
        record_id = f"2026-03-04-trial-{number}"
        library.create(Postmortem(id=record_id))
        word = f"word{random.randrange(10**6)}"
        command = (PMTUI, "--library", str(library.folder), "open", record_id)
        with Program(*command, "--step", "preparation", env=_home(folder)) as program:
            _type_until_saved(program, word)
            tally.acknowledged += 1
            _go_on_typing(program, random)
        _look(tally, library, record_id, word)
    return [tally]


def _type_until_saved(program: Program, word: str) -> None:
    program.wait_for(" Esc  Out")
    program.write(word)
    program.wait_until(lambda: SAID.search(program.lines[0]) and word in program.text)
    program.settle(CALM)


def _go_on_typing(program: Program, random: Random) -> None:
    """Type letters until a random moment; the program is killed when this returns."""
    end = time.monotonic() + random.uniform(0, LONGEST)
    while (left := end - time.monotonic()) > 0:
        program.write("x")
        program.read(min(left, 0.03))


def _look(tally: Tally, library: FolderLibrary, record_id: str, word: str) -> None:
    tally.trials += 1
    try:
        title = library.load(record_id).record.title or ""
    except Exception as error:  # whatever it is, the record cannot be opened
        tally.unreadable += 1
        tally.found.append(f"trial {tally.trials}: unreadable: {error}")
        return
    if title.rstrip("x") != word:
        tally.lose(f"“{word}” was saved, “{title}” is there")


def _home(folder: Path) -> dict[str, str]:
    """Nothing of the person who runs this is read or written."""
    return {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "TZ": "UTC"}
