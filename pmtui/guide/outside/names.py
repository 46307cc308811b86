"""How people are named in a text: whole, by one of their names, as a login, in any case.

A name that is also a word, such as Mark, Will or April, counts where it stands as a name does:
with a surname, with an 's, before what somebody did, or with a capital within a sentence. The
months do the last as months, too, and need more.
"""

import re
import unicodedata
from collections.abc import Iterator

from pmtui.guide.outside.word_lists import MONTHS, NAMES, SHORT_WORDS
from pmtui.model.people import Participant

_DID = (
    r"(?:(?:also|then|first|later|and|who)\s+)?(?:\w{2,}ed|was|is|has|had|did|said|says|ran|saw|found"
    r"|took|went|began|made|got|told|knew|thought|wrote|gave|came|left|built|sent|set|put|shut|held"
    r"|brought|caught|chose|drew|felt|kept|led|met|read|won|asks|works|owns|will|would|could|can)\b"
)
_BEFORE = (
    r"(?:\b(?:asked|by|called|from|informed|paged|told|with|thanks\s+to|@|and|mr\.?|ms\.?|mrs\.?|dr\.?)"
    r"\s+)$"
)
_SPELT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ø": "oe", "å": "aa"}
    | {"Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}
)
_STROKES = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "ı": "i"}
    | {"æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "ß": "ss"}
)
"""Letters that no accent can be taken from, as they are written without one."""

_MOST_PARTS = 12
"""Words that a name has at most; a pasted page in its place is none."""

_APOSTROPHE = re.compile("['’ʼ]")
_SENTENCE = re.compile(r"(?:^|[.!?:;|>#*\n\"“(—–-])\s*$")


def spellings(person: Participant) -> Iterator[str]:
    """What a participant is called: the name, its parts, the handle, and logins made of them."""
    if len(bare := (person.handle or "").strip("@ ")) > 2:
        yield from (f"@{bare}", bare)
    if not (parts := (person.name or "").split()) or len(parts) > _MOST_PARTS:
        return
    yield " ".join(parts)
    yield from (part for part in _parts(parts) if _counts(part))
    if len(parts) > 1:
        first, last = parts[0], parts[-1]
        yield from (f"{first} {last}", f"{last}, {first}", f"{first[0]}. {last}")
        yield from (f"{first}{by}{last}" for by in (".", "_", "-", ""))
        yield from (each for each in (first[0] + last, first + last[0]) if len(each) > 4)


def _parts(parts: list[str]) -> Iterator[str]:
    """The names that a name is made of; of a double one, such as Anna-Lena, each, and both."""
    small = all(part.islower() for part in parts)
    for part in parts:
        if small or not part[0].islower():
            double = part.split("-")
            yield from dict.fromkeys((part, "".join(double), *double))


def _counts(part: str) -> bool:
    """Whether a part of a name is looked for by itself: no initial, no "an"."""
    bare = part.strip(".")
    return len(bare) > 2 or (len(bare) == 2 and bare.casefold() not in SHORT_WORDS)


def forms(name: str) -> set[str]:
    """A name as it may be written: composed, without its accents, with ae for ä, with any '."""
    composed = unicodedata.normalize("NFC", name)
    plain = "".join(
        each
        for each in unicodedata.normalize("NFKD", composed.translate(_STROKES))
        if not unicodedata.combining(each)
    )
    found = {composed, plain, composed.translate(_SPELT)}
    if _APOSTROPHE.search(name):
        found = {_APOSTROPHE.sub(sign, each) for each in found for sign in ("'", "’", "")}
    return found


def is_meant(name: str, hit: re.Match[str]) -> bool:
    """Whether a word in a text is the name rather than the word that it is as well."""
    word = hit["name"]
    if name.casefold() not in NAMES:
        return True
    if word[:1].islower():
        return False
    before, after = hit.string[max(hit.start() - 40, 0) : hit.start()], hit.string[hit.end() :][:40]
    if re.match(r"['’]s\b", after) or re.match(rf"\s+{_DID}", after):
        return not (name.casefold() in MONTHS and re.match(r"\s+(?:is|was|will)\b", after))
    if re.search(_BEFORE, before, re.IGNORECASE) and not re.match(r"\s+\d", after):
        return name.casefold() not in MONTHS or not re.search(r"\b(?:by|from|and)\s+$", before)
    return name.casefold() not in MONTHS and not _SENTENCE.search(before)
