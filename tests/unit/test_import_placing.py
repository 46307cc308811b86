"""What an import adds to a record that has something already."""

import io
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from pmtui.edits import put_all
from pmtui.importers.machine import Found, Options, read_events
from pmtui.importers.placing import place, sentence
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event, Milestones
from pmtui.model.types import Moment

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
EMPTY = Postmortem(id="2026-09-15-x")


def read(lines: list[str], **options: object) -> Found:
    data = io.BytesIO("".join(f"{line}\n" for line in lines).encode())
    return read_events(data, "app.log", Options(form="log", **options), now=NOW)  # type: ignore[arg-type]


def grown(record: Postmortem, lines: list[str]) -> Postmortem:
    placed = place(record, read(lines))
    assert placed.onto(record) == put_all(record, placed.puts)
    return placed.onto(record)


def at(minute: int, text: str = "slow") -> str:
    return f"2026-09-15T16:{minute:02}:00Z {text}"


def test_a_file_that_overlaps_adds_only_what_is_new() -> None:
    record = grown(EMPTY, [at(1), at(2), "  trace a", at(2), "  trace b"])
    placed = place(record, found := read([at(2), "  trace b", at(2), "  trace c", at(3)]))
    assert (placed.added, placed.known) == (2, 1)
    assert sentence(found, placed) == (
        "read 5 lines: taken 3 (2 new, 1 known already), joined 2, notes 0; lost 0"
    )
    sources = [event.source for event in put_all(record, placed.puts).timeline]
    assert sources[3:] == [f"{at(2)}\n  trace c", at(3)]


def test_two_equal_lines_of_one_file_stay_two() -> None:
    record = grown(EMPTY, [at(1), at(1)])
    assert len(record.timeline) == 2
    assert grown(record, [at(1), at(1)]) == record
    assert len(grown(record, [at(1), at(1), at(1)]).timeline) == 3


def test_ids_are_new_and_what_people_typed_stays() -> None:
    typed = Event(id="t7", text="slow")
    record = grown(Postmortem(id="2026-09-15-x", timeline=(typed,), retired=("t9",)), [at(1)])
    assert [event.id for event in record.timeline] == ["t7", "t10"]
    assert record.timeline[0] == typed


def test_notes_are_added_once_and_below_what_is_there() -> None:
    record = Postmortem(id="2026-09-15-x", notes="Mine.\n")
    once = grown(record, ["~~~~ header", at(1)])
    assert once.notes == ("Mine.\n\nFrom app.log, without a time:\n\n~~~~~text\n~~~~ header\n~~~~~")
    assert grown(once, ["~~~~ header", at(1)]) == once


def test_a_milestone_that_is_known_stays() -> None:
    lines = [
        '{"time":"2026-09-15T16:42:00Z","type":"triggered","msg":"later"}',
        '{"time":"2026-09-15T16:41:00Z","type":"triggered","msg":"first"}',
        '{"time":"2026-09-15T18:00:00Z","type":"resolved","msg":"closed"}',
        '{"time":"2026-09-15T18:30:00Z","type":"resolved","msg":"closed again"}',
    ]
    known = Moment(at=datetime(2026, 9, 15, 17, tzinfo=UTC))
    record = grown(EMPTY, lines)
    assert record.milestones.first_alert_at
    assert record.milestones.resolved_at
    assert record.milestones.first_alert_at.at == datetime(2026, 9, 15, 16, 41, tzinfo=UTC)
    assert record.milestones.resolved_at.at == datetime(2026, 9, 15, 18, 30, tzinfo=UTC)
    told = Postmortem(id="2026-09-15-x", milestones=Milestones(first_alert_at=known))
    assert grown(told, lines).milestones.first_alert_at == known


def test_roles_stand_in_place_of_names_where_they_are_known() -> None:
    people = (Participant(id="p1", name="Ana Vos", roles=("responder",)),)
    record = Postmortem(id="2026-09-15-x", prep=Preparation(people=people))
    text = '[{"type":"message","user":"Ana Vos","ts":"1789490469.1","text":"looking"}]'
    found = read_events(io.BytesIO(text.encode()), "day.json", Options(), now=NOW)
    assert put_all(record, place(record, found).puts).timeline[0].actor_role == "responder"
    assert put_all(EMPTY, place(EMPTY, found).puts).timeline[0].actor_role == "Ana Vos"


@given(st.lists(st.integers(0, 3), max_size=12), st.integers(0, 12), st.integers(0, 12))
def test_parts_of_a_log_in_any_cut_make_the_whole(minutes: list[int], one: int, other: int) -> None:
    """Two pieces that overlap, or meet, give each line as often as the piece that has most."""
    lines = [at(minute) for minute in minutes]
    first, second = lines[: max(one, other)], lines[min(one, other) :]
    record = grown(grown(EMPTY, first), second) if first and second else EMPTY
    sources = [event.source for event in record.timeline]
    for line in set(first) | set(second):
        if first and second:
            assert sources.count(line) == max(first.count(line), second.count(line))
