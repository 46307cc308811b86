"""Words in every field, best matches first."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.model import address
from pmtui.model.commitments import Action
from pmtui.model.errors import BadValue
from pmtui.model.factors import Cause
from pmtui.model.harm import Impact
from pmtui.model.kinds import ReportStatus, Severity
from pmtui.model.people import SeverityHistory
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import Report
from pmtui.model.story import Event
from pmtui.store.codec import from_json
from pmtui.store.search.blocks import block_of
from pmtui.store.search.folding import fold
from pmtui.store.search.near import near, slips_between
from pmtui.store.search.query import parse, parse_line
from pmtui.store.search.ranking import AROUND, Match, best
from tests.unit.growth import assert_no_quadratic_growth

ALL = [from_json(data, "example") for data in records()]
BLOCKS = list(map(block_of, ALL))
EXAMPLE = ALL[-1]


def search(among: list[Postmortem], words: Sequence[str], limit: int) -> tuple[Match, ...]:
    blocks = BLOCKS if among is ALL else map(block_of, among)
    return best(blocks, parse(words), limit)


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


@pytest.mark.parametrize(
    ("asked", "addresses"),
    [
        (["cause:lock"], {"causes.c1.statement", "causes.c2.made_sense"}),
        (['cause:"waits for a lock"'], {"causes.c1.statement"}),
        (["cause:waits for a lock"], {"causes.c1.statement"}),
        (['service:checkout cause:"a lock"'], {"services", "causes.c1.statement"}),
        (["title:lock"], {"title"}),
        (["tag:data"], {"tags"}),
        (["action:limit", "note:lock"], {"actions.a1.title", "notes"}),
        (["event:lock"], {"timeline.t1.text"}),
        (["service:lock"], set()),
        (["cause:lock", "title:zeppelin"], set()),
        (["https://lock"], set()),
        (["12:30"], {"timeline.t1.text"}),
    ],
)
def test_a_field_before_the_words_says_where_to_look(asked: list[str], addresses: set[str]) -> None:
    record = made(
        "x",
        title="Lock",
        services=("checkout-api",),
        tags=("database",),
        timeline=(Event(id="t1", text="12:30 the lock is held"),),
        causes=(
            Cause(id="c1", statement="The migration waits for a lock"),
            Cause(id="c2", made_sense="Nobody saw the lock"),
        ),
        actions=(Action(id="a1", title="Limit the wait"),),
        notes="lock",
    )
    assert {each[1] for each in found(*asked, among=[record])} == addresses


def test_choices_leave_postmortems_out() -> None:
    among = [
        made("2025-03-04-a", title="lock", severity=SeverityHistory(final=Severity.SEV1)),
        made("2025-03-05-b", title="lock", report=Report(status=ReportStatus.IN_REVIEW)),
        made("2026-01-01-c", title="lock", actions=(Action(id="a1", owner="Zoë Maes"),)),
        made("undated", title="lock"),
    ]

    def ids(*asked: str) -> set[str]:
        return {each[0][-1] for each in found(*asked, among=among)}

    assert ids("lock", "severity:sev1") == {"a"}
    assert ids("lock", "status:in-review") == {"b"}
    assert ids("lock", "owner:zoe") == {"c"}
    assert ids("lock", "since:2025-03-05") == {"b", "c"}
    assert ids("lock", "until:2025-03-04") == {"a"}
    assert ids("since:2025", "until:2025") == {"a", "b"}
    assert ids("since:2025-03", "until:2025-03", "severity:SEV2") == set()
    for wrong in ("severity:high", "status:open", "since:yesterday", "until:2025-13"):
        with pytest.raises(BadValue):
            found(wrong, among=among)


def test_a_typed_line_has_words_of_its_own_and_an_argument_is_a_phrase() -> None:
    record = made("x", notes="the lock waits for a migration")
    blocks = [block_of(record)]
    assert best(blocks, parse_line("migration lock"), 5)
    assert not best(blocks, parse(["migration lock"]), 5)
    assert best(blocks, parse_line('"lock waits" note:migration'), 5)
    assert not best(blocks, parse_line('"waits lock"'), 5)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("zoe", "Zoë said so"),
        ("ZOË", "zoe said so"),
        ("οδοσ", "ΟΔΟΣ"),
        ("istanbul", "İSTANBUL"),
        ("naïve", "a naive look"),
        ("ストア", "このストアは"),
    ],
)
def test_case_and_accents_do_not_matter(asked: str, text: str) -> None:
    assert found(asked, among=[made("x", notes=text)]) == [("x", "notes")]


@given(st.text())
def test_folding_leaves_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_the_words_that_were_found_are_named() -> None:
    match = search([made("x", notes="Lock, migration")], ["migration", "LOCK"], 1)[0]
    assert set(match.words) == {"lock", "migration"}


def test_words_with_a_slip_of_the_fingers() -> None:
    words = ["migration", "certificate", "database", "locks", "migrate"]
    for typed, slips in {"migratoin": 1, "migraton": 1, "miggration": 1, "nigratoin": 2}.items():
        assert near(typed, words)["migration"] == slips
    assert near("databsae", words) == {"database": 1}
    assert near("dtabsae", words) == {}
    assert near("lokcs", words) == {}


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_slips_are_those_of_the_textbook(one: str, other: str) -> None:
    table = {(i, 0): i for i in range(len(one) + 1)}
    table |= {(0, j): j for j in range(len(other) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            same = one[i - 1] == other[j - 1]
            steps = [table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (not same)]
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                steps.append(table[i - 2, j - 2] + 1)
            table[i, j] = min(steps)
    wanted = table[len(one), len(other)]
    for most in (1, 2, 9):
        found = slips_between(one, other, most)
        assert found == wanted if wanted <= most else found > most


@pytest.mark.parametrize("word", ["lock", "zeppelin"])
def test_the_cost_of_a_search_grows_with_the_library(word: str) -> None:
    many = [replace(EXAMPLE, id=f"x-{number}") for number in range(100)]
    assert_no_quadratic_growth(lambda records: search(records, [word], 20), many)
