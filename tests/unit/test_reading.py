"""How a line will be read, as it is said while the line is typed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.guide.context import zones_shown
from pmtui.guide.entry import parse_entry
from pmtui.guide.entry.reading import Reading, reading, time_words
from pmtui.guide.examples import EXAMPLES
from pmtui.model.commitments import Lesson
from pmtui.model.errors import BadValue
from pmtui.model.factors import Cause
from pmtui.model.kinds import Precision
from pmtui.model.people import Evidence, Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event, Milestones
from pmtui.model.types import Moment
from tests.unit.growth import assert_no_quadratic_growth
from tests.unit.typed_times import TYPED

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
RECORD = Postmortem(
    id="2026-09-15-new",
    display_timezones=("UTC", "nowhere"),
    prep=Preparation(
        people=(
            Participant(id="p1", name="Ana Vos", handle="@avos", tz="Europe/Berlin"),
            Participant(id="p2", name="Rohan", roles=("scribe",), tz="Asia/Kolkata"),
            Participant(id="p3", name="Jo", tz="Europe/Berlin"),
        ),
        evidence=(Evidence(id="e2", title="Lock graph"),),
    ),
)


def read(line, record=RECORD, parent="timeline"):
    return reading(record, parent, line, NOW)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            "~16:05 alert: p99 over 3 s @avos #E02 !",
            "alert, sets first alert; by Ana Vos (@avos); evidence e2 Lock graph; surprise; "
            "16:05 UTC, 18:05 Berlin, 21:35 Kolkata, approximate",
        ),
        ("16:05 x", "16:05 UTC, 18:05 Berlin, 21:35 Kolkata"),
        (
            "16:05 berlin calls",
            "“berlin” stays text: the zone is Berlin; 16:05 UTC, 18:05 Berlin, 21:35 Kolkata",
        ),
        (
            "about ten past four Ana called",
            "no time read (first, as 14:10, ~14:10 or +5): stays after the entry above",
        ),
        (
            "resolved 16:05",
            "no time read (first, as 14:10, ~14:10 or +5): stays after the entry above",
        ),
        ("16:05:07.5 x", "16:05:07.5 UTC, 18:05:07.5 Berlin, 21:35:07.5 Kolkata"),
        ("18:05 Tokyo x", "09:05 UTC, 11:05 Berlin, 14:35 Kolkata, 18:05 Tokyo"),
        ("20:05 x @Rohan", "by Rohan (scribe); 20:05 UTC, 22:05 Berlin, 01:35 Kolkata +1 d"),
        ("~16:05 ±10 x", "16:05 UTC, 18:05 Berlin, 21:35 Kolkata, approximate ±10"),
        ("yesterday 23:50 x", "2026-09-14 23:50 UTC, 01:50 Berlin +1 d, 05:20 Kolkata +1 d"),
        ("2023-04-18 latent: x", "latent; 2023-04-18, the day only"),
        (
            "Mar 10 16:05 x",
            "year 2026 assumed; 2026-03-10 16:05 UTC, 17:05 Berlin, 21:35 Kolkata",
        ),
        (
            "Oct 10 16:05 x",
            "2026-10-10 16:05 UTC, 18:05 Berlin, 21:35 Kolkata",
        ),
        ("bare words", "no time: stays after the entry above"),
        (
            "impact: x",
            "no time: stays after the entry above; "
            "“impact” can be impact start or impact end: stays text",
        ),
        (
            "16:05 x #e9 @on-call",
            "#e9 is on no list of evidence: stays text; by on-call; "
            "16:05 UTC, 18:05 Berlin, 21:35 Kolkata",
        ),
    ],
)
def test_the_line_says_how_it_will_be_read(line, words):
    assert read(line) == Reading(words)


def test_a_milestone_that_is_known_is_not_promised():
    known = replace(RECORD, milestones=Milestones(first_alert_at=Moment(at=NOW)))
    assert "sets" not in read("16:05 alert: x", known).words


def test_a_day_other_than_that_of_the_record_is_named():
    late = Event(
        id="t1", at=datetime(2026, 9, 17, 9, tzinfo=UTC), precision=Precision.EXACT, text="x"
    )
    after = replace(RECORD, timeline=(late,))
    assert read("16:05 x", after).words.startswith("2026-09-17 16:05 UTC")
    begun = replace(after, milestones=Milestones(impact_start=Moment(at=late.at)))
    assert read("16:05 x", begun).words.startswith("16:05 UTC")
    nameless = replace(RECORD, id="x")
    assert read("16:05 x", nameless).words.startswith("2026-10-20 16:05 UTC")


def test_an_empty_line_has_no_reading():
    assert read("  ") == Reading()


@pytest.mark.parametrize("line", ["16:05", "16:05 !", "@avos"])
def test_words_that_are_still_missing_are_asked_for_quietly(line):
    found = read(line)
    assert found.problem == "Say what happened in a few words."
    assert found.words
    assert not found.question


def test_a_time_that_is_none_is_a_problem_without_choices():
    found = read("25:99 x")
    assert "not a time of day" in found.problem
    assert (found.words, found.question, found.choices) == ("", "", ())


def test_a_question_says_what_is_not_clear_and_leaves_the_answers_to_the_choices():
    found = read("2026-11-01 01:30 Chicago: p99 @avos")
    assert found.question == (
        "01:30 on 2026-11-01 happens twice in America/Chicago, because the clock was changed."
    )
    assert [each.text for each in found.choices] == [
        "2026-11-01 01:30 -05:00 America/Chicago: p99 @avos",
        "2026-11-01 01:30 -06:00 America/Chicago: p99 @avos",
    ]


@pytest.mark.parametrize("parent", EXAMPLES)
def test_every_list_tells_how_its_example_is_read(parent):
    found = read(EXAMPLES[parent], RECORD, parent)
    assert bool(found.words) != bool(found.problem)


LEFT = replace(
    RECORD,
    causes=(Cause(id="c2", statement="The pool was full when the report began"),),
    lessons=(Lesson(id="l1", text="x"),),
)


@pytest.mark.parametrize(
    ("parent", "line", "words"),
    [
        ("lessons", "lucky: x", "got lucky"),
        ("lessons", "w: x", "“w” can be went well or was hard: stays text"),
        (
            "lessons",
            "risk: x #c2 #c9",
            "risk; for c2 The pool was full when the re…; #c9 is no cause",
        ),
        ("lessons", "risk: x elsewhere: y", "risk; elsewhere: y"),
        ("actions", "Add x P1", "P1; needs owner, due, proof, cause (P1: +30d is 2026-11-19)"),
        (
            "actions",
            "prevent: Add x P2 @Ana by 2026-12-01 c2 (strong: no pool)",
            "prevent P2; Ana Vos; due 2026-12-01; strong, because no pool; for c2 The pool",
        ),
        ("actions", "Lock timeout for x", "begin with what is done (add, limit …); needs"),
        ("actions", "Improve x", "“Improve” has no end; needs"),
        ("actions", "investigate: Explore x", "investigate; needs"),
        ("actions", "Add x and update y", "“and update”: a line of its own?; needs"),
        ("actions", "Add x soon", "“soon” has no end; needs"),
        ("actions", "Ad", "needs"),
        ("actions", "Add x @Ana +5d l1", "Ana Vos; due 2026-10-25; lesson l1"),
        (
            "risk_acceptances",
            "#c2 x @Ana",
            "accepted by Ana Vos; needs reason, review date; for c2",
        ),
    ],
)
def test_marks_of_what_was_learned_and_agreed_are_told_back(parent, line, words):
    assert read(line, LEFT, parent).words.startswith(words)


def test_marks_are_told_before_there_are_words():
    found = read("lucky:", LEFT, "lessons")
    assert found == Reading("got lucky", "Say in a few words what was learned.")


@given(st.sampled_from(list(EXAMPLES)), TYPED)
def test_the_reading_has_a_problem_exactly_where_adding_is_refused(parent, text):
    found = read(text, RECORD, parent)
    try:
        parse_entry(RECORD, parent, text, NOW)
    except BadValue:
        assert found.problem or not text.strip()
    else:
        assert not found.problem


def test_zones_are_those_of_the_record_and_its_people_each_once():
    assert zones_shown(RECORD) == ("UTC", "Europe/Berlin", "Asia/Kolkata")
    assert zones_shown(Postmortem(id="x", display_timezones=("berlin",))) == (
        "UTC",
        "Europe/Berlin",
    )


def test_a_time_in_the_zones_asked_for():
    at = datetime(2026, 9, 15, 22, 30, tzinfo=UTC)
    exact = Moment(at=at, precision=Precision.EXACT)
    assert time_words(exact, ["Europe/Berlin"]) == "2026-09-16 00:30 Berlin"
    assert time_words(exact, ["+05:30"], day=(at + timedelta(days=1)).date()) == "04:00 +05:30"
    assert time_words(Moment(), ["UTC"]) == "time not known"


def test_a_reading_costs_no_more_than_a_look_at_each_entry():
    start = datetime(2026, 9, 15, tzinfo=UTC)
    events = [
        Event(id=f"t{n}", at=start + timedelta(seconds=n), precision=Precision.EXACT, text="x")
        for n in range(1, 4000)
    ]
    known = Milestones(impact_start=Moment(at=start))

    def work(part):
        record = replace(RECORD, timeline=tuple(part), milestones=known)
        for line in ("~16:05 alert: p99 @avos #e2 !", "+5 x", "words"):
            read(line, record)

    assert_no_quadratic_growth(work, events)


def test_a_time_at_the_end_of_the_calendar_is_shown_in_utc():
    last = Moment(at=datetime.max.replace(tzinfo=UTC, microsecond=0), precision=Precision.EXACT)
    assert time_words(last, ["UTC", "Asia/Tokyo"]) == "9999-12-31 23:59:59 UTC"
