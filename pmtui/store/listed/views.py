"""Views: what is shown of a library, in which order and under which headings, by name.

A file of views (TOML) has a line for each: its name, and what would be typed to filter, then
``sort:severity`` and, where there are none, ``headings:off``. One lies beside the user's
configuration, one in the library for the team; the program writes them as a whole.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from pmtui.model.errors import BadValue
from pmtui.model.text import one_line
from pmtui.store.listed.orders import ORDERS

FILE = "views.toml"
LONGEST = 40
"""Characters of a name."""

USUAL = "started"
"""The order of a view that says none."""

_HEAD = "# Views of the library, written by pmtui: what is typed to filter, sort:, headings:off\n"
_TAIL = re.compile(r"^(.*?)\s*(?:(?<!\S)sort:(\w+))?\s*(?:(?<!\S)(headings:off))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class View:
    """A filter as it is typed, the name of an order, and whether there are headings.

    `team` says that it lies in the library, for all who use it.
    """

    name: str
    typed: str = ""
    order: str = USUAL
    headings: bool = True
    team: bool = False

    @property
    def line(self) -> str:
        """The view as its file has it."""
        headings = "" if self.headings else "headings:off"
        return " ".join(filter(None, (self.typed, f"sort:{self.order}", headings)))


def view_of(name: str, line: str, team: bool) -> View:
    """The view of a line; an order that there is not leaves the usual one, and the words stay."""
    found = _TAIL.match(line)
    if found is None or (found[2] and found[2] not in ORDERS):
        return View(name, line, team=team)
    return View(name, found[1], found[2] or USUAL, not found[3], team)


def named(name: str) -> str:
    """A name as it can be kept. Raises `BadValue` for none, and for one that is too long."""
    plain = one_line(name)
    if not plain:
        raise BadValue("A view needs a name.")
    if len(plain) > LONGEST:
        raise BadValue(f"A view's name has at most {LONGEST} characters; this one {len(plain)}.")
    return plain


def read(data: bytes | None, where: str, team: bool = False) -> tuple[View, ...]:
    """The views of a file, of which `where` says where it is. Raises `BadValue`."""
    if not data:
        return ()
    import tomllib

    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadValue(f"{where} is no TOML: {error}. Correct it, or remove it.") from None
    for name, line in found.items():
        if not isinstance(line, str):
            raise BadValue(f"{where}: “{name}” is no text in quotes. Correct it, or remove it.")
    return tuple(view_of(name, line, team) for name, line in found.items())


def written(views: Iterable[View]) -> bytes:
    """The file that has these views, by name."""
    pairs = sorted((each.name, each.line) for each in views)
    lines = (f"{_quoted(name)} = {_quoted(line)}\n" for name, line in pairs)
    return (_HEAD + "".join(lines)).encode("utf-8", "replace")


def _quoted(text: str) -> str:
    """A string of TOML: one of JSON, in which DEL must not stand, either."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
