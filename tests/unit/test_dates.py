"""Dates and zones as typed."""

from datetime import date
from zoneinfo import available_timezones

import pytest

from pmtui.model.clock import parse_moment
from pmtui.model.dates import parse_date
from pmtui.model.errors import BadValue
from pmtui.model.zones import find_zone

DAY = date(2026, 9, 15)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026-1-3", date(2026, 1, 3)),
        ("3 Nov 2026", date(2026, 11, 3)),
        ("3 November", date(2026, 11, 3)),
        ("3rd of November 2026", date(2026, 11, 3)),
        ("Sept 3rd, 2027", date(2027, 9, 3)),
        ("Jan 15", date(2027, 1, 15)),
        ("29 Feb", date(2028, 2, 29)),
        ("today", DAY),
        ("Tomorrow", date(2026, 9, 16)),
        ("yesterday", date(2026, 9, 14)),
        ("+14", date(2026, 9, 29)),
        ("+14 days", date(2026, 9, 29)),
        ("+2w", date(2026, 9, 29)),
        ("in 2 weeks", date(2026, 9, 29)),
        ("in 1 day", date(2026, 9, 16)),
        ("in 5 months", date(2027, 2, 15)),
        ("15/09/2027", date(2027, 9, 15)),
        ("09/15/2027", date(2027, 9, 15)),
        ("15.09.2027", date(2027, 9, 15)),
        ("31/12", date(2026, 12, 31)),
        ("05/05/2027", date(2027, 5, 5)),
    ],
)
def test_a_date_is_read_from_today(text, when):
    today = date(2027, 9, 15) if text == "29 Feb" else DAY
    assert parse_date(text, today) == when


def test_a_month_ahead_of_a_long_month_ends_with_the_short_one():
    assert parse_date("in 1 month", date(2027, 1, 31)) == date(2027, 2, 28)
    assert parse_date("in 12 months", date(2026, 12, 31)) == date(2027, 12, 31)


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2026",
        "03/04",
        "15/09/27",
        "14.05",
        "31/31",
        "3.4.",
        "Friday",
        "2026-09-15 14:05",
        "",
        "2026-13-01",
        "in 9999 months",
    ],
)
def test_a_date_that_is_unclear_is_refused(text):
    with pytest.raises(BadValue):
        parse_date(text, date(9500, 1, 1) if "months" in text else DAY)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("los_angeles", "America/Los_Angeles"),
        ("Indianapolis", "America/Indiana/Indianapolis"),
        ("utc", "UTC"),
        ("Z", "UTC"),
        ("Singapore", "Singapore"),
        ("Gotham", None),
        ("", None),
        ("../../etc/passwd", None),
        ("North", None),
        ("localtime", None),
    ],
)
def test_a_zone_is_found_by_its_name_or_city(text, name):
    assert find_zone(text) == name


@pytest.mark.parametrize("name", sorted(available_timezones())[::40])
def test_every_zone_of_the_system_can_be_typed(name):
    if name not in {"localtime", "Factory"}:
        at = parse_moment(f"2026-06-01 12:00 {name}", day=DAY).at
        assert at is not None
