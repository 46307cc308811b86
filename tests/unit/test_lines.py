"""Lines of the timeline: the instant, precision and text of each, and the way back to text."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmtui.edits import put_all
from pmtui.guide.entry import parse_entry
from pmtui.guide.entry.reading import reading
from pmtui.guide.words import label
from pmtui.model import address, figures
from pmtui.model.clock import show_moment
from pmtui.model.errors import Unclear
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.people import Evidence, Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import MILESTONE_OF_KIND, Event, Milestones
from pmtui.model.timeline import in_order
from pmtui.model.types import Moment
from tests.unit.line_cases import LINES, QUESTIONS
from tests.unit.whole_record import DEMO as EXAMPLE

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
ANA = Participant(id="p1", name="Ana Vos", handle="@avos", roles=("database_owner",))
RECORD = Postmortem(
    id="2026-09-15-new",
    prep=Preparation(people=(ANA,), evidence=(Evidence(id="e2"),)),
    timeline=(
        Event(
            id="t1",
            at=datetime(2026, 9, 15, 14, tzinfo=UTC),
            precision=Precision.EXACT,
            text="before",
        ),
    ),
)
ZONES = ["UTC", "Europe/Berlin", "America/Chicago", "Asia/Kathmandu", "Australia/Lord_Howe"]


def added(line, record=RECORD):
    return parse_entry(record, "timeline", line, NOW)[0][1]


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def test_there_are_many_different_lines():
    assert len({line for line, *_ in LINES}) == len(LINES) >= 160


@pytest.mark.parametrize(("line", "at", "precision", "text"), LINES)
def test_a_line_becomes_an_entry(line, at, precision, text):
    event = added(line)
    assert (event.at, event.precision, event.text) == (utc(at), precision, text)


@pytest.mark.parametrize(("line", "choices"), QUESTIONS)
def test_what_means_several_instants_is_asked_with_an_answer_for_each(line, choices):
    with pytest.raises(Unclear):
        added(line)
    asked = reading(RECORD, "timeline", line, NOW)
    assert asked.question
    answers = [(each.label, added(each.text)) for each in asked.choices]
    assert [(label, f"{event.at:%H:%M}") for label, event in answers] == choices
    assert {event.text for _, event in answers} == {"p99"}


@pytest.mark.parametrize(
    ("line", "entered", "zone"),
    [
        ("14:05 x", "14:05", "UTC"),
        ("18:38 Berlin x", "18:38 Berlin", "Europe/Berlin"),
        ("14:05 CEST x", "14:05 CEST", "+02:00"),
        ("14:05 +02:00 x", "14:05 +02:00", "+02:00"),
        ("1789480800 x", "1789480800", "UTC"),
        (
            "2026-11-01 01:30 CDT America/Chicago x",
            "2026-11-01 01:30 CDT America/Chicago",
            "America/Chicago",
        ),
    ],
)
def test_the_words_and_the_zone_are_kept_as_typed(line, entered, zone):
    event = added(line)
    assert (event.entered, event.entered_tz) == (entered, zone)


def test_an_offset_that_the_zone_never_has_is_refused():
    line = "2026-11-01 01:30 EST America/Chicago x"
    asked = reading(RECORD, "timeline", line, NOW)
    assert "is -05:00 or -06:00 in America/Chicago, not EST" in asked.problem
    assert not asked.choices


@pytest.mark.parametrize("kind", EventKind)
def test_a_kind_may_be_written_as_any_prefix_of_its_own(kind):
    words = kind.replace("_", " ")
    others = [each.replace("_", " ") for each in EventKind if each is not kind]
    for length in range(1, len(words) + 1):
        begin = words[:length].strip()
        event = added(f"14:05 {begin.upper()}: p99")
        if begin in others:
            assert event.kind.replace("_", " ") == begin
        elif any(each.startswith(begin) for each in others) and begin != words:
            assert (event.kind, event.text) == (None, f"{begin.upper()}: p99")
        else:
            assert (event.kind, event.text) == (kind, "p99")


@pytest.mark.parametrize(
    ("line", "actor", "text"),
    [
        ("14:05 p99 @avos", "database owner", "p99"),
        ("14:05 p99 @Ana Vos", "database owner", "p99"),
        ("14:05 p99 @incident commander !", "incident commander", "p99"),
        ("14:05 p99 @on-call #e2", "on-call", "p99"),
        ("14:05 @avos: p99", "database owner", "p99"),
        ("14:05 p99 @nobody here", None, "p99 @nobody here"),
        ("14:05 @on-call engineer: p99", "on-call engineer", "p99"),
        ("14:05 alert: @duty lead of sre: p99", "duty lead of sre", "p99"),
        ("14:05 @avos says: p99", "database owner", "says: p99"),
        ("14:05 @on-call a b c d: p99", "on-call", "a b c d: p99"),
    ],
)
def test_somebody_is_named_by_handle_name_or_role(line, actor, text):
    event = added(line)
    assert (event.actor_role, event.text) == (actor, text)


def test_a_role_of_two_words_that_the_record_has_is_one_at_the_end():
    lead = Participant(id="p1", name="Jo", roles=("network_lead",))
    told = put_all(RECORD, parse_entry(RECORD, "timeline", "14:05 @on-call engineer: a", NOW))
    told = put_all(told, [("prep.people.p1", lead)])
    for role in ("on-call engineer", "network lead"):
        event = added(f"14:06 p99 @{role} !", told)
        assert (event.actor_role, event.text, event.surprise) == (role, "p99", True)


@pytest.mark.parametrize(
    ("line", "zone", "text"),
    [
        ("14:05 Phoenix app crashed", "UTC", "Phoenix app crashed"),
        ("14:05 Phoenix apps crashed", "America/Phoenix", "apps crashed"),
        ("14:05 Paris: restarted", "UTC", "Paris: restarted"),
        ("alert: 14:05 Paris is down", "UTC", "Paris is down"),
        ("14:05 Berlin p99", "Europe/Berlin", "p99"),
    ],
)
def test_the_name_of_a_service_or_a_team_is_no_zone(line, zone, text):
    people = (replace(ANA, team="Paris"),)
    prep = replace(RECORD.prep, people=people)
    event = added(line, replace(RECORD, services=("phoenix app",), prep=prep))
    assert (event.entered_tz, event.text) == (zone, text)


def test_the_first_of_its_kind_is_the_milestone_whatever_the_order():
    record = RECORD
    for line in ("14:30 alert: b", "14:20 alert: a", "14:40 alert: c", "15:00 comms: page"):
        for where, value in parse_entry(record, "timeline", line, NOW):
            record = address.put(record, where, value)
    assert record.milestones.first_alert_at.at == utc("2026-09-15 14:20")
    assert record.milestones.first_public_update.at == utc("2026-09-15 15:00")
    by_hand = replace(
        record, milestones=replace(record.milestones, first_alert_at=Moment(at=utc("2026-09-15")))
    )
    assert len(parse_entry(by_hand, "timeline", "13:00 alert: d", NOW)) == 1
    assert len(parse_entry(record, "timeline", "14:10 resolved: e", NOW)) == 2


@pytest.mark.parametrize("kind", MILESTONE_OF_KIND)
def test_every_kind_of_a_milestone_sets_it_typed_or_chosen_later(kind):
    name = MILESTONE_OF_KIND[kind]
    typed = put_all(RECORD, parse_entry(RECORD, "timeline", f"~14:05 {kind}: x", NOW))
    bare = put_all(RECORD, parse_entry(RECORD, "timeline", "~14:05 x", NOW))
    assert bare.milestones == RECORD.milestones
    chosen = put_all(bare, [("timeline.t2.kind", kind)])
    for record in (typed, chosen):
        moment = getattr(record.milestones, name)
        assert (moment.at, moment.precision) == (utc("2026-09-15 14:05"), Precision.APPROX)
        assert moment.entered == "~14:05"
        assert replace(record.milestones, **{name: None}) == RECORD.milestones


@pytest.mark.parametrize("seed", range(5))
def test_the_story_of_the_example_has_its_figures_in_whatever_order_it_is_told(seed):
    record = replace(RECORD, timeline=(), milestones=Milestones(), prep=EXAMPLE.prep)
    events = sorted(EXAMPLE.timeline, key=lambda event: event.id)
    Random(seed).shuffle(events)
    for event in events:
        line = f"{show_moment(event, 'Europe/Berlin')} {label(event.kind)}: {event.text}"
        record = put_all(record, parse_entry(record, "timeline", line, NOW))
    assert [(each.at, each.kind, each.text) for each in in_order(record.timeline)] == [
        (each.at, each.kind, each.text) for each in in_order(EXAMPLE.timeline)
    ]
    assert {each.name: each.minutes for each in figures.intervals(record)} == {
        **{"ttd": 17, "tta": 2, "tte": 33, "ttk": 46},
        **{"ttm": 91, "ttr": 159, "ttc": 45, "impact": 108},
        **{"trigger": Fraction(14, 5), "declare": 11},
    }


INSTANTS = st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 30), timezones=st.just(UTC))
CHANGED = st.sampled_from(["2026-03-29 01:00", "2026-10-25 01:00", "2026-11-01 07:00"]).map(utc)
NEAR_CHANGES = st.builds(
    lambda at, seconds: at + timedelta(seconds=seconds), CHANGED, st.integers(-9000, 9000)
)
MOMENTS = st.builds(
    lambda at, precision, off: Moment(
        at=at, precision=precision, entered=None if off is None else f"~12:00 ±{off}"
    ),
    INSTANTS | NEAR_CHANGES,
    st.sampled_from(list(Precision)),
    st.none() | st.integers(0, 999),
)


@given(MOMENTS, st.sampled_from(ZONES))
@example(Moment(at=utc("2026-10-25 00:30"), precision=Precision.EXACT), "Europe/Berlin")
@example(Moment(at=utc("2026-10-25 01:30"), precision=Precision.APPROX), "Europe/Berlin")
@example(Moment(at=utc("2026-10-24 22:00"), precision=Precision.DAY), "Europe/Berlin")
@example(Moment(at=utc("2023-04-18 09:00"), precision=Precision.DAY), "UTC")
def test_what_is_printed_is_read_back_as_the_same_instant(moment, zone):
    shown = show_moment(moment, zone)
    event = parse_entry(RECORD, "timeline", f"{shown} alert: p99", NOW, zone)[0][1]
    assert (event.at, event.precision) == (moment.at, moment.precision)
    assert (event.kind, event.text) == (EventKind.ALERT, "p99")
    assert show_moment(event, zone) == shown


@given(INSTANTS | NEAR_CHANGES, st.sampled_from(ZONES[1:]))
def test_a_wall_time_is_its_instant_or_a_question_that_has_it_as_an_answer(at, zone):
    at = at.replace(microsecond=0)
    wall = at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    line = f"{wall} {zone} p99"
    found = reading(RECORD, "timeline", line, NOW)
    assert not found.question or len(found.choices) == 2
    lines = [each.text for each in found.choices] or [line]
    assert at in [added(each).at for each in lines]
    assert {added(each).entered_tz for each in lines} == {zone}
