"""Two people's changes to one longer text, put together when they do not meet."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import takewhile

_WORD = re.compile(r"\S+\s*|\s+")
_MOST_CHARACTERS = 20_000
"""Up to so many, texts are compared word by word; longer ones line by line."""

_MOST_PAIRS = 500_000
"""Pairs of tokens that are compared at most: a text of one word repeated would take seconds."""

_Change = tuple[int, int, tuple[str, ...]]
"""From which token up to which of the text before, and the tokens that stand there now."""


def merge_text(base: str, mine: str, theirs: str) -> str | None:
    """The text with both sides' changes, or None when they touch each other.

    Texts are taken word by word with the blanks behind them. Between two people's changes there
    is at least one word that neither changed.
    """
    longest = max(len(base), len(mine), len(theirs))
    before, *after = (_tokens(text, longest) for text in (base, mine, theirs))
    ours, others = (_changes(before, each) for each in after)
    others = [each for each in others if each not in ours]
    if any(_touch(one, other) for one in ours for other in others):
        return None
    for start, end, words in sorted(ours + others, reverse=True):
        before[start:end] = words
    return "".join(before)


def _tokens(text: str, longest: int) -> list[str]:
    return text.splitlines(keepends=True) if longest > _MOST_CHARACTERS else _WORD.findall(text)


def _changes(before: Sequence[str], after: Sequence[str]) -> list[_Change]:
    """What was changed; where it is too much to compare, all between the first and the last."""
    head = alike(before, after)
    tail = alike(before[head:][::-1], after[head:][::-1])
    old, new = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(old) * len(new) > _MOST_PAIRS:
        return [(head, head + len(old), tuple(new))]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (head + start, head + end, tuple(new[first:last]))
        for tag, start, end, first, last in matcher.get_opcodes()
        if tag != "equal"
    ]


def alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many tokens both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _touch(one: _Change, other: _Change) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
