"""One address for every field."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.model import address
from pmtui.model.errors import UnknownField
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.model.types import Moment
from pmtui.store.codec import from_json

EXAMPLE = from_json(records()[-1], "example")
PLACES = [where for where, _ in address.walk(EXAMPLE)]
TEXTS = [
    where
    for where in PLACES
    if address.slot_at(where).shape == "text" and not address.is_fixed(where)
]
AT = datetime(2026, 9, 15, 16, 41, tzinfo=UTC)


@given(st.sampled_from(PLACES))
@settings(max_examples=300, deadline=None)
def test_put_of_what_get_gives_changes_nothing(where: str) -> None:
    assert address.put(EXAMPLE, where, address.get(EXAMPLE, where)) == EXAMPLE


@given(st.sampled_from(TEXTS), st.text())
@settings(max_examples=200, deadline=None)
def test_get_gives_what_was_put_and_nothing_else_changes(where: str, text: str) -> None:
    value = (text,) if address.slot_at(where).many else text
    changed = address.put(EXAMPLE, where, value)
    assert address.get(changed, where) == value
    others = {place: found for place, found in address.walk(changed) if place != where}
    assert others == {place: found for place, found in address.walk(EXAMPLE) if place != where}


def test_every_place_has_a_slot_that_knows_it() -> None:
    for where in PLACES:
        assert address.slot_at(where).name == where.rpartition(".")[2]


def test_an_item_is_added_replaced_and_removed() -> None:
    record = Postmortem(id="x")
    record = address.put(record, "timeline.t1", Event(id="t1", text="one"))
    record = address.put(record, "timeline.t2", Event(id="t2", text="two"))
    record = address.put(record, "timeline.t3", Event(id="t3", text="first"), place=0)
    assert [event.id for event in record.timeline] == ["t3", "t1", "t2"]
    record = address.put(record, "timeline.t1", Event(id="t1", text="other"))
    assert address.get(record, "timeline.t1.text") == "other"
    record = address.put(record, "timeline.t1", None)
    assert [event.id for event in record.timeline] == ["t3", "t2"]
    assert not address.has(record, "timeline.t1")


def test_removed_ids_are_never_given_again() -> None:
    record = Postmortem(id="x")
    for number in (1, 2, 3):
        assert address.next_id(record, "timeline") == f"t{number}"
        record = address.put(record, f"timeline.t{number}", Event(id=f"t{number}"))
    for number in (3, 1):
        record = address.put(record, f"timeline.t{number}", None)
        assert address.next_id(record, "timeline") == "t4"
    assert record.retired == ("t3",)
    assert address.next_id(record, "causes") == "c1"


def test_ids_beyond_nine_count_as_numbers() -> None:
    events = tuple(Event(id=f"t{number}") for number in (2, 10, 9))
    assert address.next_id(Postmortem(id="x", timeline=events), "timeline") == "t11"


def test_the_time_of_an_entry_is_a_whole_moment() -> None:
    record = Postmortem(id="x", timeline=(Event(id="t1", text="one", kind=EventKind.NOTE),))
    moment = Moment(at=AT, precision=Precision.APPROX, entered="~18:41", entered_tz="Europe/Berlin")
    record = address.put(record, "timeline.t1.at", moment)
    assert address.get(record, "timeline.t1.at") == moment
    assert record.timeline[0].text == "one"
    assert record.timeline[0].entered == "~18:41"
    record = address.put(record, "timeline.t1.at", None)
    assert record.timeline[0].precision is Precision.UNKNOWN
    assert record.timeline[0].at is None


@pytest.mark.parametrize(
    "where",
    [
        "",
        ".",
        "impact.",
        ".impact",
        "impac.summary",
        "impact.sumary",
        "timeline.t99.text",
        "timeline.t1.tex",
        "timeline.text",
        "title.x",
        "services.0",
        "impact..summary",
        "__class__",
        "impact.__dict__",
        "timeline.t1.__class__",
    ],
)
def test_an_address_that_names_nothing(where: str) -> None:
    assert not address.has(EXAMPLE, where)
    with pytest.raises(UnknownField) as raised:
        address.get(EXAMPLE, where)
    assert where in str(raised.value)
    if where not in {"timeline.text", "services.0"}:  # as an item, None says that it is gone
        with pytest.raises(UnknownField):
            address.put(EXAMPLE, where, None)


def test_near_names_are_offered() -> None:
    with pytest.raises(UnknownField, match=r"Did you mean summary"):
        address.get(EXAMPLE, "impact.sumary")


def test_the_programs_own_fields_are_known() -> None:
    assert address.is_fixed("id")
    assert address.is_fixed("timeline.t1.id")
    assert address.is_fixed("schema_version")
    assert not address.is_fixed("impact.summary")


def test_an_id_names_one_item_of_the_whole_record() -> None:
    ids = [item.id for parent in address.list_addresses() for item in address.get(EXAMPLE, parent)]
    assert len(ids) == len(set(ids))
