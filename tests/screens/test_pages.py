"""Every page opens and shows its fields, for an empty record and for a full one."""

import re

import pytest

from pmtui.guide.fields import PAGES, Field, Items
from pmtui.guide.steps import STEPS
from pmtui.widgets.answer import answers_in
from pmtui.widgets.items import ItemsPanel
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk

STEP_NAMES = [step.name for step in STEPS]


@pytest.mark.parametrize("step", STEPS, ids=STEP_NAMES)
@pytest.mark.parametrize("record_id", [EMPTY, EXAMPLE])
async def test_a_page_opens_with_all_its_fields(library, examples, step, record_id):
    async with walk(examples if record_id == EXAMPLE else library, record_id, step.name) as here:
        assert here.lines[0].endswith("saved")
        assert f"▸{step.number} {step.title}" in here.text
        await here.press(*(["+"] if here.place == "Rows" else ["escape", "+"]))
        page = here.app.screen.page
        fields = {part.address for part in PAGES[step.name] if isinstance(part, Field)}
        lists = {part.address for part in PAGES[step.name] if isinstance(part, Items)}
        assert {answer.place for answer in answers_in(page)} == fields
        assert {panel.list_address for panel in page.query(ItemsPanel)} == lists
        assert here.record == here.app.library.load(record_id).record, "looking changed something"


async def test_a_page_begins_where_the_next_thing_is_typed(library):
    begins = ["title", "+timeline", "+causes", "impact.summary", "+lessons", "+actions"]
    begins += ["report.exec_summary", "Rows", "+follow_up.reviews"]
    async with walk(library, EMPTY) as here:
        for expected in begins:
            assert here.place == expected
            await here.press("f8")
        assert here.place == "title"


SEEN = {
    "preparation": ["authz-gateway, idem-db", "@avos", "2026-09-15 16:05Z", "People (9)"],
    "analysis": ["Timeline (32)", "16:38 trigger", "Tue 15 September 2026"],
    "root_cause": ["How did authorisations come to fail?", "[needed together] From 16:41"],
    "impact": ["38 % of card", "partial", "Immediate (5)", "412,600"],
    "lessons": ["Lessons (8)", "went well", "Parking lot (4): 1 open, 1 promoted, 2 declined"],
    "recommendations": ["Recommendations (6)", "verified Tomasz 25 Sep", "Accepted risks (2)"],
    "report": ["On 15 September 2026, 38 %", "Still missing on all pages"],
    "implementation": ["Actions (6)", "a1 P0 verified", "days overdue"],
    "follow_up": [
        "What is next: Enter does it",
        "hold review 90 day",
        "Reviews (2)",
        "Effect of the actions (6)",
        "no verdict",
    ],
}


@pytest.mark.parametrize("step", STEP_NAMES)
async def test_the_full_record_is_shown(examples, step):
    async with walk(examples, EXAMPLE, step) as here:
        for words in SEEN[step]:
            assert words in here.words


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (100, 30), (160, 48)], ids=str)
async def test_the_frame_fits(examples, size):
    async with walk(examples, EXAMPLE, size=size) as here:
        for step in STEPS:
            lines = here.lines
            assert len(lines) == size[1]
            assert all(len(line) <= size[0] for line in lines)
            assert "SEV1" in lines[0]
            assert lines[0].endswith("saved"), lines[0]
            assert step.title[:8] in here.text
            assert "F1  Help" in lines[-1]
            assert re.search(r" 1/\d+ \w", here.text)
            await here.press("f8")


async def test_the_page_stays_through_any_change_of_size(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        await here.type("14:05 ")
        for size in [(60, 20), (160, 48), (20, 5), (80, 24), (1, 1), (100, 30), (80, 24)]:
            await here.pilot.resize_terminal(*size)
            await here.done()
        assert "▸2 Analysis" in here.text
        await here.type("note: still typing\n")
        assert "still typing" in {event.text for event in here.record.timeline}
        await here.press("f8", "f7")
        assert "Timeline (33)" in here.text


async def test_a_narrow_screen_names_the_page_in_the_top_line(examples):
    async with walk(examples, EXAMPLE, "impact", size=(60, 20)) as here:
        assert here.lines[0].strip().startswith("4/9 Impact: Card")
        assert "▸4" not in here.text
