"""The entry line of the timeline: it tells how it is read, asks what is unclear, loses nothing."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pmtui.model.people import Participant
from tests.screens.conftest import EMPTY
from tests.screens.telling import entry_value, told
from tests.screens.walk import walk


async def test_how_a_line_is_read_is_said_while_it_is_typed(library):
    record = library.load(EMPTY)
    people = (Participant(id="p1", name="Ana", tz="Europe/Berlin"),)
    library.save(replace(record.record, prep=replace(record.record.prep, people=people)), record)
    async with walk(library, EMPTY, "analysis") as here:
        await here.type("~18:05")
        assert "18:05 UTC, 19:05 Berlin, approximate" in here.words
        await here.type(" Berlin alert: p99 !")
        assert "alert, sets first alert; surprise; 17:05 UTC, 18:05 Berlin, approx" in here.words
        assert here.record.timeline == ()
        await here.press("enter")
        assert here.record.timeline[0].at == datetime(2026, 3, 4, 17, 5, tzinfo=UTC)
        assert entry_value(here) == ""
        assert "alert, sets first alert" not in here.words


@pytest.mark.parametrize(
    ("line", "answers", "key", "at"),
    [
        ("03/04 14:05 what", ("[1] 3 April", "[2] 4 March"), "2", (2026, 3, 4, 14, 5)),
        ("2026-10-25 02:30 Berlin what", ("[1]", "CEST", "[2]"), "2", (2026, 10, 25, 1, 30)),
        ("2026-03-29 02:30 Berlin what", ("does not exist", "[1]"), "1", None),
    ],
)
async def test_what_is_unclear_is_asked_and_never_guessed(library, line, answers, key, at):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write(line, "enter")
        for words in answers:
            assert words in here.words
        assert here.record.timeline == ()
        await here.press("escape")
        assert entry_value(here) == line
        assert "[1]" not in here.words
        await here.press("enter")
        await here.press("enter")
        assert here.record.timeline == (), "another Enter answers nothing"
        await here.press(key)
        assert f"Enter: [{key}]" in here.words
        assert here.record.timeline == (), "a digit alone answers nothing"
        await here.press("backspace")
        assert "A digit and Enter answer" in here.words
        await here.press(key, "enter")
        assert [event.text for event in here.record.timeline] == ["what"]
        assert at is None or here.record.timeline[0].at == datetime(*at, tzinfo=UTC)
        assert entry_value(here) == ""
        assert "[1]" not in here.words


async def test_typing_on_goes_back_to_the_text_of_a_question(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write("03/04 14:05 what", "enter")
        await here.press("backspace")
        assert entry_value(here) == "03/04 14:05 wha"
        await here.press("home", "delete", "delete", "delete", "delete", "delete", "enter")
        assert here.record.timeline[0].text == "wha"


async def test_the_next_entry_answers_no_question_and_loses_nothing(library):
    asked = "2026-10-25 02:30 Berlin twice"
    async with walk(library, EMPTY, "analysis") as here:
        await told(here, asked)
        await told(here, "14:06 alert: next one")
        held, added = here.record.timeline
        assert (held.text, held.at, held.entered) == (asked, None, "2026-10-25 02:30 Berlin")
        assert (f"{added.at:%H:%M}", added.kind, added.text) == ("14:06", "alert", "next one")
        await told(here, asked)
        await here.press("2", "p")
        assert "t3 is kept without a time, Enter on it asks again; " in here.words
        assert entry_value(here) == "2p"
        await here.press("backspace", "backspace", "escape", "u")
        assert [event.text for event in here.record.timeline] == [asked, "next one"]
        here.app.screen.page.query_one("TimelineTable").rows.select("t1")
        await here.press("enter", "enter")
        assert "happens twice" in here.words
        await here.press("escape", "escape")
        assert "happens twice" not in here.words
        await here.press("enter", "enter", "1", "enter")
        event = here.record.timeline[0]
        assert (event.at, event.text) == (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "twice")
        await here.press("a")
        await told(here, asked)
        await here.press("1")
        await here.paste("15:00 pasted")
        assert entry_value(here) == "15:00 pasted"
        assert here.record.timeline[-1].text == asked


async def test_a_long_reading_takes_a_second_line_and_ends_with_an_ellipsis(library):
    record = library.load(EMPTY)
    zones = ("Europe/Berlin", "Asia/Kolkata", "Asia/Tokyo", "America/Chicago", "Asia/Kathmandu")
    people = tuple(Participant(id=f"p{n}", tz=zone) for n, zone in enumerate(zones, 1))
    library.save(replace(record.record, prep=replace(record.record.prep, people=people)), record)
    async with walk(library, EMPTY, "analysis", size=(80, 24)) as here:
        await here.type("~18:05 ack: on call looks @meeraj #E02 !")
        assert "#e2 is on no list of evidence: stays text; acknowledged" in here.words
        assert "by meeraj; surprise; 18:05 UTC" in here.words
        assert any(line.rstrip().endswith("…") for line in here.lines[:8])


async def test_what_was_known_then_is_asked_and_costs_nothing_to_decline(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write("14:05 decision: roll back", "enter")
        assert "What was known at that moment (t1)?" in here.words
        await here.type("the release was an hour old")
        assert "known then, t1: Enter keeps it" in here.words
        await here.press("enter")
        assert here.record.timeline[0].known_then == "the release was an hour old"
        assert "What was known" not in here.words
        await told(here, "14:10 hypothesis: the cache", "14:12 note: nobody knew")
        assert [event.known_then for event in here.record.timeline[1:]] == [None, None]
        await told(here, "14:15 trigger: a deploy")
        await here.press("enter")
        await here.write("a word without a time", "enter")
        assert here.record.timeline[-1].text == "a word without a time"
        await told(here, "14:20 decision: wait")
        await here.type("no time")
        await here.press("escape")
        assert "no time" in entry_value(here)
        await here.press("enter")
        assert here.record.timeline[-1].text == "no time"
        assert here.record.timeline[-2].known_then is None
