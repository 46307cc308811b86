"""Words in every field, best matches first."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.model import address
from pmtui.model.harm import Impact
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.store.codec import from_json
from pmtui.store.search import AROUND, search
from tests.unit.growth import assert_no_quadratic_growth

ALL = [from_json(data, "example") for data in records()]
EXAMPLE = ALL[-1]


def found(*words: str, among: list[Postmortem] = ALL, limit: int = 1000) -> list[tuple[str, str]]:
    return [(match.id, match.address) for match in search(among, words, limit)]


def made(record_id: str, **fields: object) -> Postmortem:
    return Postmortem(id=record_id, **fields)  # type: ignore[arg-type]


def test_every_field_is_searched() -> None:
    for where, value in address.walk(EXAMPLE):
        if type(value) is str and len(value) > 20:
            assert (EXAMPLE.id, where) in found(value), where


def test_case_does_not_matter_and_parts_of_words_count() -> None:
    record = made("x", title="The Idempotency keys")
    for word in ("idempotency", "IDEMPOTENCY", "potency", "keys", "the"):
        assert found(word, among=[record]) == [("x", "title")]


def test_all_words_must_occur_somewhere_in_the_record() -> None:
    one = made("one", title="lock", notes="migration")
    two = made("two", title="lock")
    assert {each[0] for each in found("lock", "migration", among=[one, two])} == {"one"}
    assert found("lock", "zeppelin", among=[one, two]) == []


def test_words_with_a_blank_are_a_phrase_over_line_ends() -> None:
    record = made("x", notes="waited for\n  a lock")
    assert found("for a lock", among=[record]) == [("x", "notes")]
    assert found("a for lock", among=[record]) == []


def test_signs_are_taken_as_they_are() -> None:
    record = made("x", notes="p99 (*) over 3.5 s [disk /dev/sda] 100% a.b")
    for word in ("(*)", "3.5", "[disk", "100%", "a.b"):
        assert found(word, among=[record])
    assert not found("a.?b", among=[record])
    assert not found("aXb", among=[record])


def test_titles_come_before_notes_and_whole_words_before_parts() -> None:
    among = [
        made("c-notes", notes="lock"),
        made("a-title", title="lock"),
        made("b-part", title="unblocked"),
        made("d-summary", impact=Impact(summary="lock")),
    ]
    assert [each[0] for each in found("lock", among=among)] == [
        "a-title",
        "d-summary",
        "b-part",
        "c-notes",
    ]


def test_more_hits_count_more_up_to_a_limit() -> None:
    twice = made("twice", notes="lock and lock")
    once = made("once", notes="lock")
    assert found("lock", among=[once, twice])[0][0] == "twice"
    assert search([made("x", notes="lock " * 500)], ["lock"], 1)[0].score < 50


def test_equal_matches_are_in_a_stable_order_newest_first() -> None:
    among = [made(f"2026-0{number}-01-x", title="lock") for number in (1, 3, 2)]
    assert [each[0][:7] for each in found("lock", among=among)] == ["2026-03", "2026-02", "2026-01"]


def test_the_words_around_the_first_hit() -> None:
    text = "before " * 40 + "NEEDLE" + " after" * 40
    shown = search([made("x", notes=text)], ["needle"], 1)[0].text
    assert shown.startswith("…before")
    assert shown.endswith("after…")
    assert "NEEDLE" in shown
    assert len(shown) < 2 * AROUND + 20
    assert search([made("x", notes="a\n\nneedle\tb")], ["needle"], 1)[0].text == "a needle b"


def test_items_of_lists_and_words_of_lists() -> None:
    record = made("x", tags=("database",), timeline=(Event(id="t7", text="the database waits"),))
    assert set(found("database", among=[record])) == {("x", "tags"), ("x", "timeline.t7.text")}


def test_choices_and_the_programs_own_words_are_not_text() -> None:
    assert found("incident", among=[made("x")]) == []


def test_ids_of_items_and_references_are_not_words() -> None:
    assert found("c14") == []
    assert found("2026-09-15", among=[EXAMPLE])[0] == (EXAMPLE.id, "id")
    assert found("s3", among=[made("x", services=("s3",))]) == [("x", "services")]


def test_nothing_asked_nothing_found() -> None:
    assert found() == []
    assert found("", "  ") == []


def test_the_limit() -> None:
    assert len(found("the", limit=3)) == 3


@given(st.lists(st.text(min_size=1, max_size=8), min_size=1, max_size=3))
@settings(max_examples=100, deadline=None)
def test_any_words_can_be_asked_for(words: list[str]) -> None:
    for match in search(ALL, words, 20):
        assert match.score > 0
        assert address.has(next(each for each in ALL if each.id == match.id), match.address)
        assert "\n" not in match.text


@pytest.mark.parametrize("word", ["lock", "zeppelin"])
def test_the_cost_of_a_search_grows_with_the_library(word: str) -> None:
    many = [replace(EXAMPLE, id=f"x-{number}") for number in range(100)]
    assert_no_quadratic_growth(lambda records: search(records, [word], 20), many)
