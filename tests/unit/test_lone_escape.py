"""Esc and what follows it, however the bytes of the keys are cut into reads."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import constants, events

from pmtui.widgets.lone_escape import END, START, LoneEscape

KEYS = {
    **{letter: letter for letter in "aqDé3=["},
    **{"\x1b": "escape", "\r": "enter", "\t": "tab", "\x7f": "backspace"},
    **{"\x1bOP": "f1", "\x1b[15~": "f5", "\x1b[A": "up", "\x1b[Z": "shift+tab"},
    **{"\x1b[1;5D": "ctrl+left", "\x1b[H": "home", "\x1b[6~": "pagedown"},
    f"{START}two\nlines of \x1b[31mred{END}": "a paste",
}
"""What is sent for some keys, and what it means."""


def read(*pieces, wait=True):
    """What the reads mean, each told as soon as it can be."""
    parser = LoneEscape()
    found = [each for piece in pieces for each in parser.feed(piece)]
    if wait:
        parser._timeout_time = None if parser._timeout_time is None else 0.0
        found += parser.tick()
    return [each.text if isinstance(each, events.Paste) else each.key for each in found]


PIECES = st.lists(st.sampled_from(list(KEYS)), min_size=1, max_size=12)


@given(PIECES, st.lists(st.integers(0, 200), max_size=12))
def test_keys_are_the_same_however_they_are_cut(keys, cuts):
    for place in range(len(keys) - 1):  # which nothing tells apart from a longer sequence
        if keys[place] == "\x1b" and keys[place + 1][0] in "[O\x7f":
            keys[place] = "a"
    data = "".join(keys)
    places = sorted({0, *(cut % len(data) for cut in cuts), len(data)})
    pieces = [data[a:b] for a, b in pairwise(places)]
    told = [each.replace("left_square_bracket", "[") for each in read(*pieces)]
    told = [each.replace("equals_sign", "=") for each in told]
    told = ["a paste" if each == "two\nlines of [31mred" else each for each in told]
    assert told == [KEYS[key] for key in keys]


@pytest.mark.parametrize(
    ("pieces", "told"),
    [
        (["\x1bq"], ["escape", "q"]),
        (["\x1b", "q"], ["escape", "q"]),
        (["\x1b3"], ["escape", "3"]),
        (["\x1b\r"], ["escape", "enter"]),
        (["\x1bq" + "a" * 40], ["escape", "q", *"a" * 40]),
        (["\x1b\x1b"], ["escape"]),  # the second may be the beginning of something
        (["\x1b"], []),
        (["\x1bb"], ["ctrl+left"]),  # Option and an arrow, on a Mac
    ],
)
def test_nothing_waits_that_is_clear(pieces, told):
    assert read(*pieces, wait=False) == told


def test_a_lone_esc_is_told_after_the_usual_moment():
    parser = LoneEscape()
    assert list(parser.feed("\x1b")) == []
    assert parser._timeout_time <= time.monotonic() + constants.ESCAPE_DELAY
    parser._timeout_time = 0.0
    assert [each.key for each in parser.tick()] == ["escape"]
    assert [each.key for each in parser.feed("q")] == ["q"]
    assert list(parser.tick()) == []
    assert [each.key for each in parser.feed("\x1bO")] == []
    parser._timeout_time = 0.0
    assert [each.key for each in parser.tick()] == ["escape", "O"]
