"""The record that an internal Markdown report carries in a comment at its end.

The text is for people and cannot say all: which entry of the evidence a person collected, when a
page was marked as done. The comment has the whole record as JSON, which no reader of Markdown
shows, and a mark for each line of the text, by which the import sees what was changed by hand.
"""

import hashlib
import re
from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import msgspec

from pmtui.model.postmortem import Postmortem
from pmtui.model.text import CONTROL, HIDDEN, LINE_ENDS
from pmtui.store.codec import from_json
from pmtui.store.errors import Damaged

_START = "<!-- pmtui record"
_HEAD = (
    f"{_START}: the whole postmortem, for `pmtui import`. Where the text above was changed\n"
    "by hand, the text counts. What only the facilitator may see is in it, too: take this comment\n"
    "out before the report goes to others.\n"
)
_END = "-->"
_MARKS_A_LINE = 10
_ACTING = re.compile("|".join([CONTROL.pattern, LINE_ENDS.pattern, HIDDEN.pattern]))
_TARGET = re.compile(r'<a id="([^"<>]*)"></a>')
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BULLET = re.compile(r"^[-*+]\s+")
_CELL = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a report as it stands, and its words as a reader sees them.

    `cells` are those words once more, one for each cell of a row of a table; `anchor` is the
    address that a link finds there, or empty.
    """

    number: int
    raw: str
    bare: str
    cells: tuple[str, ...]
    anchor: str

    @property
    def source(self) -> str:
        """The line without the target of a link, which would lead to the report."""
        return _TARGET.sub("", self.raw).strip()

    @property
    def mark(self) -> str:
        """What tells the line from others, however it is indented or its table is drawn."""
        return hashlib.sha256(self.bare.encode("utf-8", "replace")).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Carried:
    """The text of a report without its comment, the record in it, and the marks of its lines."""

    text: str
    record: Postmortem
    marks: tuple[str, ...]


def with_record(text: str, record: Postmortem) -> str:
    """The text of a report with its record behind it."""
    marks = [line.mark for line in lines_of(text)]
    rows = [marks[at : at + _MARKS_A_LINE] for at in range(0, len(marks), _MARKS_A_LINE)]
    json = msgspec.json.format(msgspec.json.encode(_slim(record)), indent=1).decode()
    told = "".join(f"lines: {' '.join(row)}\n" for row in rows)
    return f"{text}\n{_HEAD}{told}{_harmless(json)}\n{_END}\n"


def read_carried(text: str, name: str) -> Carried | None:
    """What a report called `name` carries; None for a text that carries nothing.

    Raises `Damaged` where the comment was cut or changed, and `TooNew` for one of a newer version.
    """
    start = text.rfind(f"\n{_START}") + 1
    if not start:
        return None
    body, end, rest = text[start:].partition(_END)
    marks = tuple(re.findall(r"[0-9a-f]{8}", " ".join(re.findall(r"(?m)^lines: (.*)$", body))))
    json = body[body.find("\n{") + 1 :]
    if not end or not json.startswith("{"):
        raise Damaged(f"{name} carries a record that was cut. {_ADVICE}")
    try:
        record = from_json(json.encode(), f"The record in {name}")
    except Damaged as error:
        raise Damaged(f"{error} {_ADVICE}") from None
    return Carried(text[:start] + rest.lstrip("\r\n"), record, marks)


_ADVICE = "Take the comment at its end out to import the text alone."


def lines_of(text: str) -> list[Line]:
    """The lines of a report that are not blank."""
    numbered = enumerate(text.split("\n"))
    return [_line(number, raw.rstrip("\r")) for number, raw in numbered if raw.strip()]


def _line(number: int, raw: str) -> Line:
    anchor = _TARGET.search(raw)
    words = " ".join(_TARGET.sub("", raw).split())
    if words.startswith("|"):
        parts = [part.strip() for part in _CELL.split(words.strip("|"))]
        cells = tuple("---" if _RULE.fullmatch(part) else bare(part) for part in parts)
        words = " | ".join(cells)
    else:
        words = bare(_BULLET.sub("- ", words))
        cells = (words.removeprefix("- "),)
    return Line(number, raw, words, cells, anchor[1] if anchor else "")


def bare(markdown: str) -> str:
    """Running text without the backslashes that keep its characters from acting."""
    return _ESCAPE.sub(r"\1", markdown).removesuffix("\\").strip()


def _slim(value: Any) -> Any:
    """A record, or a part of it, as plain values without those that are as they are by default."""
    if isinstance(value, tuple):
        return [_slim(each) for each in value]
    if not is_dataclass(value):
        return msgspec.to_builtins(value)
    held = ((field, getattr(value, field.name)) for field in fields(value))
    return {field.name: _slim(each) for field, each in held if each != field.default}


def _harmless(json: str) -> str:
    """JSON that cannot end a comment, act on a terminal or be changed by an editor."""
    safe = _ACTING.sub(lambda found: "".join(map(_escaped, found[0])), json)
    return safe.replace("--", "-\\u002d")


def _escaped(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
