"""Customers and suppliers that nobody has listed: how a text tells that it names one.

"the customer Larkspur", "Hollis & Fern Ltd": the word before a name or the form of a company
after it. Somebody should decide on each; a word that is no name can be kept.
"""

import re
from collections.abc import Iterator

from pmtui.guide.outside.word_lists import LINKING, NO_COMPANIES, PLAIN, STANDARDS

_WORD = r"[A-Z0-9À-ÖØ-ÞĀŁŚŠŽ](?:[\w&-]|['’](?!s\b)|\.(?=\w))*"
_NAME = rf"{_WORD}(?:[ \u00a0]{_WORD}|[ \u00a0](?:&|of|de|und)[ \u00a0]{_WORD}){{0,4}}"
_MARKS = r"[*_`\"'“”‘«\[]{0,3}"

_FORMS = (
    r"Ltd|Inc|LLC|LLP|PLC|plc|GmbH|gGmbH|mbH|AG|KG|OHG|SARL|SAS|BV|B\.V|ApS|A/S|Oyj?|SpA|S\.p\.A"
    r"|SRL|S\.r\.l|Pty|Corp|Incorporated"
)
_COMPANY = re.compile(
    rf"(?<![\w.-])(?P<name>{_NAME}),?[ \u00a0](?:{_FORMS})(?![\w-])"
    r"(?:[ \u00a0](?:&[ \u00a0])?(?:Co|KG|Ltd))?\.?"
)
_CUSTOMER = "customer|client|merchant|tenant|subscriber"
_SUPPLIER = "supplier|vendor"
_LIST = rf"{_MARKS}{_NAME}(?:{_MARKS}(?:,[ \u00a0]|,?[ \u00a0]and[ \u00a0]){_MARKS}{_NAME}){{0,9}}"
_AFTER = re.compile(
    rf"(?<![\w-])(?i:(?P<customer>{_CUSTOMER})|{_SUPPLIER})s?[ \u00a0](?P<names>{_LIST})"
)
_EACH = re.compile(_NAME)


def hits(text: str) -> Iterator[tuple[str, int, int]]:
    """The kind, beginning and end of each name of a company in a text."""
    for hit in _COMPANY.finditer(text):
        yield "company", _first(hit), hit.end()
    for hit in _AFTER.finditer(text):
        kind = "customer" if hit["customer"] else "supplier"
        for name in _EACH.finditer(text, *hit.span("names")):
            if not _is_plain(name[0]):
                yield kind, name.start(), name.end()


def _first(hit: re.Match[str]) -> int:
    """Where the name of a company begins, after "When" or "The" at the start of a sentence."""
    words = re.finditer(r"[^ \u00a0]+", hit["name"])
    starts = [each.start() for each in words if each[0].casefold() not in LINKING]
    return hit.start("name") + (starts[0] if starts else 0)


def _is_plain(name: str) -> bool:
    """Whether what follows "customer" goes on with it, as in "customer API" or "Client Errors"."""
    words = name.casefold().replace("-", " ").split()
    figures = not any(each.isalpha() for each in words[0])
    return figures or words[0].rstrip("s.") in _SINGULAR or set(words) <= _NONE


_NONE = PLAIN | NO_COMPANIES | LINKING | {each.casefold() for each in STANDARDS}
_SINGULAR = {each.rstrip("s") for each in _NONE}
