"""Everything in a text that must not leave: what has the shape of it, and words of the record."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pmtui.guide.outside import shapes
from pmtui.guide.outside.kinds import KINDS, SECRET
from pmtui.guide.outside.record_words import Known
from pmtui.guide.private import SECRETS

_SECRET = re.compile("|".join(SECRETS))
_RUN = re.compile(r"[A-Za-z0-9+/]{20,}={0,2}|(?<![\w-])[\w-]{33,}(?![\w-])", re.ASCII)
_LONG = 33
"""Characters from which a run of letters and digits is a key when it looks like one."""

_DIGESTS = (40, 64)


class Hit(NamedTuple):
    """Something in a text that must not leave; `instead` is what is written in its place."""

    kind: str
    start: int
    end: int
    words: str
    instead: str


def hits(text: str, known: tuple[Known, ...]) -> list[Hit]:
    """What must not leave in a text, first to last; no two overlap.

    A secret counts before everything that it overlaps, else the longer one.
    """
    found = [*secrets(text, inside=False), *_known(text, known), *_shaped(text)]
    found.sort(key=lambda hit: (hit.kind != SECRET, hit.start - hit.end, hit.start))
    taken: list[Hit] = []
    covered = bytearray(len(text))
    for hit in found:
        if not any(covered[hit.start : hit.end]):
            covered[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            taken.append(hit)
    return sorted(taken, key=lambda hit: hit.start)


def secrets(text: str, *, inside: bool) -> Iterator[Hit]:
    """The keys, tokens and passwords in a text.

    Inside, digests of the lengths of SHA-1 and SHA-256 name commits and images, and a shorter run
    of letters and digits is the number of something.
    """
    for hit in _SECRET.finditer(text):
        yield _hit(SECRET, hit)
    for hit in _RUN.finditer(text):
        if _looks_random(hit[0], inside):
            yield _hit(SECRET, hit)


def _shaped(text: str) -> Iterator[Hit]:
    for kind, start, end in shapes.hits(text):
        yield Hit(kind, start, end, text[start:end], KINDS[kind].instead)


def _known(text: str, known: tuple[Known, ...]) -> Iterator[Hit]:
    for words in known:
        for hit in words.pattern.finditer(text):
            name = " ".join(hit[0].split())
            if words.meant(name, hit):
                instead = words.instead.get(name.casefold(), KINDS[words.kind].instead)
                start, end = _whole(text, hit.start(), hit.end())
                yield Hit(words.kind, start, end, text[start:end], instead)


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The word around a hit, such as tenant_globular_7 around globular."""
    while start and (text[start - 1] == "_" or text[start - 1].isalnum()):
        start -= 1
    while end < len(text) and (text[end] == "_" or text[end].isalnum()):
        end += 1
    return start, end


def _hit(kind: str, hit: re.Match[str]) -> Hit:
    return Hit(kind, hit.start(), hit.end(), hit[0], "")


def _looks_random(run: str, inside: bool) -> bool:
    """Whether a run is like a key: hexadecimal, or of digits and both cases of letters."""
    body = run.rstrip("=")
    if re.search("[_-]", body):
        return _is_mixed(body) and not re.search("[a-z]{7}|[A-Z]{7}", body)
    if len(body) < _LONG:
        return not inside and _is_mixed(body) and not re.search("[/+]", body)
    if re.fullmatch("[0-9a-f]+|[0-9A-F]+", body):
        return len(set(body)) > 4 and not (inside and len(body) in _DIGESTS)
    return all(re.search(kind, body) for kind in ("[0-9]", "[a-z]", "[A-Z]"))


def _is_mixed(run: str) -> bool:
    """Whether a run changes between kinds of signs as no word and no number does."""
    figures = re.findall(r"\d+", run)
    return len(figures) > 2 and all(len(re.findall(kind, run)) > 2 for kind in ("[a-z]", "[A-Z]"))
