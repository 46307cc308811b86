"""Records as JSON and back."""

import json
import math
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.model.schema import Slot, slots
from pmtui.model.story import Event
from pmtui.model.types import Moment
from pmtui.store.codec import decode_tables, from_json, from_plain, to_plain
from pmtui.store.errors import Damaged, TooNew
from pmtui.store.json_text import to_json

INSTANTS = st.datetimes(
    min_value=datetime(1970, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
SIMPLE: dict[str, st.SearchStrategy[Any]] = {
    "text": TEXTS,
    "prose": TEXTS,
    "whole": st.integers(0, 2**40),
    "number": st.integers(0, 2**40) | st.floats(0, 1e12),
    "yesno": st.booleans(),
    "instant": INSTANTS,
    "date": st.dates(date(1970, 1, 1), date(2100, 1, 1)),
}


def value_of(slot: Slot, draw: st.DrawFn) -> Any:
    if slot.shape == "choice":
        one = st.sampled_from(list(slot.part))
    elif slot.shape == "moment":
        one = st.builds(Moment, at=INSTANTS, entered=TEXTS)
    else:
        one = SIMPLE[slot.shape]
    if slot.many:
        return tuple(draw(st.lists(one, max_size=3)))
    return draw(st.none() | one) if slot.optional else draw(one)


def part_of(cls: type[Any], draw: st.DrawFn, item_id: str | None = None) -> Any:
    """A part with a few of its fields filled, whatever they are."""
    values: dict[str, Any] = {"id": item_id} if item_id else {}
    for name, slot in slots(cls).items():
        if name in {"id", "schema_version", "retired"} or draw(st.integers(0, 2)):
            continue
        if slot.items:
            count = draw(st.integers(0, 2))
            prefix = slot.part.PREFIX
            values[name] = tuple(part_of(slot.part, draw, f"{prefix}{n + 1}") for n in range(count))
        elif slot.shape == "part":
            part = part_of(slot.part, draw)
            values[name] = (part,) if slot.many else part
        else:
            values[name] = value_of(slot, draw)
    return cls(**values)


@st.composite
def postmortems(draw: st.DrawFn) -> Postmortem:
    return part_of(Postmortem, draw, "2026-09-15-made-up")


SLOW = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@SLOW
@given(postmortems())
def test_a_record_survives_byte_for_byte(record: Postmortem) -> None:
    data = to_json(to_plain(record))
    again = from_json(data, "test")
    assert again == record
    assert to_json(to_plain(again)) == data


@pytest.mark.parametrize("data", records(), ids=lambda data: json.loads(data)["id"])
def test_the_examples_survive_byte_for_byte(data: bytes) -> None:
    assert to_json(to_plain(from_json(data, "test"))) == data


def test_the_order_of_the_keys_is_that_of_the_schema() -> None:
    plain = to_plain(Postmortem(id="x"))
    assert list(plain) == [field.name for field in fields(Postmortem)]


def test_instants_come_back_in_utc() -> None:
    at = datetime(2026, 9, 15, 18, 41, tzinfo=timezone(timedelta(hours=2)))
    record = Postmortem(id="x", timeline=(Event(id="t1", at=at),))
    again = from_json(to_json(to_plain(record)), "test")
    assert again.timeline[0].at == at
    assert again.timeline[0].at.tzinfo is UTC
    assert b'"2026-09-15T16:41:00Z"' in to_json(to_plain(again))


def test_a_bare_time_is_read_as_utc() -> None:
    plain = to_plain(Postmortem(id="x")) | {"prep": {"scope_start": "2026-09-15T16:41:00"}}
    assert from_plain(plain, "test").prep.scope_start == datetime(2026, 9, 15, 16, 41, tzinfo=UTC)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"id": "../../etc/passwd"}, "malformed"),
        ({"id": "A" * 61}, "malformed"),
        ({"id": ""}, "malformed"),
        ({"timeline": [{"id": "t1"}, {"id": "t1"}]}, "double"),
        ({"timeline": [{"id": "x.y"}]}, "malformed"),
        ({"timeline": [{"text": "no id"}]}, "timeline"),
        ({"retired": ["../x"]}, "malformed"),
        ({"timeline": "many"}, "timeline"),
        ({"severity": {"final": "SEV9"}}, "severity.final"),
        ({"prep": {"meeting": {"minutes": "sixty"}}}, "prep.meeting.minutes"),
    ],
)
def test_what_does_not_fit_is_named_with_its_place(change: dict[str, Any], words: str) -> None:
    plain = json.loads(to_json(to_plain(Postmortem(id="x")))) | change
    with pytest.raises(Damaged, match=words):
        from_plain(plain, "here.json")


def test_a_newer_schema_is_not_read() -> None:
    with pytest.raises(TooNew, match="newer pmtui"):
        from_plain({"id": "x", "schema_version": 2}, "here.json")


@pytest.mark.parametrize(
    "data", [b"", b"[", b"[]", b"null", b'"x"', b"{}", b"[" * 100_000, b"\xff{}"]
)
def test_what_is_no_record_is_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        from_json(data, "here.json")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_numbers_that_are_none_are_never_kept(number: str) -> None:
    data = to_json(to_plain(Postmortem(id="x"))).replace(
        b'"target": null', b'"target": ' + number.encode()
    )
    try:
        target = from_json(data, "here.json").impact.slo.target
    except Damaged:
        return
    assert target is None or math.isfinite(target)


def test_tables_of_a_tinydb_file(tmp_path) -> None:
    path = tmp_path / "x.json"
    assert decode_tables(b'{"postmortem": {"1": {}}}', path) == {"postmortem": {"1": {}}}
    for data in (b"", b"\0\0", b"{", b"[]", b'{"a": 1}', b"{" * 100_000):
        with pytest.raises(Damaged, match=r"x\.json"):
            decode_tables(data, path)


def test_every_part_of_the_record_can_be_made_empty() -> None:
    def parts(cls: type[Any]) -> set[type[Any]]:
        found = {cls}
        for slot in slots(cls).values():
            if slot.shape == "part":
                found |= parts(slot.part)
        return found

    for cls in parts(Postmortem):
        assert is_dataclass(cls)
        empty = cls(id="x1") if "id" in slots(cls) else cls()
        assert replace(empty) == empty
    assert len(address.list_addresses()) > 20


def test_a_record_read_without_a_field_is_written_with_it():
    example = from_json(records()[-1], "example")
    plain = to_plain(example)
    del plain["days_off"], plain["actions"][0]["side_effects"], plain["impact"]["unit"]
    written = to_plain(from_plain(plain, "older"))
    assert written["days_off"] == ()
    assert written["actions"][0]["side_effects"] is None
    assert written["impact"]["unit"] is None
    assert list(written) == list(to_plain(example))
