"""Machine data, format by format: which events a few lines make."""

from datetime import UTC, date, datetime

import pytest

from pmtui.model.errors import BadValue
from pmtui.model.kinds import Precision

from .machine_files import read, told

SPACED = "2026-09-15T16:41:09"

LINES = [
    (
        "syslog",
        "<34>Sep 15 16:41:09 db-1 postgres[812]: lock wait",
        "2026-09-15T16:41:09Z",
        "db-1 postgres[812]: lock wait",
    ),
    (
        "syslog (RFC 5424)",
        '<165>1 2026-09-15T18:41:09.003+02:00 db-1 idem 812 ID47 [ex@1 a="]\\""] \ufefflock wait',
        "2026-09-15T16:41:09.003000Z",
        "db-1 idem: lock wait",
    ),
    (
        "klog",
        "E0915 16:41:09.123456    1 status.go:71] no endpoints",
        "2026-09-15T16:41:09.123456Z",
        "status.go:71] no endpoints",
    ),
    (
        "nginx access",
        '10.0.0.9 - ana [15/Sep/2026:18:41:09 +0200] "POST /pay HTTP/1.1" 502 157 "-" "curl"',
        "2026-09-15T16:41:09Z",
        "POST /pay HTTP/1.1 502",
    ),
    (
        "nginx error",
        "2026/09/15 16:41:09 [error] 31#31: *7 upstream timed out",
        "2026-09-15T16:41:09Z",
        "[error] 31#31: *7 upstream timed out",
    ),
    (
        "postgres",
        "2026-09-15 09:41:09.123 PDT [12389] app@main ERROR:  deadlock detected",
        "2026-09-15T16:41:09.123000Z",
        "ERROR: deadlock detected",
    ),
    (
        "logfmt",
        'level=error ts=2026-09-15T16:41:09.5Z msg="pool is full" err=none error="no slot"',
        "2026-09-15T16:41:09.500000Z",
        "error: pool is full: no slot",
    ),
    (
        "JSON lines",
        '{"@timestamp":"2026-09-15T16:41:09Z","log.level":"warn","message":"slow"}',
        "2026-09-15T16:41:09Z",
        "warn: slow",
    ),
    (
        "JSON lines",
        '{"time":1789490469.25,"msg":"slow","level":"info"}',
        "2026-09-15T16:41:09.250000Z",
        "slow",
    ),
    (
        "JSON lines",
        '{"__REALTIME_TIMESTAMP":"1789490469000250","_HOSTNAME":"db-1",'
        '"SYSLOG_IDENTIFIER":"idem","PRIORITY":"3","MESSAGE":[115,108,111,119]}',
        "2026-09-15T16:41:09.000250Z",
        "db-1 idem: error: slow",
    ),
    ("log", f"{SPACED}Z slow", "2026-09-15T16:41:09Z", "slow"),
    ("log", "[2026-09-15 16:41:09,250] slow", "2026-09-15T16:41:09.250000Z", "slow"),
    ("log", "2026-09-15 16:41 +0200 - slow", "2026-09-15T14:41:00Z", "- slow"),
    ("log", "[Tue Sep 15 16:41:09 2026] slow", "2026-09-15T16:41:09Z", "slow"),
    ("log", "1789490469.250 slow", "2026-09-15T16:41:09.250000Z", "slow"),
]


@pytest.mark.parametrize(
    ("form", "line", "at", "text"), LINES, ids=[f"{x[0]}: {x[2]}" for x in LINES]
)
def test_a_line_of_each_format(form: str, line: str, at: str, text: str) -> None:
    found = read(f"{line}\n  at frame 1\n\n{line}\n")
    assert found.form == form
    assert told(found) == [(at, text), (at, text)]
    assert (found.read, found.taken, found.joined, found.noted, found.lost) == (3, 2, 1, 0, 0)
    event = found.events[0]
    assert event.source == f"{line}\n  at frame 1"
    assert event.origin == f"{form} app.log:1"
    assert event.precision is Precision.EXACT
    assert found.events[1].origin == f"{form} app.log:4"


def test_lines_of_other_formats_in_a_log_begin_events_too() -> None:
    found = read(f"{SPACED}Z one\nSep 15 16:42:00 db-1 two\nno time\n{SPACED}Z three\n")
    assert [text for _, text in told(found)] == ["one", "db-1 two", "three"]
    assert found.joined == 1


def test_what_stands_above_the_first_event_goes_to_the_notes() -> None:
    found = read(f"Header: a\n\n  b\n{SPACED}Z one\n")
    assert found.notes == ("Header: a", "  b")
    assert (found.read, found.taken, found.noted) == (3, 1, 2)


def test_a_json_line_that_is_cut_is_a_note() -> None:
    line = '{"time":"2026-09-15T16:41:09Z","msg":"slow"}'
    found = read(f"{line}\n{line}\n{line[:30]}")
    assert found.taken == 2
    assert found.notes == (line[:30],)
    assert "cut" in " ".join(found.details)


def test_colours_and_control_characters() -> None:
    found = read(f"\x1b[32m{SPACED}Z\x1b[0m \x1b[1mred\x1b[0m \x07bell\r\n")
    assert found.events[0].text == "red ␇bell"
    assert found.events[0].source == f"{SPACED}Z red ␇bell"


def test_what_json_hides_behind_escapes_is_made_visible() -> None:
    line = '{"time":"2026-09-15T16:41:09Z","msg":"\\u001b[31mred\\u001b[0m \\u0007bell\\nnext"}'
    found = read(f"{line}\n")
    assert found.events[0].text == "red ␇bell next"
    assert found.events[0].source == line


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (f"{SPACED}Z café\r\n".encode("utf-16"), "UTF-16"),
        (f"{SPACED}Z café\n".encode("utf-16-le"), "UTF-16"),
        (f"{SPACED}Z café\n".encode("utf-16-be"), "UTF-16"),
        (f"{SPACED}Z café\n".encode("latin-1"), "Windows-1252"),
        (f"\ufeff{SPACED}Z café\n".encode(), ""),
    ],
)
def test_encodings(data: bytes, words: str) -> None:
    found = read(data)
    assert told(found) == [("2026-09-15T16:41:09Z", "café")]
    assert words in " ".join(found.details)
    assert bool(found.details) == bool(words)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BadValue, match=r"app\.log is not a text file"):
        read(b"\x89PNG\r\n\x1a\n\0\0\0")


def test_naive_times_are_read_in_the_zone_that_is_named_or_that_of_the_story() -> None:
    line = "2026-09-15 18:41:09 slow\n"
    assert told(read(line, zone="Europe/Berlin"))[0][0] == "2026-09-15T16:41:09Z"
    found = read(line, story_zone="Europe/Berlin")
    assert told(found)[0][0] == "2026-09-15T16:41:09Z"
    assert found.events[0].entered == "2026-09-15 18:41:09"
    assert found.events[0].entered_tz == "Europe/Berlin"
    assert "read in Europe/Berlin" in found.details[0]


def test_a_zone_that_can_mean_several_is_not_guessed() -> None:
    line = "2026-09-15 18:41:09 CST slow\n"
    found = read(line)
    assert found.events[0].at is None
    assert found.events[0].precision is Precision.UNKNOWN
    assert "CST" in found.details[0]
    assert "America/Chicago" in found.details[0]
    assert told(read(line, zone="America/Chicago"))[0][0] == "2026-09-15T23:41:09Z"


@pytest.mark.parametrize(
    ("options", "year"),
    [
        ({}, 2025),
        ({"day": date(2024, 1, 3)}, 2023),
        ({"story_start": datetime(2027, 1, 2, tzinfo=UTC)}, 2026),
    ],
)
def test_the_year_that_is_not_written(options: dict[str, object], year: int) -> None:
    """December was last year; a date or the start of the incident knows better."""
    found = read("Dec 31 23:59:59 db-1 a\nJan  1 00:00:01 db-1 b\n", **options)
    assert [at for at, _ in told(found)] == [
        f"{year}-12-31T23:59:59Z",
        f"{year + 1}-01-01T00:00:01Z",
    ]
    assert str(year) in " ".join(found.details)


def test_a_29_february_is_in_a_leap_year() -> None:
    assert told(read("Feb 29 12:00:00 db-1 a\n"))[0][0] == "2024-02-29T12:00:00Z"


def test_a_time_of_day_needs_a_day_and_goes_on_after_midnight() -> None:
    text = "23:59:58.5 a\n00:00:03 b\n"
    with pytest.raises(BadValue, match="no line or entry with a time"):
        read("hello\n")
    assert read(text).noted == 2
    found = read(text, day=date(2026, 9, 15))
    assert [at for at, _ in told(found)] == ["2026-09-15T23:59:58.500000Z", "2026-09-16T00:00:03Z"]


TWICE = "2026-10-25 01:59:00 a\n2026-10-25 02:30:00 b\n2026-10-25 02:59:00 c\n"


def test_a_time_that_happens_twice_is_settled_by_the_order_of_the_lines() -> None:
    found = read(f"{TWICE}2026-10-25 02:30:00 d\n2026-10-25 03:01:00 e\n", zone="Europe/Berlin")
    clocks = [at[11:16] for at, _ in told(found)]
    assert clocks == ["23:59", "00:30", "00:59", "01:30", "02:01"]
    assert {event.precision for event in found.events} == {Precision.EXACT}
    assert "twice" not in " ".join(found.details)


def test_a_time_that_happens_twice_is_else_approximate() -> None:
    found = read(TWICE, zone="Europe/Berlin")
    assert [event.precision for event in found.events] == ["exact", "approx", "approx"]
    assert "happen twice in Europe/Berlin" in " ".join(found.details)


def test_a_time_that_does_not_exist_is_approximate() -> None:
    found = read("2026-03-29 02:30:00 a\n", zone="Europe/Berlin")
    assert found.events[0].precision is Precision.APPROX
    assert "do not exist" in " ".join(found.details)


def test_what_no_calendar_has_is_no_time() -> None:
    found = read(f"{SPACED}Z a\n2026-13-45 16:41:09 b\n2026-09-15 25:00:00 c\n")
    assert (found.taken, found.joined) == (1, 2)
