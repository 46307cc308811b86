"""A logo as it may stand in a report: a small PNG, JPEG or SVG that does nothing but show itself.

What a picture is, its content says and not its name. A browser runs no script of an image and
fetches nothing for it; an SVG that has such things is refused all the same, since reports are
opened and converted by other programs, too. What cameras and editors note in a PNG or JPEG (places,
names, dates) is left out.
"""

import base64
import re
import zlib
from typing import NamedTuple
from xml.etree import ElementTree

from pmtui.model.errors import BadValue

LARGEST = 100 * 1024
"""Bytes of a logo."""

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"sRGB", b"cHRM", b"pHYs")
_JPEG_DROPPED = {*range(0xE1, 0xEE), 0xEF, 0xFE}
_START_OF_SCAN, _END = 0xDA, b"\xff\xd9"
_REFUSED = {
    *("script", "foreignObject", "a", "image", "feImage", "animate", "animateMotion"),
    *("animateTransform", "set", "handler", "iframe", "audio", "video", "style"),
}
_ELSEWHERE = re.compile(r"(?i)url\(\s*['\"]?(?!#)|@import|javascript:|data:")


class Logo(NamedTuple):
    """The address that holds the picture, and the words in it."""

    address: str
    words: str


def read_logo(data: bytes) -> Logo:
    """Raises `BadValue` with why a file cannot be a logo."""
    if len(data) > LARGEST:
        raise BadValue(f"it has {len(data) // 1024} KB; a logo has at most {LARGEST // 1024}")
    if data.startswith(_PNG):
        return Logo(_address("png", _bare_png(data)), "")
    if data.startswith(b"\xff\xd8\xff"):
        return Logo(_address("jpeg", _bare_jpeg(data)), "")
    return Logo(_address("svg+xml", data), _words_of_svg(data))


def _address(kind: str, data: bytes) -> str:
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"


def _bare_png(data: bytes) -> bytes:
    """The chunks that make the picture (https://www.w3.org/TR/png-3/#5Chunk-layout)."""
    kept, at, last = [_PNG], len(_PNG), b""
    while at < len(data) and last != b"IEND":
        length, last = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        end = at + 12 + length
        check = zlib.crc32(data[at + 4 : end - 4])
        if end > len(data) or check != int.from_bytes(data[end - 4 : end]):
            raise BadValue("it is a PNG that is cut off or damaged")
        if last in _PNG_KEPT:
            kept.append(data[at:end])
        at = end
    if last != b"IEND" or kept[1][4:8] != b"IHDR":
        raise BadValue("it is a PNG that is cut off or damaged")
    return b"".join(kept)


def _bare_jpeg(data: bytes) -> bytes:
    """The segments that make the picture (ITU T.81, B.1.1): no comments, none of applications.

    JFIF (0xE0) and Adobe's (0xEE) stay, as they say how colours are to be read.
    """
    kept, at = [data[:2]], 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != _START_OF_SCAN:
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        if data[at + 1] not in _JPEG_DROPPED:
            kept.append(data[at:end])
        at = end
    if data[at : at + 2] != bytes((0xFF, _START_OF_SCAN)) or _END not in data[at:]:
        raise BadValue("it is a JPEG that is cut off or damaged")
    return b"".join((*kept, data[at : data.rindex(_END) + 2]))


def _words_of_svg(data: bytes) -> str:
    """The words in a drawing. Raises `BadValue` for what is none, or could do something."""
    try:
        text = data.decode("utf-8-sig")
        if re.search(r"<!(?:DOCTYPE|ENTITY)|<\?xml-stylesheet", text):
            raise BadValue("it is an SVG with a DOCTYPE or a style sheet; save it without")
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, UnicodeDecodeError, ValueError):
        raise BadValue("it is neither a PNG nor a JPEG nor an SVG in UTF-8") from None
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise BadValue("it is neither a PNG nor a JPEG nor an SVG in UTF-8")
    for each in root.iter():
        _refuse_acting(each)
    return " ".join(" ".join(root.itertext()).split())


def _refuse_acting(element: ElementTree.Element) -> None:
    """Raises `BadValue` for what could run, fetch or lead somewhere."""
    name = str(element.tag).rpartition("}")[2]
    if name in _REFUSED:
        raise BadValue(f"it is an SVG with <{name}>; a logo only draws. Save it as a plain SVG")
    for key, value in element.attrib.items():
        bare = key.rpartition("}")[2].lower()
        leads = bare in ("href", "src") and not value.strip().startswith("#")
        if bare.startswith("on") or leads or _ELSEWHERE.search(value):
            raise BadValue(
                f"it is an SVG whose <{name}> has {bare}, which could run or fetch something. "
                "Save it as a plain SVG"
            )
