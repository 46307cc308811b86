"""The board of actions: groups, filter, lines, and moving actions of several records."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pmtui.across import move_across, take_back
from pmtui.edits import put_all
from pmtui.guide.board import Show, action_line, grouped
from pmtui.guide.moves import Mover
from pmtui.model.commitments import Action, Step
from pmtui.model.factors import Cause
from pmtui.model.kinds import ActionStatus, CauseRole, Priority
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.screens.board_lines import BoardLook, board_lines, nothing, said_of_turn, told
from pmtui.store.folder import FolderLibrary

TODAY = date(2026, 9, 20)
NOW = datetime(2026, 9, 20, 12, tzinfo=UTC)
ANNEKE = Participant(id="p1", name="Anneke Vos", handle="@avos")


def step(month, field="status", before="proposed", after="accepted"):
    at = datetime(2026, month, 1, tzinfo=UTC)
    return Step(at=at, field=field, before=before, after=after)


LATE = Action(
    id="a1",
    title="add a limit",
    status=ActionStatus.IN_PROGRESS,
    priority=Priority.P1,
    owner="p1",
    due=date(2026, 9, 10),
    ticket="OPS-7",
    history=(step(6), step(7, "due", "2026-08-01", "2026-09-10")),
)
SOON = Action(id="a2", title="write [b]it[/b] down", status=ActionStatus.ACCEPTED, owner="Rohan")
SOON = replace(SOON, due=date(2026, 9, 25), history=(step(9),))
NEW = Action(id="a3", title="look at it", status=ActionStatus.PROPOSED)
OVER = Action(id="a4", title="old", status=ActionStatus.VERIFIED, owner="p1")
RECORD = Postmortem(
    id="2026-06-01-pool-ran-out",
    title="The pool ran out",
    services=("checkout", "ledger"),
    prep=Preparation(people=(ANNEKE,)),
    actions=(LATE, SOON, NEW, OVER),
)
LINES = tuple(action_line(RECORD, each) for each in RECORD.actions)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("state", {"Proposed": ["a3"], "Accepted": ["a2"], "In progress": ["a1"]}),
        ("owner", {"Anneke Vos": ["a1"], "Rohan": ["a2"], "Nobody yet": ["a3"]}),
        ("due", {"Overdue": ["a1"], "Within 7 days": ["a2"], "No date": ["a3"]}),
        ("service", {"checkout": ["a1", "a2", "a3"], "ledger": ["a1", "a2", "a3"]}),
    ],
)
def test_groups_come_in_order_and_never_count_people(by, expected):
    groups = grouped([each for each in LINES if Show().fits(each, TODAY)], by, TODAY)
    found = {group.title: [each.id for each in group.lines] for group in groups}
    assert list(found.items()) == list(expected.items())
    assert all(group.counted for group in groups) == (by != "owner")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["a1", "a2", "a3"]),
        ("overdue", ["a1"]),
        ("slipped", ["a1"]),
        ("STALE", ["a1"]),
        ("ledger rohan", ["a2"]),
        ("ops-7 progress", ["a1"]),
        ("pool proposed", ["a3"]),
        ("nothing like it", []),
    ],
)
def test_words_and_marks_are_filtered_by(typed, expected):
    show = Show(words=typed)
    assert [each.id for each in LINES if show.fits(each, TODAY)] == expected


def test_what_needs_nothing_more_is_shown_on_wish():
    assert [each.id for each in LINES if Show(finished=True).fits(each, TODAY)][-1] == "a4"


def test_an_action_of_two_services_has_two_lines_and_is_one_action():
    lines = board_lines(BoardLook(by="service", known=LINES), 76, TODAY)
    assert next(row.key for row in lines.rows if row.key) == f"{RECORD.id}/a1"
    assert len(lines.by_key) == 6
    assert sorted(lines.found) == [f"{RECORD.id}/{each}" for each in ("a1", "a2", "a3")]


def test_lines_mark_what_is_late_and_keep_hostile_words_as_words():
    lines = board_lines(BoardLook(known=LINES, marked=frozenset({LINES[0].key})), 100, TODAY)
    row = next(each for each in lines.rows if each.key == LINES[0].key)
    assert row.sign == "✓"
    shown = "".join(text for text, _ in row.spans)
    assert "10 days overdue, moved once" in shown
    assert any("[b]it[/b]" in text for each in lines.rows for text, _ in each.spans)
    below = told(LINES[0], TODAY).splitlines()
    assert below[0].startswith(
        "Anneke Vos · due 2026-09-10 · 10 days overdue · moved once · silent"
    )
    assert below[1] == "The pool ran out · checkout, ledger"


def test_an_empty_board_says_why():
    assert "page 6" in nothing(BoardLook())
    assert "nothing fits" in nothing(BoardLook(known=LINES, typed="x"))
    assert "nothing is left to do" in nothing(BoardLook(known=LINES))


MOVER = Mover("ann", TODAY, NOW)


@pytest.fixture
def two(tmp_path):
    """A library in which two records have actions that can begin."""
    library = FolderLibrary(tmp_path)
    library.create(RECORD)
    library.create(replace(RECORD, id=OTHER, actions=(SOON,)))
    return library


OTHER = "2026-07-01-again"
BOTH = {RECORD.id: ["a1", "a2"], OTHER: ["a2"]}


def states(library, ref):
    return [each.status.value for each in library.load(ref).record.actions]


def test_actions_of_several_records_move_and_those_that_cannot_say_why(two):
    chosen = {**BOTH, "2026-01-01-gone": ["a1"]}
    kept = move_across(two, chosen, ActionStatus.IN_PROGRESS, {}, MOVER).kept
    assert kept.keys() == {(RECORD.id, "a1"), ("2026-01-01-gone", "a1")}
    assert states(two, RECORD.id) == ["in_progress", "in_progress", "proposed", "verified"]
    moved = two.load(OTHER).record.actions[0]
    assert moved.status is ActionStatus.IN_PROGRESS
    assert (moved.history[-1].by, moved.history[-1].at) == ("ann", NOW)


def test_a_move_of_several_records_is_taken_back_as_one_and_brought_again(two):
    before = [two.load(ref).record for ref in BOTH]
    moved = move_across(two, BOTH, ActionStatus.IN_PROGRESS, {}, MOVER)
    after = [two.load(ref).record for ref in BOTH]
    two.change(OTHER, lambda record: put_all(record, [("title", "Other words")]))
    back = take_back(two, moved.changes, MOVER)
    assert not back.kept
    other = replace(before[1], title="Other words")
    assert [two.load(ref).record for ref in BOTH] == [before[0], other], "what else changed stays"
    assert said_of_turn(back, back=True) == "Taken back in 2 postmortems. U brings it again."
    again = take_back(two, back.changes, MOVER)
    assert [two.load(ref).record.actions for ref in BOTH] == [each.actions for each in after]
    assert said_of_turn(again, back=False) == "Brought back in 2 postmortems. u takes it back."


def test_a_record_where_the_move_was_changed_since_stays_and_is_named(two):
    moved = move_across(two, BOTH, ActionStatus.IN_PROGRESS, {}, MOVER)
    move_across(two, {OTHER: ["a2"]}, ActionStatus.DONE, {"note": "built"}, MOVER)
    back = take_back(two, moved.changes, MOVER)
    assert states(two, OTHER) == ["done"]
    assert states(two, RECORD.id)[1] == "accepted"
    assert back.kept.keys() == {OTHER}
    assert f"{OTHER} was changed since by {two.who} (actions.a2.status" in back.kept[OTHER]
    assert not back.left, "it would be refused again"
    assert said_of_turn(back, back=True).startswith("Taken back in 1 of 2 postmortems.")


def test_a_risk_taken_with_a_move_goes_with_it_and_a_refusal_of_the_machine_can_be_tried_again(two):
    cause = Cause(id="c1", statement="no limit", role=CauseRole.CONTRIBUTING)
    record = replace(RECORD, id="2026-08-01-bare", causes=(cause,))
    two.create(replace(record, actions=(replace(SOON, causes=("c1",)),)))
    before = two.load(record.id).record
    answers = {"note": "too dear", "accepted_by": "p1", "review_on": "2026-12-01"}
    moved = move_across(two, {record.id: ["a2"]}, ActionStatus.DECLINED, answers, MOVER)
    assert two.load(record.id).record.risk_acceptances
    file = next(two.folder.glob("*/2026-08-01-bare.json"))
    kept = file.read_bytes()
    file.write_bytes(b"{")
    back = take_back(two, moved.changes, MOVER)
    assert back.kept
    assert back.left == moved.changes
    file.write_bytes(kept)
    assert not take_back(two, back.left, MOVER).kept
    after = two.load(record.id).record
    assert (after.actions, after.risk_acceptances) == (before.actions, ())
