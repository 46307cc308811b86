"""The prompt line follows the record; hints are quiet marks; who has spoken is in no file."""

from pathlib import Path

from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.store.folder import FolderLibrary
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk

RECORD = "2026-03-04-quiet-room"
PEOPLE = (
    Participant(id="p1", name="Reader Zoë"),
    Participant(id="p2", name="Quorra Wexley", involved=True),
    Participant(id="p3", name="Brannagh Aubrey-Quist", attended=True, roles=("note_taker",)),
)


async def test_a_gap_is_asked_about_until_it_is_filled_and_a_nudge_is_a_quiet_mark(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        assert "1/13 What happened between 17:12 and 17:24 UTC?" in here.words
        await here.press("f2")
        assert "2/13 Start before anything broke" in here.words
        assert "hint" not in here.lines[0]
        await here.write("17:18 We should add an alert on lock waits", "enter")
        await here.until_top_line()
        assert "1/12 Start before anything broke" in here.words, "what is asked stays"
        assert "1 hint: F5" in here.lines[0]
        assert any(line.startswith(" •  done") for line in here.lines)
        await here.press("f5")
        await here.until("N2.1")
        assert "t33 says “We should”. Good idea? Park it and" in here.words


async def test_the_cause_in_hand_is_asked_about_first(examples):
    record = examples.load(EXAMPLE).record
    open_ends = [f"causes.{each}.stop.reason" for each in ("c6", "c9", "c11")]
    async with walk(examples, EXAMPLE, "root_cause") as here:
        here.app.session.apply([(where, None) for where in open_ends])
        await here.until_top_line()
        assert "4/15 What had to be true" in here.words, "what is asked stays"
        here.app.screen.page.query_one("WhyTree").type_under("c9")
        await here.press("f2")
        statement = next(each.statement for each in record.causes if each.id == "c9")
        assert f"2/15 c9 “{statement[:20]}" in here.words
        await here.press("f2")
        assert "1/15 c6 “" in here.words


async def test_the_round_of_the_room_is_in_no_file(tmp_path: Path, home: Path):
    library = FolderLibrary(tmp_path / "library")
    library.create(Postmortem(id=RECORD, prep=Preparation(people=PEOPLE)))
    async with walk(library, RECORD, "lessons") as here:
        await here.press("escape", "S")
        assert "Round the room: 0 of 3 have spoken" in here.words
        assert "Kept in memory only, forgotten when you leave." in here.words
        order = [here.words.index(each.name.split()[0]) for each in PEOPLE]
        assert order == sorted(order, reverse=True), "who attended, who was involved, the others"
        await here.press("space", "space", "down", "enter")
        assert "2 of 3 have spoken" in here.words
        assert "2× Brannagh Aubrey-Quist note taker" in here.words
        assert "1× Quorra Wexley" in here.words
        assert "not yet Reader Zoë" in here.words
        await here.press("backspace", "backspace")
        assert "1 of 3 have spoken" in here.words
        await here.press("space", "escape", "S")
        assert "2 of 3 have spoken" in here.words
        assert "▸ not yet Reader Zoë" in here.words
        await here.press("escape", "a")
        await here.write("lucky: nobody slept", "enter", "escape", "escape")
        await here.until("Library ")
        for path in (each for top in (tmp_path, home) for each in top.rglob("*")):
            said = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
            assert "spoke" not in f"{path.name} {said}"
            assert "Quorra" not in said or path.name.startswith(RECORD), "of the record itself"
        assert library.load(RECORD).record.prep == Preparation(people=PEOPLE)
        await here.press("enter")
        await here.press("escape", "S")
        assert "0 of 3 have spoken" in here.words
        await here.press("space", "n")
        assert "0 of 3 have spoken" in here.words
