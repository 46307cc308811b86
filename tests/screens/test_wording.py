"""F9: words that blame, while somebody types; why, what to ask instead, ignoring."""

import pytest

from pmtui.model import address
from pmtui.model.commitments import Lesson
from pmtui.screens import wording
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk

MARK = "wording hint"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """No waiting for the first look."""
    monkeypatch.setattr(wording, "FIRST", 0.0)


async def test_a_pause_in_typing_brings_a_quiet_mark_and_better_words_take_it_away(library):
    async with walk(library, EMPTY) as here:
        await here.type("It was human error")
        await here.until("1 wording hint: F9")
        assert here.place == "title"
        await here.type(", obviously")
        await here.until("2 wording hints: F9")
        await here.press(*["backspace"] * len("human error, obviously"))
        await here.until_top_line()
        await here.until_top_line()
        assert MARK not in here.text
        assert here.record.title == "It was"


async def test_f9_says_why_and_what_to_ask_and_enter_goes_to_the_field(library):
    async with walk(library, EMPTY) as here:
        await here.type("It was human error, obviously")
        await here.press("f8", "f7", "tab", "f9")
        assert "Wording on Preparation" in here.text
        assert "warn title “human error”" in here.words
        assert "hint title “obviously”" in here.words
        assert "Ask: What would have made the same action safe" in here.words
        assert "Rule ATTR-HUMAN-ERROR" in here.words
        await here.press("down")
        assert "Rule MIN-OBVIOUS" in here.words
        await here.press("enter")
        assert here.place == "title"
        assert "Wording on" not in here.text


async def test_what_is_typed_into_a_line_or_a_box_is_marked_before_it_is_kept(library):
    async with walk(library, EMPTY, "lessons") as here:
        await here.type("was hard: Their fault. Human error")
        await here.until("2 wording hints: F9")
        await here.press("f9")
        assert "warn in the line you type “Their fault”" in here.words
        assert "Ask: What made that step look like the right one" in here.words
        await here.press("i", "enter")
        assert here.place == "+lessons"
        await here.press("enter")
        assert here.get("lessons.l1.text") == "Their fault. Human error"
        await here.press("down", "w")
        await here.type("At fault")
        await here.until("2 wording hints: F9")
        await here.press("escape", "f9")
        assert "warn lessons.l1.text “Human error”" in here.words
        assert "warn lessons.l1.generalises_to “At fault”" in here.words
        await here.press("end", "enter")
        await here.done()
        assert here.place == "Rows"
        assert "lessons.l1.generalises_to" not in here.text


async def test_only_the_hints_of_the_page_are_counted_and_listed(library):
    def change(record):
        return address.put(record, "lessons.l1", Lesson(id="l1", text="If only we had known"))

    library.change(EMPTY, change)
    async with walk(library, EMPTY) as here:
        await here.type("Their fault")
        await here.until("1 wording hint: F9")
        await here.press("escape", "5")
        assert "1 wording hint: F9" in here.text
        await here.press("f9")
        assert "lessons.l1.text “If only" in here.words
        assert "“Their fault”" not in here.text
        await here.press("enter")
        await here.done()
        assert here.place == "lessons.l1.text"
        await here.press("escape", "6", "f9")
        assert "no hints on this page" in here.text


async def test_ignoring_here_and_ignoring_the_rule_are_edits_that_undo_takes_back(library):
    async with walk(library, EMPTY) as here:
        await here.type("Their fault. At fault. Human error")
        await here.press("f9", "i")
        assert "Ignored here." in here.words
        assert "“At fault”" in here.text
        assert "“Their fault”" not in here.text
        (kept,) = here.record.wording_ignored
        assert kept.startswith("ATTR-FAULT ")
        await here.press("I")
        assert here.record.wording_ignored == (kept, "ATTR-FAULT")
        assert "“Human error”" in here.text
        assert "“At fault”" not in here.text
        await here.press("escape")
        await here.until("1 wording hint: F9")
        await here.press("escape", "u")
        assert here.record.wording_ignored == (kept,)
        await here.until("2 wording hints: F9")
        await here.press("u")
        assert here.record.wording_ignored == ()
        assert here.record.title == "Their fault. At fault. Human error"
        await here.press("q")
    assert library.load(EMPTY).record.wording_ignored == ()


async def test_who_reads_only_is_told_and_nothing_changes(examples):
    def change(record):
        return address.put(record, "title", "Their fault")

    examples.change(EXAMPLE, change)
    async with walk(examples, EXAMPLE, read_only=True) as here:
        await here.press("f9", "i")
        assert "open to read only" in here.words
        assert "“Their fault”" in here.text
        assert here.record.wording_ignored == ()


async def test_a_teams_file_is_read_again_when_it_changes_and_named_when_it_is_bad(library):
    rules = library.folder / "wording.toml"
    rules.write_text('off = ["ATTR-FAULT"]', encoding="utf-8")
    async with walk(library, EMPTY) as here:
        await here.type("Their fault")
        await here.press("f9")
        assert "no hints on this page" in here.text
        await here.press("escape")
        rules.write_text("off = [", encoding="utf-8")
        await here.type("!")
        await here.until("1 wording hint: F9")
        await here.until("wording.toml of the library: it is no TOML")
        rules.unlink()
        await here.type("!")
        await here.until_top_line()
        await here.until_top_line()
        assert "TOML" not in here.text


async def test_words_are_never_markup(library):
    async with walk(library, EMPTY) as here:
        await here.type("Human [red]error[/] human error [/x]")
        await here.press("f9")
        assert "Human [red]error[/] human error [/x]" in here.words
