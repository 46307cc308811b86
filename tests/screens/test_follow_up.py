"""Page 9 by keyboard: what is due comes first, and Enter asks for what it needs."""

from datetime import date, timedelta

from pmtui.model.follow_up import is_closed
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk

FAR = date(2099, 1, 1)


def quiet(here):
    """Nothing but what a test makes due is due, on whatever day it runs."""
    record, session = here.record, here.app.session
    puts = [(f"actions.{each.id}.effectiveness.check_on", FAR) for each in record.actions]
    puts += [(f"risk_acceptances.{each.id}.review_on", FAR) for each in record.risk_acceptances]
    session.apply([*puts, ("follow_up.reviews.v2.at", session.now() - timedelta(days=5))])
    return session


async def first_line(here):
    """The first line of what is next, which is then the selected one."""
    here.app.screen.page.first().focus()
    await here.press("home")
    lines = here.lines
    return lines[next(n for n, each in enumerate(lines) if "What is next" in each) + 1]


async def test_what_is_due_comes_first_and_enter_asks_for_what_it_needs(examples):
    async with walk(examples, EXAMPLE, "follow_up") as here:
        session = quiet(here)
        await here.done()
        assert here.place == "Rows"
        assert "v2  5 days late hold    review 90 day" in await first_line(here)
        await here.press("enter")
        assert "v2, review 90 day: how was it?" in here.text
        await here.press("enter")
        await here.write("@avos, @rohank", "enter", "enter", "enter")
        assert "looked at" in here.words
        assert not here.record.follow_up.reviews[1].held
        await here.write("go on until May", "enter")
        review = here.record.follow_up.reviews[1]
        assert (review.held, review.present) == (True, ("p1", "p2"))
        assert review.decisions == ("go on until May",)
        session.put("actions.a1.effectiveness.check_on", session.now().date() - timedelta(days=1))
        session.seal()
        await here.done()
        assert "a1  1 day late  judge   effect: migrations" in await first_line(here)
        await here.press("s", "enter")
        await here.write("no more waits", "enter", "p", "enter")
        assert "a result with a number" in here.words
        await here.press("shift+tab", "end", "ctrl+u")
        await here.write("3 of 20", "enter", "enter")
        assert "a1 was partly effective (3 of 20). What follows?" in here.text
        await here.press("enter")
        await here.write("Limit cron jobs", "enter")
        await here.write("they wait, too", "enter")
        await here.write("@avos", "enter")
        await here.write("+30", "enter")
        new, adjustment = here.record.actions[-1], here.record.follow_up.adjustments[0]
        assert (new.title, new.causes) == ("Limit cron jobs", ("c4", "c10", "c11"))
        assert (adjustment.of, adjustment.action) == ("a1", new.id)
        assert here.record.report.status == "published"
        await here.press("u")
        assert len(here.record.actions) == 6
        assert "a1  now         adjust  a1 was partly effective" in await first_line(here)
        session.read_only = True
        await here.press("enter")
        assert "open to read only: look, settle nothing" in here.words
        session.read_only = False
        await here.press("6")
        assert "open again, as a1 was partly effective (3 of 20)" in here.words
        await here.press("escape", "3", "escape")
        await here.until("c11")
        assert "open again latent: Templates" in here.words


async def test_a_risk_is_decided_on_and_the_record_is_closed_and_opened_again(examples):
    async with walk(examples, EXAMPLE, "follow_up") as here:
        session = quiet(here)
        held = [("present", ("p1",)), ("notes", "all done"), ("held", True)]
        session.apply([(f"follow_up.reviews.v2.{name}", value) for name, value in held])
        session.put("risk_acceptances.k1.review_on", session.now().date())
        session.seal()
        await here.done()
        assert "k1  today       decide  risk: Rehearsal" in await first_line(here)
        here.app.call_later(
            here.app.screen.go_to, "follow_up", "risk_acceptances.k1.review.decision"
        )
        await here.press("enter", "a")
        assert "Keep until" not in here.text
        await here.press("k", "enter", "enter", "enter")
        assert "k1 is kept until a new date." in here.words, here.text
        await here.press("shift+tab")
        await here.write("+90", "enter", "enter")
        risk = here.record.risk_acceptances[0]
        assert risk.review.decision == "keep"
        assert risk.review_on == session.now().date() + timedelta(days=90)
        await here.press("end", "enter")
        assert "Close this postmortem" in here.text
        await here.write("It holds.", "enter")
        await here.write("a wait over 3 s", "enter", "enter")
        assert "It cannot be closed yet. X8.2: Say whether a1 helped." in here.words
        assert not is_closed(here.record)
        await here.write("the service is switched off", "enter")
        assert is_closed(here.record)
        assert here.record.follow_up.reopen_if == "a wait over 3 s"
        assert here.record.progress.follow_up.override == "the service is switched off"
        assert "▸9 Follow-up" in here.text
        await here.press("end", "enter")
        assert "Open this postmortem again" in here.text
        await here.write("it came back", "enter")
        assert not is_closed(here.record)
        assert here.record.progress.follow_up.done_at is None
        assert here.record.follow_up.reviews[-1].notes == "it came back"
        assert "v3  today       hold" in await first_line(here)
        await here.press("u")
        assert is_closed(here.record)
