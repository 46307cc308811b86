"""Everything in a text that must not leave: what has the shape of it, and words of the record."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pmtui.guide.outside import companies, shapes
from pmtui.guide.outside.kinds import KINDS, SECRET
from pmtui.guide.outside.record_words import Known
from pmtui.guide.outside.word_lists import UNSPACED
from pmtui.guide.private import SECRETS

_SECRET = re.compile("|".join(SECRETS))
_RUN = re.compile(
    r"(?<!;base64,)(?:(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{20,}={0,2}|(?<![\w-])[\w-]{33,}(?![\w-]))",
    re.ASCII,
)
"""What may be a key; the content of a data: link is none."""

_LOCATION = re.compile(
    r"(?:(?<![\w+.-])[a-z][a-z0-9+.-]{1,20}://|(?<![\w@.-])(?:[\w-]+\.)+[a-z]{2,}/)[^\s<>\"'`()\[\]{}|?]*",
    re.IGNORECASE,
)
"""The address of a page up to its query: names of documents and threads, which are no keys."""

_STEP = re.compile(r"v?\d+|[a-z]+\d*|[A-Z][a-z]+\d*|[A-Z]+\d*")
"""A part of a path that is a word or a number."""

_LONG = 33
"""Characters from which a run of letters and digits is a key when it looks like one."""

_SHORTEST = 20
"""Characters from which a run is one."""

_IN_WORD = re.compile(rf"[^\W{UNSPACED}]")
_DIGESTS = (40, 64)
_HEX = re.compile("[0-9a-f]+|[0-9A-F]+")


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
    places = [hit.span() for hit in _LOCATION.finditer(text)]
    for hit in _RUN.finditer(text):
        named = bisect_right(places, (hit.start(), len(text))) - 1
        if (named < 0 or hit.start() >= places[named][1]) and _is_key(hit[0], inside):
            yield _hit(SECRET, hit)


def _shaped(text: str) -> Iterator[Hit]:
    for kind, start, end in (*shapes.hits(text), *companies.hits(text)):
        yield Hit(kind, start, end, text[start:end], KINDS[kind].instead)


def _known(text: str, known: tuple[Known, ...]) -> Iterator[Hit]:
    for words in known:
        for hit in words.pattern.finditer(text):
            name = " ".join(hit[0].split())
            if words.meant(name, hit):
                start, end = _whole(text, hit.start(), hit.end())
                yield Hit(words.kind, start, end, text[start:end], words.put_for(name))


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The word around a hit, such as tenant_globular_7 around globular."""
    while start and _IN_WORD.match(text[start - 1]):
        start -= 1
    while end < len(text) and _IN_WORD.match(text[end]):
        end += 1
    return start, end


def _hit(kind: str, hit: re.Match[str]) -> Hit:
    return Hit(kind, hit.start(), hit.end(), hit[0], "")


def _is_key(run: str, inside: bool) -> bool:
    """Whether a run, or a part of it, is like a key; of a path each step counts by itself."""
    steps = [each for each in run.split("/") if each]
    if len(steps) > 1 and 2 * sum(bool(_STEP.fullmatch(each)) for each in steps) >= len(steps):
        return any(len(each) >= _SHORTEST and _looks_random(each, inside) for each in steps)
    parts = [] if inside else re.split("[_-]", run)
    return _looks_random(run, inside) or (
        len(parts) > 1 and any(len(each) >= _LONG - 1 and _looks_long(each) for each in parts)
    )


def _looks_random(run: str, inside: bool) -> bool:
    """Whether a run is like a key: hexadecimal, or of digits and both cases of letters."""
    body = run.rstrip("=")
    if re.search("[_-]", body):
        return _is_mixed(body) and not re.search("[a-z]{7}|[A-Z]{7}", body)
    if len(body) < _LONG:
        return not inside and _is_mixed(body) and not re.search("[/+]", body)
    return _looks_long(body) and not (inside and len(body) in _DIGESTS and _HEX.fullmatch(body))


def _looks_long(body: str) -> bool:
    """Whether many letters and digits in a row are a key: hexadecimal, or of every kind."""
    if _HEX.fullmatch(body):
        return len(set(body)) > 4
    return all(re.search(kind, body) for kind in ("[0-9]", "[a-z]", "[A-Z]"))


def _is_mixed(run: str) -> bool:
    """Whether a run changes between kinds of signs as no word and no number does."""
    figures = re.findall(r"\d+", run)
    return len(figures) > 2 and all(len(re.findall(kind, run)) > 2 for kind in ("[a-z]", "[A-Z]"))
