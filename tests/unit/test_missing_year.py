"""A date without a year: the last such day that the story can have had."""

from datetime import UTC, date, datetime

import pytest

from pmtui.model.clock import parse_moment
from pmtui.model.errors import Unclear


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Jan 5 01:30", "2026-01-05"),
        ("5 Jan", "2026-01-05"),
        ("31/01 14:05", "2026-01-31"),
        ("Nov 21 01:30", "2026-11-21"),
        ("Nov 24 01:30", "2026-11-24"),
        ("2027-01-05 14:05", "2027-01-05"),
        ("Jan 5, 2027 14:05", "2027-01-05"),
    ],
)
def test_a_missing_year_takes_no_date_past_the_last_that_can_be(words, day):
    last = date(2026, 11, 24)
    moment = parse_moment(words, day=date(2026, 11, 20), latest=last)
    assert moment.at is not None
    assert str(moment.at.date()) == day


@pytest.mark.parametrize(
    ("words", "near", "day"),
    [
        ("Mar 10 02:30", date(2024, 11, 3), "2024-03-10"),
        ("Nov 3 01:30", date(2026, 9, 15), "2025-11-03"),
        ("Oct 10 01:30", date(2026, 9, 15), "2026-10-10"),
        ("Jan 2 01:30", date(2025, 12, 30), "2026-01-02"),
        ("10/31 14:05", date(2024, 11, 3), "2024-10-31"),
        ("29 Feb 01:30", date(2026, 9, 15), "2024-02-29"),
    ],
)
def test_a_missing_year_puts_no_date_weeks_after_its_story(words, near, day):
    moment = parse_moment(words, day=near, latest=date(2026, 11, 24))
    assert str(moment.at.date()) == day


def test_a_story_that_lies_ahead_is_not_taken_out_of_its_year():
    moment = parse_moment("Nov 4 00:10", day=date(2027, 11, 3), latest=date(2026, 11, 24))
    assert moment.at == datetime(2027, 11, 4, 0, 10, tzinfo=UTC)


def test_the_readings_of_a_date_are_none_that_is_still_to_come():
    with pytest.raises(Unclear) as problem:
        parse_moment("03/04 14:05", day=date(2026, 11, 20), latest=date(2026, 11, 24))
    assert "Write 2026-04-03 or 2026-03-04." in str(problem.value)
