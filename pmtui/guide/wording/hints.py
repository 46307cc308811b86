"""Where the rules of wording match a text."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pmtui.guide.wording.people import named
from pmtui.guide.wording.rules import ONCE, SEVERITIES, Rule, Rules, built_in

_STRAIGHT = str.maketrans("“”„‟‘’‚‛", "\"\"\"\"''''")
_ON = r"\n(?![^\S\n]*(?:\n|[-*+•#|]|\d+[.)]\s))"
"""A line end over which a quote goes on: not a blank line, nor the next item of a list."""

_MASKS = tuple(
    re.compile(mask, re.MULTILINE)
    for mask in (
        r"```[\s\S]*?```",
        r"`[^`\n]*`",
        r"https?://\S+",
        r"(?<![^\s@])[^\s@]++@[^\s@]+\.\w+",
        r"^[ \t]*>.*$",
        rf"(?<!\w)\"(?:[^\"\n]|{_ON})*\"",
        rf"«(?:[^«»\n]|{_ON})*»",
        r"(?<![^\s(\[{\"])'(?!\s|(?:\d\ds?|em|til|cause|tis|twas|n)\b)"
        rf"(?:[^'\n]|(?<=\w)'(?=\w)|{_ON})*(?<!\s)'(?!\w)",
    )
)
"""What is never marked: code, addresses, and what somebody said or wrote, which is evidence.

A single straight sign opens a quote after a blank or a bracket only and closes it where no letter
follows: that of don't, of engineers' and of the '90s is none.
"""

_SINGLE_QUOTED = re.compile(rf"‘(?:[^‘\n]|{_ON})*?’(?!\w)")
_NOT_LINE_END = re.compile(r"[^\n]")
_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*(?:\n|\Z)))*")
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+|\n")


@dataclass(frozen=True, slots=True)
class Hint:
    """A rule that matches a text from `start` to before `end`, in characters."""

    rule: Rule
    start: int
    end: int


def hints(
    text: str, field: str, names: Sequence[str] = (), rules: Rules | None = None
) -> tuple[Hint, ...]:
    """Every hint on a text of one of `FIELDS`, by its place; at one place a warning comes first.

    `names` are those of people (`names_in`). A rule that is to be said once per document is said
    once. What was said before is remembered: text typed on costs the paragraph that changed.
    """
    return first_only(found_in(text, field, tuple(names), rules or built_in()))


@lru_cache(maxsize=8192)
def found_in(text: str, field: str, names: tuple[str, ...], rules: Rules) -> tuple[Hint, ...]:
    """The same as `hints`, with every place of the rules that are to be said once."""
    bare = masked(text)
    found: list[Hint] = []
    for part in _PARAGRAPH.finditer(bare):
        for each in _in_paragraph(part[0], field, names, rules):
            found.append(Hint(each.rule, part.start() + each.start, part.start() + each.end))
    return tuple(found)


def first_only(found: Iterable[Hint]) -> tuple[Hint, ...]:
    """The hints of a document without the later ones of rules that are said once."""
    said: set[str] = set()
    return tuple(each for each in found if not repeats(each.rule, said))


def repeats(rule: Rule, said: set[str]) -> bool:
    """Whether a rule that is to be said once is in `said`; it is put there."""
    if rule.repeat != ONCE:
        return False
    known = rule.id in said
    said.add(rule.id)
    return known


def masked(text: str) -> str:
    """The text, as long as before, with straight quotation marks and without what is not looked at.

    Of two overlapping masks the first in the table counts.
    """
    text = _SINGLE_QUOTED.sub(_blank, text).translate(_STRAIGHT)
    for mask in _MASKS:
        text = mask.sub(_blank, text)
    return text


def sentence_around(text: str, hint: Hint) -> str:
    """The sentence that a hint is on."""
    ends = _sentence_ends(text)
    start = ends[bisect_right(ends, hint.start) - 1]
    return text[start : ends[bisect_left(ends, hint.end)]].strip()


@lru_cache(maxsize=64)
def _sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences begin and end, from 0 to the length of the text."""
    return (0, *(each.end() for each in _SENTENCE_END.finditer(text)), len(text))


def _blank(found: re.Match[str]) -> str:
    return _NOT_LINE_END.sub(" ", found[0])


@lru_cache(maxsize=8192)
def _in_paragraph(text: str, field: str, names: tuple[str, ...], rules: Rules) -> tuple[Hint, ...]:
    loose, exact = named(text, names, exact=False), named(text, names, exact=True)
    found = [
        Hint(ready.rule, *span)
        for ready in rules.ready
        if ready.rule.concerns(field)
        for span in _spans(
            exact if ready.rule.case_sensitive else loose, ready.pattern, ready.exceptions
        )
    ]
    order = {severity: place for place, severity in enumerate(SEVERITIES)}
    return tuple(sorted(found, key=lambda each: (each.start, order[each.rule.severity], each.end)))


def _spans(
    text: str, pattern: re.Pattern[str], exceptions: Sequence[re.Pattern[str]]
) -> Iterator[tuple[int, int]]:
    """Where a pattern matches and no exception overlaps it."""
    spans = [found.span() for found in pattern.finditer(text) if found[0].strip()]
    if not spans:
        return
    excepted = bytearray(len(text))
    for each in exceptions:
        for found in each.finditer(text):
            excepted[found.start() : found.end()] = b"1" * (found.end() - found.start())
    for start, end in spans:
        if not any(excepted[start:end]):
            yield start, end
