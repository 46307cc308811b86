"""The fewest bytes from one look to another, blanks that are erased, and text that is moved."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from pmtui.widgets.changed_cells.looks import NO_LOOK, change, for_blank, look_of, on_blanks
from pmtui.widgets.changed_cells.shown import Shown
from tests.unit.emulator import Emulator
from tests.unit.test_changed_cells import row

CONSOLE = Console(color_system="truecolor", force_terminal=True)
COLUMNS = 60


def look(words):
    return look_of(Style.parse(words), CONSOLE)


CHANGES = [
    ("red on blue", "red on blue", ""),
    ("red on blue", "green on blue", "\x1b[32m"),
    ("bold red on blue", "red on blue", "\x1b[22m"),
    ("bold red", "dim red", "\x1b[22;2m"),
    ("dim red", "bold dim red", "\x1b[22;1;2m"),
    ("reverse red on blue", "red on blue", "\x1b[27m"),
    ("red on #102030", "default on #102030", "\x1b[39m"),
    ("bold italic underline strike red on blue", "green", "\x1b[0;32m"),
    ("link https://x.org red", "red", "\x1b[0m\x1b]8;;\x1b\\\x1b[31m"),
]


@pytest.mark.parametrize(("before", "after", "sent"), CHANGES)
def test_only_what_differs_of_a_look_is_sent(before, after, sent):
    assert change(look(before), look(after)).endswith(sent)
    assert len(change(look(before), look(after))) == len(sent) or "link" in before


def test_of_a_blank_only_what_can_be_seen_counts():
    assert on_blanks(look("bold red on blue")) == look("on blue")
    assert on_blanks(look("bold red")) == NO_LOOK
    assert on_blanks(look("underline red on blue")) == look("underline red on blue")
    assert for_blank(look("reverse red on blue"), look("on green")) == look("red on green")
    assert for_blank(look("red"), look("reverse")) == look("reverse")


def sent_by(shown, update):
    return shown.sending(shown.changes(update, CONSOLE), CONSOLE)


def test_many_blanks_are_erased_where_the_terminal_erases_in_colour(monkeypatch):
    blanks = Strip([Segment(" " * 40, Style.parse("on blue"))])
    sent = {}
    monkeypatch.delenv("STY", raising=False)
    for term in ("xterm-256color", "screen-256color", "tmux"):
        monkeypatch.setenv("TERM", term)
        sent[term] = sent_by(Shown(), row(blanks, "x"))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("STY", "1.pts-1.host")  # GNU screen, with a TERM of the user's own
    assert sent_by(Shown(), row(blanks, "x")) == sent["tmux"]
    assert sent["xterm-256color"] == "\x1b[1;1H\x1b[44m\x1b[40X\x1b[41G\x1b[0mx"
    assert sent["screen-256color"] == sent["tmux"] == "\x1b[1;1H\x1b[44m" + " " * 40 + "\x1b[0mx"


def line(text):
    return row(Strip([Segment(text.ljust(80))]))


TEXT = "the table lock was asked for at the busiest hour of the day"


def test_a_key_in_the_middle_of_a_line_moves_what_is_after_it():
    shown = Shown()
    sent_by(shown, line(f"{TEXT}  |"))
    assert sent_by(shown, line(f"x{TEXT} |")) == "\x1b[1;60H\x1b[P\x1b[1G\x1b[@x"
    assert sent_by(shown, line(f"{TEXT}  |")) == "\x1b[1;1H\x1b[P\x1b[60G\x1b[@ "


@pytest.mark.parametrize("wide", ["漢", "🔥"])
def test_wide_characters_are_not_moved(wide):
    shown = Shown()
    sent_by(shown, line(f"{TEXT}  {wide}"))
    assert "\x1b[P" not in sent_by(shown, line(f"x{TEXT} {wide}"))


WORDS = st.lists(
    st.sampled_from(["a", "lock", "of", "the", "table", "é", "漢", "busiest"]), max_size=14
)
LOOKS = st.sampled_from([None, *map(Style.parse, ["red on #102030", "on #102030", "reverse"])])
EDIT = st.tuples(st.integers(0, 50), st.integers(0, 9), st.text("xyz ", max_size=9))


def edited(text, edit):
    place, taken, put = edit
    return text[:place] + put + text[place + taken :]


@settings(max_examples=80, deadline=None)
@given(WORDS.map(" ".join), LOOKS, st.lists(EDIT, min_size=1, max_size=4), st.booleans())
def test_any_edits_of_a_line_look_as_if_all_were_sent(text, style, edits, in_color):
    plain, ours, shown = Emulator(COLUMNS, 1), Emulator(COLUMNS, 1), Shown()
    shown._in_color = in_color
    for edit in [(0, 0, ""), *edits]:
        text = edited(text, edit)
        strip = Strip([Segment("│"), Segment(text, style)]).adjust_cell_length(COLUMNS - 1, style)
        update = row(strip, "│")
        update.region = Region(0, 0, COLUMNS, 1)
        plain.feed(update.render_segments(CONSOLE))
        ours.feed(sent_by(shown, update))
        assert ours.cells == plain.cells
