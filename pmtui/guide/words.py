"""What single words and figures stand for: choices, yes and no, numbers."""

import math
import re
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from pmtui.model.errors import BadValue

Choice = TypeVar("Choice", bound=StrEnum)

_YES = frozenset({"yes", "y", "true", "1"})
_NO = frozenset({"no", "n", "false", "0"})
_GROUP = "[,' \u2019\u00a0\u202f]"
_NUMBER = re.compile(
    rf"\+?(\d{{1,3}}(?:({_GROUP})\d{{3}}(?:\2\d{{3}})*)?(?:\.\d+)?|\d+(?:\.\d+)?(?:e[+-]?\d{{1,3}})?)",
    re.IGNORECASE,
)
_LONGEST = 30
"""Characters of a number; more are no figure that anybody reports."""


def label(value: Any) -> str:
    """A choice as people read it: ``went_well`` is "went well"."""
    return str(value).replace("_", " ")


def find_choice(of: type[Choice], text: str) -> Choice | None:
    """The choice that the text names: its value or a prefix that no other choice has.

    Case, blanks, hyphens and underscores do not matter. None for no choice or several.
    """
    found = find_choices(of, text)
    return found[0] if len(found) == 1 else None


def find_choices(of: type[Choice], text: str) -> tuple[Choice, ...]:
    """The choice whose value the text is, else all that begin with it; none for no text."""
    wanted = _key(text)
    if not wanted:
        return ()
    exact = tuple(each for each in of if _key(each) == wanted)
    return exact or tuple(each for each in of if _key(each).startswith(wanted))


def find_by_word(of: type[Choice], text: str) -> tuple[Choice, ...]:
    """As `find_choices`, else all with a word that begins with the text: "lucky" is got lucky."""
    wanted = _key(text)
    return find_choices(of, text) or tuple(
        each for each in of if wanted and any(word.startswith(wanted) for word in each.split("_"))
    )


def read_choice(of: type[Choice], text: str) -> Choice:
    """The choice that the text names. Raises `BadValue` with the list of choices."""
    found = find_choice(of, text)
    if found is None:
        choices = ", ".join(label(each) for each in of)
        raise BadValue(f"“{text.strip()}” is not one of these: {choices}.")
    return found


def read_yesno(text: str) -> bool | None:
    """True, False or None for "unknown". Raises `BadValue`."""
    word = text.strip().casefold()
    if word in {"", "unknown", "?"}:
        return None
    if word not in _YES | _NO:
        raise BadValue(f"“{text.strip()}” is neither yes nor no. Write yes, no or unknown.")
    return word in _YES


def read_number(text: str) -> int | float:
    """A figure of 0 or more; thousands may be set apart as in 2,140 or 2'140 or 2 140.

    Raises `BadValue`, also for what is not finite.
    """
    plain = _plain(text)
    value = int(plain) if plain.isdigit() else float(plain)
    if not math.isfinite(value):
        raise BadValue(f"“{text.strip()}” is too large to be kept as a number.")
    return value


def read_whole(text: str) -> int:
    """A whole number of 0 or more. Raises `BadValue`."""
    value = read_number(text)
    if isinstance(value, float):
        raise BadValue(f"“{text.strip()}” is not a whole number. Write it without a fraction.")
    return value


def read_share(text: str) -> float:
    """A share from 0 to 1, also as a percentage: "38 %" is 0.38. Raises `BadValue`."""
    words = text.strip()
    figure = Decimal(_plain(words.removesuffix("%")))
    share = float(figure / 100 if words.endswith("%") else figure)
    if share > 1:
        raise BadValue(f"“{words}” is more than everything. Write 38 % or 0.38.")
    return share


def show_share(share: float) -> str:
    """A share as the percentage that `read_share` reads back exactly; tiny ones as they are."""
    percent = f"{(Decimal(repr(share)) * 100).normalize():f} %"
    return percent if len(percent) <= _LONGEST else repr(share)


def _plain(text: str) -> str:
    """The digits of a number without what sets thousands apart. Raises `BadValue`."""
    words = text.strip()
    found = _NUMBER.fullmatch(words)
    if found is None or len(words) > _LONGEST:
        raise BadValue(
            f"“{words}” is not a number of 0 or more. Write 2140, 2,140 or 0.5, without a unit."
        )
    return re.sub(_GROUP, "", found[1])


def _key(text: str) -> str:
    return re.sub(r"[\s_-]+", "", text.casefold())
