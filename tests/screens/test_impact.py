"""The impact page: figures that follow what is typed, how each was computed, deadlines."""

from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


async def test_figures_follow_the_segments_that_are_typed(library):
    async with walk(library, EMPTY, "impact") as here:
        await here.go_to("+impact.segments")
        assert "Minutes in segments not estimated" in here.words
        await here.type("2026-03-04 16:41 to 16:58 1260 affected 13020/62000 failed\n")
        assert "Minutes × affected 21,420" in here.words
        await here.type("2026-03-04 16:50 to 17:10 20 affected\n")
        assert "Segments g1 and g2 overlap" in here.words
        assert "21,420" not in here.words
        await here.press("escape", "=")
        assert "What both cover would count twice" in here.words
        await here.press("down")
        assert "= not estimated: segments g1 and g2 overlap" in here.words


async def test_one_key_says_how_each_figure_was_computed(examples):
    async with walk(examples, EXAMPLE, "impact") as here:
        await here.press("escape", "=")
        assert "= 17 min + 74 min + 17 min" in here.words
        await here.press("down", "down")
        assert "Minutes × merchants: 190,660" in here.words
        assert "= 17 min × 1,260 + 74 min × 2,140 + 17 min × 640" in here.words
        await here.press("end")
        assert "= 2026-09-15 17:09Z − 2026-09-15 16:58Z" in here.words
        await here.press("escape")
        assert "Impact duration:" not in here.text


async def test_the_key_works_on_every_page(examples):
    async with walk(examples, EXAMPLE, "lessons") as here:
        await here.press("escape", "=")
        assert "Minutes in segments: 108 min" in here.words


async def test_enter_on_a_line_explains_it(examples):
    async with walk(examples, EXAMPLE, "impact") as here:
        figures, deadlines = here.app.screen.page.query("ExplainedPanel Rows")
        here.app.screen.set_focus(figures)
        await here.press("down", "enter")
        assert "Minutes × share failed: 40.6 min" in here.words
        await here.press("escape")
        here.app.screen.set_focus(deadlines)
        await here.press("down", "down", "enter")
        assert "DORA final: by Sun 2026-10-18 15:10 UTC (17:10 Berlin, 20:40" in here.words
        assert "ends on a weekend" in here.words
        assert "Delegated Regulation (EU) 2025/301, Art. 5" in here.words
        await here.press("escape")
        assert "pmtui only does the arithmetic. Rules as of" in here.words


async def test_deadlines_that_cannot_apply_take_no_room(library):
    async with walk(library, EMPTY, "impact") as here:
        panel = here.app.screen.page.query("ExplainedPanel").last()
        assert panel.display
        await here.go_to("impact.data.personal_data_breach")
        await here.type("n")
        assert here.get("impact.data.personal_data_breach") is False
        assert not panel.display
