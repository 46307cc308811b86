"""How much room a text needs, without the font that a reader's system will draw it in.

The widths are those of DejaVu Sans, the widest of the usual system fonts, in parts of the size.
"""

import unicodedata
from collections.abc import Iterator

from pmtui.model.text import clip, one_line

LINE = 1.32
"""From one line to the next, in parts of the size."""

ASCENT = 0.95
"""From the upper edge of a line to its baseline, in parts of the size."""

_CLASSES = (
    (0.32, " ijlI.,:;'|!`"),
    (0.42, 'frt()[]{}-/\\"°·“”‘’'),
    (0.7, "ABCKRVXZ"),
    (0.84, "wDGHMNOQU+=<>~^#&©®→←"),
    (1.0, "mW%@—…"),
)
_WIDTHS = {char: width for width, chars in _CLASSES for char in chars}
_USUAL, _WIDE, _EMOJI = 0.64, 1.05, 1.4
_MOST_MARKS = 2
_LONGEST = 600


def width(text: str, size: float) -> float:
    """The room in px that a text takes at most, in a size in px."""
    return size * sum(map(_advance, text))


def wrap(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in at most `most` lines of `room` px; what is cut is marked with an ellipsis."""
    found: list[str] = []
    for line in _lines(calm(clip(one_line(text), _LONGEST)), room, size):
        if len(found) == most:
            found[-1] = fit(found[-1] + " …", room, size)
            break
        found.append(line)
    return found


def fit(text: str, room: float, size: float) -> str:
    """The text, or its beginning with an ellipsis where it is too long for `room` px."""
    text = clip(text, _LONGEST)
    if width(text, size) <= room:
        return text
    kept = text[: _cut(text, room - size * _advance("…"), size)]
    return kept.rstrip("… ") + "…"


def calm(text: str) -> str:
    """The text with at most two marks on a letter, as heaps of them leave their line."""
    kept, marks = [], 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def _lines(text: str, room: float, size: float) -> Iterator[str]:
    """Words as long as they fit; a word longer than a line is cut where it must be."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            yield line
        while width(word, size) > room and len(word) > 1:
            end = _cut(word, room, size)
            yield word[:end]
            word = word[end:]
        line = word
    if line:
        yield line


def _cut(word: str, room: float, size: float) -> int:
    """How many characters of a word fit, one at least."""
    used = 0.0
    for number, char in enumerate(word):
        used += size * _advance(char)
        if used > room:
            return max(number, 1)
    return len(word)


def _advance(char: str) -> float:
    if char in _WIDTHS:
        return _WIDTHS[char]
    if char.isascii():
        return _USUAL
    if unicodedata.combining(char):
        return 0.0
    if ord(char) > 0x1F000 or unicodedata.category(char) == "So":
        return _EMOJI
    return _WIDE if unicodedata.east_asian_width(char) in "WF" else _USUAL + 0.1
