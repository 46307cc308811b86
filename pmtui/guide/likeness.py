"""How alike two short texts are, by the words that carry their meaning.

Words are put in small letters, common ones are left out, and the rest lose the endings -s, -ed,
-ing and -ation (with what English does to a final y and e), so that "authorisations failed" and
"the failed authorisation" are the same words.
"""

import re
from functools import lru_cache

CIRCULAR = 0.6
"""From this likeness on, a text says the same as the other."""

_FEW = 3
_LEFT_OUT = """
a an the this that these those it its they them their there he she we our us you i
and or but if then than so as because since while when where which who whom what how
of at by for from in into on onto to with within under over during after before between
is are was were be been being am has have had having do does did done
will would can could may might shall should must also just very more most out up
"""
COMMON = frozenset(_LEFT_OUT.split())
"""Words that say little of what a text means."""

_IRREGULAR = {
    form: verb
    for verb, forms in {
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "choose": "chose chosen",
        "come": "came",
        "drop": "dropped dropping",
        "fall": "fell fallen",
        "find": "found",
        "get": "got gotten getting",
        "give": "gave given",
        "go": "went gone",
        "grow": "grew grown",
        "hold": "held",
        "keep": "kept",
        "know": "knew known",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "meet": "met",
        "rise": "rose risen",
        "run": "ran running",
        "see": "saw seen",
        "send": "sent",
        "stop": "stopped stopping",
        "take": "took taken",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_ENDINGS = ("ation", "ing", "ed", "e")
_SHORTEST = 3
"""Letters that a word keeps at least."""


@lru_cache(maxsize=16384)
def tokens(text: str) -> frozenset[str]:
    """The words of a text that carry its meaning, each in one form."""
    return frozenset(stem(word) for word in words(text) if word not in COMMON)


def words(text: str) -> list[str]:
    """The words of a text in their order, in small letters."""
    return _WORD.findall(_POSSESSIVE.sub("", text.lower()))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of tokens that both have among all of them (Jaccard), 0 to 1."""
    return len(one & other) / len(one | other) if one or other else 0.0


def says_again(text: str, earlier: str) -> bool:
    """Whether a text says what an earlier one said, with at most one word that is new."""
    new, old = tokens(text), tokens(earlier)
    return likeness(new, old) >= CIRCULAR or (len(new) >= _FEW and len(new - old) <= 1)


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """A word in small letters without its endings."""
    word = _IRREGULAR.get(word, word)
    if word.endswith(("ies", "ied")) and len(word) > _SHORTEST + 1:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST:
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)]
    return word
