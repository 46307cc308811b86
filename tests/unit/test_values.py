"""Text into values and back, for every field of the example record."""

from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.guide.context import person, story_day
from pmtui.guide.values import label, parse, show
from pmtui.guide.words import find_choice, read_number, read_share
from pmtui.model import address
from pmtui.model.errors import BadValue, UnknownField
from pmtui.model.kinds import EventKind, LessonKind, Precision, RecordKind, Severity, Variant
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event, Milestones
from pmtui.model.text import clean
from pmtui.model.types import Moment
from pmtui.store.codec import from_json

NAME = "2026-09-15-card-authorisations-failed.json"
DEMO = from_json((files("pmtui.demo") / NAME).read_bytes(), NAME)
NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
EDITABLE = [
    where
    for where, _ in address.walk(DEMO)
    if not address.is_fixed(where) and address.slot_at(where).shape != "part"
]
LISTS = {
    "cause": ["causes"],
    "evidence": ["prep.evidence"],
    "action": ["actions"],
    "thread": ["threads"],
    "action or idea": ["actions", "parking_lot"],
}


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def read(where, text, record=DEMO):
    return parse(record, where, text, NOW)


def emptied(record, where):
    """The record without the field, so that its text cannot be recognised as unchanged."""
    return address.put(record, where, () if address.slot_at(where).many else None)


def known(value):
    """What a moment says apart from the words it was typed in."""
    return (value.at, value.precision) if isinstance(value, Moment) else value


def test_every_field_of_the_example_reads_back_from_its_text():
    assert len(EDITABLE) > 1500
    for where in EDITABLE:
        text, value = show(DEMO, where), address.get(DEMO, where)
        assert read(where, text) == value, where
        if text:
            assert known(read(where, text, emptied(DEMO, where))) == known(value), where


def values_for(where):
    """A strategy of values that the field may hold."""
    slot = address.slot_at(where)
    if slot.name == "parents":
        return st.just(())
    words = st.text(max_size=30).map(lambda text: " ".join(clean(text).split("\n")).strip())
    single = {
        "text": words.filter(bool),
        "prose": st.text(max_size=60).map(clean).map(lambda text: text.strip("\n")),
        "whole": st.integers(0, 10**20),
        "number": st.integers(0, 10**20) | st.floats(0, allow_infinity=False, allow_nan=False),
        "yesno": st.booleans(),
        "instant": st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC)),
        "date": st.dates(),
    }
    if where.startswith("risk_acceptances.") and slot.name == "review_on":
        values = st.dates(max_value=date(2027, 9, 22))  # a year after each was accepted
    elif where in BOUNDED:
        values = BOUNDED[where]
    elif slot.name in {"failure_share", "target"} and slot.shape == "number":
        values = st.floats(0, 1)
    elif slot.shape == "moment":
        some = st.sampled_from([each for each in Precision if each is not Precision.UNKNOWN])
        values = st.builds(Moment, at=single["instant"], precision=some)
    elif slot.shape == "choice":
        values = st.sampled_from(list(slot.part))
    elif slot.mark in LISTS:
        items = [item for parent in LISTS[slot.mark] for item in address.get(DEMO, parent)]
        values = st.sampled_from([item.id for item in items])
    elif slot.mark == "person":
        values = st.sampled_from([each.id for each in DEMO.prep.people] + ["Jo from the supplier"])
    elif slot.mark == "address":
        values = st.sampled_from(["impact.summary", "timeline.t3", "milestones.detected_at"])
    elif slot.mark == "zone":
        values = st.sampled_from(["UTC", "Europe/Berlin", "+02:00", "America/New_York"])
    else:
        values = single[slot.shape]
    if slot.shape == "prose":
        values = values.filter(str.strip)
    return st.lists(values, unique=True, max_size=4).map(tuple) if slot.many else values


BOUNDED = {
    "prep.agenda.B6.minutes": st.integers(1, 24 * 60),
    "impact.slo.target": st.floats(0.5, 0.999999),
    "impact.slo.kind": st.sampled_from(["time", "requests"]),
    "impact.segments.g3.attempts": st.integers(min_value=7440, max_value=10**12),
    "impact.segments.g3.failed": st.integers(0, 62_000),
}

FIELDS = sorted(
    {(where.rpartition(".")[2], address.slot_at(where).shape): where for where in EDITABLE}.values()
)


@pytest.mark.parametrize("where", FIELDS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.differing_executors])
@given(data=st.data())
def test_any_value_reads_back_from_its_text(where, data):
    value = data.draw(values_for(where))
    record = address.put(DEMO, where, value)
    if where == "display_timezones" and not value:
        return
    text = show(record, where)
    assert known(read(where, text, emptied(record, where))) == known(value)
    assert read(where, text, record) == value


@pytest.mark.parametrize(
    ("where", "text", "value"),
    [
        ("title", "  Two\nlines  ", "Two lines"),
        ("title", "a\x1b[31mb", "a␛[31mb"),
        ("title", "[/dev/sda] full", "[/dev/sda] full"),
        ("title", "   ", None),
        ("impact.details", "one\r\n\n  two\n", "one\n\n  two"),
        ("impact.details", " \n ", None),
        ("impact.segments.g1.affected", "1,260", 1260),
        ("impact.segments.g1.affected", "1'260", 1260),
        ("impact.segments.g1.affected", "1 260 000", 1260000),
        ("impact.segments.g1.affected", "", None),
        ("impact.segments.g1.affected", "0", 0),
        ("impact.immediate.m1.value", "2.5", 2.5),
        ("impact.immediate.m1.value", "1,234.5", 1234.5),
        ("impact.segments.g1.failure_share", "38 %", 0.38),
        ("impact.segments.g1.failure_share", "0.38", 0.38),
        ("impact.slo.target", "99.95 %", 0.9995),
        ("impact.slo.target", "99.95%", 0.9995),
        ("flags.security", "Yes", True),
        ("flags.security", "n", False),
        ("flags.security", "0", False),
        ("flags.security", "unknown", None),
        ("flags.security", "", None),
        ("kind", "near miss", RecordKind.NEAR_MISS),
        ("kind", "Near-Miss", RecordKind.NEAR_MISS),
        ("kind", "near", RecordKind.NEAR_MISS),
        ("severity.final", "sev1", Severity.SEV1),
        ("severity.final", "", None),
        ("lessons.l1.kind", "went well", LessonKind.WENT_WELL),
        ("timeline.t5.kind", "impact st", EventKind.IMPACT_START),
        ("timeline.t5.kind", "hypothesis", EventKind.HYPOTHESIS),
        ("services", "a, b,, a", ("a", "b")),
        ("services", "a; b, c", ("a", "b, c")),
        ("services", "a\nb, c\n", ("a", "b, c")),
        ("services", "", ()),
        ("prep.goals", "One, with a comma; two", ("One, with a comma", "two")),
        ("prep.goals", "One; still one\ntwo", ("One; still one", "two")),
        ("report.variants", "internal, ext", (Variant.INTERNAL, Variant.EXTERNAL)),
        ("display_timezones", "utc, Berlin", ("UTC", "Europe/Berlin")),
        ("prep.people.p1.tz", "kolkata", "Asia/Kolkata"),
        ("lessons.l1.causes", "c4, #C06 c4", ("c4", "c6")),
        ("timeline.t5.evidence", "e1 e2", ("e1", "e2")),
        ("threads.w1.root", "c2", "c2"),
        ("parking_lot.i1.to", "#a3", "a3"),
        ("parking_lot.i1.to", "I02", "i2"),
        ("prep.owner", "@avos", "p1"),
        ("prep.owner", "p2", "p2"),
        ("prep.owner", "rohan kulkarni", "p2"),
        ("prep.owner", "Krug", "p9"),
        ("prep.owner", "Jo", "p5"),
        ("prep.owner", "Nobody Known", "Nobody Known"),
        ("follow_up.reviews.v1.present", "@avos, Tomasz", ("p1", "p4")),
        ("actions.a1.due", "+14", date(2026, 11, 3)),
        ("actions.a1.due", "3 Nov 2026", date(2026, 11, 3)),
        ("actions.a1.due", "", None),
        ("impact.segments.g1.start", "16:45", utc("2026-09-15 16:45")),
        ("impact.segments.g1.start", "18:45 Berlin", utc("2026-09-15 16:45")),
        ("impact.segments.g2.end", "00:10", utc("2026-09-16 00:10")),
        ("prep.meeting.start", "16:00", utc("2026-10-20 16:00")),
        ("prep.meeting.start", "", None),
        ("milestones.closed_at", "unknown", None),
    ],
)
def test_text_becomes_the_value_of_its_field(where, text, value):
    found = read(where, text)
    assert found == value
    assert type(found) is type(value)


def test_a_moment_keeps_the_words_and_the_zone_it_was_typed_in():
    moment = read("milestones.detected_at", "~18:58 Berlin")
    assert moment == Moment(
        at=utc("2026-09-15 16:58"),
        precision=Precision.APPROX,
        entered="~18:58 Berlin",
        entered_tz="Europe/Berlin",
    )
    assert read("timeline.t6.at", "+5").at > DEMO.timeline[4].at
    assert read("milestones.resolved_at", "00:40").at == utc("2026-09-16 00:40")


def test_unchanged_text_keeps_the_very_value_with_the_words_it_was_typed_in():
    moment = replace(read("milestones.detected_at", "18:58 Berlin"))
    record = address.put(DEMO, "milestones.detected_at", moment)
    text = show(record, "milestones.detected_at")
    assert text == "2026-09-15 16:58Z"
    assert read("milestones.detected_at", text, record) is moment


@pytest.mark.parametrize(
    ("where", "text", "words"),
    [
        ("id", "other", "kept by the program"),
        ("retired", "t1", "kept by the program"),
        ("timeline.t5.id", "t9", "kept by the program"),
        ("timeline", "14:05 x", "--add"),
        ("impact.slo", "x", "name, target"),
        ("actions.a1.history", "x", "written by the program"),
        ("kind", "", "incident, near miss"),
        ("kind", "incidents", "incident, near miss"),
        ("timeline.t5.kind", "impact", "impact start, symptom"),
        ("report.version", " ", "cannot be empty"),
        ("display_timezones", "", "cannot be empty"),
        ("report.variants", "\n", "cannot be empty"),
        ("display_timezones", "UTC, Gotham", "Gotham"),
        ("impact.segments.g1.affected", "many", "not a number"),
        ("impact.segments.g1.affected", "-3", "0 or more"),
        ("impact.segments.g1.affected", "2.5", "whole number"),
        ("impact.segments.g1.affected", "1,26", "not a number"),
        ("impact.immediate.m1.value", "nan", "not a number"),
        ("impact.immediate.m1.value", "inf", "not a number"),
        ("impact.immediate.m1.value", "1e999", "too large"),
        ("impact.immediate.m1.value", "9" * 5000, "not a number"),
        ("impact.immediate.m1.value", "38 %", "without a unit"),
        ("impact.segments.g1.failure_share", "38", "38 %"),
        ("impact.segments.g1.failed", "62001", "62,001 failed of 62,000 attempts"),
        ("impact.segments.g1.attempts", "0", "13,020 failed of 0 attempts"),
        ("impact.slo.target", "0.4", "between 50 % and 99.9999 %"),
        ("impact.slo.target", "100 %", "between 50 % and 99.9999 %"),
        ("impact.slo.kind", "banana", "time or requests"),
        ("days_off", "2026-11-26, soon", "soon"),
        ("flags.security", "maybe", "yes, no or unknown"),
        ("lessons.l1.causes", "c4, c99", "no cause c99"),
        ("threads.w1.root", "c1, c2", "one fits"),
        ("causes.c1.parents", "c2", "circle"),
        ("causes.c1.parents", "c1", "circle"),
        ("actions.a1.due", "03/04/2027", "2027-04-03 or 2027-03-04"),
        ("impact.segments.g1.start", "~16:41", "not exact enough"),
        ("milestones.detected_at", "25:99", "not a time of day"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(where, text, words):
    with pytest.raises(BadValue) as refused:
        read(where, text)
    assert words in str(refused.value)


def test_an_unknown_field_is_named():
    with pytest.raises(UnknownField, match=r"impact\.sumary"):
        read("impact.sumary", "x")


def test_fields_of_an_item_that_does_not_exist_yet_can_be_read():
    assert parse(Postmortem(id="x"), "timeline.t1.text", "A", NOW) == "A"


@pytest.mark.parametrize(
    ("record", "day"),
    [
        (Postmortem(id="2026-09-15-x"), date(2026, 9, 15)),
        (Postmortem(id="2026-99-15-x"), date(2026, 10, 20)),
        (Postmortem(id="untitled"), date(2026, 10, 20)),
        (Postmortem(id="x", display_timezones=("Pacific/Kiritimati",)), date(2026, 10, 20)),
        (
            Postmortem(id="x", prep=Preparation(scope_start=utc("2026-09-14 23:00"))),
            date(2026, 9, 14),
        ),
        (
            Postmortem(
                id="2026-01-01-x",
                display_timezones=("Europe/Berlin",),
                milestones=Milestones(impact_start=Moment(at=utc("2026-09-14 23:00"))),
            ),
            date(2026, 9, 15),
        ),
        (
            Postmortem(
                id="2026-10-20-x",
                timeline=(Event(id="t1", at=utc("2026-09-15 14:00"), precision=Precision.EXACT),),
            ),
            date(2026, 9, 15),
        ),
    ],
)
def test_the_day_of_the_story(record, day):
    assert story_day(record, NOW) == day


def test_two_people_of_one_name_are_told_apart_by_their_ids():
    twins = (Participant(id="p1", name="Jo Lin"), Participant(id="p2", name="Jo Lin"))
    record = Postmortem(id="x", prep=Preparation(people=twins, owner="p2"))
    assert person(record, "Jo") == "Jo"
    assert show(record, "prep.owner") == "p2"
    assert read("prep.owner", "p2", emptied(record, "prep.owner")) == "p2"


def test_choices_read_as_people_say_them():
    assert label(LessonKind.WENT_WELL) == "went well"
    assert show(DEMO, "lessons.l1.kind") == "went well"
    assert find_choice(LessonKind, "") is None
    assert find_choice(EventKind, "d") is None
    assert show(DEMO, "impact.slo.target") == "99.95 %"
    assert (read_share("100 %"), read_number("0")) == (1.0, 0)
