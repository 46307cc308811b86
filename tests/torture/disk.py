"""A disk as it may be after a power cut, worked out from what a program asked of it.

Of a file, what was written before its last flush is there; of a folder, the names of before its
last flush. Of all that came later, any part may be there: a write whole, in half, as zeros or
not at all, a name changed or not. A kernel that keeps more order leaves fewer states, no others.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product
from random import Random

ROOT = 0
"""The number of the folder in which everything is."""

MOST = 48
"""States that are looked at for one moment of a cut: all, or as many at random."""


@dataclass(frozen=True, slots=True)
class Data:
    """Bytes written into a file."""

    node: int
    start: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Size:
    """A file cut, or made longer with zeros."""

    node: int
    size: int


@dataclass(frozen=True, slots=True)
class Names:
    """Names of a folder that change in one step; a file or folder, or None for a name gone."""

    node: int
    names: tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Flush:
    """A file or folder flushed."""

    node: int


@dataclass(frozen=True, slots=True)
class Said:
    """A save acknowledged."""

    number: int


Step = Data | Size | Names | Flush | Said
Part = Data | Size | Names | None
"""What became of a step that was not flushed."""


@dataclass(slots=True)
class State:
    """What is on a disk: the bytes of files and the names in folders, by their numbers."""

    files: dict[int, bytearray] = field(default_factory=dict)
    folders: dict[int, dict[str, int]] = field(default_factory=lambda: {ROOT: {}})

    def emptied(self) -> "State":
        """The same files and folders with nothing in them: a disk before they are made."""
        files = {node: bytearray() for node in self.files}
        return State(files, {node: {} for node in self.folders})

    def take(self, step: Part) -> None:
        """Make a step."""
        match step:
            case Data(node, start, data):
                file = self.files[node]
                file.extend(bytes(max(start + len(data) - len(file), 0)))
                file[start : start + len(data)] = data
            case Size(node, size):
                file = self.files[node]
                del file[size:]
                file.extend(bytes(size - len(file)))
            case Names(node, names):
                for name, target in names:
                    self.folders[node].pop(name, None)
                    if target is not None:
                        self.folders[node][name] = target

    def tree(self, node: int = ROOT, above: str = "") -> Iterator[tuple[str, bytes | None]]:
        """The paths that can be reached, with the bytes of files, and None for folders."""
        for name, each in sorted(self.folders[node].items()):
            path = f"{above}{name}"
            if each in self.folders:
                yield path, None
                yield from self.tree(each, f"{path}/")
            else:
                yield path, bytes(self.files[each])


@dataclass(frozen=True, slots=True)
class Image:
    """A state after a power cut: its paths, and the number of the last acknowledged save."""

    tree: Mapping[str, bytes | None]
    acknowledged: int


def images(last: State, steps: Sequence[Step], random: Random) -> Iterator[Image]:
    """The states that a cut may leave at every moment of the steps that lead to the last one."""
    acknowledged = -1
    for cut in range(len(steps) + 1):
        done = steps[:cut]
        if done and isinstance(done[-1], Said):
            acknowledged = done[-1].number
        parts = [_parts(done, index) for index in range(cut)]
        seen: set[tuple[tuple[str, bytes | None], ...]] = set()
        for chosen in _choices(parts, random):
            state = last.emptied()
            for part in chosen:
                state.take(part)
            tree = tuple(state.tree())
            if tree not in seen:
                seen.add(tree)
                yield Image(dict(tree), acknowledged)


def _parts(done: Sequence[Step], index: int) -> tuple[Part, ...]:
    """What may have become of a step: all of it, where it was flushed."""
    step = done[index]
    if isinstance(step, Flush | Said):
        return (None,)
    if any(isinstance(later, Flush) and later.node == step.node for later in done[index:]):
        return (step,)
    if isinstance(step, Data):
        half = replace(step, data=step.data[: len(step.data) // 2])
        return (step, None, half, replace(step, data=bytes(len(step.data))))
    return (step, None)


def _choices(parts: Sequence[tuple[Part, ...]], random: Random) -> Iterator[tuple[Part, ...]]:
    """All ways to choose one part of each step, or `MOST` at random with the two extremes."""
    count = 1
    for each in parts:
        count *= len(each)
    if count <= MOST:
        yield from islice(product(*parts), MOST)
        return
    yield tuple(each[0] for each in parts)
    yield tuple(each[1] if len(each) > 1 else each[0] for each in parts)
    for _ in range(MOST):
        yield tuple(random.choice(each) for each in parts)
