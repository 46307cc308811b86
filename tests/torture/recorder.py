"""What a program asks of the disk below a folder, call by call, while it is watched."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tests.torture.disk import ROOT, Data, Flush, Names, Said, Size, State, Step

Real = Callable[..., Any]
Place = tuple[str, ...]
"""The parts of a path below the folder."""


class Recorder:
    """The steps so far in a folder that was empty, and the disk when all have got there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: list[Step] = []
        self.state = State()
        self._numbers = count(ROOT + 1)
        self._places: dict[int, Place] = {}
        self._nodes: dict[int, int] = {}

    def said(self, number: int) -> None:
        """Note that a save was acknowledged."""
        self.steps.append(Said(number))

    def complete(self) -> bool:
        """Whether the steps explain every file and folder that is there: none was missed."""
        there = {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in self.folder.rglob("*")
        }
        return there == dict(self.state.tree())

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Record what happens inside."""
        notes: dict[str, Callable[..., Any]] = {
            **{"open": self._open, "write": self._write, "mkdir": self._mkdir},
            **{"fsync": self._flush, "fdatasync": self._flush},
            **{"truncate": self._truncate, "ftruncate": self._truncate},
            **{"replace": self._rename, "rename": self._rename},
            **{"link": self._link, "unlink": self._unlink, "remove": self._unlink},
        }
        with ExitStack() as stack:
            for name, note in notes.items():
                stack.enter_context(patch.object(os, name, partial(note, getattr(os, name))))
            stack.enter_context(patch("tinydb.storages.open", python_open, create=True))
            yield

    def _take(self, step: Data | Size | Names) -> None:
        self.steps.append(step)
        self.state.take(step)

    def _place(self, path: Any, folder: int | None = None) -> Place | None:
        """Where a path is, from the folder that a handle stands for; None when it is elsewhere."""
        if folder is not None:
            above = self._places.get(folder)
            return None if above is None else (*above, os.fspath(path))
        try:
            return Path(path).absolute().relative_to(self.folder).parts
        except ValueError:
            return None

    def _node(self, place: Place) -> int | None:
        node: int | None = ROOT
        for name in place:
            node = None if node is None else self.state.folders.get(node, {}).get(name)
        return node

    def _name(self, *changes: tuple[Place, int | None]) -> None:
        """Names that change in one step; all are in one folder."""
        [above] = {place[:-1] for place, _ in changes}
        folder = self._node(above)
        assert folder is not None
        self._take(Names(folder, tuple((place[-1], node) for place, node in changes)))

    def _open(self, real: Real, path: Any, flags: int, mode: int = 0o777, **more: Any) -> int:
        handle: int = real(path, flags, mode, **more)
        place = self._place(path, more.get("dir_fd"))
        self._places.pop(handle, None)
        self._nodes.pop(handle, None)
        if place is None:
            return handle
        node = self._node(place)
        if node is None:
            node = next(self._numbers)
            self.state.files[node] = bytearray()
            self._name((place, node))
        self._places[handle], self._nodes[handle] = place, node
        if flags & os.O_TRUNC:
            self._take(Size(node, 0))
        return handle

    def _write(self, real: Real, handle: int, data: Any) -> int:
        done: int = real(handle, data)
        if handle in self._nodes:
            start = os.lseek(handle, 0, os.SEEK_CUR) - done
            self._take(Data(self._nodes[handle], start, bytes(data[:done])))
        return done

    def _truncate(self, real: Real, file: Any, size: int) -> None:
        real(file, size)
        if isinstance(file, int):
            node = self._nodes.get(file)
        else:
            place = self._place(file)
            node = None if place is None else self._node(place)
        if node is not None:
            self._take(Size(node, size))

    def _flush(self, real: Real, handle: int) -> None:
        real(handle)
        if handle in self._nodes:
            self.steps.append(Flush(self._nodes[handle]))

    def _mkdir(self, real: Real, path: Any, mode: int = 0o777, **more: Any) -> None:
        real(path, mode, **more)
        if place := self._place(path, more.get("dir_fd")):
            node = next(self._numbers)
            self.state.folders[node] = {}
            self._name((place, node))

    def _rename(self, real: Real, old: Any, new: Any, **more: Any) -> None:
        real(old, new, **more)
        source = self._place(old, more.get("src_dir_fd"))
        target = self._place(new, more.get("dst_dir_fd"))
        if source and target:
            self._name((source, None), (target, self._node(source)))

    def _link(self, real: Real, old: Any, new: Any, **more: Any) -> None:
        real(old, new, **more)
        source = self._place(old, more.get("src_dir_fd"))
        target = self._place(new, more.get("dst_dir_fd"))
        if source and target:
            self._name((target, self._node(source)))

    def _unlink(self, real: Real, path: Any, **more: Any) -> None:
        real(path, **more)
        if place := self._place(path, more.get("dir_fd")):
            self._name((place, None))


class _Watched(io.FileIO):
    """A file of Python's own whose calls go through `os`, where they are seen."""

    def write(self, data: Any) -> int:
        return os.write(self.fileno(), bytes(data))

    def truncate(self, size: int | None = None) -> int:
        size = self.tell() if size is None else size
        os.ftruncate(self.fileno(), size)
        return size


def python_open(path: Any, mode: str = "r", encoding: str | None = None) -> io.TextIOWrapper:
    """Python's `open` of a text file, for programs that do not call `os` themselves."""
    raw = _Watched(path, mode, opener=lambda name, flags: os.open(name, flags, 0o600))
    buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    return io.TextIOWrapper(buffered, encoding=encoding or "utf-8")
