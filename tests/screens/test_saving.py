"""What is typed is on the disk soon, on every page change, and while a save is under way."""

import asyncio
import time

from tests.screens.conftest import EMPTY
from tests.screens.walk import walk


async def saved(library, title):
    """Wait until a title is on the disk."""
    for _ in range(500):
        if library.load(EMPTY).record.title == title:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"{title!r} was not saved")


async def test_what_is_typed_is_saved_by_itself(library):
    async with walk(library, EMPTY) as here:
        await here.type("A")
        await saved(library, "A")
        await here.until(" saved ")
        await here.type("B")
        await saved(library, "AB")


async def test_a_page_change_saves_while_another_save_is_under_way(library, monkeypatch):
    save = library.save

    def slowly(*args):
        time.sleep(0.1)
        return save(*args)

    monkeypatch.setattr(library, "save", slowly)
    async with walk(library, EMPTY) as here:
        for number in range(12):
            await here.type(str(number % 10))
            await asyncio.sleep(0.05 * (number % 4))
            await here.press("f8", "f7")
        await saved(library, "012345678901")
        await here.type("!")
        await saved(library, "012345678901!")


async def test_a_save_that_is_asked_for_at_once_is_made(library):
    async with walk(library, EMPTY) as here:
        listeners, here.app.session.listeners = here.app.session.listeners, []
        here.app.session.put("title", "Now")
        here.app.session.listeners = listeners
        here.app.screen.autosave.soon(0)
        await saved(library, "Now")
