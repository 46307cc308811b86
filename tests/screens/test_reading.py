"""Reading a past postmortem on the screen: its parts, its words, its links, its versions."""

from pmtui.edits import put_all
from pmtui.screens.reading import ReadingScreen, fitting, linked, places
from pmtui.widgets.rows import Row
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk
from tests.unit.whole_record import DEMO

SETTLEMENT = "2026-07-11-settlement-file-late-replica-behind"


async def test_a_report_is_read_by_its_parts_its_words_and_its_links(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press("r")
        await here.until("SUMMARY")
        assert here.lines[0].startswith(f" {EXAMPLE}"[:60]) or EXAMPLE in here.lines[0]
        await here.press("c")
        await here.type("lessons")
        await here.press("enter")
        assert "LESSONS" in here.lines[1]
        await here.press("n")
        assert "LESSONS" not in here.lines[1]
        assert here.lines[1].removeprefix("▸ ").strip().isupper()
        await here.press("left")
        assert "LESSONS" in here.lines[1]
        await here.press("/")
        await here.type("break-glass")
        await here.press("enter")
        assert "break-glass" in here.lines[1]
        await here.press("l")
        await here.type("settlement")
        await here.press("enter")
        await here.until("Settlement file late")
        assert SETTLEMENT in here.lines[0]
        await here.press("escape", "escape")
        assert "postmortems" in here.lines[0]


async def test_what_changed_since_a_published_version_and_the_way_into_the_guide(examples):
    examples.change(EXAMPLE, lambda record: put_all(record, [("report.status", "published")]))
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press("r")
        await here.until("SUMMARY")
        await here.press("v")
        assert "Compare with" in here.text
        await here.press("escape", "o")
        await here.until("1 Preparation")


async def test_a_record_that_goes_away_is_said(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        for each in examples.folder.glob("2026/2026-09*"):
            each.unlink()
        await here.press("r")
        await here.until("There is no postmortem")
        await here.press("c", "escape", "l", "escape", "v", "escape")
        assert "postmortems" in here.lines[0]


def test_parts_are_found_in_their_order_and_words_of_texts_are_none():
    lines = ["Title", "SUMMARY", "IMPACT", "text", "IMPACT", "LESSONS"]
    assert list(places(lines, ["Summary", "Impact", "Gone", "Lessons"])) == [
        ("Summary", 1),
        ("Impact", 2),
        ("Lessons", 5),
    ]


def test_all_words_count_and_markup_is_text():
    rows = [Row("a", (("lock  wait", ""),)), Row("b", (("[red]lock", ""),))]
    assert [row.key for row in fitting(rows, "WAIT lock")] == ["a"]
    assert [row.key for row in fitting(rows, "[red]")] == ["b"]
    assert SETTLEMENT in linked(DEMO)
    assert linked(None) == []
    assert ReadingScreen.KIND == "reading"
