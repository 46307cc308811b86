"""A compact history: shorter, and still exact about what it keeps."""

from hypothesis import given, settings

from pmtui.store.changes import undo_to
from pmtui.store.checked_lines import to_line
from pmtui.store.compaction import MOST, compact
from pmtui.store.history import Change, Entry
from tests.unit.history_stories import EXAMPLE, START, at, entry, same, stories, summary


@given(stories())
@settings(max_examples=60, deadline=None)
def test_a_compact_history_brings_its_revisions_back_exactly(story) -> None:
    states, entries = story
    short = compact(entries)
    by_revision = {made.revision: state for made, state in zip(entries, states, strict=True)}
    assert len(short) <= len(entries)
    for made in short:
        if made.revision:
            assert same(undo_to(states[-1], short, made.revision), by_revision[made.revision])
    assert same(undo_to(states[-1], short, START), EXAMPLE)
    assert compact(short) == short


@given(stories())
@settings(max_examples=40, deadline=None)
def test_a_compact_history_loses_no_item(story) -> None:
    _, entries = story
    of_items = [each for made in entries for each in made.changes if each.of_item]
    assert [each for made in compact(entries) for each in made.changes if each.of_item] == of_items


def test_a_burst_keeps_its_first_and_last_value() -> None:
    entries = [
        entry(0, Change("id", None, "x")),
        entry(1, summary("a", "ab")),
        entry(2, summary("ab", "abc"), Change("title", "t", "u")),
        entry(4.9, summary("abc", "abcd")),
        entry(7.9, summary("abcd", "z")),
    ]
    assert compact(entries) == (
        entries[0],
        Entry(at(2), "ada", "", (Change("title", "t", "u"),)),
        entry(4.9, summary("a", "abcd")),
        entries[4],
    )


def test_a_burst_that_ends_where_it_began_is_no_change() -> None:
    start = Entry(START, "ada", "r")
    entries = [start, entry(1, summary("a", "b")), entry(2, summary("b", "a"))]
    assert compact(entries) == (start,)


def test_another_person_ends_a_burst() -> None:
    entries = [
        entry(0, summary("a", "b")),
        entry(1, summary("b", "c"), by="ben"),
        entry(2, summary("c", "d")),
    ]
    assert compact(entries) == tuple(entries)


def test_two_people_in_two_fields_each_have_a_burst() -> None:
    entries = [
        entry(n, *pair, by=by)
        for n in range(0, 8, 2)
        for by, pair in [
            ("ada", [summary(str(n), str(n + 2))]),
            ("ben", [Change("title", str(n), str(n + 2))]),
        ]
    ]
    found = compact(entries)
    assert [each.changes for each in found] == [
        (summary("0", "8"),),
        (Change("title", "0", "8"),),
    ]
    assert [each.revision for each in found] == ["", "r6"]


def test_a_change_that_does_not_follow_on_is_no_burst() -> None:
    """Somebody edited the file by hand in between."""
    entries = [entry(0, summary("a", "b")), entry(1, summary("by hand", "c"))]
    assert compact(entries) == tuple(entries)


def test_a_removed_item_ends_the_bursts_in_it() -> None:
    whole = {"id": "l1", "text": "ab"}
    entries = [
        entry(0, Change("lessons.l1.text", "a", "ab")),
        entry(1, Change("lessons.l1", whole, None, 0)),
        entry(1.5, Change("lessons.l1", None, whole)),
        entry(2, Change("lessons.l1.text", "ab", "abc")),
    ]
    assert compact(entries) == tuple(entries)


def test_only_the_newest_are_kept_of_a_history_that_is_too_long() -> None:
    entries = [entry(n, Change(f"f{n}", None, "x" * 50_000)) for n in range(60)]
    found = compact(entries)
    assert sum(len(to_line(each)) for each in found) < MOST + 1000
    dropped = len(entries) - len(found)
    assert 15 < dropped < 25
    assert found[0] == Entry(at(dropped), "ada", f"r{dropped}")
    assert found[1:] == tuple(entries[dropped + 1 :])
    assert undo_to(EXAMPLE, found, f"r{dropped}") == EXAMPLE


def test_one_entry_that_is_too_long_by_itself_is_kept() -> None:
    huge = entry(1, summary(None, "x" * (MOST + 1)))
    assert compact([entry(0), huge]) == (entry(0), huge)
    assert compact([huge]) == (huge,)
    assert compact([]) == ()
