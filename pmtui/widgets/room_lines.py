"""A scene as lines for a screen of any size: what is in hand in full, the others around it dim.

On a wide screen the two stand side by side. Nothing is cut where it can be wrapped: no line is
longer than people read with ease from the back of a room.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text
from textual.renderables.digits import Digits

from pmtui.guide.room import Scene, Told
from pmtui.model.text import one_line, visible

WIDE = 120
"""Columns from which on what is in hand and the others stand side by side."""

MEASURE = 88
"""Columns of the longest line."""

TALL = 40
"""Lines from which on there is a blank one between any two that are told."""

_BAR = "▌ "
_HERE = "▸ "
_GAP = 4
_TIMES = frozenset("0123456789:")
_CONSOLE = Console(width=MEASURE, color_system=None)
"""Wraps; nothing is ever written to it."""


@dataclass
class Picture:
    """The lines of a scene, and which of them are what is in hand."""

    lines: list[Text]
    hand: range


def draw(scene: Scene, width: int, height: int) -> Picture:
    """The lines for a screen of that many columns and lines; more lines where it must be."""
    margin = _GAP if width >= WIDE else 2
    inner = max(width - 2 * margin, 20)
    head = [
        Text(one_line(scene.page), "bold underline"),
        *_wrapped(scene.question, min(inner, MEASURE), ""),
        Text(),
    ]
    if height >= TALL:
        head[1:1] = [Text()]
        head.append(Text())
    beside = _beside if width >= WIDE else _stacked
    picture = beside(scene, inner, max(height - len(head), 1), height >= TALL)
    for text in [*head, *picture.lines]:
        text.pad_left(margin)
    first = len(head) + picture.hand.start
    return Picture([*head, *picture.lines], range(first, first + len(picture.hand)))


def _beside(scene: Scene, width: int, height: int, roomy: bool) -> Picture:
    """What is in hand on the left, the others on the right."""
    left = min((width - _GAP) // 2, MEASURE)
    hand = _hand(scene, left, roomy)
    others = [_heading(scene), Text(), *_window(scene, width - left - _GAP, height - 2, roomy)]
    return Picture([*_joined(hand, others, left + _GAP)], range(len(hand)))


def _stacked(scene: Scene, width: int, height: int, roomy: bool) -> Picture:
    """What is in hand where it belongs: amid the others, or above their list."""
    width = min(width, MEASURE)
    hand = _hand(scene, width, roomy)
    left = height - len(hand)
    if not scene.around or scene.place is None:
        others = _window(scene, width, left - 3, roomy) if scene.lines else []
        return Picture(
            [*hand, *([Text(), _heading(scene), *others] if others else [])], range(len(hand))
        )
    before, after = scene.lines[: scene.place], scene.lines[scene.place + 1 :]
    above = _fitting(reversed(before), width, max(left // 2 - 1, 0), roomy)
    below = _fitting(after, width, left - sum(map(len, above)) - 2, roomy)
    top = [*(line for block in reversed(above) for line in block), Text()] if above else []
    bottom = [Text(), *(line for block in below for line in block)] if below else []
    return Picture([*top, *hand, *bottom], range(len(top), len(top) + len(hand)))


def _hand(scene: Scene, width: int, roomy: bool) -> list[Text]:
    """What is in hand, behind a bar: with its time in large digits where it has one."""
    told, inner = scene.hand, width - len(_BAR)
    digits = _large(scene.time)
    column = cell_len(digits[0].plain) + 2 if digits else 0
    lead = " ".join(filter(None, [scene.time, told.lead]))
    words = _wrapped(told.words, inner - column, "bold")
    if lead:
        words[:0] = _wrapped(lead, inner - column, "dim")
    lines = [*_joined(digits, words, column)]
    if roomy:
        for note in told.notes:
            lines += [Text(), *_wrapped(note, inner, "")]
    elif told.notes:
        lines += _wrapped(" · ".join(map(one_line, told.notes)), inner, "")
    return [Text(_BAR).append_text(line) for line in lines]


def _joined(left: Sequence[Text], right: Sequence[Text], column: int) -> Iterator[Text]:
    """Two blocks side by side, the second from a column on."""
    for one, other in zip_longest(left, right):
        line = one.copy() if one else Text()
        if other:
            line.pad_right(column - cell_len(line.plain))
            line.append_text(other)
        yield line


def _large(time: str) -> list[Text]:
    """A time of day in digits of three lines; nothing for words that are none."""
    figures = time.lstrip("~")
    if not figures or not _TIMES.issuperset(figures):
        return []
    drawn = _CONSOLE.render_lines(Digits(figures, Style(bold=True)), pad=False)
    return [Text("".join(each.text for each in line)) for line in drawn]


def _heading(scene: Scene) -> Text:
    return Text(one_line(scene.heading), "bold dim")


def _window(scene: Scene, width: int, height: int, roomy: bool) -> list[Text]:
    """The others with the one in hand among them, as many as there is room for."""
    lines, here = scene.lines, scene.place or 0
    marked = scene.place is not None
    own = _told(lines[here], width, "bold", _HERE) if marked else []
    own += [Text()] if roomy and own else []
    before = _fitting(reversed(lines[:here]), width, (height - len(own)) // 2, roomy)
    left = height - len(own) - sum(map(len, before))
    after = _fitting(lines[here + marked :], width, left, roomy)
    if (over := left - sum(map(len, after))) > 0:
        room = sum(map(len, before)) + over
        before = _fitting(reversed(lines[:here]), width, room, roomy)
    blocks = [*reversed(before), *([own] if own else []), *after]
    return [line for block in blocks for line in block]


def _fitting(
    lines: Iterator[Told] | Sequence[Told], width: int, height: int, roomy: bool
) -> list[list[Text]]:
    """The first of some lines, each as it is drawn, that fit into a height together."""
    blocks, left = list[list[Text]](), height
    for told in lines:
        block = _told(told, width, "dim", "  ", most=3 if roomy else 1)
        block += [Text()] if roomy else []
        if len(block) > left:
            break
        blocks.append(block)
        left -= len(block)
    return blocks


def _told(told: Told, width: int, style: str, mark: str, most: int = 3) -> list[Text]:
    """One of the others, in `most` lines at most."""
    lead = f"{mark}{'  ' * min(told.depth, 6)}{one_line(told.lead)}  "
    kinds = "".join(f"{one_line(note)}: " for note in told.notes)
    room = max(width - cell_len(lead), 10)
    lines = _wrapped(kinds + one_line(told.words), room, style)
    if len(lines) > most:
        lines = lines[:most]
        lines[-1].truncate(room - 1)
        lines[-1].rstrip()
        lines[-1].append("…", style)
    first = Text(lead, style)
    blank = " " * cell_len(lead)
    return [
        (first if not number else Text(blank)).append_text(line)
        for number, line in enumerate(lines)
    ]


def _wrapped(words: str, width: int, style: str) -> list[Text]:
    """Words in lines of a width; the line ends that they have stay."""
    lines = list[Text]()
    for line in visible(words).split("\n"):
        text = Text(line.expandtabs(4), style)
        lines += text.wrap(_CONSOLE, max(width, 1)) if line else [text]
    for each in lines:
        each.rstrip()
    return lines
