"""The application in a terminal that is not there: keys in, record and drawn lines out."""

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from textual._wait import wait_for_idle
from textual.events import Key, Paste
from textual.keys import _character_to_key
from textual.pilot import Pilot

from pmtui.app import PmtuiApp
from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.screens.frame import CHECK_PAUSE
from pmtui.screens.navigation import FollowRecord
from pmtui.store.library import Library

SIZE = (80, 24)
PATIENCE = 60
"""Seconds after which keys will not be delivered any more."""
CHARACTERS = {"enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f"}


class Walk:
    """What a person does and sees."""

    def __init__(self, app: PmtuiApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> "Walk":
        """Press keys one after the other: names such as f8, or single characters."""
        for key in keys:
            self.send([key])
            await self.done()
        return self

    async def type(self, text: str) -> "Walk":
        """Type text, each character after the one before has done its work; a line end is Enter."""
        for each in text:
            self.send(["enter" if each == "\n" else each])
            await self.delivered()
        return await self.done()

    async def write(self, text: str, *keys: str) -> "Walk":
        """Text and keys in one go, as they come after a stall of the line."""
        self.send([*text, *keys])
        return await self.done()

    def send(self, keys: Iterable[str]) -> None:
        """Hand keys over without waiting for any."""
        for key in keys:
            self.app.post_message(make_key(key))

    async def paste(self, text: str) -> "Walk":
        """Paste text, as a terminal with bracketed paste hands it over."""
        self.app.post_message(Paste(text))
        return await self.done()

    async def go_to(self, where: str) -> "Walk":
        """Put the focus on a field of the page, which may have to be made first."""
        arrived = asyncio.Event()

        async def go() -> None:
            await self.app.screen.page.go_to(where)
            arrived.set()

        self.app.call_later(go)
        await arrived.wait()
        return await self.done()

    async def done(self) -> "Walk":
        """Wait until all keys have done their work and what they changed is drawn."""
        for _ in range(2):
            await self.delivered()
            await wait_for_idle(0)  # the pilot's own pause asks every widget, which costs more
        self.app.screen._on_timer_update()
        return self

    async def delivered(self) -> None:
        """Wait for the keys; an application that came to grief takes none, and fails the test."""
        async with asyncio.timeout(PATIENCE):
            await self.app.delivered()

    async def until_top_line(self) -> "Walk":
        """Wait until the top line has taken a change over, which it does after a pause."""
        await asyncio.sleep(CHECK_PAUSE + 0.2)
        return await self.done()

    async def until(self, text: str) -> "Walk":
        """Wait for work in the background, such as a save, to show on the screen."""
        for _ in range(400):
            if text in self.text:
                return self
            await asyncio.sleep(0.02)
        raise AssertionError(f"{text!r} did not appear:\n{self.text}")

    async def until_gone(self, text: str) -> "Walk":
        """Wait for work in the background to take words from the screen."""
        for _ in range(400):
            if text not in self.text:
                return self
            await asyncio.sleep(0.02)
        raise AssertionError(f"{text!r} is still there:\n{self.text}")

    @property
    def record(self) -> Postmortem:
        """The open record."""
        assert self.app.session is not None
        return self.app.session.record

    def get(self, where: str) -> object:
        """A field of the open record."""
        return address.get(self.record, where)

    @property
    def drafts(self) -> dict[str, str]:
        """What is typed and not yet a value."""
        assert self.app.session is not None
        return self.app.session.drafts

    @property
    def lines(self) -> list[str]:
        """What is drawn now."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """What is drawn now, as one text."""
        return "\n".join(self.lines)

    @property
    def words(self) -> str:
        """What is drawn beside the rail or in a dialog, with line ends made blanks."""
        lines = [re.sub("^.{18}│", "", line) for line in self.lines]
        parts = [max(line.split("│"), key=len) for line in lines]
        return " ".join(" ".join(parts).split())

    @property
    def place(self) -> str:
        """The address of the field that has the focus."""
        focused = self.app.screen.focused
        return str(getattr(focused, "place", type(focused).__name__))


@asynccontextmanager
async def walk(
    library: Library,
    record_id: str | None = None,
    step: str | None = None,
    *,
    size: tuple[int, int] = SIZE,
    read_only: bool = False,
    follow: str | None = None,
) -> AsyncIterator[Walk]:
    """The application, open at a page of a record, as a room's view of it, or at the library."""
    room = None if follow is None or not record_id else library.load(record_id)
    shown = FollowRecord(room, follow or "") if room else None
    app = PmtuiApp(library, record_id, step, read_only, shown=shown)
    async with app.run_test(size=size) as pilot:
        here = Walk(app, pilot)
        await here.done()
        yield here
    if app.session is not None:
        app.session.close()  # as `pmtui.app.run` does in the end


def make_key(key: str) -> Key:
    """The event of a key."""
    if len(key) == 1:
        return Key(_character_to_key(key), key)
    if key == "space":
        return Key("space", " ")
    return Key(key, CHARACTERS.get(key))


def printable(text: str) -> bool:
    """Whether text can be drawn as it is: nothing that acts on a terminal or turns it round."""
    turning = set("\u200b\u200e\u200f\u061c\u2028\u2029\ufeff\u00ad\x85")
    turning.update(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x206A))))
    turning.update(map(chr, range(0xE0000, 0xE0080)))
    return not any(
        unicodedata.category(each) in ("Cc", "Cs") or each in turning
        for each in text.replace("\n", "")
    )
