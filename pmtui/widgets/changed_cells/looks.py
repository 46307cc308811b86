"""How text looks on a terminal, and the fewest bytes that lead from one look to another.

Textual sends each piece of text with all of its colours and takes them back behind it, some forty
bytes a piece. Here only what differs from the piece before is sent.
"""

import re
from functools import lru_cache

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

Look = tuple[str, str]
"""What is sent before and after text so that it looks as it should."""

Cell = tuple[str, Look]
"""A character with the marks on it, and of its look what is to be seen.

The second cell of a wide character has no text.
"""

NO_LOOK: Look = ("", "")
NOTHING_SET = "\x1b[0m"

_SET = re.compile(r"\x1b\[([0-9;]+)m")
_CODE = re.compile(r"(?:[34]8;(?:5;\d+|2;\d+;\d+;\d+)|\d+)(?:;|\Z)")

_OFF = {
    "weight": "22",
    "italic": "23",
    "underline": "24",
    "blink": "25",
    "reverse": "27",
    "strike": "29",
    "color": "39",
    "ground": "49",
}
"""What ends each part of a look; every terminal of the last thirty years knows these."""

_PARTS = {"1": "weight", "2": "weight", "3": "italic", "4": "underline", "5": "blink"}
_PARTS |= {"7": "reverse", "9": "strike"}
_PARTS |= {str(code): "color" for code in (38, *range(30, 38), *range(90, 98))}
_PARTS |= {str(code): "ground" for code in (48, *range(40, 48), *range(100, 108))}

_USUAL = {"39", "49"}
"""The colours that there are when none is set: a theme of the terminal's own colours names them."""

_ON_BLANKS = {"underline", "blink", "reverse", "strike"}
"""What is to be seen where there is no character."""


@lru_cache(4096)
def look_of(style: Style, console: Console) -> Look:
    """What Textual sends before and after text in a style."""
    begin, _, end = Strip([Segment("\0", style)]).render(console).partition("\0")
    return begin, end


@lru_cache(4096)
def on_blanks(look: Look) -> Look:
    """What of a look is to be seen on a blank."""
    parts = _parts(look)
    if parts is None or _ON_BLANKS & parts.keys():
        return look
    return (f"\x1b[{parts['ground']}m", NOTHING_SET) if "ground" in parts else NO_LOOK


@lru_cache(4096)
def for_blank(look: Look, blank: Look) -> Look:
    """A look in which a blank looks as it should, with all else as it is in another look."""
    parts, wanted = _parts(look), _parts(blank)
    if parts is None or wanted is None or _ON_BLANKS & wanted.keys():
        return blank
    kept = {part: code for part, code in parts.items() if part not in {"ground", *_ON_BLANKS}}
    codes = ";".join((kept | wanted).values())
    return (f"\x1b[{codes}m", NOTHING_SET) if codes else NO_LOOK


@lru_cache(4096)
def is_erased(look: Look, in_color: bool) -> bool:
    """Whether a blank looks so when it is erased; not every terminal erases in a colour."""
    parts = _parts(look)
    return parts is not None and parts.keys() <= ({"ground"} if in_color else set[str]())


def shows(look: Look, cell: Cell) -> bool:
    """Whether a cell looks as it should when its text is sent in a look."""
    return cell[1] == look or (cell[0] == " " and on_blanks(look) == cell[1])


@lru_cache(4096)
def change(before: Look, after: Look) -> str:
    """What to send between text in one look and text in another."""
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        return before[1] + after[0]
    codes = [_OFF[part] for part, code in old.items() if part not in new or _adds(part, code, new)]
    codes += [code for part, code in new.items() if old.get(part) != code]
    anew = ";".join(["0", *new.values()])
    return f"\x1b[{min(';'.join(codes), anew, key=len)}m" if codes else ""


def _adds(part: str, code: str, new: dict[str, str]) -> bool:
    """Whether a code would only be added to the one before: dim text would stay bold."""
    return part == "weight" and new[part] != code


@lru_cache(4096)
def _parts(look: Look) -> dict[str, str] | None:
    """The parts of a look with the codes that set them; None where it holds something else."""
    begin, end = look
    if look == NO_LOOK:
        return {}
    found = _SET.fullmatch(begin)
    if found is None or end != NOTHING_SET:
        return None
    parts: dict[str, str] = {}
    for each in _CODE.findall(found[1]):
        code = each.rstrip(";")
        if code in _USUAL:
            continue
        part = _PARTS.get(code.partition(";")[0])
        if part is None:
            return None
        parts[part] = f"{parts[part]};{code}" if part in parts else code
    return parts
