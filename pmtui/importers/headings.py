"""Which field a heading or a metadata key stands for, by the table in ``headings.json``."""

import json
import re
from functools import cache
from importlib.resources import files
from typing import Any

from pmtui.importers.words import plain

_LONGEST = 300
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)")
_TAIL = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_EDGE = re.compile(r"^[^\w]+|[\s:?.!*_#]+$")
_TEMPLATE_TITLE = re.compile(
    r"\{\{|\btemplate$|^template\b|^(?:incident )?title\b|^title of\b|^untitled$", re.IGNORECASE
)


def field_of(heading: str) -> str | None:
    """The field that a heading in Markdown stands for, such as ``lessons.went_well``, or None."""
    words = normalised(heading)
    return next((field for field, pattern in _table() if pattern.search(words)), None)


def key_of(words: str) -> str | None:
    """What a metadata key stands for, such as ``authors``, or None when it is not known."""
    return _keys().get(re.sub(r"\(s\)$", "s", plain(words).strip(" :*_").lower()))


def normalised(heading: str) -> str:
    """A heading without emphasis, emoji, number, parenthesised tail and end mark; lower case."""
    words = _EDGE.sub("", _NUMBER.sub("", plain(heading[:_LONGEST])))
    return _EDGE.sub("", _TAIL.sub("", words)).lower()


def is_template_title(title: str) -> bool:
    """Whether a title is that of an empty form, such as "Title (incident #)"."""
    return bool(_TEMPLATE_TITLE.search(title.strip()))


@cache
def _data() -> dict[str, Any]:
    text = files("pmtui.importers").joinpath("headings.json").read_text("utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


@cache
def _table() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["field"], re.compile("|".join(row["match"]))) for row in _data()["fields"])


@cache
def _keys() -> dict[str, str]:
    return {key: name for name, keys in _data()["keys"].items() for key in keys}
