"""Colours that are chosen and remembered, and a terminal whose size changes at any moment."""

import random

import pytest

from pmtui.configuration import Configuration, config_file, load
from pmtui.screens.any_terminal import LEAST, TooSmall, takes_mouse
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk

KEYS = [
    *("f1", "f2", "f3", "f5", "f6", "f8", "f9", "escape", "T", "=", "tab", "down", "a", "?", ":"),
    *("ctrl+c", "C", "1", "2", "3", "4", "6", "9", "/", "enter", "ctrl+p", "up", "x", "o", "e"),
]


async def test_colours_are_chosen_from_a_list_and_remembered(library):
    async with walk(library, EMPTY) as here:
        await here.press("escape", "C")
        await here.write("ansi-light", "enter")
        await here.done()
        assert here.app.theme == "ansi-light"
        assert "The colours are ansi-light, the next time, too." in here.words
        assert load().value("theme") == "ansi-light"
        config_file().write_text("[broken")
        await here.press("C")
        await here.write("nord", "enter")
        await here.done()
        assert here.app.theme == "nord"
        assert "Until you leave, the colours are nord." in here.words
        assert config_file().read_text() == "[broken"


async def test_the_size_may_change_at_any_moment(examples):
    dice = random.Random(5)
    async with walk(examples, EXAMPLE) as here:
        for _ in range(8):
            here.send([dice.choice(KEYS)])
            columns, lines = dice.randint(20, 100), dice.randint(5, 40)
            await here.pilot.resize_terminal(columns, lines)
            await here.done()
            assert len(here.lines) == lines
        await here.pilot.resize_terminal(LEAST[0] - 1, LEAST[1])
        await here.until("at least 60x20")
        await here.pilot.resize_terminal(*LEAST)
        await here.done()
        assert not here.app.screen.query(TooSmall)


@pytest.mark.parametrize(
    ("environ", "used"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "screen.xterm-256color"}, False),
        ({"TERM": "xterm", "STY": "7.pts-0.host"}, False),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux-0/default,1,0"}, True),
    ],
)
def test_the_mouse_is_used_where_it_does_no_harm_or_where_it_was_chosen(environ, used):
    assert takes_mouse(Configuration(), environ) is used
    assert takes_mouse(Configuration({"mouse": "on"}), environ)
    assert not takes_mouse(Configuration({"mouse": "off"}), environ)
