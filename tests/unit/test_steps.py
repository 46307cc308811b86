"""The nine pages and the words for their state."""

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from pmtui.guide import state
from pmtui.guide.checks import RULES, check
from pmtui.guide.state import state_of
from pmtui.guide.steps import STEPS
from pmtui.model import address
from pmtui.model.commitments import Action, Idea, Lesson
from pmtui.model.factors import Thread
from pmtui.model.kinds import ActionStatus
from pmtui.model.people import Preparation
from pmtui.model.postmortem import Mark, Postmortem, Progress

TODAY = date(2026, 10, 20)
NAMES = [step.name for step in STEPS]


def test_nine_pages_in_order_and_the_same_everywhere():
    assert [step.number for step in STEPS] == list(range(1, 10))
    assert NAMES == [field.name for field in fields(Progress)] == list(RULES)
    assert [step.phase for step in STEPS] == ["before"] + ["meeting"] * 5 + ["after"] * 3
    assert [len(step.prompts) for step in STEPS] == [9, 12, 12, 9, 5, 6, 8, 8, 8]
    titles = [step.title for step in STEPS]
    assert len(set(titles)) == 9
    assert (titles[2], titles[8]) == ("Root cause", "Follow-up")


@pytest.mark.parametrize("step", STEPS, ids=NAMES)
def test_prompts_are_short_open_and_never_ask_why_you(step):
    for prompt in step.prompts:
        assert len(prompt) <= 100
        assert "why" not in prompt.casefold().split()
        assert prompt[-1] in "?."
    assert len(set(step.prompts)) == len(step.prompts)


def found(record, name):
    return state_of(record, name, check(record, TODAY))


def test_a_new_record_is_empty_on_every_page():
    new = Postmortem(id="x", title="Payments failed", display_timezones=("UTC", "Europe/Berlin"))
    assert {found(new, name) for name in NAMES} == {"empty"}


@pytest.mark.parametrize(
    ("name", "where", "value"),
    [
        ("preparation", "prep", Preparation(owner="p1")),
        ("analysis", "analysis.narrative", "It began in March."),
        ("root_cause", "threads", (Thread(id="w1"),)),
        ("impact", "impact.summary", "Payments failed for 9 minutes."),
        ("recommendations", "parking_lot", (Idea(id="i1", text="Try it"),)),
        ("report", "report.exec_summary", "Draft."),
        ("implementation", "actions", (Action(id="a1", status=ActionStatus.ACCEPTED),)),
        ("follow_up", "follow_up.reopen_if", "it happens again"),
    ],
)
def test_what_is_filled_leaves_something_to_do(name, where, value):
    begun = address.put(Postmortem(id="x"), where, value)
    musts = [f for f in check(begun, TODAY) if f.step == name and f.level == "must"]
    assert musts
    assert found(begun, name) == f"{len(musts)} to do"


def test_ready_when_nothing_must_be_done_and_done_when_marked():
    learned = Postmortem(id="x", lessons=(Lesson(id="l1", text="Locks queue."),))
    assert found(learned, "lessons") == "ready"
    mark = Mark(done_at=datetime(2026, 10, 1, tzinfo=UTC))
    assert found(address.put(learned, "progress.lessons", mark), "lessons") == "done"
    assert found(address.put(learned, "progress.report", mark), "report") == "done"


def test_a_proposed_action_is_no_work_yet():
    proposed = Postmortem(id="x", actions=(Action(id="a1"),))
    assert found(proposed, "implementation") == "empty"


def test_every_field_of_a_page_exists():
    for name in set(NAMES) - {"implementation"}:
        for field in state._FIELDS[name]:
            assert address.has(Postmortem(id="x"), field)
