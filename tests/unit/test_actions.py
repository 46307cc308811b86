"""The states of an action: which moves there are, what they need, what they leave behind."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pmtui.edits import put_all
from pmtui.model import address
from pmtui.model.actions import NEXT, CannotMove, lacks, move
from pmtui.model.commitments import Action, RiskAcceptance, Step, Verification
from pmtui.model.errors import BadValue, UnknownField
from pmtui.model.factors import Cause
from pmtui.model.kinds import OPEN_ACTIONS, ActionStatus, Confidence, Priority
from pmtui.model.overdue import is_overdue
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.roster import participant, person_id, same_person

TODAY, NOW = date(2026, 9, 20), datetime(2026, 9, 20, 9, tzinfo=UTC)
LATER, BEFORE = date(2026, 10, 1), date(2026, 9, 19)
PEOPLE = (
    Participant(id="p1", name="Anneke Vos", handle="@avos", team="SRE"),
    Participant(id="p2", name="Rohan Kulkarni", team="Payments Core"),
)
READY = Action(
    id="a1",
    title="Limit lock waits",
    owner="p1",
    due=LATER,
    priority=Priority.P0,
    causes=("c1",),
    verification=Verification(method="Hold a lock in staging; expect exit code 75"),
)
OTHER = Action(id="a3", title="Another")
ACCEPTED_RISK = RiskAcceptance(
    id="k1", causes=("c1",), reason="rare", accepted_by="p2", review_on=LATER
)


def record(action=READY, **changes):
    return Postmortem(
        id="x", prep=Preparation(people=PEOPLE), actions=(replace(action, **changes), OTHER)
    )


def moved(start, to, **asked):
    given = {"by": None, "note": None, "due": None, "owner": None, **asked}
    return move(start, "a1", ActionStatus(to), today=TODAY, now=NOW, **given).actions[0]


GUIDE = {
    "proposed": {"accepted", "declined", "merged"},
    "accepted": {"in_progress", "deferred", "declined"},
    "in_progress": {"deferred", "declined", "blocked", "done"},
    "blocked": {"declined", "in_progress"},
    "done": {"verified", "in_progress"},
    "verified": {"in_progress"},
    "deferred": {"proposed"},
    "declined": {"proposed"},
    "merged": set(),
}
"""The moves of the guide, section 5.3."""


def test_the_moves_are_those_of_the_guide():
    assert {before: set(after) for before, after in NEXT.items()} == GUIDE


@pytest.mark.parametrize("before", ActionStatus)
@pytest.mark.parametrize("after", ActionStatus)
def test_only_the_moves_of_the_table_are_possible(before, after):
    start = record(status=before, review_on=LATER)
    asked = {"by": "p2", "note": "because of a3"}
    if after in NEXT[before]:
        found = moved(start, after, **asked)
        assert found.status is after
        step = found.history[-1] if after is not ActionStatus.PROPOSED else found.history[0]
        assert step == Step(
            at=NOW,
            by="p2",
            field="status",
            before=before.value,
            after=after.value,
            reason="because of a3",
        )
    else:
        with pytest.raises(CannotMove, match="a1 is") as caught:
            moved(start, after, **asked)
        for way in NEXT[before]:
            assert way.value.replace("_", " ") in str(caught.value)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"owner": None}, "has no owner"),
        ({"owner": "TBD"}, "is owned by “TBD”"),
        ({"owner": "Payments Core"}, "one person"),
        ({"owner": "the database team"}, "one person"),
        ({"owner": "Ada and Grace"}, "one person"),
        ({"due": None}, "no due date"),
        ({"due": BEFORE}, "lies in the past"),
        ({"verification": Verification()}, "how its result is checked"),
        ({"verification": Verification(method="done and merged")}, "verification.method"),
        ({"verification": Verification(method="short")}, "verification.method"),
        ({"causes": ()}, "no cause and no lesson"),
    ],
)
def test_acceptance_says_what_is_missing(change, words):
    with pytest.raises(CannotMove, match="a1 cannot be accepted") as caught:
        moved(record(**change), "accepted")
    assert words in str(caught.value)


def test_acceptance_names_everything_at_once_and_takes_owner_and_date_with_it():
    bare = record(Action(id="a1"))
    assert [lack.rule for lack in lacks(bare, bare.actions[0])] == ["AL03", "AL04", "AL07"]
    found = moved(record(owner=None, due=None), "accepted", by="p2", owner="@AVOS", due=LATER)
    assert (found.owner, found.due, found.status) == ("p1", LATER, "accepted")
    assert [step.field for step in found.history] == ["status", "owner", "due"]
    assert moved(record(priority=Priority.P2, verification=Verification()), "accepted", by="p2")
    assert moved(record(causes=(), lesson="l1"), "accepted", by="p2")


def test_acceptance_names_the_approver_or_the_decision_of_the_team():
    with pytest.raises(CannotMove, match="by an approver or by the team"):
        moved(record(), "accepted", note=" ")
    assert moved(record(), "accepted", by="p2").history[0].by == "p2"
    team = moved(record(), "accepted", note="decided in the review")
    assert (team.history[0].by, team.history[0].reason) == (None, "decided in the review")


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ("proposed", "declined", "why it is declined"),
        ("proposed", "merged", "merged into, such as a3"),
        ("accepted", "deferred", "why it is put off"),
        ("in_progress", "declined", "why it is declined"),
        ("in_progress", "blocked", "what blocks it"),
        ("in_progress", "done", "what was done, or give the link"),
        ("done", "verified", "what the check showed"),
        ("done", "in_progress", "why it is opened again"),
        ("verified", "in_progress", "why it is opened again"),
    ],
)
def test_note_is_asked_for(before, after, words):
    with pytest.raises(CannotMove, match=words):
        moved(record(status=ActionStatus(before)), after, by="p2", note="  ", due=LATER)


COVERED = {
    "nothing else": ({}, "c1"),
    "another action": ({"actions.a3.causes": ("c1",)}, ""),
    "a declined action": (
        {"actions.a3.causes": ("c1",), "actions.a3.status": ActionStatus.DECLINED},
        "c1",
    ),
    "an accepted risk": ({"risk_acceptances": (ACCEPTED_RISK,)}, ""),
    "a risk that nobody accepted": (
        {"risk_acceptances": (replace(ACCEPTED_RISK, accepted_by=None),)},
        "c1",
    ),
    "what it acts on was ruled out": ({"causes.c1.confidence": Confidence.REJECTED}, ""),
    "more causes": ({"causes.c2": Cause(id="c2")}, "c1"),
    "causes below": ({"causes.c2": Cause(id="c2", parents=("c1",))}, ""),
}


@pytest.mark.parametrize("before", ["accepted", "in_progress", "blocked"])
@pytest.mark.parametrize(("changes", "bare"), COVERED.values(), ids=COVERED)
def test_declining_what_was_accepted_asks_for_an_answer_to_its_causes(before, changes, bare):
    start = address.put(record(status=ActionStatus(before)), "causes", (Cause(id="c1"),))
    for where, value in changes.items():
        start = address.put(start, where, value)
    if bare:
        with pytest.raises(CannotMove, match=f"Nothing else acts on {bare}. Accept that risk"):
            moved(start, "declined", note="too dear")
    else:
        assert moved(start, "declined", note="too dear").status == "declined"


def test_declining_a_proposal_asks_for_the_reason_alone():
    start = address.put(record(), "causes", (Cause(id="c1"),))
    assert moved(start, "declined", note="too dear").status == "declined"


def test_merging_names_another_action_of_the_record():
    for note in ("a9", "a1", "the other one"):
        with pytest.raises(CannotMove, match="names no other action"):
            moved(record(), "merged", note=note)
    assert moved(record(), "merged", note="same as a3").history[0].reason == "same as a3"
    gone = address.put(record(), "actions.a3.status", ActionStatus.DECLINED)
    with pytest.raises(CannotMove, match="that goes on"):
        moved(gone, "merged", note="same as a3")


def test_deferring_needs_a_date_to_look_again():
    start = record(status=ActionStatus.ACCEPTED)
    with pytest.raises(CannotMove, match="looked at again"):
        moved(start, "deferred", note="no time")
    found = moved(start, "deferred", note="no time", due=LATER)
    assert (found.review_on, found.due) == (LATER, READY.due)
    assert moved(record(found), "proposed").review_on is None


def test_done_and_verified_keep_their_evidence_until_reopened():
    done = moved(record(status=ActionStatus.IN_PROGRESS, ticket="PAY-1"), "done")
    assert done.done_at == TODAY
    verified = moved(record(done), "verified", by="rohan kulkarni", note="passed 3 of 3")
    assert verified.verification == replace(
        READY.verification, by="p2", at=TODAY, result="passed 3 of 3"
    )
    again = moved(record(verified), "in_progress", note="fails on replicas")
    assert (again.done_at, again.verification.result, again.verification.at) == (None, None, None)
    assert again.verification.method == READY.verification.method
    assert [step.after for step in again.history] == ["done", "verified", "in_progress"]


@pytest.mark.parametrize("by", ["p1", "Anneke Vos", "@avos", "AVOS"])
def test_owner_never_verifies(by):
    start = record(status=ActionStatus.DONE)
    with pytest.raises(CannotMove, match="other than its owner"):
        moved(start, "verified", by=by, note="fine")
    with pytest.raises(CannotMove, match="other than its owner"):
        moved(start, "verified", by=by, note="fine", owner="p2")


def test_verifier_is_asked_for_unless_planned():
    start = record(status=ActionStatus.DONE)
    with pytest.raises(CannotMove, match="needs a verifier"):
        moved(start, "verified", note="fine")
    planned = replace(READY.verification, by="p2")
    found = moved(record(status=ActionStatus.DONE, verification=planned), "verified", note="fine")
    assert found.verification.by == "p2"


def test_blocked_reason_comes_and_goes():
    blocked = moved(record(status=ActionStatus.IN_PROGRESS), "blocked", note="waits for audit")
    assert blocked.blocked_reason == "waits for audit"
    assert moved(record(blocked), "in_progress").blocked_reason is None


def test_due_date_moves_on_its_own_and_is_kept_in_history():
    start = record(status=ActionStatus.IN_PROGRESS)
    new = date(2026, 10, 22)
    found = moved(start, "in_progress", due=new, note="release moved", by="p1")
    assert found.due == new
    assert found.history == (
        Step(at=NOW, by="p1", field="due", before="2026-10-01", after="2026-10-22",
             reason="release moved"),
    )  # fmt: skip
    with pytest.raises(CannotMove, match="already"):
        moved(start, "in_progress", due=LATER)
    with pytest.raises(BadValue, match="in the past"):
        moved(start, "in_progress", due=BEFORE)


def test_an_overdue_action_moves_with_the_date_that_it_has():
    late = record(status=ActionStatus.IN_PROGRESS, due=BEFORE)
    found = moved(late, "done", note="merged", due=BEFORE)
    assert (found.status, found.due) == ("done", BEFORE)


def test_unknown_action():
    with pytest.raises(UnknownField, match="a9"):
        move(record(), "a9", ActionStatus.DONE, by=None, note=None, due=None, owner=None,
             today=TODAY, now=NOW)  # fmt: skip


@pytest.mark.parametrize("status", ActionStatus)
def test_overdue_starts_the_day_after(status):
    action = replace(READY, status=status, due=TODAY)
    assert not is_overdue(action, TODAY)
    assert is_overdue(action, LATER) is (status in OPEN_ACTIONS)
    assert not is_overdue(replace(action, due=None), LATER)


def test_people_are_found_by_id_name_and_handle():
    start = record()
    assert {participant(start, who).id for who in ("p1", "anneke vos", "avos", " @AVOS ")} == {"p1"}
    assert participant(start, "") is participant(start, None) is participant(start, "Eve") is None
    assert (person_id(start, "Rohan Kulkarni"), person_id(start, " Eve ")) == ("p2", "Eve")
    assert same_person(start, "Eve", "eve")
    assert not same_person(start, None, None)


@pytest.mark.parametrize(
    ("before", "field", "value", "said"),
    [
        ("accepted", "due", date(2026, 11, 1), ("due", "2026-10-01", "2026-11-01")),
        ("blocked", "owner", "p2", ("owner", "p1", "p2")),
        ("deferred", "review_on", LATER, ("review_on", None, "2026-10-01")),
        ("accepted", "due", LATER, None),
        ("proposed", "due", date(2026, 11, 1), None),
        ("done", "due", date(2026, 11, 1), None),
        ("accepted", "title", "Another title", None),
    ],
)
def test_history_keeps_what_is_changed_in_the_form_of_a_commitment(before, field, value, said):
    start = record(status=ActionStatus(before))
    history = put_all(start, [(f"actions.a1.{field}", value)], "@avos", NOW).actions[0].history
    steps = [(step.at, step.by, step.field, step.before, step.after) for step in history]
    assert steps == ([(NOW, "p1", *said)] if said else [])
