"""Addresses of tickets by the pattern of the team: what is one, what is refused and where."""

import pytest

from pmtui.guide.tracker import links, tracker_of
from pmtui.model.errors import BadValue

PATTERN = "https://tracker.example/browse/{ticket}"


@pytest.mark.parametrize(
    ("tickets", "pattern", "expected"),
    [
        ("OPS-7", PATTERN, ("https://tracker.example/browse/OPS-7",)),
        ("#12; OPS-8,", PATTERN, tuple(PATTERN.replace("{ticket}", t) for t in ("12", "OPS-8"))),
        ("https://other.example/1", PATTERN, ("https://other.example/1",)),
        ("https://other.example/1", None, ("https://other.example/1",)),
        ("OPS-7", None, ()),
        (" , #", PATTERN, ()),
        (None, PATTERN, ()),
        ("../a?b=c d", PATTERN, ("https://tracker.example/browse/..%2Fa%3Fb%3Dc%20d",)),
        (
            "\x1b]0;x\x07",
            PATTERN,
            tuple(PATTERN.replace("{ticket}", t) for t in ("%1B%5D0", "x%07")),
        ),
        ("javascript:alert(1)", None, ()),
    ],
)
def test_a_ticket_leads_to_the_tracker_and_nowhere_else(tickets, pattern, expected):
    assert links(tickets, pattern) == expected


def test_the_pattern_is_read_from_the_file_of_the_team():
    assert tracker_of(None) is None
    assert tracker_of(b"") is None
    assert tracker_of(f'# ours\ntracker = "{PATTERN}"\n'.encode()) == PATTERN


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('traker = "https://t.example/{ticket}"', "line 1, column 1"),
        ('\ntracker = "https://t.example/"', "line 2, column 1"),
        ('tracker = "ftp://t.example/{ticket}"', "line 1"),
        ("tracker = 7", "line 1"),
        ("tracker = ", "no TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text, place):
    with pytest.raises(BadValue, match=place) as told:
        tracker_of(text.encode())
    assert "team.toml of the library" in str(told.value)
