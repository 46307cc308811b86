"""What goes to the terminal: only what changed, and nothing that moves by itself."""

import random

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from pmtui.app import PmtuiApp
from pmtui.configuration import Configuration
from pmtui.screens.hang_up import HangUp
from pmtui.widgets.changed_cells import ChangedCells
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import SIZE, walk
from tests.unit.emulator import Emulator

KEYS = ["tab", "tab", "shift+tab", "escape", "escape", "enter", "enter", "down", "up", "pagedown"]
KEYS += ["f1", "f2", "f3", "f5", "f6", "f7", "f8", "f8", "f9", "ctrl+p", "backspace", "left", "end"]
KEYS += [
    *"123456789/=RTmuUC",
    "10:00 note: 漢字 cafe\u0301",
    "naïve 🔥",
    "words, and more of them ",
    "字",
]
SIZES = [(60, 20), (90, 26), (72, 24), SIZE]
STEPS = 14


class Terminals:
    """One that gets what Textual would send, and one that gets what pmtui sends."""

    def __init__(self):
        self.plain, self.ours = Emulator(*SIZE), Emulator(*SIZE)

    def both(self, name, *arguments):
        for each in (self.plain, self.ours):
            getattr(each, name)(*arguments)

    def differ(self):
        """The cells that are not the same: column, line, and what is there."""
        lines = enumerate(zip(self.plain.cells, self.ours.cells, strict=True))
        return [
            (x, y, *pair)
            for y, line in lines
            for x, pair in enumerate(zip(*line, strict=True))
            if pair[0] != pair[1]
        ]


@pytest.fixture
def terminals(monkeypatch):
    """Both, connected to the application, which believes to be in a terminal."""
    made, only_changes = Terminals(), ChangedCells._only_changes

    def twice(self, update, shown):
        plain = update.render_segments(self.console)
        found = only_changes(self, update, shown)
        if found is None and not self._batch_count:
            made.plain.feed(plain)
        elif found is not None:
            send = found.render_segments
            found.render_segments = lambda console: made.plain.feed(plain) or send(console)
        return found

    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setattr(ChangedCells, "_only_changes", twice)
    monkeypatch.setattr(HangUp, "watch", lambda self: None)
    monkeypatch.setattr(HeadlessDriver, "is_headless", False)
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)
    monkeypatch.setattr(HeadlessDriver, "write", lambda self, data: made.ours.feed(data))
    return made


async def step(here, terminals, dice):
    """Press a key or type words; now and then resize, or let another program have the terminal."""
    chance = dice.random()
    if chance < 0.08:
        size = dice.choice(SIZES)
        terminals.both("resize", *size)
        await here.pilot.resize_terminal(*size)
        return f"size {size}"
    if chance < 0.14:
        with here.app.suspend():
            terminals.both("spoil")
        return "suspend"
    if chance < 0.18:
        terminals.both("spoil")
        await here.press("ctrl+l")
        return "ctrl+l"
    key = dice.choice(KEYS)
    here.send([key] if key.isascii() and " " not in key else key)
    return key


def moving(app):
    """What of all screens blinks, slides, or draws itself again by itself."""
    widgets = [each for screen in app.screen_stack for each in (screen, *screen.walk_children())]
    blinking = [
        each for each in widgets if getattr(each, "cursor_blink", False) or each.auto_refresh
    ]
    return [*blinking, *app.animator._animations]


@pytest.mark.parametrize("seed", [1, 2])
async def test_random_sessions_look_as_textual_would_draw_them(examples, terminals, seed):
    dice, done = random.Random(seed), []
    async with walk(examples, EXAMPLE, dice.choice(["analysis", "report", "lessons"])) as here:
        for _ in range(STEPS):
            done.append(await step(here, terminals, dice))
            await here.done()
            assert terminals.differ() == [], done
            assert moving(here.app) == [], done
        assert here.app._shown is not None
    assert terminals.ours.sent < terminals.plain.sent


class Strange:
    """An update that holds none of what is known."""

    def render_segments(self, console):
        return "all of it"


async def test_where_textual_differs_everything_is_sent_from_then_on(examples, terminals):
    async with walk(examples, EXAMPLE) as here:
        strange = Strange()
        assert ChangedCells._only_changes(here.app, strange, here.app._shown) is strange
        assert here.app._shown is None
        before = terminals.ours.sent
        await here.press("f8")
        assert terminals.ours.sent - before > 5_000  # one picture of the page


def test_plain_output_is_a_choice(examples):
    plain = Configuration({"output": "plain"})
    assert PmtuiApp(examples, EXAMPLE, None, False, configuration=plain)._shown is None
    assert PmtuiApp(examples, EXAMPLE, None, False)._shown is not None
