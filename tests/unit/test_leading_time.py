"""The time at the start of an entry line."""

import re

import pytest
from hypothesis import given

from pmtui.model.leading_time import split_leading_time
from tests.unit.typed_times import TYPED


@pytest.mark.parametrize(
    ("line", "when", "rest"),
    [
        ("14:05 alert: p99", "14:05", "alert: p99"),
        ("14:05: alert", "14:05", "alert"),
        ("14:05, alert", "14:05", "alert"),
        ("14:05 - alert", "14:05", "alert"),
        ("14:05 — alert", "14:05", "alert"),
        ("~14:05 Berlin office", "~14:05 Berlin", "office"),
        ("14:05 New York desk", "14:05 New York", "desk"),
        ("14:05 Europe/Berlin x", "14:05 Europe/Berlin", "x"),
        ("14:05 Foo/Bar x", "14:05", "Foo/Bar x"),
        ("14:05 London's desk", "14:05", "London's desk"),
        ("14:05 North cluster", "14:05", "North cluster"),
        ("14:05 wake up", "14:05", "wake up"),
        ("14:05Z x", "14:05Z", "x"),
        ("14:05 (UTC) x", "14:05 (UTC)", "x"),
        ("14:05 UTC+2 x", "14:05 UTC+2", "x"),
        ("14:05 UTC: x", "14:05 UTC", "x"),
        ("14:05 EST x", "14:05 EST", "x"),
        ("14:05 IST x", "14:05 IST", "x"),
        ("14:05 -04:00 x", "14:05 -04:00", "x"),
        ("14:05-14:20 x", "14:05", "-14:20 x"),
        ("14:05 +5 people", "14:05", "+5 people"),
        ("14:05 +2 x", "14:05 +2", "x"),
        ("14:05 +02 x", "14:05 +02", "x"),
        ("14:05 +1 from me", "14:05", "+1 from me"),
        ("14:05 +3 more", "14:05", "+3 more"),
        ("14:05 Z x", "14:05 Z", "x"),
        ("14:05 Etc/GMT+5 x", "14:05 Etc/GMT+5", "x"),
        ("14:05 ET x", "14:05 ET", "x"),
        ("14:05 MSK x", "14:05 MSK", "x"),
        ("14:05 et al", "14:05", "et al"),
        ("14:05 yesterday x", "14:05 yesterday", "x"),
        ("14:05 yesterday's deploy", "14:05", "yesterday's deploy"),
        ("2026-W38-2T14:05 x", "2026-W38-2T14:05", "x"),
        ("+5 second alert", "+5", "second alert"),
        ("+5 secs x", "+5 secs", "x"),
        ("2:05p99 x", "", "2:05p99 x"),
        ("1405 alert: x", "1405", "alert: x"),
        ("at 14:31 Ann joined at 14:32", "14:31", "Ann joined at 14:32"),
        ("At 2pm Ann joined", "2pm", "Ann joined"),
        ("at 1405 requests a second", "", "at 1405 requests a second"),
        ("5 min later it was worse", "5 min later", "it was worse"),
        ("about 2 hours later: calm", "about 2 hours later", "calm"),
        ("5 minutes of silence", "", "5 minutes of silence"),
        ("2140 merchants affected", "", "2140 merchants affected"),
        ("2140 of 6870", "", "2140 of 6870"),
        ("2023: template", "", "2023: template"),
        ("about 1400 x", "", "about 1400 x"),
        ("+5 alert: x", "+5", "alert: x"),
        ("+1h30 x", "+1h30", "x"),
        ("+5: x", "+5", "x"),
        ("+5% errors", "", "+5% errors"),
        ("2 pm x", "2 pm", "x"),
        ("5 amps", "", "5 amps"),
        ("3/4 of them", "", "3/4 of them"),
        ("03/04 14:05 x", "03/04 14:05", "x"),
        ("25:99 x", "25:99", "x"),
        ("2026-09-15 x", "2026-09-15", "x"),
        ("2026-09-15 16:41 x", "2026-09-15 16:41", "x"),
        ("2026-09-15T16:41:05Z x", "2026-09-15T16:41:05Z", "x"),
        ("2026-09-15 1405 tickets", "2026-09-15", "1405 tickets"),
        ("Nov 3 deploy", "Nov 3", "deploy"),
        ("yesterday 23:50 x", "yesterday 23:50", "x"),
        ("today we", "", "today we"),
        ("3 may have", "", "3 may have"),
        ("no time", "", "no time"),
        ("14:05", "14:05", ""),
        ("", "", ""),
    ],
)
def test_the_time_at_the_start_of_a_line_is_cut_off(line, when, rest):
    assert split_leading_time(line) == (when, rest)


@given(TYPED)
def test_cutting_off_the_time_drops_no_word(text):
    when, rest = split_leading_time(text)
    joints = r"[\s,:–—-]"
    said = re.sub(r"^\s*at\s", "", text, flags=re.IGNORECASE) if when else text
    assert re.sub(joints, "", when + rest) == re.sub(joints, "", said)
