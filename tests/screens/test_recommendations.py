"""Page 6 by the keyboard: recommendations that can be kept, and nothing left unanswered."""

from datetime import timedelta

import pytest

from pmtui.model import address
from pmtui.model.factors import Cause
from pmtui.model.kinds import ActionStatus, ActionType, Priority, Strength
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk


@pytest.fixture
def two_ends(library):
    """An effect with two causes that nothing answers."""
    causes = (
        Cause(id="c1", statement="Payments failed"),
        Cause(id="c2", statement="The pool was full", parents=("c1",)),
        Cause(id="c3", statement="No alert came", parents=("c1",)),
    )
    library.change(EMPTY, lambda record: address.put(record, "causes", causes))
    return library


async def test_one_line_makes_a_recommendation_that_can_be_accepted(two_ends):
    async with walk(two_ends, EMPTY, "recommendations") as here:
        assert "nothing acts on 2: c2, c3" in here.words
        today = here.app.session.now().date()
        await here.write("prevent: Isolate each job in its own pool P1 @ann c2")
        assert "prevent P1; @ann; needs due, proof (P1: +30d" in here.words
        await here.write(" +30d (strong: no shared pool)", "enter")
        assert here.place == "+actions"
        assert "nothing acts on 1: c3" in here.words
        assert "needs proof @ann?" in here.words
        action = here.record.actions[0]
        assert (action.title, action.owner, action.causes) == (
            "Isolate each job in its own pool",
            "@ann",
            ("c2",),
        )
        assert (action.type, action.priority) == (ActionType.PREVENT, Priority.P1)
        assert (action.strength, action.strength_reason) == (Strength.STRONG, "no shared pool")
        assert action.due == today + timedelta(days=30)

        await here.write("", "down", "s", "enter", "enter", "enter", "enter")
        assert "nothing says how its result is checked" in here.words
        await here.write("", "escape", "v")
        await here.write("a replay of the load in November", "enter")
        await here.write("waiting jobs", "enter", *"40", "enter", "0", "enter", *"+90", "enter")
        action = here.record.actions[0]
        assert action.effectiveness.metric == "waiting jobs"
        assert action.effectiveness.check_on == today + timedelta(days=90)
        await here.write("", "o", "s", "enter", "enter", "enter")
        assert here.record.actions[0].status is ActionStatus.ACCEPTED
        assert here.record.actions[0].owner_confirmed
        await here.write("", "u", "u", "u")
        assert here.record.actions[0].verification.method is None
        await here.write("", "u")
        assert here.record.actions == ()


async def test_what_nothing_acts_on_is_gone_through_and_answered(two_ends):
    async with walk(two_ends, EMPTY, "recommendations") as here:
        await here.write("", "escape", "g")
        assert "▸ c3" in here.text
        assert "No alert came" in here.words
        await here.write("", "enter")
        await here.write("detect: Alert on waiting jobs", "enter")
        assert here.record.actions[0].causes == ("c3",)
        assert here.record.actions[0].title == "Alert on waiting jobs"

        await here.write("", "escape", "o")
        assert here.place == "actions.a1.owner"
        await here.write("", "escape", "g", "r")
        assert "Leave c2 as it is" in here.words
        await here.write("", "enter", "enter", "enter", "enter")
        assert "It needs all four" in here.words
        await here.write("", "shift+tab", "shift+tab")
        await here.write("it goes in May", "enter", "@", "k", "enter", *"+400", "enter")
        assert "within 12 months" in here.words
        await here.write("", "ctrl+u", *"+90", "enter")
        risk = here.record.risk_acceptances[0]
        assert (risk.causes, risk.reason, risk.accepted_by) == (("c2",), "it goes in May", "@k")
        assert risk.statement == "The pool was full"
        assert "nothing acts on" not in here.words
        await here.write("", "g")
        assert "Every cause is answered" in here.words
        await here.write("", "u")
        assert "nothing acts on 1: c2" in here.words
        await here.write("", "home", "c", *"pool", "enter")
        assert here.record.actions[0].causes == ("c3", "c2")
        assert here.drafts == {}
