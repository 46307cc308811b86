"""Whether words say how a result is checked, or only that something was done (guide, AL05)."""

import re

_SHORTEST = 15
"""Characters of a method, as the guide has it."""

_WORDS = 2
"""Words of substance that a method has at least: what is done, and what is looked at."""

_IS_DONE = """
build built close closed complete completed delivered deploy deployed deployment deploys done
finished fix fixed fixes green implement implemented land landed launched live merge merged
production prod ready release released releases resolved roll rolled rollout ship shipped running
runs tested work worked working works
"""
_IS_WELL = """
correctly expected fine good intended nice ok okay properly smoothly successful successfully
verified well
"""
_FILL = """
a about action after again all also an and any are as at be been before both by can change check
checked checks code confirm confirmed customers does each everything everyone everywhere exactly
for from had has have if in into is it item its just make makes now of off on once onto or our out
pr properly see seen should since so sure task than that the their them then there they this those
ticket to under up us users verify was we were when whole will with would you
"""
_IDLE = frozenset(f"{_IS_DONE} {_IS_WELL} {_FILL}".split())
"""Words that say only that something is done, that it is well, and what stands between them."""


def is_proof(method: str | None) -> bool:
    """Whether the check can fail: long enough, and more than "deployed and it works fine"."""
    text = (method or "").strip()
    return len(text) >= _SHORTEST and sum(map(_substance, re.findall(r"\w+", text))) >= _WORDS


def _substance(word: str) -> int:
    """1 for a word that says something. In a script without capitals, that is a sign of it."""
    word = word.casefold()
    if word in _IDLE or not any(sign.isalpha() for sign in word):
        return 0
    return 1 if word.islower() else len(word)
