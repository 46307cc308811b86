"""What of a page is folded until a reader opens it."""

import re
from collections.abc import Iterable
from typing import Literal, NamedTuple, get_args

_MOST = 1 / 7
"""The share of a page's text that is folded at most: who reads or searches a page without opening
anything, a program included, still finds nearly all of it."""

_TAG = re.compile(r"<[^>]*>")
_HIDDEN = re.compile(r'<div class="narrow">.*?</div>', re.DOTALL)

Kind = Literal["open", "drawn", "detail"]


class Part(NamedTuple):
    """A piece of a page. With a `summary` it can be folded: `drawn` says again what a picture
    shows, a `detail` may be passed over at first."""

    html: str
    summary: str = ""
    kind: Kind = "open"


def joined(parts: Iterable[Part]) -> str:
    """The page's parts as HTML; as many kinds are folded as leave most of the text in view."""
    parts = tuple(parts)
    folded = _folded(parts)
    return "".join(_written(part, part.kind in folded) for part in parts)


def _folded(parts: tuple[Part, ...]) -> frozenset[Kind]:
    sizes = {
        kind: sum(_size(part) for part in parts if part.kind == kind) for kind in get_args(Kind)
    }
    room = _MOST * sum(sizes.values())
    if sizes["drawn"] + sizes["detail"] <= room:
        return frozenset({"drawn", "detail"})
    return frozenset({"drawn"}) if sizes["drawn"] <= room else frozenset()


def _written(part: Part, folded: bool) -> str:
    if not part.summary:
        return part.html
    mark = "" if folded else " open"
    return f"<details{mark}>\n<summary>{part.summary.strip()}</summary>\n{part.html}</details>\n"


def _size(part: Part) -> int:
    """The characters that a reader sees."""
    return len(" ".join(_TAG.sub(" ", _HIDDEN.sub("", part.html)).split()))
