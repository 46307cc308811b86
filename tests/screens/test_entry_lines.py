"""Entry lines: Enter adds an item and the cursor stays; a paste of many lines drops nothing."""

import pytest

from pmtui.guide.entry import ENTRIES
from pmtui.guide.examples import EXAMPLES
from pmtui.guide.fields import PAGES, Items
from pmtui.model import address
from tests.drafts import kept_words
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk

LISTS = [
    (step, part.address)
    for step, parts in PAGES.items()
    for part in parts
    if isinstance(part, Items)
    and (step, part.address)
    not in [
        ("implementation", "actions"),
        ("follow_up", "actions"),
        ("preparation", "prep.agenda"),  # its first line writes the usual blocks down: test_clock
    ]
]


PLAIN = {
    "impact.segments": "16:58-18:12 2140 affected",
    "prep.evidence": "chat: the room",
    "turns": "10:40 pause",
    "deadlines": "GDPR: 72 h from 17:50",
    "follow_up.reviews": "90 day 2026-12-15",
}
"""A second line where not any words fit."""


@pytest.mark.parametrize(("step", "where"), LISTS, ids=[where for _, where in LISTS])
async def test_every_list_takes_lines_and_keeps_the_cursor(library, step, where):
    async with walk(library, EMPTY, step) as here:
        here.app.call_later(here.app.screen.go_to, step, where)
        await here.done()
        assert here.place == f"+{where}"
        assert f"e.g. {EXAMPLES[where]}"[:25] in here.text or where == "causes"
        first, second = EXAMPLES[where], PLAIN.get(where, "something else")
        if where == "causes":
            first = first.removeprefix("c4: ")
        for text in (first, second):
            await here.write(text, "enter")
            assert here.place == f"+{where}", here.text
            assert here.app.screen.focused.value == "", here.text
        items = address.get(here.record, where)
        assert len(items) == 2
        assert items[1] != items[0]
        assert getattr(items[0], ENTRIES[where].main) or where == "follow_up.reviews"
        title = "Open ends" if where == "causes" else f"({len(items)})"
        assert "▸ " in here.words.partition(title)[2], "what was added is in view"
        assert here.drafts == {}
        await here.press("escape", "u", "u")
        assert address.get(here.record, where) == ()
        await here.press("U", "U")
        assert address.get(here.record, where) == items


async def test_what_cannot_be_read_stays_in_the_line(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write("14:05 alert:", "enter")
        assert here.record.timeline[0].text == "alert"
        await here.write("14:05 !", "enter")
        assert len(here.record.timeline) == 1
        assert here.app.screen.focused.value == "14:05 !"
        assert "What you typed is kept." in here.words
        await here.press("backspace")
        assert "What you typed is kept." not in here.words
        assert here.drafts == {"+timeline": "14:05 "}


async def test_an_unfinished_line_is_there_again(library):
    async with walk(library, EMPTY, "lessons") as here:
        await here.write("went well: support paged")
        await here.press("f8")
        await here.press("escape", "q")
    assert kept_words(library, EMPTY) == {"+lessons": "went well: support paged"}
    async with walk(library, EMPTY, "lessons") as again:
        assert "went well: support paged" in again.text
        await again.press("end")
        await again.write(" directly", "enter")
        assert again.record.lessons[0].text == "support paged directly"
        await again.press("escape", "q")
    assert kept_words(library, EMPTY) == {}


async def test_a_paste_adds_every_line_and_is_one_step(library):
    async with walk(library, EMPTY, "lessons") as here:
        await here.paste("went well: one channel\r\n\r\nwas hard: no graph\rsurprised: a lock")
        texts = [(lesson.id, lesson.text) for lesson in here.record.lessons]
        assert texts == [("l1", "one channel"), ("l2", "no graph"), ("l3", "a lock")]
        assert "3 lines added" in here.text
        assert here.place == "+lessons"
        await here.press("escape", "u")
        assert here.record.lessons == ()


async def test_a_paste_goes_on_from_what_is_typed_and_keeps_unreadable_lines(library):
    async with walk(library, EMPTY, "impact") as here:
        here.app.call_later(here.app.screen.go_to, "impact", "impact.segments")
        await here.done()
        await here.write("16:40 affected")
        await here.press(*["left"] * len(" affected"))
        await here.paste("-16:58 5 %\nno time at all\n17:00-17:10 12")
        assert [segment.affected for segment in here.record.impact.segments] == [None, 12]
        assert here.record.notes == "no time at all"
        assert "1 could not be read and went to the notes" in here.words
        assert here.drafts == {}


async def test_a_paste_of_one_line_is_typed_and_not_added(library):
    async with walk(library, EMPTY, "lessons") as here:
        await here.paste("\n went well: \x1b[31mred\x1b[0m \n")
        assert here.record.lessons == ()
        assert "\x1b" not in here.app.screen.focused.value
        await here.press("enter")
        assert here.record.lessons[0].text == "\u241b[31mred\u241b[0m"
