"""The blocks of all records, as they are now: kept in the cache, made where they are missing.

The index is a folder of segments. A block counts while its record's file has the stamp it was
made from; those of new and changed records make a new segment, which takes small ones in, so that
there are never many and a change costs little. The folder is disposable, as faces are: without it,
or where it cannot be written, the records are read. Segments are put in place whole and never
changed, so that several processes may add to them at once; what two of them made twice counts once.
"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from io import FileIO
from pathlib import Path

from pmtui.store.faces import Stamp, cache_file, settled, stamp_of, write_cache
from pmtui.store.library import Problem
from pmtui.store.search.block import Block
from pmtui.store.search.near import near
from pmtui.store.search.query import Query
from pmtui.store.search.segment import Broken, Segment, build, head_of

Files = Mapping[str, os.stat_result]
Make = Callable[[str, os.stat_result], Block | Problem]
Told = Callable[[int, int], None]

_TRIES = 3
"""Times that the folder is read when another process takes segments away meanwhile."""


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment, and the numbers of its entries that count; `path` is None in memory."""

    segment: Segment
    live: set[int]
    path: Path | None

    def having(self, run: str) -> set[int]:
        return self.live & self.segment.having(run)

    def entries(self) -> Iterator[tuple[str, Stamp, Block]]:
        for number in sorted(self.live):
            entry = self.segment.entries[number]
            yield entry.name, entry.stamp, self.segment.block(number)


class Index:
    """The index of a library for one search; `problems` are the files that cannot be read.

    Without `trust`, what the cache has is replaced and not read. Raises `Broken`, as all methods
    do, for segments that are not whole.
    """

    def __init__(
        self, folder: Path, files: Files, make: Make, told: Told | None = None, trust: bool = True
    ) -> None:
        self._folder, self._head = cache_file(folder, "search"), head_of(folder)
        self._open = ExitStack()
        self.problems: list[Problem] = []
        missing = dict(files)
        self._parts = self._read(missing) if trust else []
        if missing:
            self._add(missing, make, told)

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def blocks(self, query: Query) -> Iterator[Block]:
        """The blocks that the query may hold for; of all others it is known that it does not."""
        runs = {run for term in query.terms for run in term.runs}
        for part in self._parts:
            found = part.live
            for run in runs:
                found = found & part.having(run) if found else found
            for number in sorted(found):
                yield part.segment.block(number)

    def instead(self, query: Query) -> dict[str, str]:
        """For words of the query that nothing has, the likeliest spelling that something has."""
        runs = {run for term in query.terms for run in term.runs}
        unknown = [run for run in runs if not any(part.having(run) for part in self._parts)]
        found = {run: self._likeliest(run) for run in sorted(unknown)}
        return {run: word for run, word in found.items() if word}

    def _likeliest(self, run: str) -> str | None:
        """The word with the fewest slips, of several the one that most records have."""
        slips, times = dict[str, int](), Counter[str]()
        for part in self._parts:
            words = [word.decode() for word in part.segment.words()]
            found = near(run, words)
            slips |= found
            for number, word in enumerate(words):
                if word in found:
                    times[word] += len(part.live.intersection(part.segment.list_of(number)))
        return min(+times, key=lambda word: (slips[word], -times[word], word), default=None)

    def _read(self, missing: dict[str, os.stat_result]) -> list[_Part]:
        """The segments that are kept, largest first; what they have is `missing` no more."""
        for _ in range(_TRIES):
            try:
                found = [self._opened(path) for path in self._kept()]
            except FileNotFoundError:
                continue
            parts, whole = [], [each for each in found if each]
            for path, segment in sorted(whole, key=lambda each: -len(each[1].entries)):
                live = set()
                for number, entry in enumerate(segment.entries):
                    now = missing.get(entry.name)
                    if now is not None and stamp_of(now) == entry.stamp:
                        live.add(number)
                        del missing[entry.name]
                parts.append(_Part(segment, live, path))
            return parts
        return []

    def _kept(self) -> list[Path]:
        """The files of segments that there are."""
        with suppress(OSError):
            return [
                Path(each.path) for each in os.scandir(self._folder) if each.name[-4:] == ".seg"
            ]
        return []

    def _opened(self, path: Path) -> tuple[Path, Segment] | None:
        """A segment in a file; None for one of no use. Raises `FileNotFoundError`."""
        try:
            file = self._open.enter_context(path.open("rb", buffering=0))
            size = os.fstat(file.fileno()).st_size
            return path, Segment(partial(_pread, file), size, self._head)
        except FileNotFoundError:
            raise
        except (OSError, Broken):
            return None

    def _add(self, missing: Files, make: Make, told: Told | None) -> None:
        """Make the blocks that are missing, and keep them with those of small segments."""
        new = list[tuple[str, Stamp, Block]]()
        for done, (name, found) in enumerate(missing.items()):
            began = time.time_ns()
            made = make(name, found)
            if isinstance(made, Problem):
                self.problems.append(made)
            else:
                new.append((name, settled(found, began), made))
            if told:
                told(done + 1, len(missing))
        if not new:
            return
        taken = self._small(len(new)) if any(any(stamp) for _, stamp, _ in new) else None
        for part in taken or ():
            new += part.entries()
        data = build(self._head, new)
        segment = Segment.of(data, self._head)
        self._parts = [part for part in self._parts if part not in (taken or ())]
        self._parts.append(_Part(segment, set(range(len(new))), None))
        if taken is not None:
            self._keep(data)

    def _small(self, count: int) -> list[_Part]:
        """The segments to be put together with so many new blocks.

        Those with at most twice as many as there are so far, so that sizes grow by halves, and
        those of which half does not count any more.
        """
        taken = []
        for part in sorted(self._parts, key=lambda part: len(part.live)):
            if len(part.live) <= max(2 * count, len(part.segment.entries) // 2):
                taken.append(part)
                count += len(part.live)
        return taken

    def _keep(self, data: bytes) -> None:
        """Put a segment in place, and take those away whose blocks it has or that are of no use."""
        old = set(self._kept()) - {part.path for part in self._parts}
        name = f"{time.time_ns():x}-{os.getpid():x}.seg"
        if write_cache(self._folder / name, data):
            for path in old:
                with suppress(OSError):
                    path.unlink()


def _pread(file: FileIO, at: int, length: int) -> bytes:
    return os.pread(file.fileno(), length, at)
