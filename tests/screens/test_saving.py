"""What is typed is on the disk soon, on every page change, and while a save is under way."""

import asyncio
import errno
import os
import time
from itertools import pairwise
from pathlib import Path
from unittest.mock import AsyncMock, Mock

import pytest

from pmtui.screens import autosave
from pmtui.store import atomic, locks
from tests.screens.conftest import EMPTY
from tests.screens.test_report_page import export
from tests.screens.walk import walk

SAYS = {
    errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "Your quota is used up",
    errno.EIO: "Input/output error",
    errno.EROFS: "is on a read-only file system",
    errno.EACCES: "No permission for",
    errno.ESTALE: "Stale file handle",
}
"""What the machine may refuse a save with, and what the screen says then."""


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


async def test_a_save_that_is_due_as_one_leaves_is_not_begun(library):
    """Begun and never ended, it would be told of as a mistake after the screen is gone."""
    async with walk(library, EMPTY) as here:
        await here.type("A")
        here.app.screen.autosave.now = save = AsyncMock()
        here.app.screen.autosave._start()
        here.app.screen.workers.cancel_all()
        await asyncio.sleep(0)
        save.assert_not_called()


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


@pytest.fixture
def refusing(library, monkeypatch):
    """Make every new file of the library fail with a code, or not any more; count the tries."""
    real, tries = os.open, []

    def refuse(code: int) -> list[float]:
        def call(path, flags, *args, **more):
            if flags & os.O_CREAT and Path(path).is_relative_to(library.folder):
                tries.append(time.monotonic())
                raise OSError(code, os.strerror(code), str(path))
            return real(path, flags, *args, **more)

        monkeypatch.setattr(atomic.os, "open", call if code else real)
        return tries

    return refuse


@pytest.mark.parametrize(("code", "words"), SAYS.items(), ids=SAYS.values())
async def test_a_machine_that_refuses_is_named_and_tried_again(
    library, monkeypatch, refusing, code, words
):
    monkeypatch.setattr(autosave, "AGAIN", 0.1)
    async with walk(library, EMPTY) as here:
        await here.type("A")
        await saved(library, "A")
        before = files(library)
        refusing(code)
        await here.type("B")
        await here.until("NOT SAVED")
        await here.done()
        assert words in here.words
        await here.type("C")
        assert here.get("title") == "ABC"
        assert files(library) == before
        refusing(0)
        await saved(library, "ABC")
        await here.until(" saved ")
        await here.done()
        assert words not in here.words


async def test_a_file_system_without_locks_is_told_of(library, monkeypatch):
    refusal = OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))
    monkeypatch.setattr(locks.fcntl, "flock", Mock(side_effect=refusal))
    async with walk(library, EMPTY) as here:
        await here.type("A")
        await saved(library, "A")
        await here.until("(this disk has no locks)")


async def test_a_library_that_is_gone_is_not_made_again_in_its_place(library, monkeypatch):
    monkeypatch.setattr(autosave, "AGAIN", 0.1)
    async with walk(library, EMPTY) as here:
        library.folder.rename(library.folder.with_name("aside"))
        await here.type("Typed")
        await here.until("NOT SAVED")
        await asyncio.sleep(0.5)
        assert "is not there. Bring it back" in here.words
        assert not library.folder.exists()
        library.folder.with_name("aside").rename(library.folder)
        await saved(library, "Typed")


async def test_a_save_that_fails_is_not_tried_without_a_pause(library, monkeypatch, refusing):
    monkeypatch.setattr(autosave, "AGAIN", 0.1)
    async with walk(library, EMPTY) as here:
        tries = refusing(errno.EIO)
        await here.type("A")
        await here.until("NOT SAVED")
        await asyncio.sleep(1)
        again = sorted(tries)
        gaps = [late - early for early, late in pairwise(again)]
        assert len([gap for gap in gaps if gap > 0.09]) > 2
        assert len(again) <= 4 * (again[-1] - again[0]) / 0.1 + 4


async def test_what_cannot_be_saved_can_be_copied_and_exported(library, home, refusing):
    async with walk(library, EMPTY, "report") as here:
        refusing(errno.ENOSPC)
        await here.type("All we know")
        await here.until("NOT SAVED")
        here.app.screen.focused.action_select_all()
        await here.press("ctrl+c")
        assert here.app.clipboard.strip() == "All we know"
        await here.press("escape")
        await export(here, home / "elsewhere.md")
        assert "All we know" in (home / "elsewhere.md").read_text()
        assert "NOT SAVED" in here.text
        refusing(0)


def files(library):
    """Every record's file with its content."""
    return {each: each.read_bytes() for each in library.folder.glob("20*/*.json")}
