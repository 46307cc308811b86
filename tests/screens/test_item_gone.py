"""An item that somebody else removes while its box is open."""

from pmtui.edits import deletion, put_all
from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.store.folder import FolderLibrary
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk

LESSONS = tuple(Lesson(id=f"l{number}", text=f"Lesson {number}") for number in (1, 2, 3))


def remove(library, item):
    """Remove an item as somebody else."""
    other = FolderLibrary(library.folder)
    other.change(EMPTY, lambda record: put_all(record, deletion(record, item)))


def fill(library):
    """Three lessons in the empty record."""
    library.change(EMPTY, lambda record: address.put(record, "lessons", LESSONS))


def texts(record):
    """The lessons in their order."""
    return [each.text for each in record.lessons]


async def test_a_box_in_use_stays_and_so_does_its_item(library):
    fill(library)
    async with walk(library, EMPTY, "lessons") as here:
        await here.press("escape", "down", "enter")
        assert here.place == "lessons.l2.text"
        remove(library, "lessons.l2")
        await here.until("Somebody else removed this. It stays")
        await here.type(", d and more")
        assert texts(here.record) == ["Lesson 1", "Lesson 2, d and more", "Lesson 3"]
        await here.press("escape")
        assert "Somebody else removed lessons.l2 while it was changed here." in here.words
        await here.press("y")
        assert texts(here.record) == ["Lesson 1", "Lesson 3"]
        assert not here.record.conflicts


async def test_a_box_that_is_read_only_closes_alone(library):
    fill(library)
    async with walk(library, EMPTY, "lessons", read_only=True) as here:
        await here.press("escape", "down", "enter")
        remove(library, "lessons.l2")
        await here.until("Lessons (2)")
        assert "lessons · l2" not in here.text
        assert "Lesson 3" in here.text
