"""Which field a heading or a metadata key stands for, by the table in ``headings.json``."""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from pmtui.importers.words import plain

_LONGEST = 300
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)")
_TAIL = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_EDGE = re.compile(r"^[^\w]+|[\s:?.!*_#]+$")
_ACTION = re.compile(
    r"^(?:action|task|to-?do|recommendation|follow-?up)s?(?: items?)?$", re.IGNORECASE
)
_OF_ACTION = re.compile(
    r"^(?:owner|assignee|assigned to|who|due|deadline|status|ticket|bug|jira|issue)\b",
    re.IGNORECASE,
)
_TEMPLATE_TITLE = re.compile(
    r"\{\{|\btemplate$|^template\b|^(?:incident )?title\b|^title of\b|^untitled$"
    r"|[\[<{](?:[a-z]+ ){0,2}(?:title|name|description|incident|number|id|#)[\]>}]",
    re.IGNORECASE,
)


def field_of(heading: str) -> str | None:
    """The field that a heading in Markdown stands for, such as ``lessons.went_well``, or None."""
    words = normalised(heading)
    return next((field for field, pattern in _table() if pattern.search(words)), None)


def key_of(words: str) -> str | None:
    """What a metadata key stands for, such as ``authors``, or None when it is not known."""
    return _keys().get(re.sub(r"\(s\)$", "s", plain(words).strip(" :*_").lower()))


def is_of_actions(heads: Sequence[str]) -> bool:
    """Whether the heads of a table are those of a list of actions."""
    rest = [each for each in heads if not _ACTION.search(plain(each))]
    return len(rest) < len(heads) and any(_OF_ACTION.search(plain(each)) for each in rest)


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
