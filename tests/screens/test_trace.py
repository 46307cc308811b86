"""The trace: from evidence to effect on one screen, and a key that goes where it ends early."""

from dataclasses import replace

from pmtui.model.people import Evidence
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk


async def test_the_trace_goes_to_an_orphan_and_back(examples):
    async with walk(examples, EXAMPLE, "follow_up") as here:
        await here.press("T")
        assert "Trace: no orphans; 9 ends, all answered; 6 actions, 2 accepted risks" in here.text
        assert "c11 Templates" in here.text
        assert "a1 verified" in here.text
        assert "k1 accepted" in here.text
        assert "ruled out" in next(line for line in here.lines if "c26" in line)
        assert "Answer: a2 Block migrations" in here.words
        await here.press("escape")
        record, session = here.record, here.app.session
        idle = replace(record.actions[4], causes=("c7", "c8"))
        session.apply([("prep.evidence.e99", Evidence(id="e99")), ("actions.a5", idle)])
        await here.press("T")
        assert "Trace: 2 orphans; 9 ends, 8 answered" in here.text
        assert "▸ warn TR01  Nothing rests on e99." in here.text
        assert "nothing" in next(line for line in here.lines if "c9 Work" in line)
        await here.press("down", "enter")
        assert "▸3 Root cause" in here.text
        assert any("▸" in line and "c9" in line for line in here.lines)
        await here.press("T")
        assert "▸ must AL08  Nothing acts on c9." in here.text
        await here.press("up", "enter")
        assert "▸1 Preparation" in here.text
        await here.until("▸ e99")
        await here.press("6", "escape", "f5")
        await here.write("acts on c9", "enter")
        assert "▸3 Root cause" in here.text


async def test_the_trace_opens_by_its_name(examples):
    async with walk(examples, EXAMPLE, "report", size=(100, 30)) as here:
        await here.press("ctrl+p")
        await here.write("from evidence", "enter")
        assert "c6 The change window is defined as 18:00-…" in here.text
