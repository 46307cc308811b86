"""The commands of the guide, by their keys and by their names."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from pmtui.commands import COMMANDS
from pmtui.guide.steps import STEPS
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


async def test_help_says_what_has_the_focus_and_which_keys_work(library):
    async with walk(library, EMPTY, "analysis") as here:
        await here.press("f1")
        assert "Type one line and press Enter" in here.words
        assert "14:05 alert: p99 over 3 s" in here.words
        await here.press("escape", "f7", "f1")
        assert "Field title. What you type is kept with every key." in here.words
        assert "Here letters are text" in here.words
        headings = ("In a field Down Down", "On every page F2 Prompt")
        assert all(each in here.words for each in headings), "nearest first"
        assert here.words.index(headings[0]) < here.words.index(headings[1])
        await here.press("end")
        assert "Anywhere Ctrl+C Copy" in here.words
        await here.press("escape", "tab", "f1")
        assert "Field severity.final: type the first letters" in here.words
        await here.press("escape", "escape", "?")
        assert "Esc closes" in here.text
        await here.press("escape")
        assert "▸1 Preparation" in here.text


async def test_prompts_follow_each_other(library):
    async with walk(library, EMPTY, "lessons") as here:
        prompts = STEPS[4].prompts
        for number, prompt in enumerate([*prompts, prompts[0]]):
            assert f"{number % len(prompts) + 1}/{len(prompts)} {prompt[:40]}" in here.words
            await here.press("f2")
        await here.press("f8", "f7")
        assert f"1/5 {prompts[0][:40]}" in here.words


async def test_an_idea_is_parked_from_anywhere_and_one_goes_on(library):
    async with walk(library, EMPTY) as here:
        await here.type("Half a ti")
        await here.press("f3")
        await here.press("enter")
        assert "Type the idea, or press Esc." in here.text
        await here.write("Limit [report] run time", "enter")
        assert "Parked." in here.text
        await here.type("tle")
        assert here.record.title == "Half a title"
        assert [idea.text for idea in here.record.parking_lot] == ["Limit [report] run time"]


async def test_a_half_typed_idea_is_there_again(library):
    async with walk(library, EMPTY) as here:
        await here.press("f3")
        await here.write("Half an idea")
        await here.press("escape", "f3")
        assert "Half an idea" in here.text
        await here.press("escape", "escape", "q")
    async with walk(library, EMPTY, "impact") as again:
        await again.press("f3", "enter")
        assert again.record.parking_lot[0].text == "Half an idea"
        assert again.drafts == {}


async def test_a_field_is_written_in_the_users_own_editor(library, monkeypatch, home: Path):
    script = home / "edit"
    script.write_text('#!/bin/sh\nprintf "written\\nelsewhere\\n" >> "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    async with walk(library, EMPTY, "report") as here:
        monkeypatch.setattr(here.app, "suspend", nullcontext)
        await here.type("Before, ")
        await here.press("f4")
        assert here.record.report.exec_summary == "Before, written\nelsewhere"
        assert "Taken over from the editor." in here.text
        await here.press("f8", "f8", "f8")
        await here.press("f4")
        assert here.record.title == "written elsewhere"
        await here.press("escape", "f4")
        assert "Go to a field with text first" in here.text
        script.write_text("#!/bin/sh\necho lost > $1; exit 3\n")
        await here.press("1", "f4")
        assert here.record.title == "written elsewhere"
        assert "ended with an error (3). Nothing was changed." in here.words
        script.write_text("#!/bin/sh\nrm $1\n")
        await here.press("f4")
        assert here.record.title == "written elsewhere"
        assert "left no file that can be read" in here.words
        monkeypatch.setenv("EDITOR", str(home / "none"))
        await here.press("f4")
        assert "could not be started" in here.words


async def test_what_is_missing_leads_to_its_field(library):
    async with walk(library, EMPTY) as here:
        await here.press("f5")
        assert "Missing on Preparation (" in here.text
        assert "must" in here.text
        await here.write("facilitator")
        await here.press("enter")
        assert here.place == "prep.facilitator"
        assert "Facilitator" in here.text
        await here.press("f8", "f5", "escape")
        assert here.place == "+timeline"
        await here.press("f8", "f8", "f8", "f8", "f8", "f8", "f5")
        assert "nothing is missing here" in here.text


async def test_a_finding_leads_into_the_form_of_an_item(library):
    async with walk(library, EMPTY, "recommendations") as here:
        await here.write("prevent: add a limit", "enter", "f5", *"owner", "enter")
        assert "actions · a1" in here.text
        assert here.place == "actions.a1.owner"
        await here.type("Ann\t")
        await here.press("escape")
        assert here.record.actions[0].owner == "Ann"


async def test_pages_by_number_and_by_function_keys(library):
    async with walk(library, EMPTY, "follow_up") as here:
        await here.press("f8")
        assert "▸1 Preparation" in here.text
        await here.press("f7")
        assert "▸9 Follow-up" in here.text
        for step in STEPS:
            await here.press("escape") if here.place != "Rows" else None
            await here.press(str(step.number))
            assert f"▸{step.number} {step.title}" in here.text
        await here.press("f8")
        await here.type("9 lives")
        assert here.record.title == "9 lives", "digits typed into text are text"
        await here.press("escape", "7", "f7")
        assert "▸6 Recommendations" in here.text, "from a text of several lines, too"


async def test_the_rail_turns_pages_with_the_arrows(library):
    async with walk(library, EMPTY) as here:
        await here.press("escape", "down", "j", "up", "down")
        assert "▸3 Root cause" in here.text
        assert here.place == "Rail"
        await here.press("right")
        assert here.place == "+causes"


async def test_more_fields_are_shown_and_hidden(library):
    async with walk(library, EMPTY, "impact") as here:
        assert not here.app.screen.page.more_shown
        await here.press("escape", "m")
        assert here.app.screen.page.more_shown
        assert "m hides them again" in here.words
        await here.press("m")
        assert not here.app.screen.page.more_shown


async def test_a_page_is_done_or_done_for_a_reason(library):
    async with walk(library, EMPTY, "lessons") as here:
        await here.press("escape", "D")
        assert "still to do on Lessons: done all the same?" in here.words
        await here.press("enter")
        assert "A written reason is needed" in here.words
        await here.write("nobody could come", "enter")
        assert "Lessons is done." in here.text
        mark = here.record.progress.lessons
        assert mark.override == "nobody could come"
        assert mark.done_at is not None
        await here.press("D")
        assert here.record.progress.lessons.done_at is None
        assert "The mark is taken back." in here.text
        await here.press("u")
        assert here.record.progress.lessons == mark


async def test_a_page_without_open_musts_is_done_at_once(library):
    async with walk(library, EMPTY, "implementation") as here:
        await here.press("D")
        assert "Implementation is done." in here.text
        assert here.record.progress.implementation.override is None
        await here.until("    done")


async def test_done_looks_at_the_record_as_it_is_now(library):
    async with walk(library, EMPTY, "implementation") as here:
        here.send(["6", *"prevent: add a limit", "enter", "escape", "D"])
        await here.done()
        assert "done all the same?" in here.words


async def test_words_are_found_anywhere(examples):
    async with walk(examples, EXAMPLE) as here:
        await here.press("escape", "/")
        assert "type words" in here.text
        await here.write("sessions wait for a lock with")
        assert "causes.c4.statement" in here.text
        await here.write("out")
        await here.press("enter")
        assert here.place == "causes.c4.statement"
        await here.press("escape")
        assert "▸3 Root cause" in here.text
        await here.press("/")
        await here.write("no such words at all")
        assert "type words" in here.text


async def test_changes_are_taken_back_and_brought_back(library):
    async with walk(library, EMPTY) as here:
        await here.press("escape", "u")
        assert "Nothing to take back." in here.text
        await here.press("1")
        await here.type("Title")
        await here.press("tab", "right", "escape", "u")
        assert here.record.severity.final is None
        assert "not known" in here.text
        await here.press("u")
        assert here.record.title is None
        await here.press("U", "U", "U")
        assert here.record.title == "Title"
        assert here.record.severity.final == "SEV1"
        assert "Nothing to bring back." in here.text


@pytest.mark.parametrize("key", [":", "ctrl+p"])
async def test_any_command_is_found_by_its_name(library, key):
    async with walk(library, EMPTY) as here:
        await here.press("escape", key)
        await here.write("follow-up")
        await here.press("enter")
        assert "▸9 Follow-up" in here.text


async def test_every_command_of_the_guide_is_in_the_list(library):
    async with walk(library, EMPTY) as here:
        await here.press("ctrl+p")
        shown = []
        for _ in range(60):
            shown += [line for line in here.lines if "▸" in line]
            await here.press("down")
        for command in COMMANDS:
            if command.where in ("guide", "any") and not command.id.endswith("outside"):
                assert any(f"{command.name} " in line for line in shown), command.id


async def test_escape_leads_out_step_by_step(library):
    async with walk(library, EMPTY) as here:
        await here.type("x")
        await here.press("f3")
        await here.press("escape")
        assert here.place == "title"
        await here.press("escape")
        assert here.place == "Rail"
        await here.press("escape")
        await here.until("Library ")
        assert "1 postmortem " in here.lines[0]


async def test_quitting_saves(library):
    async with walk(library, EMPTY) as here:
        await here.write("Words", "escape", "q")
        assert here.app.return_value == 0
    assert library.load(EMPTY).record.title == "Words"


async def test_a_deleted_item_leaves_no_reference_and_comes_back(examples):
    async with walk(examples, EXAMPLE, "recommendations") as here:
        before = here.record
        await here.press("tab", "down", "d")
        assert "a2 deleted. u brings it back." in here.words
        assert "a2" not in {action.id for action in here.record.actions}
        await here.press("u")
        assert here.record.actions == before.actions
        assert here.record.parking_lot == before.parking_lot


async def test_the_form_of_an_item_shows_and_changes_every_field(examples):
    async with walk(examples, EXAMPLE, "analysis") as here:
        await here.press("down", "down", "down", "down", "down", "o")
        item = here.app.screen.title
        assert item.startswith("timeline · t")
        where = item.replace(" · ", ".")
        assert here.place == f"{where}.at"
        await here.press("end", "ctrl+u")
        await here.type("16:39")
        await here.press("tab")
        assert here.get(f"{where}.at").at.strftime("%H:%M") == "16:39"
        await here.press("d", "e", "c", "i")
        assert here.get(f"{where}.kind") == "decision"
        await here.press("tab", "end")
        await here.type(" indeed")
        assert here.get(f"{where}.text").endswith(" indeed")
        await here.press("escape")
        assert "indeed" in here.words
