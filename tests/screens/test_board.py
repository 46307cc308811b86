"""The board of actions on the screen: from the library, through a move, into a record and back."""

from pmtui.model.kinds import ActionStatus
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk


async def test_an_action_is_found_moved_opened_and_one_comes_back(examples):
    async with walk(examples, size=(100, 30)) as here:
        await here.until("5 postmortems")
        await here.press("b")
        await here.until("by state")
        await here.press("g")
        assert "by owner" in here.text
        await here.press("/")
        await here.write("contract test", "enter")
        assert "1 of " in here.text
        await here.press("s", "b", "enter", "enter")
        assert "a6 is in progress. Move it to" in here.text, "a reason is missing"
        await here.write("waits for the vendor", "enter")
        await here.until("a6 is blocked now.")
        await here.until("blocked  ")
        moved = examples.load(EXAMPLE).record.actions[5]
        assert (moved.status, moved.blocked_reason) == (
            ActionStatus.BLOCKED,
            "waits for the vendor",
        )
        await here.press("u")
        await here.until("Taken back in 1 postmortem. U brings it again.")
        assert examples.load(EXAMPLE).record.actions[5].status is ActionStatus.IN_PROGRESS
        await here.press("U")
        await here.until("Brought back in 1 postmortem. u takes it back.")
        assert examples.load(EXAMPLE).record.actions[5] == moved
        await here.press("L")
        await here.until("No address is known for SDK-250")
        (examples.folder / "team.toml").write_text('tracker = "https://t.example/{ticket}"\n')
        await here.press("L")
        await here.until("takes it: https://t.example/SDK-250")
        assert here.app.clipboard == "https://t.example/SDK-250"
        await here.press("h")
        assert f"{EXAMPLE} · a6" in here.text
        await here.press("escape", "enter")
        await here.until("▸8 Implementation")
        assert any("▸ a6" in line for line in here.lines)
        await here.press("escape")
        await here.until("contract test")
        assert "by owner" in here.text, "one is back on the board as it was"
        await here.press("escape", "a", "s")
        assert "marked actions to" in here.text
        await here.press("escape", "escape")
        await here.until("5 postmortems")
