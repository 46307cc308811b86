"""Many entries at once on the analysis page: a paste that is looked at, and a file of a machine."""

import threading

from pmtui.model.errors import BadValue
from pmtui.screens import machine_data
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk

PASTE = "\r".join(
    [
        "words before anything",
        "14:05 alert: p99 over 3 s",
        "it looked like the network",
        "14:10 deploy list checked",
        "03/04 14:20 a strange date",
    ]
)


async def test_a_paste_is_looked_at_turned_and_taken_as_one_step(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write("typed before")
        await here.press("home")
        await here.paste(PASTE)
        assert "A paste of 5 lines, read in UTC; 03/04: asked" in here.words
        assert "5 lines: events 3, joined to the one above 1, notes 1, skipped 0" in here.words
        assert "5 event - 03/04 14:20 a strange date" in here.words
        assert "secret" not in here.words
        await here.press("f")
        assert "03/04: day first" in here.words
        assert "5 event 14:20 a strange date" in here.words
        await here.press("down", "down", "space")
        assert "notes 2" in here.words
        await here.press("space", "space", "space", "a")
        assert "events 3, joined to the one above 1, notes 1, skipped 0" in here.words
        assert here.record.timeline == ()
        await here.press("X")
        assert "events 0, joined to the one above 0, notes 0, skipped 5" in here.words
        await here.press("R", "enter")
        texts = [event.text for event in here.record.timeline]
        assert texts[0] == "p99 over 3 s it looked like the network"
        assert len(texts) == 3
        assert here.record.notes == "words before anything"
        assert texts[2].endswith("a strange datetyped before")
        assert "5 lines: entries 3, joined to them 1, in the notes 1, skipped 0." in here.words
        assert here.drafts == {}
        assert "▸ 14:05 alert p99 over 3 s" in here.words, "the first of the new ones is selected"
        await here.press("escape", "u")
        assert here.record.timeline == ()
        assert here.record.notes is None


async def test_a_paste_that_waits_is_gone_on_with_and_another_is_added_to_it(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.paste(PASTE)
        await here.press("escape")
        assert "The paste waits." in here.words
        assert here.record.timeline == ()
        await here.press("escape")
        await here.paste("15:00 more\r15:01 lines")
        assert "A paste of 7 lines" in here.words
        await here.press("escape", "escape", "p")
        assert "A paste of 7 lines" in here.words
        await here.press("enter")
        assert here.drafts == {}
        await here.press("p")
        assert "No paste waits." in here.words


async def test_what_should_not_be_shared_is_named_before_it_is_taken(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.paste(
            "14:05 curl with token=s3cr3t0815 fails\r14:06 call +49 30 1234567\r14:07 x"
        )
        assert "(has a secret) curl with" in here.words
        assert "(has a phone number) call" in here.words
        assert "skipped 0; 2 with a secret or a phone number" in here.words
        await here.press("x", "enter")
        assert [event.text for event in here.record.timeline] == ["call +49 30 1234567", "x"]


async def test_a_paste_into_a_line_that_is_edited_stays_one_line(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write("14:05 a", "enter")
        await here.press("escape", "enter", "ctrl+u")
        await here.paste("\r14:05 b\rc")
        await here.press("enter")
        assert [event.text for event in here.record.timeline] == ["b c"]


async def test_a_file_is_read_looked_at_and_imported_once(library, home):
    log = "".join(f"2026-03-04T14:{n:02}:00Z ERROR no lock {n}\n" for n in range(30))
    (home / "app.log").write_text(log)
    async with walk(library, EMPTY, "analysis") as here:
        await here.press("escape", "i", "enter")
        assert "Type the path of a file first." in here.words
        await here.write("nothing.log")
        await here.press(*["tab"] * 6)
        await here.write("any", "enter")
        assert "Dates: write day first, or month first." in here.words
        await here.press("ctrl+u", *["shift+tab"] * 6, "enter")
        await here.until("No such file or directory. Nothing was read.")
        await here.press("ctrl+u")
        await here.write("~/app.log", "tab", "tab", "tab")
        await here.write("14:10", "enter")
        await here.until("Enter imports it.")
        assert "read 20 lines: taken 20, joined 0, notes 0; lost 0" in here.words
        assert here.record.timeline == ()
        await here.press("enter")
        assert len(here.record.timeline) == 20
        assert "▸ 14:10 ERROR no lock 10" in here.words
        assert "app.log: read 20 lines" in here.words
        assert here.drafts == {}
        await here.press("i")
        await here.write("~/app.log", "enter")
        await here.until("10 new, 20 known")
        await here.press("enter")
        assert len(here.record.timeline) == 30
        await here.press("u", "u")
        assert here.record.timeline == ()


async def test_a_day_and_a_zone_are_said_for_times_that_have_none(library, home):
    (home / "app.log").write_text("00:30:00 ERROR no lock\n")
    async with walk(library, EMPTY, "analysis") as here:
        await here.press("escape", "i")
        await here.write("~/app.log", "tab")
        await here.write("the day", "enter")
        assert "“the day” cannot be read as a date." in here.words
        await here.press("ctrl+u")
        await here.write("2026-03-05", "tab")
        await here.write("nowhere", "enter")
        assert "“nowhere”" in here.words
        await here.press("ctrl+u")
        await here.write("Berlin", "enter")
        await here.until("Enter imports it.")
        await here.press("enter")
        (event,) = here.record.timeline
        assert str(event.at) == "2026-03-04 23:30:00+00:00"


async def test_a_long_reading_shows_how_far_it_is_and_can_be_left(library, monkeypatch):
    going_on, ended = threading.Event(), threading.Event()

    def read(*_args, progress, **_more):
        progress(41_000_000, 100_000_000)
        going_on.wait(10)
        try:
            progress(42_000_000, 100_000_000)
        except BadValue:
            ended.set()
            raise
        raise AssertionError("it was given up")

    monkeypatch.setattr(machine_data, "read_events", read)
    async with walk(library, EMPTY, "analysis") as here:
        await here.press("escape", "i")
        await here.write("big.log", "enter")
        await here.until("reading… 41.0 of 100.0 MB (41 %)")
        await here.type("x")
        assert "big.logx" in here.text, "the keyboard is not blocked"
        going_on.set()
        assert ended.wait(10)
        await here.press("escape")
        assert here.drafts == {"?import.path": "big.logx"}


async def test_evidence_says_who_saves_it_by_when_at_80_columns(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.go_to("prep.evidence")
        title = "lock waits of the second database, as far back as they are kept"
        await here.write(f"log: {title} log://db/locks @ana by 2099-02-01", "enter")
        (evidence,) = here.record.prep.evidence
        assert str(evidence.save_by) == "2099-02-01"
        assert (evidence.title, evidence.ref) == (title, "log://db/locks")
        assert "log · @ana by 2099-02-01 · lock waits" in here.words
