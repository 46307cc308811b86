"""What can be read of damaged files: much, nothing that was not there, and the rest is told."""

import json
import random
from collections.abc import Callable
from dataclasses import replace

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pmtui.model.address import walk
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import TABLE, to_plain
from pmtui.store.json_text import to_json
from pmtui.store.salvage import Salvaged, salvage

from .conftest import EXAMPLE

PLAIN = json.loads(to_json(to_plain(EXAMPLE)))
FILE = to_json({TABLE: {"1": PLAIN}})
ONE_LINE = msgspec.json.encode({TABLE: {"1": PLAIN}})
WAS = dict(walk(EXAMPLE))
ALL = salvage(FILE).read
FEW = settings(max_examples=25, deadline=None)


def told(found: Salvaged) -> str:
    return "\n".join(found.unread)


def assert_honest(found: Salvaged) -> None:
    """What was read is what was there; of a text whose end is missing, the beginning."""
    assert found.record
    for where, value in walk(found.record):
        if where not in found.places or value == WAS.get(where):
            continue
        known = WAS.get(where)
        if isinstance(known, tuple):
            *before, value = value
            assert tuple(before) == known[: len(before)], where
            known = known[len(before)]
            if value == known:
                continue
        assert isinstance(known, str), where
        assert known.startswith(value), where
        assert f"{where}: the end is missing" in told(found)


def test_of_a_whole_file_everything_is_read() -> None:
    for data in (FILE, ONE_LINE, FILE.replace(b"\n", b"\r\n")):
        found = salvage(data)
        assert found.record == EXAMPLE
        assert found.unread == ()


@pytest.mark.parametrize("layout", [True, False], ids=["file", "one line"])
@given(cut=st.floats(0, 0.9999))
@example(cut=0.9999)
@FEW
def test_of_a_cut_file_all_before_the_cut_is_read(layout: bool, cut: float) -> None:
    data = FILE if layout else ONE_LINE
    part = data[: int(len(data) * cut)]
    found = salvage(part)
    if found.record is None:
        assert len(part) < 1000
        return
    assert_honest(found)
    assert found.read >= ALL * cut * 0.85 - 20
    assert found.unread or found.record == EXAMPLE


def test_a_number_at_the_cut_is_not_taken_for_a_whole_one() -> None:
    for data, text in ((FILE, b'"minutes": 90'), (ONE_LINE, b'"minutes":90')):
        found = salvage(data[: data.index(text) + len(text) - 1])
        assert found.record
        assert found.record.prep.meeting.minutes is None


@given(start=st.integers(0, len(FILE) - 500), length=st.integers(1, 100), seed=st.integers(0, 99))
@FEW
def test_garbage_in_a_file_costs_what_it_covers(start: int, length: int, seed: int) -> None:
    noise = random.Random(seed).randbytes(length)
    found = salvage(FILE[:start] + noise + FILE[start + length :])
    assert found.record
    assert found.read >= ALL * 0.8


@pytest.mark.parametrize(
    ("damage", "least"),
    [
        (lambda data: data.replace(b",\n", b"\n"), 1.0),
        (lambda data: data.replace(b'",\n', b"\n"), 0.5),
        (lambda data: data.replace(b"}", b""), 0.9),
        (lambda data: data.replace(b"{\n", b"\n"), 0.1),
        (lambda data: data[data.index(b'"reference"') :], 0.99),
        (lambda data: data[:20_000] + bytes(4096) + data[24_096:], 0.9),
        (lambda data: b"\xef\xbb\xbf" + data + b"trailing words", 1.0),
    ],
    ids=["commas", "quotes", "closing", "opening", "beginning", "zeros", "around"],
)
def test_what_is_missing_between_values(damage: Callable[[bytes], bytes], least: float) -> None:
    found = salvage(damage(FILE))
    assert found.record
    assert found.read >= ALL * least
    assert found.unread or found.record == EXAMPLE


def test_a_changed_byte_in_a_text_of_one_line() -> None:
    place = ONE_LINE.index(b'"impact":{') + 9
    found = salvage(ONE_LINE[:place] + b"(" + ONE_LINE[place + 1 :])
    assert found.read > ALL * 0.4


@given(st.binary(max_size=300) | st.text('{}[]":,\\ntrue01 \n', max_size=300).map(str.encode))
@settings(deadline=None)
def test_anything_can_be_tried(data: bytes) -> None:
    assert salvage(data).record is None


@pytest.mark.parametrize("data", [b"{" * 200_000, b"[" * 200_000, b'"' * 200_000, b"," * 200_000])
def test_depth_and_length_do_not_matter(data: bytes) -> None:
    assert salvage(data).record is None


def changed(**values: object) -> Salvaged:
    return salvage(to_json({TABLE: {"1": PLAIN | values}}))


def test_values_that_do_not_fit_are_told_and_the_others_kept() -> None:
    timeline = [{**PLAIN["timeline"][0], "text": 5}, *PLAIN["timeline"][1:]]
    found = changed(severity={"final": "SEV9", "reason": "kept"}, timeline=timeline, mood="good")
    assert found.record
    assert found.record.severity.reason == "kept"
    assert found.record.severity.final is None
    assert found.record.timeline[1:] == EXAMPLE.timeline[1:]
    assert found.record.timeline[0] == replace(EXAMPLE.timeline[0], text=None)
    for words in ("severity.final: “SEV9”", "timeline.t1.text: “5”", "mood: “good”"):
        assert words in told(found)


def test_items_get_ids_of_their_own() -> None:
    first, second = PLAIN["timeline"][:2]
    nameless = {key: value for key, value in first.items() if key != "id"}
    timeline = [first, {**second, "id": "t1"}, {**first, "id": "../t9"}, nameless, {"id": "x y"}]
    found = changed(timeline=timeline, retired=["t70", "../x"])
    assert found.record
    assert [each.id for each in found.record.timeline] == ["t1", "t71", "t72", "t73"]
    assert found.record.timeline[1].text == second["text"]
    assert found.record.retired == ("t70",)
    assert "timeline.t71: its id was “t1”" in told(found)


def test_both_values_of_a_key_that_stands_twice_are_told() -> None:
    data = FILE.replace(b'"title": ', b'"title": "The other one",\n      "title": ', 1)
    found = salvage(data)
    assert found.record == EXAMPLE
    assert "title: “The other one” stood there as well" in told(found)


def test_an_id_that_is_none_is_replaced() -> None:
    found = changed(id="../../etc/passwd")
    assert found.record == replace(EXAMPLE, id="salvaged")


def test_broken_characters_are_told() -> None:
    found = salvage(FILE.replace(b"Card authorisations failed", b"Card \xff\xfe failed"))
    assert found.record
    assert (found.record.title or "").startswith("Card \ufffd\ufffd failed")
    assert "title: some characters" in told(found)


def test_a_second_postmortem_and_a_newer_one() -> None:
    other = to_plain(Postmortem(id="2026-01-01-other"))
    found = salvage(to_json({TABLE: {"1": PLAIN, "2": other}}))
    assert found.record == EXAMPLE
    assert "Another postmortem in it was left out: “2026-01-01-other”" in told(found)
    assert changed(schema_version=99).record is None
