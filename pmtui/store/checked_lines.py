"""Lines of JSON with a checksum: a line that is torn or damaged is told from a whole one.

A line is ``["checksum",{…}]``; the checksum is the CRC-32 of the JSON text that follows it.
"""

import re
import zlib

_LINE = re.compile(rb'\["([0-9a-f]{8})",(.*)\]', re.DOTALL)


def to_line(text: bytes) -> bytes:
    """The line for a JSON text without line ends, with its own line end."""
    return b'["%08x",%s]\n' % (zlib.crc32(text), text)


def from_line(line: bytes) -> bytes | None:
    """The JSON text in a line without its end, or None when it is not as it was written."""
    found = _LINE.fullmatch(line)
    whole = found is not None and int(found[1], 16) == zlib.crc32(found[2])
    return found[2] if found is not None and whole else None
