"""Times and dates as typed: what they mean, what is refused, and the way back to text."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pmtui.model.clock import parse_instant, parse_moment, show_moment
from pmtui.model.dates import parse_date
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Precision
from pmtui.model.types import Moment
from tests.unit.typed_times import TYPED

DAY = date(2026, 9, 15)
BEFORE_MIDNIGHT = datetime(2026, 9, 15, 23, 50, tzinfo=UTC)
ZONES = ["UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York", "Australia/Lord_Howe"]


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at", "zone"),
    [
        ("14:05", "2026-09-15 14:05", "UTC"),
        ("  14:05  ", "2026-09-15 14:05", "UTC"),
        ("9:05", "2026-09-15 09:05", "UTC"),
        ("00:00", "2026-09-15 00:00", "UTC"),
        ("23:59:59", "2026-09-15 23:59:59", "UTC"),
        ("24:00", "2026-09-16 00:00", "UTC"),
        ("2026-09-14 24:00 Berlin", "2026-09-14 22:00", "Europe/Berlin"),
        ("14h05", "2026-09-15 14:05", "UTC"),
        ("2:05p", "2026-09-15 14:05", "UTC"),
        ("2026-W38-2T14:05Z", "2026-09-15 14:05", "UTC"),
        ("14:05 yesterday", "2026-09-14 14:05", "UTC"),
        ("14:05 Berlin yesterday", "2026-09-14 12:05", "Europe/Berlin"),
        ("14:05 ET", "2026-09-15 18:05", "America/New_York"),
        ("14:05 MSK", "2026-09-15 11:05", "+03:00"),
        ("14:05 Etc/GMT+5", "2026-09-15 19:05", "Etc/GMT+5"),
        ("14:05:07", "2026-09-15 14:05:07", "UTC"),
        ("14:05:07.25", "2026-09-15 14:05:07.250", "UTC"),
        ("14:05:07,123456789", "2026-09-15 14:05:07.123456", "UTC"),
        ("1405", "2026-09-15 14:05", "UTC"),
        ("0005Z", "2026-09-15 00:05", "UTC"),
        ("2:05pm", "2026-09-15 14:05", "UTC"),
        ("2:05 PM", "2026-09-15 14:05", "UTC"),
        ("2 p.m.", "2026-09-15 14:00", "UTC"),
        ("12am", "2026-09-15 00:00", "UTC"),
        ("12:30 pm", "2026-09-15 12:30", "UTC"),
        ("2pm Berlin", "2026-09-15 12:00", "Europe/Berlin"),
        ("14:05Z", "2026-09-15 14:05", "UTC"),
        ("14:05 z", "2026-09-15 14:05", "UTC"),
        ("14:05 UTC", "2026-09-15 14:05", "UTC"),
        ("14:05 (UTC)", "2026-09-15 14:05", "UTC"),
        ("14:05 GMT", "2026-09-15 14:05", "UTC"),
        ("14:05 +02:00", "2026-09-15 12:05", "+02:00"),
        ("14:05+0200", "2026-09-15 12:05", "+02:00"),
        ("14:05 +2", "2026-09-15 12:05", "+02:00"),
        ("14:05 UTC+2", "2026-09-15 12:05", "+02:00"),
        ("14:05 UTC-03:30", "2026-09-15 17:35", "-03:30"),
        ("14:05 −04:00", "2026-09-15 18:05", "-04:00"),
        ("14:05 +05:45", "2026-09-15 08:20", "+05:45"),
        ("14:05 CET", "2026-09-15 13:05", "+01:00"),
        ("14:05 cest", "2026-09-15 12:05", "+02:00"),
        ("14:05 BST", "2026-09-15 13:05", "+01:00"),
        ("14:05 EET", "2026-09-15 12:05", "+02:00"),
        ("14:05 EEST", "2026-09-15 11:05", "+03:00"),
        ("14:05 EST", "2026-09-15 19:05", "-05:00"),
        ("14:05 EDT", "2026-09-15 18:05", "-04:00"),
        ("14:05 PST", "2026-09-15 22:05", "-08:00"),
        ("14:05 PDT", "2026-09-15 21:05", "-07:00"),
        ("14:05 MST", "2026-09-15 21:05", "-07:00"),
        ("14:05 MDT", "2026-09-15 20:05", "-06:00"),
        ("14:05 JST", "2026-09-15 05:05", "+09:00"),
        ("14:05 AEST", "2026-09-15 04:05", "+10:00"),
        ("14:05 AEDT", "2026-09-15 03:05", "+11:00"),
        ("18:38 Berlin", "2026-09-15 16:38", "Europe/Berlin"),
        ("18:38 in Berlin", "2026-09-15 16:38", "Europe/Berlin"),
        ("18:38 Europe/Berlin", "2026-09-15 16:38", "Europe/Berlin"),
        ("18:38 europe/berlin", "2026-09-15 16:38", "Europe/Berlin"),
        ("18:38 Kolkata", "2026-09-15 13:08", "Asia/Kolkata"),
        ("18:38 new york", "2026-09-15 22:38", "America/New_York"),
        ("18:38 São Paulo", "2026-09-15 21:38", "America/Sao_Paulo"),
        ("18:38 Buenos Aires", "2026-09-15 21:38", "America/Argentina/Buenos_Aires"),
        ("00:30 Tokyo", "2026-09-14 15:30", "Asia/Tokyo"),
        ("2026-09-15T16:41:05Z", "2026-09-15 16:41:05", "UTC"),
        ("2026-09-15t16:41:05z", "2026-09-15 16:41:05", "UTC"),
        ("2026-09-15T16:41:05.123456+02:00", "2026-09-15 14:41:05.123456", "+02:00"),
        ("2026-09-15T16:41-04:00", "2026-09-15 20:41", "-04:00"),
        ("2026-09-15T16:41", "2026-09-15 16:41", "UTC"),
        ("20260915T164105Z", "2026-09-15 16:41:05", "UTC"),
        ("2026-09-15 16:41", "2026-09-15 16:41", "UTC"),
        ("2026-09-15, 16:41", "2026-09-15 16:41", "UTC"),
        ("2026/09/15 16:41", "2026-09-15 16:41", "UTC"),
        ("2026-9-5 1641", "2026-09-05 16:41", "UTC"),
        ("2026-01-15 16:41 Berlin", "2026-01-15 15:41", "Europe/Berlin"),
        ("yesterday 23:50", "2026-09-14 23:50", "UTC"),
        ("Today 8:00", "2026-09-15 08:00", "UTC"),
        ("tomorrow at 8:00", "2026-09-16 08:00", "UTC"),
        ("Nov 3 01:30", "2026-11-03 01:30", "UTC"),
        ("November 3rd 01:30", "2026-11-03 01:30", "UTC"),
        ("3 Nov 2026 01:30", "2026-11-03 01:30", "UTC"),
        ("3 nov 2025 01:30 Berlin", "2025-11-03 00:30", "Europe/Berlin"),
        ("Nov 3, 2026 at 2pm", "2026-11-03 14:00", "UTC"),
        ("2 Feb 01:30", "2027-02-02 01:30", "UTC"),
        ("3 Apr 01:30", "2026-04-03 01:30", "UTC"),
        ("3 Nov 1405", "2026-11-03 14:05", "UTC"),
        ("2026-10-25 02:30 +01:00", "2026-10-25 01:30", "+01:00"),
        ("2026-10-25 02:30 +01:00 Europe/Berlin", "2026-10-25 01:30", "Europe/Berlin"),
        ("2026-10-25 02:30+02:00[Europe/Berlin]", "2026-10-25 00:30", "Europe/Berlin"),
        ("1789480800", "2026-09-15 14:00", "UTC"),
        ("1789480800.5", "2026-09-15 14:00:00.500", "UTC"),
        ("1789480800123", "2026-09-15 14:00:00.123", "UTC"),
        ("15/09/2026 14:05", "2026-09-15 14:05", "UTC"),
        ("15.09.2026 14:05 Berlin", "2026-09-15 12:05", "Europe/Berlin"),
        ("2026-10-25 02:30 CEST", "2026-10-25 00:30", "+02:00"),
        ("2026-10-25 03:00 Berlin", "2026-10-25 02:00", "Europe/Berlin"),
        ("2026-03-29 03:00 Berlin", "2026-03-29 01:00", "Europe/Berlin"),
        ("2026-03-29 01:59 Berlin", "2026-03-29 00:59", "Europe/Berlin"),
    ],
)
def test_a_time_is_read_on_its_day_in_its_zone(text, at, zone):
    moment = parse_moment(text, day=DAY)
    assert moment == Moment(
        at=utc(at), precision=Precision.EXACT, entered=text.strip(), entered_tz=zone
    )


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("~14:05", "2026-09-15 14:05", Precision.APPROX),
        ("~ 14:05", "2026-09-15 14:05", Precision.APPROX),
        ("≈14:05", "2026-09-15 14:05", Precision.APPROX),
        ("about 14:05", "2026-09-15 14:05", Precision.APPROX),
        ("Around 2pm", "2026-09-15 14:00", Precision.APPROX),
        ("ca. 14:05 Berlin", "2026-09-15 12:05", Precision.APPROX),
        ("~2026-09-14 16:41Z", "2026-09-14 16:41", Precision.APPROX),
        ("2026-09-14", "2026-09-14 00:00", Precision.DAY),
        ("~2026-09-14", "2026-09-14 00:00", Precision.DAY),
        ("2026-09-14 Berlin", "2026-09-13 22:00", Precision.DAY),
        ("yesterday", "2026-09-14 00:00", Precision.DAY),
        ("Nov 3", "2026-11-03 00:00", Precision.DAY),
        ("3 Nov 2025", "2025-11-03 00:00", Precision.DAY),
        ("Nov 3, 2015", "2015-11-03 00:00", Precision.DAY),
        ("2023-04-18 09:00Z day", "2023-04-18 09:00", Precision.DAY),
        ("2023-04-18 09:00Z (day)", "2023-04-18 09:00", Precision.DAY),
        ("~14:05 ±10", "2026-09-15 14:05", Precision.APPROX),
        ("14:05 Berlin +/- 10 min", "2026-09-15 12:05", Precision.APPROX),
        ("2023-04-18 09:00Z ?", "2023-04-18 09:00", Precision.UNKNOWN),
    ],
)
def test_how_well_a_time_is_known_is_kept(text, at, precision):
    moment = parse_moment(text, day=DAY)
    assert (moment.at, moment.precision) == (utc(at), precision)


@pytest.mark.parametrize(
    ("text", "at", "precision"),
    [
        ("+5", "2026-09-15 23:55", Precision.EXACT),
        ("5 min later", "2026-09-15 23:55", Precision.EXACT),
        ("about 2 hours later", "2026-09-16 01:50", Precision.APPROX),
        ("+5m", "2026-09-15 23:55", Precision.EXACT),
        ("+ 5 min", "2026-09-15 23:55", Precision.EXACT),
        ("+90s", "2026-09-15 23:51:30", Precision.EXACT),
        ("+1h", "2026-09-16 00:50", Precision.EXACT),
        ("+1h30", "2026-09-16 01:20", Precision.EXACT),
        ("+1h 30m", "2026-09-16 01:20", Precision.EXACT),
        ("+1:30", "2026-09-16 01:20", Precision.EXACT),
        ("+2 days", "2026-09-17 23:50", Precision.EXACT),
        ("+1 day", "2026-09-16 23:50", Precision.EXACT),
        ("+5 s", "2026-09-15 23:50:05", Precision.EXACT),
        ("+1 second", "2026-09-15 23:50:01", Precision.EXACT),
        ("~+5", "2026-09-15 23:55", Precision.APPROX),
        ("about +5", "2026-09-15 23:55", Precision.APPROX),
    ],
)
def test_plus_counts_from_the_entry_before(text, at, precision):
    moment = parse_moment(text, day=DAY, after=BEFORE_MIDNIGHT)
    assert (moment.at, moment.precision) == (utc(at), precision)
    with pytest.raises(BadValue, match="counts from the entry before"):
        parse_moment(text, day=DAY)


@pytest.mark.parametrize(
    ("text", "after", "at"),
    [
        ("00:10", "2026-09-15 23:50", "2026-09-16 00:10"),
        ("11:49", "2026-09-15 23:50", "2026-09-16 11:49"),
        ("11:50", "2026-09-15 23:50", "2026-09-15 11:50"),
        ("23:40", "2026-09-15 23:50", "2026-09-15 23:40"),
        ("00:20", "2026-09-16 00:10", "2026-09-16 00:20"),
        ("00:10", "2026-09-17 23:50", "2026-09-18 00:10"),
        ("14:05", "2026-03-01 09:00", "2026-09-15 14:05"),
        ("00:10 Kolkata", "2026-09-15 18:30", "2026-09-15 18:40"),
        ("2026-09-15 00:10", "2026-09-15 23:50", "2026-09-15 00:10"),
        ("today 00:10", "2026-09-15 23:50", "2026-09-15 00:10"),
    ],
)
def test_a_time_without_a_date_rolls_over_midnight(text, after, at):
    assert parse_moment(text, day=DAY, after=utc(after)).at == utc(at)


def test_the_zone_of_the_story_is_used_where_none_is_typed():
    moment = parse_moment("18:38", day=DAY, zone="Europe/Berlin")
    assert (moment.at, moment.entered_tz) == (utc("2026-09-15 16:38"), "Europe/Berlin")
    moment = parse_moment("2026-09-15", day=DAY, zone="Europe/Berlin")
    assert moment.at == utc("2026-09-14 22:00")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2026-10-25 02:30 Berlin", ["twice", "+02:00 (00:30 UTC)", "+01:00 (01:30 UTC)"]),
        ("2026-11-01 01:30 New York", ["twice", "-04:00 (05:30 UTC)", "-05:00 (06:30 UTC)"]),
        ("2026-03-29 02:30 Berlin", ["not exist", "+01:00 (01:30 UTC)", "+02:00 (00:30 UTC)"]),
        ("2026-03-08 02:30 America/New_York", ["not exist", "-05:00 (07:30 UTC)"]),
        ("2026-04-05 01:45 Australia/Lord_Howe", ["twice", "+11:00", "+10:30"]),
        ("14:05 IST", ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"]),
        ("14:05 CST", ["America/Chicago", "Asia/Shanghai"]),
        ("14:05 Middle Earth", ["Middle Earth", "Europe/Berlin"]),
        ("14:05 +15:00", ["+15:00", "-12:00 to +14:00"]),
        ("14:05 +02:75", ["+02:75"]),
        ("14:05-04:00", ["range", "14:05 -04:00"]),
        ("14:05-14:20", ["range"]),
        ("03/04 14:05", ["03/04", "2026-04-03 or 2027-03-04"]),
        ("03/04/2027", ["2027-04-03 or 2027-03-04"]),
        ("~15/09/26 14:05", ["2026-09-15"]),
        ("14.05", ["2026-05-14", "14:05"]),
        ("25:99", ["25:99", "23:59"]),
        ("24:01", ["24:01"]),
        ("24:00 pm", ["24:00"]),
        ("2026-W60-2 14:05", ["2026-W60-2", "calendar"]),
        ("+5 second", ["cannot be read"]),
        ("13:05pm", ["13:05pm", "11:59 pm"]),
        ("0:05 am", ["0:05 am"]),
        ("2465", ["2465"]),
        ("2026-02-30 14:05", ["2026-02-30", "calendar"]),
        ("31 Apr", ["31 Apr", "calendar"]),
        ("29 Feb 2025", ["29 Feb 2025"]),
        ("9999-12-31 23:59 -05:00", ["1 to 9999"]),
        ("2026-09-15 soon", ["soon"]),
        ("soon", ["soon", "14:05", "+5", "18:38 Berlin"]),
        ("", ["cannot be read"]),
        ("Berlin", ["cannot be read"]),
        ("14", ["cannot be read"]),
        ("14:5", ["cannot be read"]),
    ],
)
def test_what_is_unclear_is_refused_with_what_to_write(text, words):
    with pytest.raises(BadValue) as refused:
        parse_moment(text, day=DAY)
    assert all(word in str(refused.value) for word in words), str(refused.value)


def test_relative_times_end_with_the_calendar():
    with pytest.raises(BadValue, match="1 to 9999"):
        parse_moment("+5", day=DAY, after=datetime(9999, 12, 31, 23, 58, tzinfo=UTC))
    with pytest.raises(BadValue, match="1 to 9999"):
        parse_moment("yesterday 14:05", day=date.min)


def test_an_instant_must_be_exact():
    assert parse_instant("14:05 Berlin", day=DAY) == utc("2026-09-15 12:05")
    assert parse_instant("00:10", day=DAY, after=BEFORE_MIDNIGHT) == utc("2026-09-16 00:10")
    for vague in ("~14:05", "2026-09-15", "2026-09-15 14:05 ?"):
        with pytest.raises(BadValue, match="not exact enough"):
            parse_instant(vague, day=DAY)


INSTANTS = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=st.just(UTC))
KNOWN = st.sampled_from(list(Precision))


@given(INSTANTS, KNOWN, st.sampled_from(ZONES))
@example(utc("2026-10-25 00:30"), Precision.EXACT, "Europe/Berlin")
@example(utc("2026-10-25 01:30"), Precision.APPROX, "Europe/Berlin")
@example(utc("2023-04-18 00:00"), Precision.DAY, "UTC")
@example(utc("2023-04-17 22:00"), Precision.DAY, "Europe/Berlin")
@example(utc("1884-01-01 12:00"), Precision.EXACT, "America/New_York")
def test_shown_text_reads_back_to_the_same_instant(at, precision, zone):
    shown = show_moment(Moment(at=at, precision=precision), zone)
    again = parse_moment(shown, day=date(2001, 2, 3), zone=zone)
    assert (again.at, again.precision) == (at, precision)


def test_shown_text_is_short_where_it_can_be():
    at = utc("2026-09-15 16:41")
    assert show_moment(Moment(at=at, precision=Precision.APPROX)) == "~2026-09-15 16:41Z"
    exact = Moment(at=at, precision=Precision.EXACT)
    assert show_moment(exact, "Europe/Berlin") == "2026-09-15 18:41 Europe/Berlin"
    day = Moment(at=utc("2026-09-15 00:00"), precision=Precision.DAY)
    assert show_moment(day) == "2026-09-15"
    assert show_moment(Moment()) == ""


@given(TYPED, st.sampled_from([DAY, date.min, date.max]), st.none() | INSTANTS)
@example("+9999 days", DAY, BEFORE_MIDNIGHT)
@example("0000-00-00T99:99", DAY, None)
def test_any_text_is_read_or_refused_with_a_sentence(text, day, after):
    with suppress(BadValue):
        moment = parse_moment(text, day=day, after=after)
        assert moment.at is not None
        assert moment.at.utcoffset() == timedelta()
    with suppress(BadValue):
        assert parse_date(text, day)
