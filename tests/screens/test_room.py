"""The room's view: it goes where the facilitator is, and never changes anything."""

from pmtui.edits import put_all
from pmtui.store.presence import Here
from tests.screens.conftest import EXAMPLE
from tests.screens.test_company import another
from tests.screens.walk import walk


async def test_the_room_goes_where_the_facilitator_is(examples):
    meera, ravi = (another(examples, name) for name in ("meera", "ravi"))
    before = examples.load(EXAMPLE).revision
    async with walk(examples, EXAMPLE, follow="") as here:
        await here.until("Nobody has this open")
        leading, writing = meera.presence(EXAMPLE), ravi.presence(EXAMPLE)
        leading.beat(Here("analysis", "timeline.t12"))
        await here.until("Following meera")
        assert "2 Analysis" in here.text
        assert "▌                  leading hypothesis." in here.text
        assert "17:01  acknowledged: On-call acknowledges" in here.text
        writing.beat(Here("lessons", "+lessons", types=True))
        await here.until("Following meera · ravi: Lessons")
        leading.beat(Here("impact", "impact.summary", types=True))
        await here.until("Following meera types: Summary")
        text = "[bold]Words[/] \x1b[31m of meera"
        meera.change(EXAMPLE, lambda record: put_all(record, [("impact.summary", text)]))
        await here.until("▌ [bold]Words[/] ␛[31m of meera")
        await here.press("p")
        await here.until("Following ravi types: Lessons")
        assert "5 Lessons" in here.text
        assert [each.name for each in meera.presence(EXAMPLE).others()] == ["ravi"]
    assert not (examples.folder / ".pmtui" / "drafts" / EXAMPLE).exists()
    assert examples.load(EXAMPLE).revision != before  # by meera alone


async def test_one_key_looks_around_and_one_comes_back(examples):
    meera = another(examples, "meera").presence(EXAMPLE)
    meera.beat(Here("root_cause", "+causes.c5"))
    before = examples.load(EXAMPLE)
    async with walk(examples, EXAMPLE, follow="meera") as here:
        await here.until("▌ c5")
        await here.press("space")
        await here.until("▸3 Root cause")
        await here.until("Esc  Follow")
        await here.press("5", "j", "d", "f8", "tab", "x", "f7")
        assert "▸5 Lessons" in here.text
        assert "read only" in here.text
        assert not meera.others(), "whoever cannot write is not seen"
        meera.beat(Here("lessons", "lessons.l3"))
        await here.press("escape")
        await here.until("▌ l3")
        assert "Following meera" in here.text
        await here.press("f1")
        await here.until("Look at any page, read only")
        await here.press("escape", "q")
    assert examples.load(EXAMPLE) == before


async def test_a_record_that_vanishes_is_said_and_comes_back(examples):
    meera = another(examples, "meera").presence(EXAMPLE)
    meera.beat(Here("impact", "impact.summary"))
    path = next(examples.folder.glob(f"*/{EXAMPLE}.json"))
    text = path.read_bytes()
    async with walk(examples, EXAMPLE, follow="nobody", size=(200, 60)) as here:
        await here.until("nobody is not here")
        await here.press("p")
        await here.until("Following meera")
        path.unlink()
        await here.until("There is no postmortem")
        path.write_bytes(text[:100])
        await here.until("is cut: its end is missing")
        assert "▌ 38 % of card authorisations failed" in here.text
        path.write_bytes(text)
        await here.until("Following meera")
        meera.beat(Here("analysis", "timeline.t12"))
        await here.until("▸ 17:06  hypothesis")
        await here.until_gone("is cut")
        assert max(map(len, here.lines)) > 150
