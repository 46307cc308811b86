"""The states of actions: an allowed move is made, another one is refused and changes nothing."""

from pmtui.model.kinds import ActionStatus
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


async def test_a_move_that_lacks_something_is_refused_and_nothing_changes(library):
    async with walk(library, EMPTY, "recommendations") as here:
        await here.write("prevent: add a limit", "enter", "escape", "8")
        before = here.record
        await here.press("s")
        assert "a1 is proposed. Move it to" in here.text
        await here.press("a", "enter", "enter", "enter", "enter")
        assert "a1 cannot be accepted yet: it has no owner" in here.words
        assert here.record == before
        await here.press("escape")
        assert "▸8" in here.text
        assert here.place == "Rows"


async def test_a_move_with_all_it_needs_is_made_and_taken_back(library):
    async with walk(library, EMPTY, "lessons") as here:
        await here.write("risk: the pool is shared", "enter", "f8")
        await here.write("prevent: add a limit @ann by 2099-01-31 P2", "enter")
        here.app.call_later(here.app.screen.go_to, "recommendations", "actions.a1.causes")
        await here.done()
        await here.press("escape", "3")
        await here.write("Payments failed", "enter", "f8", "f8", "f8")
        await here.press("escape")
        here.app.session.put("actions.a1.causes", ("c1",))
        await here.press("8", "s", "a", "enter", "enter")
        await here.write("agreed in the review", "enter", "enter")
        assert "a1 is accepted now." in here.words
        action = here.record.actions[0]
        assert action.status is ActionStatus.ACCEPTED
        assert action.history[0].reason == "agreed in the review"
        assert "a1 accepted" in here.words
        await here.press("s", "i", "enter", "enter", "enter", "enter")
        assert here.record.actions[0].status is ActionStatus.IN_PROGRESS
        await here.press("u", "u")
        assert here.record.actions[0].status is ActionStatus.PROPOSED
        assert here.record.actions[0].history == ()
        assert here.drafts == {}


async def test_half_typed_notes_of_a_move_are_there_again(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        await here.press("down", "s")
        await here.press("enter", "enter")
        await here.write("waiting for the vendor")
        await here.press("escape", "s")
        assert "waiting for the vendor" in here.text
        assert "a2 is in progress. Move it to" in here.text


async def test_a_date_that_cannot_be_read_is_refused(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        before = here.record
        await here.press("down", "s", "enter", "enter", "enter", "end", "ctrl+u")
        await here.write("some day", "enter")
        assert "some day" in here.words
        assert "Move it to" in here.words
        assert here.record == before


async def test_an_action_that_stays_says_so(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        here.app.session.put("actions.a1.status", ActionStatus.MERGED)
        await here.done()
        await here.press("s")
        assert "a1 is merged: it stays so." in here.words


async def test_the_effect_of_an_action_is_written_in_its_form(examples):
    async with walk(examples, EXAMPLE, "follow_up") as here:
        here.app.call_later(here.app.screen.go_to, "follow_up", "actions.a1.effectiveness.result")
        await here.done()
        assert here.place == "actions.a1.effectiveness.result"
        await here.press("tab", "e")
        assert "a result with a number" in here.words
        assert here.record.actions[0].effectiveness.verdict is None
        await here.press("shift+tab")
        await here.type("0 of 9")
        await here.press("tab", "e")
        assert here.record.actions[0].effectiveness.verdict == "effective"
        await here.press("escape")
        assert "a1 effective" in here.words
