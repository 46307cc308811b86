"""The states of actions: an allowed move is made, another one is refused and changes nothing."""

from datetime import UTC, date, datetime

from pmtui.model.kinds import ActionStatus
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


async def test_a_move_that_lacks_something_is_refused_and_nothing_changes(library):
    async with walk(library, EMPTY, "recommendations") as here:
        await here.write("prevent: add a limit", "enter", "escape", "8")
        before = here.record
        await here.press("s")
        assert "a1 is proposed. Move it to" in here.text
        for asked in ("Owner", "Due", "Answers", "By", "Note"):
            assert f" {asked} " in here.text, "what it lacks is asked with it"
        assert "Verified by" not in here.text, "it is not urgent"
        await here.press("a", *["enter"] * 6)
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
        await here.press("8", "s")
        assert " Owner " not in here.text, "what it has is not asked"
        await here.press("a", "enter", "enter")
        await here.write("agreed in the review", "enter")
        assert "a1 is accepted now." in here.words
        action = here.record.actions[0]
        assert action.status is ActionStatus.ACCEPTED
        assert action.history[0].reason == "agreed in the review"
        assert "accepted" in here.words
        await here.press("s", "i", "enter")
        assert here.record.actions[0].status is ActionStatus.IN_PROGRESS
        await here.press("u", "u")
        assert here.record.actions[0].status is ActionStatus.PROPOSED
        assert here.record.actions[0].history == ()
        assert here.drafts == {}


async def test_half_typed_notes_of_a_move_are_there_again(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        await here.press("down", "s", "b", "enter")
        await here.write("waiting for the vendor")
        await here.press("escape", "s", "b")
        assert "waiting for the vendor" in here.text
        assert "a2 is in progress. Move it to" in here.text


async def test_a_date_that_cannot_be_read_is_refused(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        before = here.record
        await here.press("down", "s", "d", "e", "f", "enter")
        await here.write("no time", "enter")
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


async def test_how_an_action_stands_and_its_history_are_told(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        await here.press("down")
        here.app.session.now = lambda: datetime(2026, 12, 1, 9, tzinfo=UTC)
        here.app.session.put("actions.a2.due", date(2026, 11, 20))
        await here.done()
        assert "Overdue by 11 days. Its date was moved once." in here.words
        assert "due 2026-10-31 → 2026-11-20" in here.words, "a date typed in the form is history"
        await here.press("u")
        assert "Overdue by 31 days. Nothing was said of it for 57 days." in here.words
        await here.press("h")
        await here.press("end")
        assert "2026-10-05 08:00 accepted → in progress, Anneke Vos" in here.words


async def test_marked_actions_move_together_and_those_that_cannot_are_named(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        before = here.record
        await here.press("down", "space", "space", "space")
        assert [line.count("✓") for line in here.lines].count(1) == 3
        await here.press("s")
        assert "Move 3 marked actions to" in here.text
        await here.press("b", "enter")
        await here.write("waits for the audit", "enter")
        assert "2 of 3 are blocked now." in here.words
        assert "a3 is done and cannot become blocked" in here.words
        states = [str(each.status) for each in here.record.actions[1:4]]
        assert states == ["blocked", "done", "blocked"]
        await here.press("escape")
        assert [line.count("✓") for line in here.lines].count(1) == 1, "the mark of a3 stays"
        await here.press("u")
        assert here.record.actions == before.actions, "one step of undo"


async def test_declining_asks_for_the_risk_that_is_left(examples):
    async with walk(examples, EXAMPLE, "implementation") as here:
        await here.press("down", "down", "down", "s", "d", "e", "c")
        assert "nothing else acts on" in here.words
        await here.press("enter")
        await here.write("the role is gone", "enter", *"@hkrug", "enter")
        await here.write("+90", "enter")
        assert "a4 is declined now." in here.words
        action, risk = here.record.actions[3], here.record.risk_acceptances[-1]
        assert action.status is ActionStatus.DECLINED
        assert set(risk.causes) <= set(action.causes)
        assert (risk.reason, risk.accepted_by) == ("the role is gone", "p9")
        await here.press("u")
        assert here.record.risk_acceptances[-1] != risk
