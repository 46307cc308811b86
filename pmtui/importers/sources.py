"""Files of any size as lines of text, whatever their encoding."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pmtui.importers.formats import wide_encoding
from pmtui.model.errors import BadValue
from pmtui.model.text import clean

HEAD = 65_536
"""Bytes at the start of a file by which its format is judged."""

LONGEST_LINE = 200_000
"""Characters of one line that are read at once; a longer line counts as several."""

_OFTEN = 4_096
_LINE_END = "\u2424"
"""Stands for characters that end a line elsewhere, such as U+2028, and do not end it in a file."""

_BROKEN = re.compile("[\udc80-\udcff]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\^_])")

Progress = Callable[[int, int], None]
"""Told now and then how many bytes of how many are read."""


class Lines:
    """The lines of one open file, each with its end; `number` is that of the last one, from 1.

    `foreign` counts the lines that were no UTF-8 and were read as Windows-1252, `cut` says that
    the last line has no end.
    """

    def __init__(self, source: BinaryIO, name: str, progress: Progress | None = None) -> None:
        self.name = name
        self.number = 0
        self.foreign = 0
        self.cut = False
        self._source = source
        self._progress = progress
        self.head = source.read(HEAD)
        source.seek(0)
        wide = wide_encoding(self.head)
        if wide is None and b"\0" in self.head:
            raise BadValue(f"{name} is not a text file. Export it as text first.")
        self.encoding = wide or "utf-8-sig"
        errors = "replace" if wide else "surrogateescape"
        self._text = io.TextIOWrapper(source, self.encoding, errors, newline="\n")

    def __iter__(self) -> Iterator[str]:
        """Every line as it stands, blank ones too; `plain` gives it as it is kept."""
        read, size = self._text.readline, self._size() if self._progress else 0
        line = ""
        for self.number, line in enumerate(iter(partial(read, LONGEST_LINE), ""), 1):
            if self._progress and not self.number % _OFTEN:
                self._progress(self._source.tell(), size)
            yield line
        self.cut = line[-1:] not in {"", "\n"}

    def whole(self, most: int) -> str:
        """The text of the whole file. Raises `BadValue` for more than `most` characters."""
        text = self._text.read(most + 1)
        if len(text) > most:
            raise BadValue(
                f"{self.name} has more than {most:,} characters, and JSON of this kind is read as "
                "a whole. Export a shorter time, or one JSON object a line."
            )
        return text

    def rewind(self) -> None:
        """Begin again at the start."""
        self._text.seek(0)

    def plain(self, line: str) -> str:
        """The line as it is kept: no end, colours, control characters or broken bytes."""
        line = line.rstrip("\r\n")
        if line.isprintable() and line.isascii():
            return line
        if _BROKEN.search(line):
            self.foreign += 1
            line = line.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
        return clean(_ANSI.sub("", line)).replace("\n", _LINE_END)

    def close(self) -> None:
        """Leave the source open for whoever opened it."""
        self._text.detach()

    def _size(self) -> int:
        here = self._source.tell()
        size = self._source.seek(0, io.SEEK_END)
        self._source.seek(here)
        return size


def without_colours(line: str) -> str:
    """The line without the sequences that colour it on a terminal."""
    return _ANSI.sub("", line) if "\x1b" in line else line


@contextmanager
def opened(source: Path | BinaryIO, name: str, progress: Progress | None = None) -> Iterator[Lines]:
    """The lines of a file, or of an open binary source that can seek.

    Raises `OSError`, and `BadValue` for what is no text.
    """
    if isinstance(source, Path):
        with source.open("rb") as file, opened(file, name, progress) as lines:
            yield lines
        return
    lines = Lines(source, name, progress)
    try:
        yield lines
    finally:
        lines.close()
