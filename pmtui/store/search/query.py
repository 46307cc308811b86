"""What is asked for: words, phrases, and fields such as ``service:checkout cause:"lock"``."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from pmtui.model.errors import BadValue
from pmtui.store.search.block import Block
from pmtui.store.search.folding import WORD, fold

PLACES: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "id": ("id",),
    "reference": ("reference",),
    "service": ("services",),
    "tag": ("tags",),
    "cause": ("causes", "threads", "causal"),
    "action": ("actions",),
    "lesson": ("lessons",),
    "event": ("timeline",),
    "impact": ("impact",),
    "note": ("notes", "analysis"),
}
"""Where words are looked for when a field is named before them: addresses and all below."""

CHOICES = ("status", "severity", "owner", "since", "until")
"""Fields that choose postmortems, and are found in no text."""

_NAMES = "|".join((*PLACES, *CHOICES))
_TOKEN = re.compile(rf'(?:(?:{_NAMES}):)?"[^"]+"(?!\S)|\S+')
_NAMED = re.compile(rf"({_NAMES}):(.+)", re.DOTALL)
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand in a row; `typed` is how they were asked for, `places` are addresses."""

    typed: str
    folded: str
    places: tuple[str, ...] = ()

    @property
    def runs(self) -> list[str]:
        """The letters and digits that a record must have, each as a part of one word."""
        return WORD.findall(self.folded)

    def hits(self, text: str) -> list[tuple[int, int]]:
        """Where the words begin and end in a folded text."""
        if " " in self.folded:
            if not all(part in text for part in self.folded.split()):
                return []
            row = r"\s+".join(map(re.escape, self.folded.split()))
            return [found.span() for found in re.finditer(row, text)]
        hits, at, length = [], text.find(self.folded), len(self.folded)
        while at >= 0:
            hits.append((at, at + length))
            at = text.find(self.folded, at + length)
        return hits

    def is_in(self, address: str) -> bool:
        """Whether the words are looked for in this field."""
        return not self.places or any(
            address == place or address.startswith(f"{place}.") for place in self.places
        )

    def spelt(self, instead: dict[str, str]) -> "Term":
        """The same with other words in the place of some."""
        return replace(self, folded=WORD.sub(lambda run: instead.get(run[0], run[0]), self.folded))


@dataclass(frozen=True, slots=True)
class Query:
    """All of its terms must occur in a postmortem, and all of its choices must hold for it."""

    terms: tuple[Term, ...]
    choices: tuple[Callable[[Block], bool], ...] = ()

    def chooses(self, block: Block) -> bool:
        """Whether the choices hold."""
        return all(choice(block) for choice in self.choices)


def parse(arguments: Sequence[str]) -> Query:
    """The query in the arguments of a command line: unquoted words in one of them are a phrase.

    Raises `BadValue` for a day, state or severity that is none.
    """
    return _query([piece for argument in arguments for piece in _pieces(argument)])


def parse_line(line: str) -> Query:
    """The query in a line that somebody types, whose words count each by itself.

    Raises `BadValue` as `parse` does.
    """
    return _query(_TOKEN.findall(line))


def _pieces(argument: str) -> Iterator[str]:
    row: list[str] = []
    for token in _TOKEN.findall(argument):
        quoted = len(token) > 2 and token.endswith('"') and '"' in token[:-1]
        if row and (quoted or _NAMED.fullmatch(token)):
            yield " ".join(row)
            row = []
        if quoted:
            yield token
        else:
            row.append(token)
    if row:
        yield " ".join(row)


def _query(pieces: Sequence[str]) -> Query:
    terms, choices = [], []
    for piece in pieces:
        named = _NAMED.fullmatch(piece)
        name, words = (named[1], named[2]) if named else ("", piece)
        words = " ".join((words[1:-1] if _is_quoted(words) else words).split())
        if name in CHOICES:
            choices.append(_choice(name, words))
        elif words:
            whole = unicodedata.normalize("NFC", words)
            terms.append(Term(piece, fold(whole), PLACES.get(name, ())))
    return Query(tuple(terms), tuple(choices))


def _is_quoted(words: str) -> bool:
    return len(words) > 2 and words[0] == words[-1] == '"'


def _choice(name: str, words: str) -> Callable[[Block], bool]:
    if name == "owner":
        wanted = fold(words.lstrip("@"))
        return lambda block: any(wanted in fold(owner) for owner in block.owners)
    if name in ("since", "until"):
        if not _DAY.fullmatch(words):
            raise BadValue(f"“{words}” is no day for {name}: it is 2026-01-31, 2026-01 or 2026.")
        if name == "since":
            return lambda block: bool(_DAY.fullmatch(block.day)) and block.day >= words
        return lambda block: bool(_DAY.fullmatch(block.day)) and block.day[: len(words)] <= words
    return _among(name, words)


def _among(name: str, words: str) -> Callable[[Block], bool]:
    from pmtui.model.kinds import ReportStatus, Severity

    kind = Severity if name == "severity" else ReportStatus
    known = {fold(each.value): each.value for each in kind}
    wanted = known.get(re.sub(r"[\s-]+", "_", fold(words)))
    if wanted is None:
        raise BadValue(f"“{words}” is no {name}: it is one of {', '.join(known.values())}.")
    return lambda block: getattr(block, name) == wanted
