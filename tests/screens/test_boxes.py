"""What works in the boxes over a page as it does on the page: help, parking, one's own editor."""

from contextlib import nullcontext
from pathlib import Path

from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


async def test_the_box_of_an_item_has_help_and_takes_ideas(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        await here.press("down", "down", "o", "tab", "tab")
        place = here.place
        assert place.startswith("timeline.")
        assert place.endswith(".text")
        await here.press("f1")
        assert f"Field {place}. What you type is kept" in here.words
        assert "F3 Park" in here.words
        assert "Leave" not in here.words
        await here.press("f1")
        assert "What you type is kept" not in here.words
        await here.press("end")
        await here.type(" Bef")
        await here.press("f3", "f3")
        await here.write("Shorten the lease", "enter")
        assert "Parked." in here.words
        await here.type("ore")
        assert here.place == place
        assert here.get(place).endswith(" Before")
        assert here.record.parking_lot[-1].text == "Shorten the lease"
        await here.press("escape", "u", "u")
        assert here.record.parking_lot[-1].text != "Shorten the lease"


async def test_a_field_in_a_box_is_written_in_the_users_own_editor(library, monkeypatch, home):
    script: Path = home / "edit"
    script.write_text('#!/bin/sh\nprintf "; with more" >> "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    async with walk(library, EMPTY) as here:
        monkeypatch.setattr(here.app, "suspend", nullcontext)
        await here.press("f3")
        await here.type("One idea")
        await here.press("f4", "enter")
        assert here.record.parking_lot[0].text == "One idea; with more"


async def test_over_the_library_there_is_help_and_nothing_to_park_in(library):
    async with walk(library) as here:
        await here.press("n", "f1")
        assert "F1 Help" in here.words
        await here.press("f1", "f3")
        assert "No postmortem is open" in here.words
        await here.press("escape", "q")
