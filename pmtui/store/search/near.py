"""The likeliest spelling of a word that nothing has.

A word over five letters may have one slip of the fingers, one over eight letters two: a letter too
few, too many or another one, or two neighbours in the wrong order (Damerau's four).
"""

from collections.abc import Iterable

SHORTEST, LONG = 6, 9
"""Letters from which on a word may have one slip, and two."""


def slips(word: str) -> int:
    """How many slips are looked for in a word."""
    return 0 if len(word) < SHORTEST else 1 if len(word) < LONG else 2


def near(word: str, words: Iterable[str]) -> dict[str, int]:
    """The words that are `word` with a few slips, and how many slips each has."""
    most = slips(word)
    if not most:
        return {}
    found = {}
    for each in words:
        if abs(len(each) - len(word)) <= most and _share(word, each, most):
            distance = slips_between(word, each, most)
            if distance <= most:
                found[each] = distance
    return found


def _share(one: str, other: str, most: int) -> bool:
    """Whether enough letters are in both: a slip changes one letter, or none, of those there are.

    A quick look that leaves few words to compare.
    """
    return len(set(one) - set(other)) <= most and len(set(other) - set(one)) <= most


def slips_between(one: str, other: str, most: int) -> int:
    """How many slips make one word of the other; more than `most` when they are too many.

    The distance of Damerau and Levenshtein in which no letters are changed twice ("optimal string
    alignment"): the usual table, of which three rows are kept.
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, their in enumerate(other, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != their))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == their:
                least = min(least, older[j - 2] + 1)
            row.append(least)
        if min(row) > most and (not before or min(before) > most):
            return most + 1
    return row[-1]
