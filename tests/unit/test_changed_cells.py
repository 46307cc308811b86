"""Sending what changed gives the same cells as sending everything, in fewer bytes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from pmtui.widgets.changed_cells.drawing import runs
from pmtui.widgets.changed_cells.shown import Shown, cells_of, width_of
from tests.unit.emulator import Emulator

COLUMNS, ROWS = 14, 3
CONSOLE = Console(color_system="truecolor", force_terminal=True)
STYLES = [None, *map(Style.parse, ["red on #102030", "bold", "reverse underline", "strike blue"])]
CHARACTERS = st.sampled_from(["a", "b", " ", "│", "é", "e\u0301", "漢", "字", "🔥"])
PIECES = st.tuples(st.lists(CHARACTERS, max_size=6).map("".join), st.sampled_from(STYLES))
LINE = st.lists(PIECES, max_size=5)
CUTS = st.sets(st.integers(1, COLUMNS - 1), max_size=4)
REGION = st.builds(
    Region, st.integers(0, 9), st.integers(0, 2), st.integers(1, COLUMNS - 9), st.just(1)
)
PICTURE = st.tuples(
    st.lists(LINE, min_size=ROWS, max_size=ROWS), CUTS, st.none() | st.lists(REGION, min_size=1)
)


def update(picture):
    """An update of the compositor: of all, or of some spans."""
    lines, cuts, regions = picture
    ends = [*sorted(cuts), COLUMNS]
    chops = []
    for line in lines:
        strip = Strip([Segment(text, style) for text, style in line]).adjust_cell_length(COLUMNS)
        chops.append(dict(zip([0, *ends], strip.divide(ends), strict=False)))
    if regions is None:
        region = Region(0, 0, COLUMNS, ROWS)
        return LayoutUpdate([each.values() for each in chops], region)
    spans = list(Compositor._regions_to_spans(regions))
    return ChopsUpdate(chops, spans, [ends] * ROWS)


def sent_by(shown, update):
    """What goes out for an update."""
    return shown.sending(shown.changes(update, CONSOLE), CONSOLE)


@settings(max_examples=60, deadline=None)
@given(st.lists(PICTURE, min_size=2, max_size=4), st.integers(0, 4))
def test_any_pictures_look_as_if_all_were_sent(pictures, forgotten):
    plain, ours, shown = Emulator(COLUMNS, ROWS), Emulator(COLUMNS, ROWS), Shown()
    for number, picture in enumerate(pictures):
        if number == forgotten:
            plain.spoil()
            ours.spoil()
            shown.forget()
        plain.feed(update(picture).render_segments(CONSOLE))
        ours.feed(sent_by(shown, update(picture)))
        assert ours.cells == plain.cells


def row(*parts):
    strips = [Strip([Segment(each)]) if isinstance(each, str) else each for each in parts]
    return LayoutUpdate([strips], Region(0, 0, 80, 1))


def test_only_what_differs_is_sent():
    shown = Shown()
    sent_by(shown, row("The line as it was, and more"))
    assert sent_by(shown, row("The line as it was, and Amore")) == "\x1b[1;25HAmore"
    assert sent_by(shown, row("the line as it was, and Amor!")) == "\x1b[1;1Ht\x1b[29G!"
    assert sent_by(shown, row("The liNe as it was, and Amor!")) == "\x1b[1;1HT\x1b[7GN"


def test_a_short_part_that_stays_is_sent_with_what_is_beside_it():
    before, after = (
        cells_of(Strip([Segment(text)]), CONSOLE) for text in ("a1234b12345c漢", "A1234B12345C字")
    )
    assert list(runs(before, after)) == [(0, 6), (11, 14)]


ODD = ["x👩\u200d🚒", "☀\ufe0f", "🇩🇪", "👍🏽", "\u0301x", "a\u00ad", "क\u093f", "\ufffe", "\x1bx"]


@pytest.mark.parametrize("odd", ODD)
def test_where_terminals_differ_a_line_is_sent_as_textual_sends_it(odd):
    shown, strip = Shown(), Strip([Segment(odd, Style.parse("bold"))])
    with_it = row("left ", strip, "right")
    without = row("left ", Strip.blank(strip.cell_length), "right")
    sent_by(shown, with_it)
    sent = sent_by(shown, with_it)
    assert [each in sent for each in ("left ", strip.render(CONSOLE), "right")] == [True] * 3
    assert "left " in sent_by(shown, without)
    assert sent_by(shown, without) == ""


def test_what_textual_drops_is_not_taken_for_shown():
    shown = Shown()
    assert shown.changes(row("text"), CONSOLE) == shown.changes(row("text"), CONSOLE) != ""


def test_widths_are_those_that_every_terminal_has():
    assert [width_of(each) for each in "aé│▸漢🔥ア"] == [1, 1, 1, 1, 2, 2, 2]
    assert [width_of(each) for each in "\u0301\u200d\ufe0f\x1b"] == [0, None, None, None]
