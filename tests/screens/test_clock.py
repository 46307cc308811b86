"""The meeting clock on the screen, and the line that says whether the meeting may start."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmtui.configuration import put
from pmtui.model.kinds import Severity
from pmtui.store.folder import FolderLibrary
from pmtui.widgets import bars

from .conftest import EMPTY, EXAMPLE
from .walk import Walk, walk

BEGIN = datetime(2026, 9, 18, 8, tzinfo=UTC)


class Time:
    """What the session takes for now."""

    def __init__(self, here: Walk, minutes: float = 0) -> None:
        self.here = here
        self.at = BEGIN + timedelta(minutes=minutes)
        assert here.app.session is not None
        here.app.session.now = lambda: self.at

    async def go_on(self, minutes: float) -> str:
        """Let minutes pass; the top line then."""
        self.at += timedelta(minutes=minutes)
        clock = self.here.app.screen.clock
        if clock._timer is not None:
            clock._tick()
        await self.here.done()
        return self.here.lines[0]


async def test_the_start_of_the_clock_is_told_until_it_is_read(
    library: FolderLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then the message goes with a key, and its line with the page; nothing asks to be ready."""
    async with walk(library, EMPTY, "preparation") as here:
        await here.until("Ready?")
        await here.press("f6")
        await here.type("A ti")
        assert "The clock runs, and follows the pages." in here.text, "it can be read"
        await here.until_top_line()
        assert "Ready" not in here.text
        at = here.lines.index(next(line for line in here.lines if "The clock runs" in line))
        monkeypatch.setattr(bars, "READING", 0.0)
        await here.type("tle")
        assert "The clock runs" not in here.text
        assert not here.lines[at].strip(" │"), "nothing moves under the hand"
        await here.press("f8")
        assert not here.app.screen.query_one("#message").display, "the next page has the line"
        line = here.app.screen.query_one("#message", bars.MessageLine)
        here.app.screen.autosave._told = lambda *_: None  # no save is told of from here on
        line.always = "The disk is full."
        line.say("Taken back.")
        await here.press("tab")
        assert "The disk is full." in here.text, "what holds still stays"


async def test_a_meeting_with_its_clock(library: FolderLibrary) -> None:
    """Start, pages, 80 %, the end, three minutes more, pause; then the program comes back."""
    async with walk(library, EMPTY, "preparation") as here:
        assert here.app.session is not None
        here.app.session.put("severity.final", Severity.SEV2)
        time, clock = Time(here), here.app.screen.clock
        assert clock._timer is None
        await here.press("f6")
        assert "Opening 0/5 · 0/60 min" in here.lines[0]
        assert [turn.page for turn in here.record.turns] == ["preparation"]
        assert "Opening 4/5, 1 min left · 4/60 min" in await time.go_on(4)
        await here.press("f8")
        assert "Timeline 0/25 · 4/60 min" in here.lines[0]
        assert "Timeline 19/25 · 23/60 min" in await time.go_on(19)
        plain = _styles(here)
        assert "Timeline 20/25, 5 min left · 24/60 min" in await time.go_on(1)
        late = _styles(here)
        over = "Timeline 27/25, over by 2 min · 31/60 min"
        assert over in await time.go_on(7)
        assert here.lines[0].startswith(EMPTY[:10])
        assert "  SEV2  " in here.lines[0]
        assert len({plain, late, _styles(here)}) == 3
        focused = here.place
        await here.press("f6")
        assert "p pause · + 3 min, taken from Causes (15 min left) · Esc back" in here.text
        await here.press("escape")
        assert "Esc back" not in here.text
        assert here.place == focused
        await here.press("f6", "+")
        assert "Timeline has 3 min more, taken from Causes." in here.text
        assert "Timeline 27/28, 1 min left" in here.lines[0]
        await here.press("f6", "p")
        assert here.place == focused
        assert "31/60 min, paused" in await time.go_on(10)
        assert clock._timer is None
        await here.press("f6")
        assert "31/60 min" in here.lines[0]
        assert "paused" not in here.lines[0]
        await here.until_top_line()
        assert "12 min│" in here.text.replace(" │", "│")  # what the causes have left, in the rail
        here.app.session.save()
    async with walk(library, EMPTY) as here:
        time = Time(here, 42)
        assert "Timeline 28/28, time is up · 32/60 min" in await time.go_on(0)


def _styles(here: Walk) -> frozenset[str]:
    """How the words of the clock are drawn."""
    strip = here.app.screen._compositor.render_strips()[0]
    return frozenset(str(each.style) for each in strip if "/60" in each.text)


async def test_others_see_the_clock_and_only_its_leader_turns_it(library: FolderLibrary) -> None:
    other = FolderLibrary(library.folder)
    other.who = "somebody else"
    async with walk(library, EMPTY, "analysis") as here:
        await here.press("f6")
        here.app.session.save()
        async with walk(other, EMPTY, "impact") as there:
            assert "Timeline 0/12" in there.lines[0]
            await there.press("f8")
            assert len(there.record.turns) == 1


async def test_the_bell_rings_only_for_those_who_asked(library: FolderLibrary) -> None:
    async with walk(library, EMPTY, "analysis") as here:
        rung: list[int] = []
        here.app.bell = lambda: rung.append(1)
        time = Time(here)
        await here.press("f6")
        await time.go_on(11)
        assert rung == []
        put("bell", "on")
        await time.go_on(1)
        assert rung == [1]


async def test_an_agenda_of_ones_own(library: FolderLibrary) -> None:
    async with walk(library, EMPTY, "preparation") as here:
        await here.go_to("prep.agenda")
        assert "Agenda (30 min, the usual ones for quick)" in here.text
        await here.write("Break 5 after Timeline", "enter")
        assert "Agenda (35 min)" in here.text
        assert "▸ B7  5 min · Break" in here.text
        await here.press("escape", "u")
        assert here.get("prep.agenda") == ()
        await here.press("enter")
        block = here.place.removesuffix(".name")
        assert here.get(f"{block}.name") == "Causes"
        await here.press("tab", "0", "escape")
        assert here.get(f"{block}.minutes") == 80
        assert "Agenda (102 min)" in here.text


async def test_whether_the_meeting_may_start(examples: FolderLibrary) -> None:
    async with walk(examples, EXAMPLE, "preparation") as here:
        await here.until("Ready: the meeting may start")
        assert here.app.session is not None
        here.app.session.put("prep.goals", ())
        await here.until("Ready? 1 thing is missing")
        await here.press("escape", "R")
        assert "MEET.2" in here.text
        await here.press("enter")
        assert here.place == "prep.goals"
        await here.press("escape", "I")
        await here.press("enter", "enter", "enter")
        await here.until("Wrote")
        await here.go_to("prep.agenda")
        assert "Agenda (90 min)" in here.text
    assert "Anneke Vos | facilitator" in Path(f"{EXAMPLE}-invitation.md").read_text(
        encoding="utf-8"
    )


async def test_words_typed_on_while_the_clock_asks_land_in_their_field(
    library: FolderLibrary,
) -> None:
    async with walk(library, EMPTY, "analysis") as here:
        await here.type("so ")
        await here.press("f6", "f6")
        assert "p pause" in here.text
        await here.write("we paused", "enter")
        assert here.record.timeline[0].text == "so we paused"
        assert "p pause" not in here.text
        assert len(here.record.turns) == 1
        await here.press("f6", "p")
        assert len(here.record.turns) == 2


async def test_reading_the_timeline_out_is_a_quiet_mark_until_it_is_told(examples) -> None:
    """Only what this screen has seen counts: it may have been told before."""
    async with walk(examples, EXAMPLE, "analysis") as here:
        assert here.app.session is not None
        here.app.session.put("turns", ())
        time = Time(here)
        await here.press("f6")
        await here.until_top_line()
        assert "hint" not in here.lines[0]
        await time.go_on(25)
        await here.until_top_line()
        assert "1 hint: F5" in here.lines[0]
        await here.press("f5")
        assert "Ask for what is missing instead of reading" in here.words
        await here.press("escape")
        for line in ("16:41 note: a", "16:42 note: b", "16:43 note: c"):
            await here.write(line, "enter")
        await here.until_top_line()
        await here.press("f5")
        assert "instead of reading" not in here.words
