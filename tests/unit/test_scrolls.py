"""Lines that moved up or down are moved by the terminal; what stands beside them is put back."""

import os
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from pmtui.widgets.changed_cells.drawing import Stroke, bars_last
from pmtui.widgets.changed_cells.shown import Shown
from tests.unit.emulator import Emulator

COLUMNS, ROWS = 60, 12
CONSOLE = Console(color_system="truecolor", force_terminal=True)
RAIL, BODY, BAR = map(Style.parse, ["bold on #101010", "red on #102030", "on #ff0000"])
PAGE = [
    "words enough that sending them again costs more than moving",
    "",
    "漢字 in a sentence that is long enough to be worth a move",
    *(" ".join(str(7919**power % (89 + line)) for power in range(14)) for line in range(9)),
]
TERMS = st.sampled_from(["xterm-256color", "screen-256color"])
MOVES = st.lists(
    st.tuples(st.integers(0, ROWS - 1), st.integers(-6, 6), st.integers(0, 99)), max_size=5
)


def picture(page, thumb=0):
    """A page beside a rail, with a scroll bar."""
    lines = []
    for y, text in enumerate(page):
        body = Strip([Segment(text, BODY)]).adjust_cell_length(COLUMNS - 11, BODY)
        bar = Segment(" ", BAR if y == thumb else None)
        lines.append([Strip([Segment(f"rail {y:<5}", RAIL)]), Strip([*body, bar])])
    return LayoutUpdate(lines, Region(0, 0, COLUMNS, ROWS))


def moved(page, first, by, number):
    """A page with the lines from one on moved, and others in the place of those that are free."""
    part = page[first:]
    fresh = [f"fresh {number} {place}" for place in range(min(abs(by), len(part)))]
    part = [*part[by:], *fresh] if by > 0 else [*fresh, *part[: len(part) + by]]
    return [*page[:first], *part[: ROWS - first]]


def sent_by(shown, update):
    return shown.sending(shown.changes(update, CONSOLE), CONSOLE)


@settings(max_examples=60, deadline=None)
@given(MOVES, TERMS)
def test_any_moves_look_as_if_all_were_sent(moves, term):
    with patch.dict(os.environ, TERM=term):
        plain, ours, shown = Emulator(COLUMNS, ROWS), Emulator(COLUMNS, ROWS), Shown()
    page = PAGE
    for first, by, number in [(0, 0, 0), *moves]:
        page = moved(page, first, by, number)
        update = picture(page, number % ROWS)
        plain.feed(update.render_segments(CONSOLE))
        ours.feed(sent_by(shown, update))
        assert ours.cells == plain.cells


@pytest.mark.parametrize("by", [-2, 2])
def test_lines_are_moved_and_the_rail_is_put_back(by, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = Shown()
    sent_by(shown, picture(PAGE))
    sent = sent_by(shown, picture(moved(PAGE, 0, by, 0)))
    assert f"\x1b[1;12r\x1b[1;1H\x1b[2{'M' if by > 0 else 'L'}\x1b[r" in sent
    assert PAGE[5] not in sent
    assert "rail" in sent


def test_nothing_moves_where_sending_is_shorter():
    shown, short = Shown(), ["a", "b", "c", "d"] * 3
    sent_by(shown, picture(short))
    assert "r\x1b[" not in sent_by(shown, picture(short[1:] + short[:1]))


def test_lines_with_a_character_of_any_width_stay():
    shown, page = Shown(), [*PAGE[:6], "x👩\u200d🚒", *PAGE[7:]]
    sent_by(shown, picture(page))
    sent = sent_by(shown, picture(moved(page, 0, 1, 0)))
    assert "\x1b[1;12r" not in sent


def test_a_scroll_bar_is_drawn_when_the_text_beside_it_is_there():
    text, bar = ("x", ("\x1b[31m", "\x1b[0m")), ("▄", ("\x1b[32m", "\x1b[0m"))
    strokes = [Stroke(4, y, [text, text, bar, text, text]) for y in range(3)]
    assert [(each.x, each.y, len(each.cells)) for each in bars_last(strokes)] == [
        *((x, y, length) for y in range(3) for x, length in ((4, 2), (7, 2))),
        *((6, y, 1) for y in range(3)),
    ]
    assert bars_last(strokes[:2]) == strokes[:2]
