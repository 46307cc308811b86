"""Regular expressions that take for ever on some texts, found by trying them on growing ones.

Python's `re` tries every way in which nested repeats, as in ``(a+)+$``, can share a text, and
nothing can stop it meanwhile. The cost is measured on repeated letters and words of the pattern,
of the whole and of each repeated group alone. What it cannot find: a pattern that is slow only on
letters that it does not name, or on a mixture of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from time import thread_time

LIMIT = 0.02
"""Seconds of work that a try may take; one of these lengths takes a harmless pattern far less."""

_LENGTHS = (*range(6, 33), 64, 128, 256)
_LONGEST = _LENGTHS[-1]
_FIXED = ("a", "a ", "1", " ", "-", ".", "a.")
_MOST = 20
"""Words, signs and letters of the pattern that are tried."""

_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]|.", re.DOTALL)
_ON_AND_ON = re.compile(r"(?:[*+]|\{\d*,\})[?+]?")
_WORDS = re.compile(r"[^\W_]+")
_SIGNS = re.compile(r"\\(\W)|([^\w\s\\\[\](){}*+?|^$.])")


@lru_cache(maxsize=512)
def is_slow(pattern: str, flags: int) -> bool:
    """Whether the cost of a regular expression explodes with the length of a text.

    The pattern is one that `re` compiles, with its macros expanded.
    """
    tried = [pattern, *(f"{group}\\Z" for group in _repeated(pattern))]
    return any(_explodes(each, units, flags) for units in [_units(pattern)] for each in tried)


def _explodes(pattern: str, units: list[str], flags: int) -> bool:
    """Whether some text takes too long; each is little longer than the one before."""
    try:
        ready = re.compile(pattern, flags)
    except re.error:  # a group that needs another one
        return False
    return any(
        _cost(ready, text) > LIMIT and _cost(ready, text) > LIMIT
        for unit in units
        for text in ((unit * length)[:_LONGEST] for length in _LENGTHS)
    )


def _cost(ready: re.Pattern[str], text: str) -> float:
    """Seconds that this thread works on a text, and on one that ends with what nobody expects."""
    start = thread_time()
    ready.search(text)
    ready.search(f"{text}\0")
    return thread_time() - start


def _repeated(pattern: str) -> Iterator[str]:
    """The groups that are repeated without an end, with their repeat."""
    open_at: list[int] = []
    for piece in _PIECE.finditer(pattern):
        if piece[0] == "(":
            open_at.append(piece.start())
        elif piece[0] == ")" and open_at:
            start = open_at.pop()
            if repeat := _ON_AND_ON.match(pattern, piece.end()):
                yield pattern[start : repeat.end()]


def _units(pattern: str) -> list[str]:
    """What texts to try are made of: common signs, then words, signs and letters of the pattern."""
    words = dict.fromkeys(_WORDS.findall(pattern))
    signs = [escaped or plain for escaped, plain in _SIGNS.findall(pattern)]
    own = dict.fromkeys([*words, *signs, *"".join(words)])
    return [*_FIXED, *islice(own, _MOST)]
