"""What a file is, judged by its content, and its bytes as text."""

import codecs
import json

from pmtui.model.errors import BadValue

_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def detect(name: str, data: bytes) -> str:
    """ "json" or "markdown". Raises `BadValue` for an empty file and for one that is no text."""
    text = decode_text(data, name)
    if not text.strip():
        raise BadValue(f"{name} is empty. There is nothing to import.")
    return "json" if _is_json(text) else "markdown"


def decode_text(data: bytes, name: str = "The file") -> str:
    """The bytes as text, without a byte order mark. Raises `BadValue` for what is no text."""
    encoding = encoding_of(data)
    if encoding != "utf-16" and b"\0" in data:
        raise BadValue(f"{name} is not a text file. Export it as Markdown or JSON first.")
    return data.decode(encoding, "replace")


def encoding_of(data: bytes) -> str:
    """The encoding that `decode_text` reads: UTF-8 or, where the bytes are none, Windows-1252."""
    for mark, encoding in _WIDE.items():
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _is_json(text: str) -> bool:
    """Whether the text is a JSON object or array, or starts as one would even when damaged."""
    start = text.lstrip()[:2000]
    if not start.startswith(("{", "[")):
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return start.startswith("{") and start[1:].lstrip()[:1] in {'"', ""}
    return True
