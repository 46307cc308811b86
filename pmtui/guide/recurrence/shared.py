"""By which words two causes are alike."""

from collections.abc import Callable

from pmtui.guide.recurrence.terms import pieces

LIKE = " ~ "
"""Stands between words of the earlier cause and other words of the same meaning."""


def shared_words(text: str, earlier: str, weight: Callable[[str], float]) -> tuple[str, ...]:
    """What both say, what weighs most first: a word, or "ran out ~ exhausted" (the earlier first).

    Each piece of the earlier text is told once.
    """
    said: dict[str, str] = {}
    for piece in pieces(text):
        for term in piece.terms:
            said.setdefault(term, piece.words)
    found: list[tuple[float, str]] = []
    for piece in pieces(earlier):
        both = [(weight(term), said[term]) for term in piece.terms if term in said]
        if both:
            worth, here = max(both)
            found.append((worth, piece.words if here == piece.words else piece.words + LIKE + here))
    return tuple(dict.fromkeys(words for _, words in sorted(found, key=lambda each: -each[0])))
