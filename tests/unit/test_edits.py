"""Edits: puts and what follows, removal with its references, following new ids."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.edits import Edit, deletion, make_edit, put_all, removal, renamed
from pmtui.model import address
from pmtui.model.causes import would_circle
from pmtui.model.commitments import Action
from pmtui.model.errors import UnknownField
from pmtui.model.factors import Cause
from pmtui.model.kinds import ActionStatus, EventKind, Precision, ReportStatus
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event, Milestones
from pmtui.model.types import Moment
from pmtui.store.codec import from_json

EXAMPLE = address.put(from_json(records()[-1], "example"), "report.status", ReportStatus.DRAFT)
ITEMS = [
    f"{parent}.{item.id}"
    for parent in address.list_addresses()
    for item in address.get(EXAMPLE, parent)
]
NOW = datetime(2026, 9, 18, 8, tzinfo=UTC)
AT = datetime(2026, 9, 15, 16, 41, tzinfo=UTC)


def edit(record: Postmortem, field: str, value: object) -> Edit:
    return make_edit(record, (field, value), "ada", NOW)


def moment(minutes: int) -> Moment:
    return Moment(at=AT + timedelta(minutes=minutes), precision=Precision.EXACT)


def references(record: Postmortem, item_id: str) -> list[str]:
    """Where the record names an item, other than in the item itself and in plain words."""
    return [
        where
        for where, value in address.walk(record)
        if address.slot_at(where).mark or where.endswith((".to", ".lesson", ".ref"))
        if value == item_id or (isinstance(value, tuple) and item_id in value)
    ]


@given(st.sampled_from(ITEMS))
@settings(max_examples=len(ITEMS), deadline=None)
def test_removal_leaves_no_reference_behind(item: str) -> None:
    item_id = item.rpartition(".")[2]
    changed = put_all(EXAMPLE, removal(EXAMPLE, item))
    assert not address.has(changed, item)
    assert references(changed, item_id) == []
    for parent in address.list_addresses():
        ids = {each.id for each in address.get(EXAMPLE, parent)}
        assert {each.id for each in address.get(changed, parent)} == ids - {item_id}


@given(st.permutations([each for each in ITEMS if each.startswith("causes.")]))
@settings(max_examples=20, deadline=None)
def test_causes_can_be_removed_in_any_order(items: list[str]) -> None:
    record = EXAMPLE
    for item in items:
        record = put_all(record, removal(record, item))
        for cause in record.causes:
            assert cause.id not in cause.parents
            assert len(set(cause.parents)) == len(cause.parents)
            assert all(not would_circle(record, cause.id, parent) for parent in cause.parents)
    assert record.causes == ()


def test_causes_below_a_removed_one_move_up() -> None:
    record = Postmortem(
        id="x",
        causes=(
            Cause(id="c1"),
            Cause(id="c2", parents=("c1",)),
            Cause(id="c3", parents=("c2", "c1")),
            Cause(id="c4", parents=("c2",)),
        ),
    )
    changed = put_all(record, removal(record, "causes.c2"))
    assert [(cause.id, cause.parents) for cause in changed.causes] == [
        ("c1", ()),
        ("c3", ("c1",)),
        ("c4", ("c1",)),
    ]


def test_a_timeline_entry_fills_the_milestone_of_its_kind() -> None:
    record = Postmortem(id="x", timeline=(Event(id="t1", at=AT, precision=Precision.EXACT),))
    record = put_all(record, [("timeline.t1.kind", EventKind.DETECTION)])
    assert record.milestones.detected_at == moment(0)


def test_a_milestone_moves_with_the_entry_that_set_it() -> None:
    event = Event(id="t1", at=AT, precision=Precision.EXACT, kind=EventKind.DETECTION)
    record = Postmortem(id="x", timeline=(event,), milestones=Milestones(detected_at=moment(0)))
    record = put_all(record, [("timeline.t1.at", moment(7))])
    assert record.milestones.detected_at == moment(7)


def test_a_milestone_that_says_something_else_stays() -> None:
    event = Event(id="t1", at=AT, precision=Precision.EXACT, kind=EventKind.DETECTION)
    record = Postmortem(id="x", timeline=(event,), milestones=Milestones(detected_at=moment(3)))
    assert put_all(record, [("timeline.t1.at", moment(7))]).milestones.detected_at == moment(3)
    assert put_all(record, [("timeline.t1.at", None)]).milestones.detected_at == moment(3)


def test_an_edit_knows_what_was_there_and_takes_itself_back() -> None:
    place = "timeline.t3.text"
    made = edit(EXAMPLE, place, "Other words")
    assert made.before == address.get(EXAMPLE, place)
    changed = put_all(EXAMPLE, [(made.field, made.value)])
    back = made.inverse("ben", NOW)
    assert put_all(changed, [(back.field, back.value)]) == EXAMPLE


def test_a_removed_item_comes_back_to_its_place() -> None:
    made = edit(EXAMPLE, "timeline.t3", None)
    changed = address.put(EXAMPLE, "timeline.t3", None)
    back = made.inverse("ben", NOW)
    restored = address.put(changed, back.field, back.value, back.place)
    assert restored.timeline == EXAMPLE.timeline


def test_an_edit_of_no_field_is_refused() -> None:
    with pytest.raises(UnknownField):
        edit(EXAMPLE, "impact.sumary", "x")


def test_a_step_of_undo_follows_items_to_their_new_ids() -> None:
    cause = Cause(id="c1", statement="c1 in words stays", parents=("c2",), present_since=moment(0))
    step = (
        Edit("causes.c1", cause, "ada", NOW),
        Edit("causes.c3.parents", ("c1", "c2"), "ada", NOW, ("c2",)),
        Edit("actions.a1.title", "c1", "ada", NOW, "c2"),
    )
    added, linked, titled = renamed(step, {"c1": "c7", "c2": "c8"})
    assert (added.field, added.value.id, added.value.parents) == ("causes.c7", "c7", ("c8",))
    assert added.value.statement == "c1 in words stays"
    assert (linked.value, linked.before) == (("c7", "c8"), ("c8",))
    assert (titled.value, titled.before) == ("c1", "c2")
    assert renamed(step, {}) is step


def told(*entries: tuple[str, EventKind, int]) -> Postmortem:
    """A record with entries of an id, a kind and a minute, and what they say as milestones."""
    record = Postmortem(id="x")
    for name, kind, minute in entries:
        at = AT + timedelta(minutes=minute)
        event = Event(id=name, at=at, precision=Precision.EXACT, kind=kind)
        record = put_all(record, [(f"timeline.{name}", event), (f"timeline.{name}.kind", kind)])
    return record


def test_an_entry_that_is_another_kind_after_all_takes_its_milestone_back() -> None:
    record = told(("t1", EventKind.MITIGATED, 30))
    assert record.milestones.mitigated_at == moment(30)
    changed = put_all(record, [("timeline.t1.kind", EventKind.RESOLVED)])
    assert changed.milestones == Milestones(resolved_at=moment(30))
    assert put_all(record, [("timeline.t1.at", None)]).milestones == Milestones()


def test_a_deleted_entry_takes_its_milestone_back_for_the_next_that_tells_it() -> None:
    record = told(("t1", EventKind.MITIGATED, 30), ("t2", EventKind.MITIGATED, 45))
    record = put_all(record, deletion(record, "timeline.t1"))
    assert record.milestones.mitigated_at == moment(45)
    by_hand = put_all(record, [("milestones.mitigated_at", moment(44))])
    assert put_all(by_hand, deletion(by_hand, "timeline.t2")).milestones.mitigated_at == moment(44)
    assert put_all(record, deletion(record, "timeline.t2")).milestones == Milestones()


def test_a_first_milestone_stays_the_first_when_its_entry_moves_behind_another() -> None:
    record = told(("t1", EventKind.ALERT, 5), ("t2", EventKind.ALERT, 20))
    assert record.milestones.first_alert_at == moment(5)
    assert put_all(record, [("timeline.t1.at", moment(30))]).milestones.first_alert_at == moment(20)
    assert put_all(record, [("timeline.t2.at", moment(2))]).milestones.first_alert_at == moment(2)


GONE_THROUGH = address.put(EXAMPLE, "report.redaction_review_at", NOW)


@pytest.mark.parametrize(
    ("field", "value", "again"),
    [
        ("report.external.summary", "Larkspur could not pay.", True),
        ("report.external.shown", ("timeline.t3",), True),
        ("report.external.held_back", ("title",), False),
        ("communications.u1.state", "Larkspur is back", True),
        ("analysis.narrative", "Told inside alone, as there is a text for customers.", False),
        ("timeline.t3.text", "held back", False),
        ("actions.a1.ticket", "QUAY-1", False),
        ("report.redactions", (), False),
        ("report.external.summary", EXAMPLE.report.external.summary, False),
        ("report.external.summary", None, True),
        ("actions.a1.status", ActionStatus.VERIFIED, False),
        ("report.external.what_we_do", None, True),
        ("flags.security", True, False),
    ],
)
def test_what_customers_are_told_is_gone_through_again_when_it_says_something_else(
    field, value, again
):
    after = put_all(GONE_THROUGH, [(field, value)])
    assert (after.report.redaction_review_at is None) is again


def test_an_entry_that_was_chosen_for_customers_is_gone_through_again():
    record = address.put(GONE_THROUGH, "report.external.shown", ("timeline.t3",))
    after = put_all(record, [("timeline.t3.text", "Larkspur called")])
    assert after.report.redaction_review_at is None


def test_a_commitment_that_nobody_has_gone_through_asks_for_it_again():
    record = put_all(GONE_THROUGH, [("report.external.what_we_do", None)])
    record = address.put(record, "report.redaction_review_at", NOW)
    idea = Action(id="a9", title="Ask Larkspur", status=ActionStatus.PROPOSED)
    record = put_all(record, [("actions.a9", idea)])
    assert record.report.redaction_review_at == NOW
    record = put_all(record, [("actions.a9.status", ActionStatus.ACCEPTED)])
    assert record.report.redaction_review_at is None
