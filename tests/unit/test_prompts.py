"""The questions for the room: what follows from the record comes first, and nothing jumps."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pmtui.guide.prompts.asking import Asking
from pmtui.guide.prompts.of_pages import ASKS, MOST, prompts
from pmtui.guide.prompts.prompt import LONGEST, Prompt, about, own
from pmtui.guide.steps import STEPS
from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.model.factors import Cause, Stop
from pmtui.model.kinds import (
    EventKind,
    LessonKind,
    StopReason,
)
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from tests.unit.growth import assert_no_quadratic_growth
from tests.unit.prompt_cases import CAUSES, CHECK, DONE, OPEN, REASONS, TODAY
from tests.unit.whole_record import DEMO, LIBRARY, instant, put

NOON = instant("2026-09-15T12:00")
PAGE = {step.name: step for step in STEPS}
BARE = Postmortem(id="x")


def given(page, changes, today=TODAY):
    """What a page gives reason to ask, beside its own questions: address and words."""
    found = prompts(put(BARE, changes), PAGE[page], today)
    return [(each.address, each.text) for each in found if each.address]


@pytest.mark.parametrize(
    ("page", "where", "question", "changes"), REASONS, ids=[f"{r[0]}-{r[1]}" for r in REASONS]
)
def test_a_reason_is_asked_about_before_the_pages_own_questions(page, where, question, changes):
    found = prompts(put(BARE, changes), PAGE[page], TODAY)
    assert (where, question) in given(page, changes)
    general = [place for place, each in enumerate(found) if not each.address]
    assert general == list(range(general[0], len(found)))
    address.slot_at(where)


def test_every_kind_of_reason_has_a_case():
    for page, asks in ASKS.items():
        records = [put(BARE, changes) for name, *_, changes in REASONS if name == page]
        for ask in asks:
            assert any([*ask(record, TODAY)] for record in records), (page, ask)


def test_what_was_settled_is_not_asked():
    settled = {
        **CAUSES,
        "causes.c9.stop": Stop(reason=StopReason.OUTSIDE_OUR_CONTROL, note="ask them"),
        "threads": (),
    }
    assert ("causes.c9.stop.reason", "c9") not in given("root_cause", settled)
    assert [where for where, _ in given("root_cause", settled)] == ["threads"]
    answered = {**CAUSES, "actions": (OPEN,)}
    assert given("recommendations", answered) == []
    later = {"actions": (replace(DONE, effectiveness=CHECK),)}
    assert given("follow_up", later, TODAY - timedelta(days=1)) == []
    assert given("implementation", {"actions": (replace(OPEN, due=TODAY),)}) == []


def test_a_page_with_nothing_on_it_asks_its_own_questions_alone():
    for step in STEPS:
        assert prompts(BARE, step, TODAY) == own(step)


def test_a_question_brought_up_by_a_reason_is_not_asked_twice():
    one = put(
        BARE, {"lessons": (Lesson(id="l1", kind=LessonKind.WENT_WELL, text="Support paged"),)}
    )
    texts = [each.text for each in prompts(one, PAGE["lessons"], TODAY)]
    assert texts[:2] == ["Where were we lucky?", "What was harder than it needed to be?"]
    assert sorted(texts) == sorted(PAGE["lessons"].prompts)


@pytest.mark.parametrize("record", LIBRARY, ids=lambda record: record.id)
def test_questions_ask_how_and_what_and_never_why_you(record):
    """Also for a record in which much is missing, and with few of each kind."""
    half = put(record, {"milestones": BARE.milestones, "actions": record.actions[:1]})
    for step in STEPS:
        for each in (record, half):
            found = prompts(each, step, date(2027, 6, 1))
            assert found == prompts(each, step, date(2027, 6, 1))
            assert len({one.key for one in found}) == len(found)
            assert len(found) <= len(step.prompts) + MOST * len(ASKS[step.name])
            for one in found:
                asked = re.sub("“.*”", "", one.text)
                assert not re.search(r"\bwhy\b", asked, re.IGNORECASE)
                assert asked[-1] in "?."
                assert len(one.text) <= LONGEST


def test_words_of_an_item_give_way_to_the_question():
    long = about("c1", "word " * 90, "what made this possible?", "causes.c1")
    assert len(long.text) == LONGEST
    assert long.text.endswith("…”: what made this possible?")
    assert about("c1", "\x1b[31m \u202e", "what?", "causes.c1").text == "c1 “␛[31m ⟨U+202E⟩”: what?"
    assert about("c1", " ", "what?", "causes.c1").text == "c1: what?"


A, B, C = Prompt("Who?"), Prompt("What?"), Prompt("How?")
GAP = Prompt("What happened?", "timeline.t5")
END = Prompt("What made this possible?", "causes.c9.stop.reason", of_item=True)


def test_questions_follow_each_other_and_begin_again():
    asking = Asking()
    asking.begin((A, B))
    assert asking.words == "1/2 Who?"
    shown = []
    for _ in range(3):
        asking.go_on((A, B))
        shown.append(asking.words)
    assert shown == ["2/2 What?", "1/2 Who?", "2/2 What?"]
    asking.begin(())
    assert asking.words == ""


def test_a_question_stays_until_its_reason_is_gone_and_new_ones_come_next():
    asking = Asking()
    asking.begin((END, A, B, C))
    asking.go_on((END, A, B, C))
    asking.look((END, GAP, A, B, C))
    assert asking.words == "3/5 Who?"
    asking.go_on((END, GAP, A, B, C))
    assert asking.words == "2/5 What happened?"
    asking.look((END, A, B, C))
    assert asking.words == "3/4 What?", "its gap was filled"
    asking.begin((END, A))
    asking.look((GAP, replace(END, text="Sessions wait: what made this possible?"), A))
    assert asking.words == "2/3 Sessions wait: what made this possible?"


def test_what_is_in_hand_is_asked_about_first():
    asking = Asking()
    asking.begin((GAP, END, A))
    for in_hand in ("causes.c9", "+causes.c9", "=causes.c9"):
        asking.begin((GAP, A, END))
        asking.go_on((GAP, A, END), in_hand)
        assert asking.number == 2
    asking.go_on((GAP, A, END), "causes.c9")
    assert asking.number == 1
    asking.begin((GAP, A, END))
    asking.go_on((GAP, A, END), "causes.c90")
    assert asking.number == 1


def test_many_entries_and_causes_cost_little():
    events = tuple(Event(id=f"t{n}", at=NOON, kind=EventKind.DECISION) for n in range(2000))
    causes = tuple(Cause(id=f"c{n}", parents=("c0",) if n else ()) for n in range(2000))

    def ask(sizes):
        many = put(DEMO, {"timeline": events[: len(sizes)], "causes": causes[: len(sizes)]})
        return [prompts(many, step, TODAY) for step in STEPS]

    assert_no_quadratic_growth(ask, range(2000))
