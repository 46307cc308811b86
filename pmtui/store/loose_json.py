"""JSON that is damaged, read as far as it goes: cut, with garbage in it, with commas missing.

Two readers, because each is better at something. `read_by_brackets` follows the brackets, in
text of any layout. `read_by_indent` believes the indentation of text that pmtui has written,
where each line stands for itself: what damages some lines does not move the others.
"""

import re
from typing import Any

from pmtui.store.json_text import UNREADABLE

DEEPEST = 64
"""Levels that are followed; a record has eight."""

STEP = 2
"""Blanks that a level is indented by."""

MISSING = object()
"""Stands for a value that could not be read."""

_BLANKS = re.compile(r"[\s,]*")
_STRING = re.compile(r'"((?:[^"\\\n]|\\[^\n])*)')
_WORD = re.compile(r'([A-Za-z_]\w*)"?(?=\s*:)')
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null")
_ESCAPE = re.compile(r'\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})')
_LINE = re.compile(r'( *)(?:"([^"\\]*)": )?(.*)')


class Part(str):
    """A string whose end is missing."""

    __slots__ = ()


class Loose(dict[str, Any]):
    """An object that may have lost something.

    `others` are the values of keys that stood there more than once, but for the last of each;
    `torn` says that something between its first and its last line could not be read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.others: list[tuple[str, Any]] = []
        self.torn = False

    def add(self, key: str, value: Any) -> None:
        """Put a value in, and keep the one that was there."""
        if key in self:
            self.others.append((key, self[key]))
        self[key] = value


class _Reader:
    """A place in a text; `passed` counts the characters that were no JSON."""

    def __init__(self, text: str, ends: bool) -> None:
        self.text = text
        self.at = 0
        self.passed = 0
        self._ends = ends  # a number at the end of a text that was cut may have lost digits

    def value(self, depth: int) -> Any:
        """The next value, or `MISSING`, with the place unchanged, where there is none."""
        self._skip()
        first = self.text[self.at : self.at + 1]
        if first == '"':
            return self.string()
        if first in ("{", "[") and first and depth < DEEPEST:
            self.at += 1
            return self._object(depth + 1) if first == "{" else self._array(depth + 1)
        found = _PLAIN.match(self.text, self.at)
        if not found or (found.end() == len(self.text) and not self._ends):
            return MISSING
        self.at = found.end()
        return _plain(found[0])

    def string(self) -> str:
        """The string that starts here; without a closing quote it ends with the line."""
        found = _STRING.match(self.text, self.at)
        assert found
        self.at = found.end()
        text = _ESCAPE.sub(_unescape, found[1])
        if self.text[self.at : self.at + 1] == '"':
            self.at += 1
            return text
        return Part(text.rstrip("\r").removesuffix(","))

    def rest(self) -> bool:
        """Whether more than blanks is left."""
        self._skip()
        return self.at < len(self.text)

    def passes(self, holder: Any = None) -> None:
        """Pass over a character that is no JSON."""
        self.at += 1
        self.passed += 1
        if isinstance(holder, Loose):
            holder.torn = True

    def _object(self, depth: int) -> Loose:
        made = Loose()
        while self.rest() and self.text[self.at] != "}":
            key = self._key()
            if key is None:
                self.passes(made)
                continue
            self._skip()
            if self.text[self.at : self.at + 1] == ":":
                self.at += 1
            value = self.value(depth)
            if value is MISSING:
                made.torn = True
            else:
                made.add(key, value)
        self.at += 1
        return made

    def _key(self) -> str | None:
        if self.text[self.at] == '"':
            key = self.string()
            return None if isinstance(key, Part) else key
        found = _WORD.match(self.text, self.at)
        if not found:
            return None
        self.at = found.end()
        return found[1]

    def _array(self, depth: int) -> list[Any]:
        made: list[Any] = []
        while self.rest() and self.text[self.at] != "]":
            value = self.value(depth)
            if value is MISSING:
                self.passes()
            else:
                made.append(value)
        self.at += 1
        return made

    def _skip(self) -> None:
        found = _BLANKS.match(self.text, self.at)
        assert found
        self.at = found.end()


def read_by_brackets(text: str) -> tuple[list[Any], int]:
    """The values in a text, and how many characters of it are no JSON."""
    reader, found = _Reader(text, ends=False), []
    while reader.rest():
        value = reader.value(0)
        if value is MISSING:
            reader.passes()
        else:
            found.append(value)
    return found, reader.passed


class _Levels:
    """The containers that lines of each indentation belong into; `found` has the outermost."""

    def __init__(self) -> None:
        self.found: list[Any] = []
        self._open: dict[int, Any] = {}

    def holder(self, indent: int, key: str | None) -> Any:
        """What a line belongs into; made where the line that opened it is gone."""
        held = self._open.get(indent)
        outer = self._open.get(indent - STEP)
        begins = key == "id" and isinstance(held, Loose) and "id" in held
        if held is not None and not (begins and isinstance(outer, list)):
            return held
        made = Loose()
        made.torn = True
        (outer if isinstance(outer, list) else self.found).append(made)
        self.opens(indent - STEP, made)
        return made

    def opens(self, indent: int, container: Any) -> None:
        """A line opens a container."""
        self.closes(indent)
        self._open[indent + STEP] = container

    def closes(self, indent: int) -> None:
        """A line ends what deeper lines belong into."""
        self._open = {each: held for each, held in self._open.items() if each <= indent}

    def tear(self) -> None:
        """A line could not be read: the innermost object may have lost something."""
        objects = [held for _, held in sorted(self._open.items()) if isinstance(held, Loose)]
        if objects:
            objects[-1].torn = True


def read_by_indent(text: str) -> tuple[list[Any], int]:
    """The values in a text that is indented, and how many characters of it are no JSON."""
    levels, passed = _Levels(), 0
    lines = text.split("\n")
    for number, line in enumerate(lines):
        found = _LINE.fullmatch(line.rstrip("\r"))
        blanks, key, rest = found.groups() if found else ("", None, line)
        rest = rest.strip()
        indent = len(blanks)
        if rest.rstrip(",") in ("", "}", "]"):
            levels.closes(indent)
            continue
        reader = _Reader(rest, ends=number < len(lines) - 1)
        value = reader.value(0)
        if value is MISSING or not _put(levels, indent, key, value):
            reader.at = 0
        if reader.rest():
            passed += len(rest) - reader.at
            levels.tear()
        elif rest in ("{", "["):
            levels.opens(indent, value)
    return levels.found, passed


def _put(levels: _Levels, indent: int, key: str | None, value: Any) -> bool:
    """Put a value where its line belongs; False where it fits nowhere."""
    if indent == 0 and key is None:
        levels.found.append(value)
        return True
    holder = levels.holder(indent, key)
    if isinstance(holder, Loose) and key is not None:
        holder.add(key, value)
    elif isinstance(holder, list) and key is None:
        holder.append(value)
    else:
        return False
    return True


def _plain(word: str) -> Any:
    import msgspec

    try:
        return msgspec.json.decode(word)
    except UNREADABLE:
        return MISSING


def _unescape(found: re.Match[str]) -> str:
    import json

    return str(json.loads(f'"{found[0]}"'))
