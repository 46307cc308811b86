"""The analysis page: an entry said back while it is typed, edited in its place, moved, cut."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from textual.screen import Screen

from pmtui.model.kinds import EventKind, Precision
from pmtui.model.story import Event
from pmtui.session import Session
from pmtui.widgets.rows import Rows
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.telling import entry_value, told
from tests.screens.walk import walk


def texts(here):
    """The entries as they stand on the screen, from the top, without their times."""
    lines = [line.partition("│")[2][24:] for line in here.lines[4:]]
    end = next((n for n, line in enumerate(lines) if "────" in line), len(lines))
    known = sorted((event.text or "" for event in here.record.timeline), key=len, reverse=True)
    found = (next((text for text in known if line.startswith(text)), "") for line in lines[:end])
    return [text for text in found if text]


async def test_one_key_shows_and_reads_times_in_the_next_zone(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        assert "times in UTC Ctrl+Y: Berlin, Kolkata" in here.words
        await here.type("22:52 ")
        await here.press("ctrl+y", "ctrl+y")
        assert "times in Kolkata Ctrl+Y: UTC, Berlin" in here.words
        assert "17:22 UTC, 19:22 Berlin, 22:52 Kolkata" in here.words
        await here.write("note: a call", "enter")
        assert here.record.timeline[-1].at == datetime(2026, 9, 15, 17, 22, tzinfo=UTC)
        assert here.record.timeline[-1].entered_tz == "Asia/Kolkata"
        await here.press("escape", "z")
        assert "times in UTC" in here.words


async def test_entries_stand_in_the_order_of_time_and_unknown_times_in_their_place(library):
    async with walk(library, EMPTY, "analysis") as here:
        await told(here, "14:30 c", "14:05 a", "then b", "14:30 d", "yesterday 23:50 before")
        assert texts(here) == ["before", "a", "then b", "c", "d"]
        assert here.words.count("March 2026, times in UTC") == 2


async def test_an_entry_is_edited_where_it_stands(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        await here.press("escape")
        here.app.screen.page.query_one("TimelineTable").rows.select("t7")
        await here.press("enter")
        line = next(line for line in here.lines if "symptom: Gateway time-outs" in line)
        assert "16:44 symptom: Gateway time-outs turn into soft" in line
        before = here.record
        await here.press("escape")
        assert here.record is before, "nothing was changed"
        await here.press("enter", "home", *["delete"] * 5)
        await here.type("~16:45")
        await here.press("enter")
        event = here.record.timeline[6]
        assert (event.at, event.precision) == (
            datetime(2026, 9, 15, 16, 45, tzinfo=UTC),
            Precision.APPROX,
        )
        assert event.text == before.timeline[6].text
        assert event.evidence == ("e2",)
        assert "▸ ~16:45  symptom" in here.text
        await here.press("u")
        assert here.record.timeline == before.timeline


async def test_an_edit_that_cannot_be_read_is_kept_and_goes_on(library):
    async with walk(library, EMPTY, "analysis") as here:
        await told(here, "14:05 one", "14:10 two")
        await here.press("escape", "enter", "end", *["backspace"] * 9)
        await here.type("14:07 ")
        await here.press("enter")
        assert "What you typed is kept." in here.words
        await here.press("escape")
        assert here.record.timeline[1].text == "two"
        assert here.drafts == {"=timeline.t2": "14:07 "}
        await here.press("e")
        assert entry_value(here) == "14:07 "
        await here.press("end")
        await here.write("again", "enter")
        assert here.record.timeline[1].text == "again"
        assert here.drafts == {}


async def test_an_entry_without_a_time_of_its_own_is_moved(library):
    async with walk(library, EMPTY, "analysis") as here:
        await told(here, "14:05 a", "b", "14:30 c")
        await here.press("escape", "up", "J")
        assert texts(here) == ["a", "c", "b"]
        assert "▸  --:--" in here.text
        await here.press("K", "K")
        assert texts(here) == ["b", "a", "c"]
        await here.press("down", "K")
        assert texts(here) == ["a", "b", "c"]
        await here.press("J", "J")
        assert "It stands where its time puts it." in here.words
        await here.press("u", "u", "u", "u", "u")
        assert texts(here) == ["a", "b", "c"]


async def test_entries_are_merged_and_cut_and_nothing_is_lost(library):
    async with walk(library, EMPTY, "analysis") as here:
        await told(here, "14:05 alert: p99 over 3 s", "14:06 note: pager rang @sre !")
        await here.press("escape", "M")
        (event,) = here.record.timeline
        assert event.text == "p99 over 3 s; 14:06 UTC note: pager rang"
        assert (event.kind, event.actor_role, event.surprise) == (EventKind.ALERT, "sre", True)
        await here.press("s")
        assert "Enter cuts the entry in two" in here.words
        await here.press("enter")
        assert texts(here) == ["p99 over 3 s", "14:06 UTC note: pager rang"]
        first, second = here.record.timeline
        assert (first.at, first.kind) == (second.at, EventKind.ALERT)
        await here.press("d")
        assert texts(here) in (["p99 over 3 s"], ["14:06 UTC note: pager rang"])
        await here.press("u", "u", "u")
        assert [each.text for each in here.record.timeline] == ["p99 over 3 s", "pager rang"]


async def test_a_gap_in_the_impact_asks_and_takes_one_to_the_entry_line(library):
    async with walk(library, EMPTY, "analysis") as here:
        await told(here, "14:05 impact start: slow", "14:20 note: x", "14:47 impact end: fine")
        assert "14:20–14:47 nothing for 27 min: what happened?" in here.words
        await here.press("escape", "up")
        assert "Enter goes to the entry line, with the hour of the gap." in here.words
        await here.press("enter")
        assert here.place == "+timeline"
        assert entry_value(here) == "14:"
        await here.write("31 action: restarted", "enter")
        assert here.record.timeline[-1].at == datetime(2026, 3, 4, 14, 31, tzinfo=UTC)
        assert "14:31–14:47 nothing for 16 min: what happened?" in here.words


async def test_the_list_is_filtered_as_one_types(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        await here.press("escape", "/")
        await here.write("status page")
        assert "Timeline (4 of 32)" in here.words
        assert "Status page: Investigating." in here.text
        assert "Index migration" not in here.text
        await here.press("enter", "enter")
        assert entry_value(here).startswith("17:26 comms: Status page")
        await here.press("escape", "/", "escape")
        assert "Timeline (32)" in here.words
        await here.press("/")
        await here.write("zzz", "escape")
        assert "Timeline (32)" in here.words


async def test_the_incident_is_drawn_as_one_line_and_redrawn(library):
    async with walk(library, EMPTY, "analysis") as here:
        assert "├" not in here.text
        await told(here, "14:05 impact start: slow", "14:25 detection: support")
        assert "end not known" in here.words
        assert "D detection" in here.words
        await told(here, "14:45 impact end: fine")
        drawn = next(line for line in here.lines if "├" in line)
        left, right = drawn.index("├"), drawn.index("┤")
        assert abs(drawn.index("D") - (left + right) / 2) <= 1
        assert drawn.split("│")[1].split() == ["14:05", drawn[left : right + 1], "14:45"]


async def test_the_edit_of_somebody_else_moves_no_cursor(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        other = Session(examples, examples.load(EXAMPLE))
        await here.press("escape")
        table = here.app.screen.page.query_one("TimelineTable")
        table.rows.select("t12")
        await here.press("enter", "home")
        await here.type("~")
        row = next(number for number, line in enumerate(here.lines) if "17:06 hypothesis" in line)
        cursor = here.app.screen.focused.cursor_position
        early = Event(id="t40", text="early", at=datetime(2020, 1, 1, tzinfo=UTC))
        other.apply([("timeline.t40", early), ("timeline.t12.quote", "theirs")])
        other.save()
        await here.until("Timeline (33)")
        assert here.app.screen.focused.cursor_position == cursor
        assert "17:06 hypothesis" in here.lines[row]
        await here.press("enter")
        assert here.get("timeline.t12.precision") is Precision.APPROX
        assert here.get("timeline.t12.quote") == "theirs"
        assert table.rows.key == "t12"


async def test_ruled_out_hypotheses_and_hostile_words_stay_visible(library):
    async with walk(library, EMPTY, "analysis") as here:
        await told(here, "14:05 hypothesis ruled out: the [red]cache[/red] \x1b[31m")
        assert "ruled out" in here.text
        assert "[red]cache[/red]" in here.text
        assert "\x1b" not in here.text


async def test_five_hundred_entries_are_made_once_and_never_anew(examples):
    stored = examples.load(EXAMPLE)
    events = tuple(_event(number) for number in range(500))
    examples.save(replace(stored.record, timeline=events), stored)
    async with walk(examples, EXAMPLE, "analysis") as here:
        rows = here.app.screen.page.query_one("TimelineTable")._rows
        before = {name: made[2] for name, made in rows._made.items()}
        await told(here, "17:00 one more")
        after = {name: made[2] for name, made in rows._made.items()}
        assert len(after) == 501
        assert all(after[name] is made for name, made in before.items())


def _event(number: int) -> Event:
    at = datetime(2026, 9, 15, 16, tzinfo=UTC) + timedelta(seconds=20 * number)
    return Event(id=f"t{number + 1}", at=at, precision=Precision.EXACT, text=f"number {number}")


async def test_an_entry_at_the_end_draws_its_own_row_and_lays_nothing_out(library, monkeypatch):
    async with walk(library, EMPTY, "analysis", size=(100, 40)) as here:
        for minute in range(5):
            await here.write(f"14:{minute:02} entry {minute}", "enter")
        await here.write("14:30 the last")
        drawn, laid_out = [], []
        draw, lay_out = Rows.render_line, Screen._refresh_layout
        monkeypatch.setattr(Rows, "render_line", lambda rows, y: drawn.append(y) or draw(rows, y))
        monkeypatch.setattr(
            Screen, "_refresh_layout", lambda *given: laid_out.append(given) or lay_out(*given)
        )
        await here.press("enter")
        assert len(set(drawn)) <= 3, "the row before, the new one and the one after"
        assert not laid_out
        assert "▸ 14:30 the last" in here.words


async def test_an_entry_far_off_comes_to_the_middle(library):
    async with walk(library, EMPTY, "analysis") as here:
        lines = "\r".join(f"14:{minute:02} entry {minute}" for minute in range(60))
        await here.paste(lines)
        await here.press("enter")
        await here.write("14:30:30 between", "enter")
        assert "14:30 entry 30 ▸ 14:30 between 14:31 entry 31" in here.words


async def test_a_deleted_entry_says_what_becomes_of_its_milestone(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write("14:30 mitigated: pool raised", "enter")
        await here.press("escape", "d")
        assert "t1 deleted. Mitigated is not known now. u brings it back." in here.words
        assert here.record.milestones.mitigated_at is None
        await here.press("u")
        assert here.record.milestones.mitigated_at


async def test_a_cut_begins_between_two_words(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.write("14:30 ana scales everything out", "enter")
        await here.press("escape", "s", "enter")
        assert [event.text for event in here.record.timeline] == ["ana scales", "everything out"]
