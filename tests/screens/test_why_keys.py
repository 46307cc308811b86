"""Every key of the why tree: links, moves, words, evidence, lenses, threads, what is in view."""

from dataclasses import replace

from pmtui.model.factors import Cause
from pmtui.model.kinds import Gate, StopReason, ThreadKind
from pmtui.model.people import Evidence, Preparation
from pmtui.model.story import Milestones
from tests.screens.conftest import EMPTY
from tests.screens.test_root_cause import five_whys, parents
from tests.screens.walk import walk
from tests.unit.test_why import at

LONG = "Consumers were scaled by CPU and waited for the ledger " + "x" * 133 + " the end."


def change(library, **fields):
    stored = library.load(EMPTY)
    library.save(replace(stored.record, **fields), stored)


async def test_what_is_known_of_a_cause_is_said_by_one_key_each(library):
    change(library, prep=Preparation(evidence=(Evidence(id="e1", title="lock waits"),)))
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("down", "end", "l")
        assert "How does c4 lead to c3?" in here.words
        await here.write("The queue grew unseen", "enter")
        await here.press("m")
        await here.write("Errors had found all before", "enter")
        await here.press("e")
        await here.write("lock", "enter")
        cause = here.record.causes[3]
        assert cause.leads_to == "The queue grew unseen"
        assert cause.made_sense == "Errors had found all before"
        assert cause.evidence == ("e1",)
        assert here.place == "Rows"
        await here.press("e", "enter")
        assert here.record.causes[3].evidence == ()
        await here.press("h")
        assert "Alerts watch errors, not queues (The queue grew unseen), therefore" in here.words
        assert "No alert came, therefore Payments failed for 20 minutes." in here.words
        await here.press("escape", "p")
        await here.write("Page on the age of messages", "enter")
        assert here.record.parking_lot[0].text == "Page on the age of messages"
        assert here.place == "Rows"


async def test_a_cause_is_shared_moved_folded_and_kept_out_of_circles(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("down", "up", "up", "b")
        await here.write("c4", "enter")
        assert parents(here)["c4"] == ("c3", "c2")
        assert "c4 (see above)" in here.text
        await here.press("end", "up", "b")
        await here.write("c2", "enter")
        assert "c4 already leads to c2; this would be a circle. c4 → c2" in here.words
        assert parents(here)["c2"] == ("c1",)
        await here.press("end", "M")
        assert "Move c3 below" in here.words
        await here.write("c4", "enter")
        assert "c4 already leads to c3; this would be a circle. c4 → c3" in here.words
        await here.press("M")
        await here.write("pool", "enter")
        assert parents(here)["c3"] == ("c2",)
        await here.press("home", "down", "down", "z")
        assert "c2 (+2 folded)" in here.text.replace("·", " ")
        assert "c4" not in here.text
        await here.press("a")
        await here.write("One more", "enter")
        assert "folded" not in here.text


async def test_several_causes_are_typed_or_pasted_at_once_and_counted(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("down", "end", "A")
        await here.write("First", "enter", *"Second")
        assert here.drafts["+causes.c4"] == "First\nSecond"
        await here.press("escape", "A", "enter", "enter")
        assert "2 lines added. Esc, then u takes it back." in here.words
        assert [each for each, above in parents(here).items() if above == ("c4",)] == ["c5", "c6"]
        assert "+causes.c4" not in here.drafts
        assert here.place == "+causes"
        await here.press("down")
        await here.paste("Third\nFourth")
        assert [each for each, above in parents(here).items() if above == ("c4",)][2:] == [
            "c7",
            "c8",
        ]


async def test_the_third_answer_asks_once_how_they_combine_and_one_key_answers(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await here.write("Effect", "enter", *"One", "enter", *"Two", "enter")
        assert "needed together" not in here.text
        await here.write("Three", "enter")
        assert "c1: & needed together + contributing | any one is enough" in here.words
        await here.press("&")
        assert here.record.causes[0].gate is Gate.AND
        assert "Needed together: c2 and c3 and c4." in here.words
        await here.write("Four", "enter")
        assert "c1: & needed" not in here.words
        await here.write("= t", "enter")
        assert here.record.causes[4].stop.reason is StopReason.TIME_BOX
        await here.write("c1", "enter")
        assert "c1 cannot lead to itself; this would be a circle." in here.words


async def test_a_cause_of_200_characters_is_read_and_the_way_is_in_view(library):
    assert len(LONG) <= 200
    async with walk(library, EMPTY, "root_cause") as here:
        await here.write("Effect", "enter", *"One", "tab", *LONG, "enter")
        await here.press("down")
        assert "Open ends: 1 · 2 deep · w1 › c1 › c2 › c3" in here.words
        assert "people 0, process 0, technology 0, environment 0" in here.words
        assert LONG.replace(" ", "") in here.words.replace(" ", "")
        await here.press("a")
        assert LONG.replace(" ", "") in here.words.replace(" ", "")


async def test_threads_are_offered_with_their_questions_and_lenses_ask_others(library):
    change(library, milestones=Milestones(impact_start=at(0), detected_at=at(17)))
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        assert "w asks, too: How did it stay unnoticed for 17 minutes?" in here.words
        await here.press("down", "w", "enter")
        thread = here.record.threads[1]
        assert (thread.kind, thread.root) == (ThreadKind.DETECTION, None)
        assert "How did it stay unnoticed for 17 minutes?" in here.words
        await here.write("Support saw it first", "enter")
        assert here.record.causes[4].thread == "w2"
        assert "What made c5 possible?" in here.words
        await here.press("enter")
        assert "What had to be true for this to happen? What else? c5: Support saw it" in here.words
        await here.press("down", "L")
        await here.write("swiss", "enter")
        assert "Which barrier was meant to prevent this" in here.words
        assert here.place == "+causes"
        await here.press("enter")
        assert "Which barrier was meant to detect it" in here.words


async def test_checks_are_quiet_until_asked(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.until("c4·")
        await here.press("down")
        assert "How does c4 lead to c3?" not in here.words
        await here.press("f")
        assert "CL05 (hint): How does c4 lead to c3?" in here.words
        await here.press("f")
        assert "CL05" not in here.words


async def test_one_comes_back_to_the_same_cause(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("f8", "f7")
        assert here.place == "+causes"
        await here.write("Beside", "enter", "tab")
        assert parents(here)["c5"] == ("c3",)
        await here.press("escape", "escape", "enter")
        assert here.place == "+causes"
        await here.write("Below", "enter")
        assert parents(here)["c6"] == ("c5",)


async def test_two_hundred_causes_are_moved_through_line_by_line(library):
    items = [Cause(id="c1", thread="w1", statement="Effect")]
    items += [
        Cause(id=f"c{n}", thread="w1", statement=f"S{n}", parents=(f"c{max(n // 3, 1)}",))
        for n in range(2, 202)
    ]
    async with walk(library, EMPTY, "root_cause") as here:
        await here.write("Effect", "enter")
        here.app.session.apply([(f"causes.{each.id}", each) for each in items[1:]])
        await here.done()
        await here.press("down", "end")
        made = here.app.screen.page.query_one("WhyTree").lines
        before = here.app.screen.page.query_one("WhyTree").rows.key
        made.make = None  # moving makes no row anew
        await here.press(*["up"] * 5, "pageup", "home")
        assert before != here.app.screen.page.query_one("WhyTree").rows.key == "w1"
