"""Two at the keyboard: each sees on which page the other is, and where they type."""

from pmtui.edits import put_all
from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.screens import company
from pmtui.store.folder import FolderLibrary
from pmtui.store.presence import Here
from pmtui.widgets.answer import answers_in
from pmtui.widgets.rows import Rows
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk

LESSONS = tuple(Lesson(id=f"l{number}", text=f"Lesson {number}") for number in (1, 2))


def another(library, name):
    """Somebody else with the same library."""
    other = FolderLibrary(library.folder)
    other.who = name
    return other


def shape(here):
    """Where everything is that one can write in, and where one is."""
    page = here.app.screen.page
    places = [*answers_in(page), *page.query(Rows)]
    focused = here.app.screen.focused
    return [each.region for each in places], focused, getattr(focused, "cursor_location", None)


async def test_a_field_in_which_somebody_types_shows_it_and_nothing_moves(library):
    ravi = another(library, "ravi[b]").presence(EMPTY)
    async with walk(library, EMPTY, "impact") as here:
        await here.type("Orders failed")
        before = shape(here)
        ravi.beat(Here("impact", "impact.summary", types=True))
        await here.until("Summary ✎ravi[b]")
        await here.until("ravi[b] types: Summary")
        assert shape(here) == before
        ravi.beat(Here("impact", "+impact.segments", types=True))
        await here.until("ravi[b] types the next one")
        assert "✎" not in here.text
        assert shape(here) == before
        ravi.beat(Here("analysis", "+timeline"))
        await here.until("ravi[b]: Analysis")
        analysis = next(n for n, line in enumerate(here.lines) if "2 Analysis" in line)
        assert "ravi" in "".join(line[:18] for line in here.lines[analysis : analysis + 2])
        assert shape(here) == before
        ravi.leave()
        await here.until_gone("ravi")


async def test_an_item_that_somebody_changes_is_marked_also_in_its_box(library):
    library.change(EMPTY, lambda record: address.put(record, "lessons", LESSONS))
    ravi = another(library, "ravi").presence(EMPTY)
    async with walk(library, EMPTY, "lessons") as here:
        ravi.beat(Here("lessons", "lessons.l2.text", types=True))
        await here.until("ravi types in l2")
        assert ["Lesson 2" in line for line in here.lines if "✎" in line] == [True]
        await here.press("escape", "down", "enter")
        assert here.place == "lessons.l2.text"
        await here.until("✎ravi")


async def test_where_one_types_is_told_until_one_stops(library, monkeypatch):
    monkeypatch.setattr(company, "TYPING", 0.6)
    library.change(EMPTY, lambda record: put_all(record, [("lessons.l1", LESSONS[0])]))
    ravi = another(library, "ravi").presence(EMPTY)

    async def told(wanted):
        for _ in range(400):
            found = [each.here for each in ravi.others()]
            if found == [wanted]:
                return
            await here.pilot.pause(0.02)
        raise AssertionError(f"{found} in place of {wanted}")

    async with walk(library, EMPTY, "root_cause") as here:
        await told(Here("root_cause", "+causes"))
        await here.press("escape", "5", "f2")
        await here.type("risk: one")
        await told(Here("lessons", "+lessons", here.app.screen.questions.number, types=True))
        await told(Here("lessons", "+lessons", here.app.screen.questions.number))
        await here.press("escape")
        await told(Here("lessons", "lessons.l1", here.app.screen.questions.number))
        await here.press("w")
        await here.type("where else it holds is nobody's but this user's")
        assert "nobody" not in "".join(map(str, ravi.others()))
    assert not ravi.others()
