"""The form in which texts are compared: small letters without accents, as many as before."""

import re
import unicodedata

WORD = re.compile(r"[^\W_]+")
"""Letters and digits in a row."""

_SPECIAL = {"ς": "σ", "ſ": "s"}


class _Folded(dict[int, str]):
    """From the number of a character to what it is compared as: always one character."""

    def __missing__(self, number: int) -> str:
        small = _SPECIAL.get(chr(number), chr(number).lower())
        base = unicodedata.normalize("NFD", small)
        bare = base[0] if all(map(unicodedata.combining, base[1:])) else small
        self[number] = folded = bare if len(bare) == 1 else chr(number)
        return folded


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text as it is compared; each character stays in its place."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)
