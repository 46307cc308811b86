"""Coming back: what is said of undo and of words brought back, and what dialogs keep."""

from datetime import UTC, datetime, timedelta

import pytest

from pmtui.edits import Taken
from pmtui.said import of_redo, of_return, of_undo
from pmtui.store.folder import FolderLibrary
from pmtui.store.replay import BroughtBack
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk

NOW = datetime.now(UTC)
CLOCK = f"{NOW.astimezone():%H:%M}"
BEFORE = "(before this session)"


@pytest.mark.parametrize(
    ("taken", "said"),
    [
        (None, "Nothing to take back."),
        (Taken(), "Taken back. U brings it back."),
        (
            Taken(at=NOW),
            f"Taken back: what was changed at {CLOCK} {BEFORE}. U brings it back.",
        ),
        (
            Taken(done=False, at=NOW, blocked=("title",), by="ben"),
            "Changed since by ben, and left as it is: title.",
        ),
        (
            Taken(at=NOW, blocked=("title", "notes")),
            f"Taken back: what was changed at {CLOCK} {BEFORE}. U brings it back. "
            "Changed since, and left as it is: title, notes.",
        ),
    ],
)
def test_what_is_said_of_undo(taken, said):
    assert of_undo(taken) == said


def test_what_is_said_of_redo_and_of_another_day():
    assert of_redo(None) == "Nothing to bring back."
    assert of_redo(Taken()) == "Brought back."
    old = NOW - timedelta(days=40)
    assert f"at {old.astimezone():%H:%M on %Y-%m-%d} " in of_undo(Taken(at=old))


def test_what_is_said_of_words_that_were_brought_back():
    said = f"Brought back what was typed before pmtui was stopped at {CLOCK}"
    assert of_return(BroughtBack(NOW, 1, 2)) == f"{said} (1 field). u takes it back."
    assert of_return(BroughtBack(NOW, 3, 0)) == f"{said} (3 fields). u takes it back."
    assert of_return(BroughtBack(NOW, 0, 1)) == f"{said}; it stands where you typed it."


async def test_the_dialog_for_a_new_postmortem_keeps_its_words(library):
    async with walk(library) as here:
        await here.until("1 postmortem ")
        await here.press("n")
        await here.type("Half a title")
        await here.press("escape", "n")
        assert "Half a title" in here.text
        await here.type("\n2026-03-05 10:00\n\n\n")
        await here.until("▸1 Preparation")
        assert here.get("title") == "Half a title"
    assert not any((library.folder / ".pmtui" / "drafts" / ".new").glob("*"))


async def test_a_record_opens_where_one_was_and_a_page_that_is_asked_for_at_its_start(library):
    async with walk(library, EMPTY) as here:
        await here.press("f8", "f8", "f8", "tab", "tab")
        assert here.place == "impact.unit"
    async with walk(library, EMPTY) as here:
        assert here.place == "impact.unit"
        await here.type("users")
        await here.press("escape", "escape")
        await here.until("1 postmortem ")
        await here.press("enter")
        await here.until("▸4 Impact")
        assert here.place == "impact.unit"
    async with walk(library, EMPTY, "impact") as here:
        assert here.place == "impact.summary"


async def test_a_place_that_is_not_there_any_more_is_no_obstacle(library: FolderLibrary):
    for page, field in (("impact", "timeline.t9.text"), ("nowhere", "title"), ("lessons", "x y")):
        desk = library.desk(EMPTY)
        desk.stand(page, field)
        desk.close(keep=False)
        async with walk(library, EMPTY) as here:
            assert here.app.screen.step.name == (page if page != "nowhere" else "preparation")
            assert here.place != "Rail"


async def test_undo_says_what_it_took_back_from_before(library):
    async with walk(library, EMPTY) as here:
        await here.type("A title")
        await here.press("escape", "q")
    async with walk(library, EMPTY) as here:
        await here.press("escape", "u")
        assert BEFORE in here.text
        assert here.get("title") is None
        await here.press("U")
        assert here.get("title") == "A title"


async def test_the_form_of_an_item_that_was_closed_stays_closed(library):
    async with walk(library, EMPTY, "lessons") as here:
        await here.type("risk: the pool\n")
        await here.press("down", "enter", "escape", "escape", "q")
    async with walk(library, EMPTY) as here:
        assert here.app.screen.step.name == "lessons"
        assert here.place == "Rows"
