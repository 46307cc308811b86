"""What goes over the line has limits on every page: of keys, of Tab, of turning to it."""

from statistics import median, quantiles

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Input, TextArea

from pmtui.guide.steps import STEPS
from pmtui.screens.hang_up import HangUp
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk

A_KEY, TAB, A_PAGE, NEWS = 150, 600, 4_500, 200
TYPED = ("x", "home", "a", "b", "end", "c", "backspace")


class Price:
    """What is sent for what is done in a walk."""

    def __init__(self, monkeypatch):
        self._sent = sent = []
        monkeypatch.setattr(HangUp, "watch", lambda self: None)
        monkeypatch.setattr(HeadlessDriver, "is_headless", False)
        monkeypatch.setattr(HeadlessDriver, "write", lambda self, data: sent.append(data))

    async def of(self, here, *keys):
        """The bytes that keys cost."""
        self._sent.clear()
        await here.press(*keys)
        await here.done()
        return len("".join(self._sent).encode())


@pytest.fixture
def price(monkeypatch):
    monkeypatch.setenv("COLORTERM", "truecolor")
    return Price(monkeypatch)


async def test_each_page_keeps_the_limits(examples, price):
    keys = []
    async with walk(examples, EXAMPLE, STEPS[-1].name, size=(100, 30)) as here:
        for step in STEPS:
            assert await price.of(here, "f8") <= A_PAGE, step
            if isinstance(here.app.focused, Input | TextArea):
                keys += [await price.of(here, key) for key in TYPED]
        tabs = [await price.of(here, "tab") for _ in range(4)]
    assert median(keys) <= A_KEY
    assert quantiles(keys, n=10)[-1] <= A_KEY + NEWS
    assert max(tabs) <= TAB
