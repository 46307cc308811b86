"""Lines of JSON with a checksum: a line that is torn or damaged is told from a whole one.

A line is ``["checksum",{…}]``; the checksum is the CRC-32 of the JSON text that follows it.
"""

import re
import zlib
from typing import TypeVar

import msgspec

from pmtui.store.json_text import UNREADABLE

Kind = TypeVar("Kind", bound=msgspec.Struct)

_LINE = re.compile(rb'\["([0-9a-f]{8})",(.*)\]', re.DOTALL)


def to_line(value: msgspec.Struct) -> bytes:
    """The line of a value, with its line end."""
    text = msgspec.json.encode(value)
    return b'["%08x",%s]\n' % (zlib.crc32(text), text)


def from_line(line: bytes, kind: type[Kind]) -> Kind | None:
    """The value in a line without its end, or None when it is not as it was written."""
    found = _LINE.fullmatch(line)
    if found is None or int(found[1], 16) != zlib.crc32(found[2]):
        return None
    try:
        return msgspec.json.decode(found[2], type=kind)
    except UNREADABLE:
        return None
