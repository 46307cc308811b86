"""The why tree by the keyboard alone."""

import re
from dataclasses import replace

from pmtui.model.factors import Cause, Thread
from pmtui.model.kinds import Category, CauseRole, Confidence, Gate, StopReason, ThreadKind
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


def parents(here):
    return {cause.id: cause.parents for cause in here.record.causes}


async def five_whys(here):
    """An effect, two causes beside each other, one below the second."""
    await here.write("Payments failed for 20 minutes", "enter")
    await here.write("The pool was exhausted", "enter")
    await here.write("No alert came", "enter")
    await here.press("tab")
    await here.write("Alerts watch errors, not queues", "enter")


async def test_enter_adds_beside_and_tab_goes_below(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        assert parents(here) == {"c1": (), "c2": ("c1",), "c3": ("c1",), "c4": ("c3",)}
        assert here.record.threads[0].root == "c1"
        assert here.record.causes[0].role is CauseRole.EFFECT
        await here.press("shift+tab")
        await here.write("The pool is shared", "enter")
        assert parents(here)["c5"] == ("c1",)
        lines = [line.partition("│")[2].strip() for line in here.lines]
        tree = [found[0] for line in lines if (found := re.match(r"[▸ ├└│]*c\d(?=[ ·])", line))]
        assert tree == ["c1", "├ c2", "├ c3", "│ └ c4", "▸ └ c5"]
        assert here.place == "+causes"


async def test_tab_adds_what_is_typed_before_it_goes_below(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await here.write("Effect", "enter", *"First", "tab", *"Second", "tab", *"Third", "enter")
        assert parents(here) == {"c1": (), "c2": ("c1",), "c3": ("c2",), "c4": ("c3",)}


async def test_tab_and_shift_tab_leave_an_empty_line_without_a_tree(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await here.press("tab")
        assert here.place != "+causes"
        await here.press("shift+tab", "shift+tab")
        assert here.place != "+causes"


async def test_below_and_beside_the_selected_cause(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("escape", "right", "down", "home", "down", "down", "a")
        assert here.place == "+causes"
        assert "What made c2 possible? The pool was exhausted" in here.words
        await here.write("A job held connections", "enter")
        assert parents(here)["c5"] == ("c2",)
        await here.press("down", "o")
        await here.write("The pool is small", "enter")
        assert parents(here)["c6"] == ("c2",)


async def test_letters_set_what_a_cause_is(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("down", "end", "t", "t", "r", "c", "g", "g")
        cause = here.record.causes[3]
        assert cause.category is list(Category)[1]
        assert cause.role is list(CauseRole)[3]
        assert cause.confidence is Confidence.REJECTED
        assert cause.gate is list(Gate)[1]
        assert here.place == "Rows"
        for letter, field in [("t", "category"), ("r", "role"), ("c", "confidence"), ("g", "gate")]:
            await here.press(letter)
            assert f"c4 {field}: {getattr(here.record.causes[3], field)!s}" in here.words
        await here.press("u", "u", "u", "u")
        assert here.record.causes[3] == cause


async def test_every_open_end_gets_a_stop_reason(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        assert "Open ends: 2" in here.text
        await here.press("down", "end", "x")
        assert "Stop at c4" in here.text
        await here.press("s", "enter")
        await here.write("we own the alerts", "enter", "enter")
        assert "Systemic and changeable: c4" in here.text
        await here.press("y", "enter", "n", "enter", "y", "enter")
        assert "It takes three times yes." in here.words
        assert here.record.causes[3].stop.reason is None
        await here.press("up", "up", "y", "enter", "y", "enter", "y", "enter")
        assert here.record.causes[3].stop.reason is StopReason.SYSTEMIC_AND_CHANGEABLE
        assert here.record.causes[3].stop.note == "we own the alerts"
        assert "Open ends: 1" in here.text
        assert "Stop reason: systemic and changeable" in here.words
        await here.press("u")
        assert here.record.causes[3].stop.reason is None
        assert here.record.causes[3].stop.note == "we own the alerts"


def circular(record):
    """A tree that came with an import: c2 leads to itself, too; c3 is an end."""
    causes = (
        Cause(id="c1"),
        Cause(id="c2", parents=("c1", "c2")),
        Cause(id="c3", parents=("c1",)),
    )
    return replace(record, threads=(Thread(id="w1", root="c1"),), causes=causes)


async def test_a_circle_is_in_view_and_missing_evidence_is_asked_for(library):
    library.change(EMPTY, circular)
    async with walk(library, EMPTY, "root_cause") as here:
        assert "c2 leads to itself. Take that link away." in here.text
        await here.press("down", "end", "x", "n", "enter", "enter", "enter")
        assert "Evidence for c3" in here.text
        await here.write("Which queue was watched?", "enter", *"Anna Vos", "enter", "enter")
        assert "Evidence comes when somebody is asked, by a date." in here.words
        await here.write("2026-10-01", "enter")
        stop, (question,) = here.record.causes[2].stop, here.record.open_questions
        assert (stop.reason, stop.ref) == (StopReason.NEEDS_EVIDENCE, question.id)
        assert (question.text, question.asked_of) == ("Which queue was watched?", "Anna Vos")
        assert "Open ends: 1" in here.text
        assert "c2 leads to itself. Take that link away." in here.text
        await here.press("u")
        assert here.record.causes[2].stop.reason is None
        assert here.record.open_questions == ()


async def test_another_thread_is_asked_and_filled(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("down", "w")
        await here.write("detection: How did it stay unnoticed?", "enter")
        thread = here.record.threads[1]
        assert (thread.id, thread.kind) == ("w2", ThreadKind.DETECTION)
        assert here.place == "+causes"
        await here.write("Nobody was paged for 20 minutes", "enter")
        await here.write("The threshold was an hour", "enter")
        assert here.record.threads[1].root == "c5"
        assert parents(here)["c6"] == ("c5",)
        assert here.record.causes[5].thread == "w2"


async def test_deleting_a_cause_keeps_what_is_below_it(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.press("down", "home", "down", "down", "down", "d")
        assert "c4 ‹ go to c1 › nothing is deleted" in here.words
        await here.press("right", "enter")
        assert len(here.record.causes) == 4
        await here.press("d", "enter")
        assert "c3 deleted. c4: go to c1. u brings it back." in here.words
        assert parents(here) == {"c1": (), "c2": ("c1",), "c4": ("c1",)}
        await here.press("u")
        assert parents(here) == {"c1": (), "c2": ("c1",), "c3": ("c1",), "c4": ("c3",)}


async def test_a_paste_goes_below_the_cause_in_hand(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        await here.paste("one more\nand another")
        assert parents(here)["c5"] == ("c3",)
        assert parents(here)["c6"] == ("c3",)


async def test_a_circle_is_refused(library):
    async with walk(library, EMPTY, "root_cause") as here:
        await five_whys(here)
        here.app.call_later(here.app.screen.go_to, "root_cause", "causes.c3.parents")
        await here.done()
        assert here.place == "causes.c3.parents"
        await here.press("end", "ctrl+u", "c", "4", "tab")
        assert "c4 already leads to c3; this would be a circle. c4 → c3" in here.words
        assert parents(here)["c3"] == ("c1",)


async def test_the_selected_cause_is_written_out(examples):
    async with walk(examples, EXAMPLE, "root_cause") as here:
        await here.press("down", "down")
        assert "Statement: From 16:41 UTC authorisation requests waited" in here.words
        await here.press("home")
        assert "Needed together:" in here.words
        await here.press("enter")
        assert "threads · w1" in here.text
        assert here.place == "threads.w1.question"
