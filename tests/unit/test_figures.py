"""Intervals and impact, against the example and against counting second by second."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.demo import records
from pmtui.model import figures
from pmtui.model.harm import Impact, Objective, Segment
from pmtui.model.kinds import Precision
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Milestones
from pmtui.model.types import Moment
from pmtui.store.codec import from_json

NOON = datetime(2026, 9, 15, 12, tzinfo=UTC)
DEMO = next(
    record
    for record in (from_json(data, "demo") for data in records())
    if record.reference == "INC-2026-0915"
)


MILESTONES = {field.name for field in fields(Milestones)}


def at(minutes, precision=Precision.EXACT):
    return Moment(at=NOON + timedelta(minutes=minutes), precision=precision)


def about(minutes, entered):
    return replace(at(minutes, Precision.APPROX), entered=entered)


def segment(number, start, end, **counts):
    begin, stop = (NOON + timedelta(seconds=each) for each in (start, end))
    return Segment(id=f"g{number}", start=begin, end=stop, **counts)


def harmed(*segments, **slo):
    impact = Impact(segments=segments, slo=Objective(**slo))
    return Postmortem(id="x", impact=impact)


def test_example_intervals():
    minutes = {each.name: each.minutes for each in figures.intervals(DEMO)}
    assert minutes == {
        "ttd": 17,
        "tta": 2,
        "tte": 33,
        "ttk": 46,
        "ttm": 91,
        "ttr": 159,
        "ttc": 45,
        "impact": 108,
        "trigger": Fraction("2.8"),
        "declare": 11,
    }
    assert {each.name: each.minutes for each in figures.since_detection(DEMO)} == {
        "ttm": 74,
        "ttr": 142,
    }


def test_example_impact():
    found = figures.impact(DEMO)
    assert found.minutes == 108
    assert found.affected_minutes == 190_660
    assert round(found.weighted_affected_minutes) == 80_609
    assert (found.attempts, found.failed) == (412_600, 156_788)
    assert found.failure_share == Fraction("0.38")
    assert found.availability == Fraction("0.62")
    assert found.budget == 59_000
    assert round(found.budget_consumed, 4) == Fraction("2.6574")
    assert found.burn_rate == 760


@pytest.mark.parametrize(
    ("start", "end", "minutes", "low", "high"),
    [
        (at(0), at(90), 90, 90, 90),
        (at(0), at(0), 0, 0, 0),
        (at(30), at(0), -30, -30, -30),
        (at(0, Precision.APPROX), at(10), 10, 5, 15),
        (at(0, Precision.APPROX), at(10, Precision.APPROX), 10, 0, 20),
        (about(0, "~12:00 ±2"), at(10), 10, 8, 12),
        (about(0, "12:00 UTC ±30 min"), about(10, "~12:10"), 10, -25, 45),
        (at(0), at(0, Precision.DAY), None, None, None),
        (at(0), at(0, Precision.UNKNOWN), None, None, None),
        (None, at(10), None, None, None),
        (at(0), Moment(), None, None, None),
    ],
)
def test_interval_is_as_sure_as_its_ends(start, end, minutes, low, high):
    record = Postmortem(id="x", milestones=Milestones(impact_start=start, detected_at=end))
    found = figures.interval(record, "ttd")
    assert (found.minutes, found.low, found.high) == (minutes, low, high)
    assert (found.start, found.end) == ("impact_start", "detected_at")


def test_nothing_known_gives_no_figures():
    assert figures.impact(Postmortem(id="x")) == figures.ImpactFigures()
    assert {each.minutes for each in figures.intervals(Postmortem(id="x"))} == {None}


def test_a_total_with_an_unknown_part_is_unknown():
    known = segment(1, 0, 60, affected=10, attempts=100, failed=50)
    found = figures.impact(harmed(known, segment(2, 60, 120, affected=5)))
    assert (found.minutes, found.affected_minutes) == (2, 15)
    assert found.weighted_minutes is found.weighted_affected_minutes is None
    assert found.attempts is found.failed is found.failure_share is found.availability is None
    assert figures.impact(harmed(known, Segment(id="g2"))).minutes is None
    assert figures.impact(harmed(known, segment(2, 120, 60))).minutes is None


def test_share_without_counts_is_taken_as_typed():
    shared = segment(1, 0, 60, failure_share=0.38)
    found = figures.impact(harmed(shared, target=0.9995, events_in_window=1000))
    assert (found.failure_share, found.burn_rate) == (Fraction("0.38"), 760)
    assert found.budget == Fraction("0.5")
    assert found.budget_consumed is None
    uneven = figures.impact(harmed(shared, segment(2, 60, 120, failure_share=0.5)))
    assert uneven.failure_share is None
    counted = segment(1, 0, 60, failure_share=0.5, attempts=10, failed=1)
    assert figures.impact(harmed(counted)).failure_share == Fraction(1, 10)


@pytest.mark.parametrize("counts", [(200, 300), (0, 5)])
def test_more_failed_than_attempts_gives_no_share(counts):
    wrong = segment(2, 60, 120, affected=5, attempts=counts[0], failed=counts[1])
    record = harmed(
        segment(1, 0, 60, affected=10, attempts=100, failed=50),
        wrong,
        target=0.999,
        events_in_window=9,
    )
    found = figures.impact(record)
    assert (found.minutes, found.affected_minutes, found.budget) == (2, 15, Fraction("0.009"))
    known = {"minutes", "affected_minutes", "budget"}
    assert {each.name for each in fields(found) if getattr(found, each.name) is not None} == known
    assert figures.impact(harmed(segment(1, 0, 60, failure_share=1.5))).availability is None


def test_time_budget():
    full = segment(1, 0, 3600, failure_share=0.5)
    found = figures.impact(harmed(full, target=0.999, window_days=30, kind="time"))
    assert found.budget == Fraction("43.2")
    assert found.budget_consumed == Fraction(30) / Fraction("43.2")
    assert found.burn_rate == 500
    assert found.budget_consumed == found.burn_rate * 60 / (30 * 24 * 60)


@pytest.mark.parametrize(
    "slo",
    [
        {"target": 1.0, "events_in_window": 10},
        {"target": 0.99, "kind": "time"},
        {"target": 0.99},
        {"events_in_window": 10},
        {"target": 0.99, "events_in_window": 10, "kind": "other"},
    ],
)
def test_budget_of_an_unfinished_objective_is_unknown(slo):
    counted = segment(1, 0, 60, attempts=10, failed=1)
    assert figures.impact(harmed(counted, **slo)).budget_consumed is None


def test_no_attempts_have_no_share():
    assert figures.impact(harmed(segment(1, 0, 60, attempts=0, failed=0))).failure_share is None


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ((0, 60), (60, 120), False),
        ((0, 61), (60, 120), True),
        ((60, 120), (0, 61), True),
        ((0, 120), (30, 60), True),
        ((0, 60), (0, 60), True),
        ((0, 120), (60, 30), False),
    ],
)
def test_overlap(one, other, overlap):
    record = harmed(segment(1, *one, affected=1), segment(2, *other, affected=1))
    assert figures.overlapping(record) == ((("g1", "g2"),) if overlap else ())
    if overlap:
        assert figures.impact(record) == figures.ImpactFigures()
    open_ended = replace(record.impact.segments[0], end=None)
    assert figures.overlapping(harmed(open_ended, record.impact.segments[1])) == ()


@st.composite
def stretches(draw):
    """Segments after each other, in whole seconds, some with gaps between them."""
    found, clock = [], 0
    for number in range(draw(st.integers(1, 4))):
        start = clock + draw(st.integers(0, 30))
        clock = start + draw(st.integers(1, 90))
        attempts = draw(st.integers(1, 500))
        failed = draw(st.integers(0, attempts))
        people = draw(st.integers(0, 50))
        found.append(
            segment(number, start, clock, affected=people, attempts=attempts, failed=failed)
        )
    return found


TARGETS = st.integers(500_000, 999_999).map(lambda parts: parts / 1_000_000)


@settings(deadline=None)
@given(stretches(), st.randoms(use_true_random=False), TARGETS, st.integers(1, 10**9))
def test_impact_equals_counting_every_second(parts, chance, target, events):
    """Whatever their order, and for both kinds of objective."""
    minutes = weighted = people = weighted_people = Fraction(0)
    for second in range(600):
        now = NOON + timedelta(seconds=second)
        for part in parts:
            if part.start <= now < part.end:
                share = Fraction(part.failed, part.attempts)
                minutes += Fraction(1, 60)
                weighted += share / 60
                people += Fraction(part.affected, 60)
                weighted_people += share * part.affected / 60
    chance.shuffle(parts)
    found = figures.impact(harmed(*parts, target=target, events_in_window=events))
    failed, attempts = (sum(getattr(p, name) for p in parts) for name in ("failed", "attempts"))
    allowed = 1 - Fraction(str(target))
    assert (found.minutes, found.weighted_minutes) == (minutes, weighted)
    assert (found.affected_minutes, found.weighted_affected_minutes) == (people, weighted_people)
    assert (found.failed, found.attempts) == (failed, attempts)
    assert found.failure_share == 1 - found.availability == Fraction(failed, attempts)
    assert found.budget == allowed * events
    assert found.budget_consumed == Fraction(failed) / found.budget
    assert found.burn_rate == Fraction(failed, attempts) / allowed
    by_time = figures.impact(harmed(*parts, target=target, window_days=28, kind="time"))
    assert by_time.budget == allowed * 28 * 24 * 60
    assert by_time.budget_consumed == weighted / by_time.budget
    assert by_time.burn_rate == weighted / minutes / allowed
    for value in (*vars_of(found), *vars_of(by_time)):
        assert type(value) is Fraction


def vars_of(found):
    return [getattr(found, field.name) for field in fields(found)]


@given(st.dictionaries(st.sampled_from(sorted(MILESTONES)), st.integers(-90, 300), min_size=2))
def test_intervals_equal_counting_every_second(told):
    """Each is an exact fraction; one that runs backwards is negative."""
    moments = {
        name: Moment(at=NOON + timedelta(seconds=second), precision=Precision.EXACT)
        for name, second in told.items()
    }
    record = Postmortem(id="x", milestones=Milestones(**moments))
    for each in (*figures.intervals(record), *figures.since_detection(record)):
        start, end = told.get(each.start), told.get(each.end)
        if start is None or end is None:
            assert each.minutes is None
            continue
        seconds = sum(start <= second < end for second in range(-90, 300))
        seconds -= sum(end <= second < start for second in range(-90, 300))
        assert type(each.minutes) is Fraction
        assert each.minutes == each.low == each.high == Fraction(seconds, 60)
