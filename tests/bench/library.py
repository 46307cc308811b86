"""The library with ten thousand postmortems: its first paint, a key in its filter, its memory."""

import os
from contextlib import ExitStack
from pathlib import Path
from statistics import median, quantiles
from unittest.mock import patch

from pmtui.store.folder import FolderLibrary
from pmtui.store.listed.cards import Card, cards
from pmtui.store.listed.wanted import fitting, read
from tests.bench.invented import fill
from tests.bench.place import Place
from tests.bench.table import Line
from tests.bench.terminal import Terminal

FEW, MANY = 10, 10_000
SIZE = (100, 30)
PAINTS = 8
"""Starts of each program; the first does not count."""
TYPED = "e service:a status:p"
"""What is typed, letter by letter, and taken away again before the next round."""
ROUNDS = 4


def measure(place: Place) -> list[Line]:
    """Everything about the library's screen; the floor is the same with ten postmortems."""
    folders = [fill(place.folder / str(count), count) for count in (FEW, MANY)]
    known = [_cards(place, folder) for folder in folders]
    newest = [(each[0].summary.title or "")[:30] for each in known]
    paints: tuple[list[float], list[float]] = ([], [])
    for _ in range(PAINTS):
        for folder, title, times in zip(folders, newest, paints, strict=True):
            with Terminal(place.pmtui(folder), *SIZE, place.env) as program:
                times.append(program.seen(title, program.began) * 1000)
    few, many = (median(times[1:]) for times in paints)
    with ExitStack() as stack:
        programs = [
            stack.enter_context(Terminal(place.pmtui(folder), *SIZE, place.env))
            for folder in folders
        ]
        for program, title in zip(programs, newest, strict=True):
            program.seen(title, program.began)
            program.quiet(2.0)
        keys = in_filter(programs, known)
        memory = [program.memory() for program in programs]
    ours, floor = keys[1], keys[0]
    return [
        Line(f"library of {MANY:,}, first paint", many, few, 1.3),
        Line("a key in its filter", median(ours), median(floor), 3.0),
        Line("a key in its filter, 95 of 100", quantiles(ours, n=20)[-1], None, 60.0),
        Line("its memory, less that of ten", memory[1] - memory[0], None, 80.0, "MB"),
    ]


def in_filter(programs: list[Terminal], all_cards: list[list[Card]]) -> list[list[float]]:
    """ms from each key in the filter to its letter and to how many fit, for each program."""
    times: list[list[float]] = [[] for _ in programs]
    for program in programs:
        program.write("/")
        program.quiet(0.3)
    for _ in range(ROUNDS):
        for end in range(1, len(TYPED) + 1):
            for program, found, known in zip(programs, times, all_cards, strict=True):
                fit = len(fitting(known, read(TYPED[:end])))
                wanted = (f"{TYPED[:end].rstrip()}", f"{fit:,} of {len(known):,}")
                stamps = program.seen_each(wanted, program.write(TYPED[end - 1]))
                found.append(max(stamps) * 1000)
        for program in programs:
            program.write("\x7f" * len(TYPED))
            program.quiet(0.3)
    return times


def _cards(place: Place, folder: Path) -> list[Card]:
    """What stands in the list, the newest first; the cache is filled on the way."""
    with patch.dict(os.environ, place.env):
        return cards(FolderLibrary(folder).listing().summaries)
