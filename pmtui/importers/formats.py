"""What a file is, judged by its content, and its bytes as text."""

import codecs
import json
import re
from typing import TYPE_CHECKING, Any

from pmtui.model.errors import BadValue
from pmtui.model.text import from_bytes

if TYPE_CHECKING:
    from typing import TypeAlias

    from pmtui.importers.columns import Columns
    from pmtui.importers.documents import DocumentForm
    from pmtui.importers.lines import LineForm
    from pmtui.importers.sources import Lines

    Recognised: TypeAlias = tuple[DocumentForm | LineForm | Columns, Any]

MACHINE = ("slack", "pagerduty", "opsgenie", "alertmanager", "statuspage", "csv", "log")
"""The formats of machine data by the names that a person may force."""

FORMATS = ("auto", "lines", "markdown", "json", *MACHINE)
"""All formats that a person may name."""

LARGEST_DOCUMENT = 20_000_000
"""Characters of JSON that is read as a whole."""

_WIDE = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
_LOOKED_AT = 32
"""Bytes at the start that show UTF-16 without a mark."""

_JSON_START = re.compile(r'[\[{]\s*(?:["{\[\]}]|$)')
_MARKDOWN = re.compile(r"#{1,6} \S|(?:=+|-{3,})\s*$|\|.*\|\s*$")


def detect(name: str, data: bytes) -> str:
    """ "json" or "markdown". Raises `BadValue` for an empty file and for one that is no text."""
    text = decode_text(data, name)
    if not text.strip():
        raise BadValue(f"{name} is empty. There is nothing to import.")
    return "json" if _is_json(text) else "markdown"


def recognise(lines: "Lines", name: str = "auto") -> "Recognised | None":
    """The format of machine data, and its JSON where it is read as a whole.

    `name` forces one of `MACHINE`; "auto" gives None for what is no machine data. Raises
    `BadValue` where the content is not of the format that was named.
    """
    from pmtui.importers.logs import sample

    first = sample(lines)
    found: Recognised | None = None
    if name not in {"csv", "log"} and first and _JSON_START.match(first[0].lstrip("\ufeff ")):
        found = _json_form(lines, first, name)
    if found is None and name in {"auto", "csv", "log"}:
        found = _text_form(first, name)
    if found is None and name != "auto":
        raise BadValue(f"{lines.name} does not look like {name}. Leave the format out to find it.")
    return found


def _json_form(lines: "Lines", first: list[str], name: str) -> "Recognised | None":
    from pmtui.importers import chat, documents, incidents, objects
    from pmtui.importers.lines import FORMS

    if len(first) > 1 and first[1].startswith("{") and objects.read_json(first[0]):
        return (FORMS[0], None) if name == "auto" else None
    try:
        whole = json.loads(lines.whole(LARGEST_DOCUMENT))
    except (ValueError, RecursionError):
        return None
    finally:
        lines.rewind()
    for form in (chat.SLACK, *incidents.FORMS, documents.OBJECTS):
        if name in {form.name, "auto"} and form.fits(whole):
            is_line = form is documents.OBJECTS and objects.read_json(first[0])
            return (FORMS[0], None) if is_line else (form, whole)
    return None


def _text_form(first: list[str], name: str) -> "Recognised | None":
    from pmtui.importers import lines as logs
    from pmtui.importers.columns import find_columns
    from pmtui.importers.sources import without_colours

    if name != "log" and (columns := find_columns(first, guess=name == "csv")):
        return columns, None
    if name == "csv":
        return None
    form, hits = logs.best_form(first)
    if name == "log":
        return form, None
    if not hits and (columns := find_columns(first, guess=True)):
        return columns, None
    marked = sum(bool(_MARKDOWN.match(line)) for line in first)
    begins = bool(hits) and form.start(without_colours(first[0])) is not None
    enough = hits * 2 > len(first) if marked else begins or hits * 4 >= len(first)
    return (form, None) if hits and enough else None


def decode_text(data: bytes, name: str = "The file") -> str:
    """The bytes as text, without a byte order mark. Raises `BadValue` for what is no text."""
    if wide := wide_encoding(data):
        return data.decode(wide, "replace")
    if b"\0" in data:
        raise BadValue(f"{name} is not a text file. Export it as Markdown or JSON first.")
    return from_bytes(data)


def wide_encoding(data: bytes) -> str | None:
    """ "utf-16" for what starts with its byte order mark, or, without one, the order of its bytes.

    It is told by its first letters, of which every other byte is 0; None for all else.
    """
    marked = next((each for mark, each in _WIDE.items() if data.startswith(mark)), None)
    first, second = data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2]
    if marked or not second or any(first) is any(second):
        return marked
    return "utf-16-le" if all(first) else "utf-16-be" if all(second) else None


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
