"""Blocks of many records in one piece, with a table of the words that are in them.

A segment is made once and never changed. Only the tables are read from it for a search, and then
the records that the words are in. What is read is checked: a segment that was cut or altered
raises `Broken`.
"""

import sys
import zlib
from array import array
from collections.abc import Callable, Iterable
from itertools import accumulate
from pathlib import Path

import msgspec

from pmtui import __version__
from pmtui.store.faces import Stamp
from pmtui.store.json_text import UNREADABLE
from pmtui.store.search.block import BLOCK, Block
from pmtui.store.search.folding import WORD, fold

_START = 24
"""Bytes before the tables: their checksum, their length, the length of all."""
_CHECKSUM = 4
_MOST_LISTS = 2000
"""Lists that are read for one run of letters; what is in more words is nearly everywhere."""


class Broken(Exception):
    """A segment is not whole; what it holds is to be made again."""


class Entry(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A block of a segment: the file of its record, and where the block is."""

    name: str
    stamp: Stamp
    start: int
    length: int
    checksum: int


class _Tables(msgspec.Struct, frozen=True, array_like=True):
    """`words` are one a line; `places` say for each where its list of entries begins, and the end.

    The lists follow the tables, and the blocks the lists. A list has its checksum first and then
    the numbers of the entries.
    """

    head: str
    entries: list[Entry]
    words: bytes
    places: bytes


def head_of(folder: Path) -> str:
    """What a segment must begin with to be of use for a library in this folder."""
    return f"{BLOCK.version} {__version__} {sys.byteorder} {str(folder.resolve())!a}"


def words_of(block: Block) -> set[str]:
    """The words of a block, folded."""
    return set(WORD.findall(fold("\n".join(text for _, text in block.texts))))


def build(head: str, blocks: Iterable[tuple[str, Stamp, Block]]) -> bytes:
    """A segment of these blocks, each with its file and the stamp that the file had.

    Raises `UnicodeEncodeError` for what is no UTF-8.
    """
    entries, body, at = list[Entry](), list[bytes](), 0
    lists: dict[str, array[int]] = {}
    for number, (name, stamp, block) in enumerate(blocks):
        data = msgspec.msgpack.encode(block)
        entries.append(Entry(name, stamp, at, len(data), zlib.crc32(data)))
        body.append(data)
        at += len(data)
        for word in words_of(block):
            lists.setdefault(word, array("I")).append(number)
    words = sorted(lists)
    packed = [_checked(lists[word].tobytes()) for word in words]
    places = array("I", accumulate(map(len, packed), initial=0))
    tables = _Tables(head, entries, "\n".join(words).encode(), places.tobytes())
    data = msgspec.msgpack.encode(tables)
    whole = _START + len(data) + places[-1] + at
    start = (each.to_bytes(8, "big") for each in (zlib.crc32(data), len(data), whole))
    return b"".join([*start, data, *packed, *body])


def _checked(data: bytes) -> bytes:
    return zlib.crc32(data).to_bytes(_CHECKSUM, sys.byteorder) + data


class Segment:
    """A segment in a file that is open, or in memory. Raises `Broken` for one of no use."""

    def __init__(self, read: Callable[[int, int], bytes], size: int, head: str) -> None:
        self._read = read
        """Gives so many bytes from a place on."""
        start = read(0, _START)
        checksum, length, whole = (
            int.from_bytes(start[place : place + 8], "big") for place in range(0, _START, 8)
        )
        data = read(_START, length) if whole == size >= _START + length else b""
        if not data or zlib.crc32(data) != checksum:
            raise Broken
        try:
            tables = msgspec.msgpack.decode(data, type=_Tables)
        except UNREADABLE as error:
            raise Broken from error
        if tables.head != head:
            raise Broken
        self.entries = tables.entries
        self._words = tables.words
        self._places = memoryview(tables.places).cast("I")
        self._lists = _START + length
        self._blocks = self._lists + self._places[-1]

    @classmethod
    def of(cls, data: bytes, head: str) -> "Segment":
        """A segment that was just made."""
        return cls(lambda at, length: data[at : at + length], len(data), head)

    def words(self) -> list[bytes]:
        """All words in UTF-8, in the order of their lists."""
        return self._words.split(b"\n")

    def having(self, run: str) -> set[int]:
        """The numbers of the entries with a word that the letters are a part of."""
        part = run.encode()
        if part not in self._words:
            return set()
        numbers = [number for number, word in enumerate(self.words()) if part in word]
        if len(numbers) > _MOST_LISTS:
            return set(range(len(self.entries)))
        return {entry for number in numbers for entry in self.list_of(number)}

    def list_of(self, number: int) -> "array[int]":
        """The numbers of the entries that have a word."""
        place, end = self._places[number], self._places[number + 1]
        data = self._read(self._lists + place, end - place)
        if _checked(data[_CHECKSUM:]) != data:
            raise Broken
        return array("I", data[_CHECKSUM:])

    def block(self, number: int) -> Block:
        """The block of an entry."""
        entry = self.entries[number]
        data = self._read(self._blocks + entry.start, entry.length)
        if zlib.crc32(data) != entry.checksum:
            raise Broken
        return msgspec.msgpack.decode(data, type=Block)
