"""An entry as its entry line: what is printed is read back the same, and what differs is put."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pmtui.edits import put_all
from pmtui.guide.entry import parse_entry
from pmtui.guide.entry.revising import begun_within, entry_text, joined, revised, split_text
from pmtui.guide.entry.story import kept_as_typed
from pmtui.model.errors import BadValue, Unclear
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.people import Evidence, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event, Milestones
from pmtui.model.timeline import Gap
from pmtui.model.types import Moment

START = datetime(2026, 9, 15, 16, 41, tzinfo=UTC)
NOW = datetime(2026, 9, 18, 8, tzinfo=UTC)
RECORD = Postmortem(
    id="2026-09-15-x",
    milestones=Milestones(impact_start=Moment(at=START, precision=Precision.EXACT)),
    prep=Preparation(evidence=(Evidence(id="e1"), Evidence(id="e2"))),
)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/Chicago", "Asia/Kolkata"])
COUNT = "2140 merchants: none paid"
WORDS = st.sampled_from(["queue is full", "disk [/dev/sda] 99 %", COUNT, "x"])
TIMES = st.integers(-4_000_000, 4_000_000).map(lambda seconds: START + timedelta(seconds=seconds))
EVENTS = st.builds(
    Event,
    id=st.just("t1"),
    at=st.one_of(st.none(), TIMES),
    precision=st.sampled_from([Precision.EXACT, Precision.APPROX]),
    kind=st.one_of(st.none(), st.sampled_from(EventKind)),
    text=WORDS,
    actor_role=st.one_of(st.none(), st.sampled_from(["on-call engineer", "sre"])),
    evidence=st.sampled_from([(), ("e1",), ("e1", "e2")]),
    surprise=st.sampled_from([None, True]),
)


@given(EVENTS, ZONES)
def test_what_is_printed_is_read_back_as_the_same(event: Event, zone: str) -> None:
    if event.at is None:
        event = replace(event, precision=Precision.UNKNOWN)
    record = replace(RECORD, timeline=(event,))
    assume(event.at or event.kind or event.text != COUNT)  # it would begin as a time does
    text = entry_text(record, event, NOW, zone)
    read = parse_entry(RECORD, "timeline", text, NOW, zone)[0][1]
    assert (read.at, read.precision) == (event.at, event.precision), text
    assert (read.evidence, read.surprise) == (event.evidence, event.surprise)
    assert read.actor_role == event.actor_role
    assert revised(record, event, text, NOW, zone) == ()


def test_a_role_that_is_a_handle_has_one_sign() -> None:
    event = Event(id="t1", text="restarted", actor_role="@avos")
    record = replace(RECORD, timeline=(event,))
    assert entry_text(record, event, NOW, "UTC") == "restarted @avos"
    assert revised(record, event, "restarted the pool @avos", NOW, "UTC") == (
        ("timeline.t1.text", "restarted the pool"),
    )


def test_an_entry_whose_time_was_not_said_is_asked_again_as_it_is() -> None:
    line = "2026-10-25 02:30 Berlin alert: twice"
    ((_, event),) = kept_as_typed(RECORD, line)
    record = replace(RECORD, timeline=(event,))
    assert entry_text(record, event, NOW, "UTC") == line
    with pytest.raises(Unclear):
        revised(record, event, line, NOW, "UTC")
    changed = dict(revised(record, event, line.replace("Berlin", "CET"), NOW, "UTC"))
    assert changed["timeline.t1.at"].at == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    assert changed["timeline.t1.text"] == "twice"
    assert changed["timeline.t1.kind"] is EventKind.ALERT


@given(EVENTS, ZONES)
def test_other_words_change_nothing_but_the_words(event: Event, zone: str) -> None:
    record = replace(RECORD, timeline=(event,))
    text = entry_text(record, event, NOW, zone)
    assert event.text is not None
    before, _, after = text.rpartition(event.text)
    puts = revised(record, event, f"{before}{event.text} then{after}", NOW, zone)
    changed = put_all(record, puts).timeline[0]
    assert changed == replace(event, text=changed.text)
    assert changed.text == f"{event.text} then"


def test_a_changed_time_moves_the_milestone_that_it_set() -> None:
    moment = Moment(at=START, precision=Precision.EXACT, entered="16:41", entered_tz="UTC")
    event = Event(id="t1", kind=EventKind.IMPACT_START, text="slow", at=START)
    event = replace(event, precision=Precision.EXACT, entered="16:41", entered_tz="UTC")
    record = replace(RECORD, timeline=(event,), milestones=Milestones(impact_start=moment))
    puts = revised(record, event, "~16:43 impact start: slow", NOW, "UTC")
    changed = put_all(record, puts)
    assert changed.milestones.impact_start is not None
    assert changed.milestones.impact_start.at == START + timedelta(minutes=2)
    assert changed.timeline[0].precision is Precision.APPROX
    with pytest.raises(BadValue):
        revised(record, event, "16:43 !", NOW, "UTC")


def test_an_entry_is_cut_within_its_words_only() -> None:
    event = Event(id="t1", text="pager rang; nobody came")
    line = "16:41 note: pager rang; nobody came !"
    assert split_text(event, line, line.index(";") + 1) == ("pager rang", "nobody came")
    for outside in (0, 3, len(line)):
        with pytest.raises(BadValue):
            split_text(event, line, outside)


def test_what_is_merged_keeps_every_word() -> None:
    above = Event(id="t1", at=START, text="a", kind=EventKind.ALERT, actor_role="sre", quote="q")
    below = Event(id="t2", at=START, text="b", kind=EventKind.DECISION, actor_role="lead")
    below = replace(below, known_then="k", evidence=("e1",), quote="r", source="line")
    puts = dict(joined(above, below))
    assert puts == {
        "timeline.t1.text": "a; decision: b (lead)",
        "timeline.t1.known_then": "k",
        "timeline.t1.quote": "q\nr",
        "timeline.t1.source": "line",
        "timeline.t1.evidence": ("e1",),
    }


@pytest.mark.parametrize(
    ("minutes", "length", "zone", "words"),
    [
        (10, 30, "UTC", "17:"),
        (10, 30, "Europe/Berlin", "19:"),
        (3 * 24 * 60, 30, "UTC", "2026-09-18 16:"),
    ],
)
def test_the_hour_of_a_gap_is_begun_and_the_minutes_are_left_to_say(
    minutes: int, length: int, zone: str, words: str
) -> None:
    start = START + timedelta(minutes=minutes)
    gap = Gap(start, start + timedelta(minutes=length), "", "")
    assert begun_within(RECORD, gap, NOW, zone) == words
