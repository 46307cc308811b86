"""What is typed in each kind of field ends in the record, or stays where it is with a message."""

from datetime import UTC, datetime

from pmtui.model.kinds import Availability, Depth, Precision, Severity
from pmtui.session import Session
from tests.drafts import kept_words
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


async def go(here, where):
    """Put the focus on a field, shown or not, as a finding does."""
    here.app.call_later(here.app.screen.go_to, here.app.screen.step.name, where)
    await here.done()
    assert here.place in (where, f"+{where}")


async def test_a_line_of_text_counts_with_every_key(library):
    async with walk(library, EMPTY) as here:
        await here.type("Disk [/dev/sda] full")
        assert here.record.title == "Disk [/dev/sda] full"
        await here.until_top_line()
        assert here.lines[0].strip().startswith("Disk [/dev/sda] full")
        await here.press("backspace", "backspace", "backspace", "backspace", "backspace")
        assert here.record.title == "Disk [/dev/sda]"
        await here.press("tab")
        assert here.place == "severity.final"


async def test_emptied_text_is_not_known(examples):
    async with walk(examples, EXAMPLE) as here:
        await here.press("end", "ctrl+u")
        assert here.record.title is None
        await here.until_top_line()
        assert EXAMPLE in here.lines[0]


async def test_prose_takes_lines_and_counts_with_every_key(library):
    async with walk(library, EMPTY, "report") as here:
        await here.type("First.\n\nSecond *line*.")
        assert here.record.report.exec_summary == "First.\n\nSecond *line*."
        await here.press("tab")
        await here.press("shift+tab")
        await here.type("!")
        assert here.record.report.exec_summary == "First.\n\nSecond *line*.!"


async def test_lines_typed_without_a_screen_are_gone_on_with(library):
    session = Session(library, library.load(EMPTY))
    session.put("report.exec_summary", "Before.")
    session.draft("report.exec_summary", "Half of")
    session.save()
    session.close()
    async with walk(library, EMPTY, "report") as here:
        await here.press("f8", "f7")
        assert here.record.report.exec_summary == "Before."
        await here.go_to("report.exec_summary")
        await here.type(" it.")
        assert here.record.report.exec_summary == "Half of it."
        assert here.drafts == {}


async def test_sentences_are_one_a_line(library):
    async with walk(library, EMPTY) as here:
        await go(here, "prep.goals")
        await here.type("How did it start?\nWho saw it, and when?\n")
        assert here.record.prep.goals == ("How did it start?", "Who saw it, and when?")


async def test_a_choice_by_its_first_letters_and_by_arrows(library):
    async with walk(library, EMPTY) as here:
        await here.press("tab")
        await here.type("sev2")
        assert here.record.severity.final is Severity.SEV2
        await here.until_top_line()
        assert "SEV2" in here.lines[0]
        await here.press("right")
        assert here.record.severity.final is Severity.SEV3
        await here.press("left", "left")
        assert here.record.severity.final is Severity.SEV1
        await here.press("4")
        assert here.record.severity.final is Severity.SEV4
        await here.press("z")
        assert here.record.severity.final is Severity.SEV4
        assert "Choose one of: SEV1" in here.text
        await here.press("backspace")
        assert here.record.severity.final is None
        await here.press("enter")
        assert here.place == "services"


async def test_yes_no_and_not_known_are_three_answers(library):
    async with walk(library, EMPTY, "impact") as here:
        await here.press("tab")
        await here.type("pa")
        assert here.record.impact.availability is Availability.PARTIAL
        await go(here, "impact.data.loss")
        for key, expected in [("n", False), ("y", True), ("backspace", None)]:
            await here.press(key)
            assert here.record.impact.data.loss is expected


async def test_a_choice_that_may_not_be_empty_keeps_its_value(library):
    async with walk(library, EMPTY) as here:
        before = here.record.kind
        await go(here, "kind")
        await here.press("backspace")
        assert here.record.kind is before
        assert "cannot be empty" in here.text


async def test_a_time_is_read_when_one_leaves_the_field(library):
    async with walk(library, EMPTY, "analysis") as here:
        await go(here, "milestones.impact_start")
        await here.type("~16:41")
        assert here.record.milestones.impact_start is None
        assert here.drafts["milestones.impact_start"] == "~16:41"
        await here.press("tab")
        moment = here.record.milestones.impact_start
        assert moment.at == datetime(2026, 3, 4, 16, 41, tzinfo=UTC)
        assert moment.precision is Precision.APPROX
        assert moment.entered == "~16:41"
        assert here.drafts == {}
        assert "~2026-03-04 16:41Z" in here.text


async def test_a_time_that_cannot_be_read_stays_with_a_message(library):
    async with walk(library, EMPTY) as here:
        await go(here, "prep.scope_start")
        await here.type("25 o'clock")
        await here.press("tab")
        assert here.record.prep.scope_start is None
        assert "25 o'clock" in here.text
        assert "What you typed is kept." in here.words
        await here.press("shift+tab", "enter")
        assert here.place == "prep.scope_start", "Enter does not pass over what is wrong"
        await here.press("escape", "escape")
        await here.until("Library")
    async with walk(library, EMPTY) as again:
        assert "25 o'clock" in again.text
        await go(again, "prep.scope_start")
        assert again.drafts["prep.scope_start"] == "25 o'clock"
        await again.press("end", "ctrl+u")
        await again.type("2026-03-04 16:05")
        await again.press("tab")
        assert again.record.prep.scope_start == datetime(2026, 3, 4, 16, 5, tzinfo=UTC)
        assert again.drafts == {}
        assert "What you typed is kept." not in again.words


async def test_numbers_shares_and_whole_numbers(library):
    async with walk(library, EMPTY, "impact") as here:
        typed = {
            "impact.slo.target": ("99.95 %", 0.9995),
            "impact.slo.events_in_window": ("118,000,000", 118_000_000),
            "impact.internal.hours": ("31.5", 31.5),
            "impact.internal.people": ("9", 9),
        }
        for where, (text, expected) in typed.items():
            await go(here, where)
            await here.type(text)
            await here.press("tab")
            assert here.get(where) == expected
        await go(here, "impact.internal.people")
        await here.press("end", "ctrl+u")
        await here.type("many\t")
        await here.press("tab")
        assert here.get("impact.internal.people") == 9, "what cannot be read changes nothing"
        assert "is not a number" in here.words


async def test_a_person_and_a_list(library):
    async with walk(library, EMPTY) as here:
        await go(here, "prep.people")
        await here.type("Anneke Vos @avos, Release Engineering\n")
        await go(here, "prep.facilitator")
        await here.type("anneke")
        await here.press("enter")
        assert here.record.prep.facilitator == "p1"
        assert "Facilitator @avos" in here.words
        await go(here, "services")
        await here.type("checkout-api, authz-gateway")
        await here.press("down")
        assert here.record.services == ("checkout-api", "authz-gateway")
        await go(here, "prep.depth")
        await here.press("d")
        assert here.record.prep.depth is Depth.DEEP


async def test_a_paste_into_a_line_is_taken_whole(library):
    async with walk(library, EMPTY) as here:
        await here.paste("Payments failed\r\n  for two hours\n")
        assert here.record.title == "Payments failed for two hours"
        await here.paste("\n: late")
        assert here.record.title == "Payments failed for two hours: late"
        await here.paste("\x1b[2J\u202eno")
        assert "\x1b" not in here.record.title
        assert "\u241b[2J" in here.text


async def test_a_paste_into_prose_keeps_its_lines(library):
    async with walk(library, EMPTY, "report") as here:
        await here.paste("one\r\ntwo\n\nthree")
        assert here.record.report.exec_summary == "one\ntwo\n\nthree"


async def test_read_only_shows_and_refuses(examples):
    before = examples.load(EXAMPLE)
    async with walk(examples, EXAMPLE, read_only=True) as here:
        assert here.lines[0].endswith("read only")
        await here.type("x")
        assert "open to read only" in here.words
        assert "is kept" not in here.words
        assert here.app.screen.focused.value == before.record.title
        await here.press("tab", "right", "escape", "2")
        await here.type("14:05 note: no\n")
        assert "open to read only" in here.words
        await here.press("tab", "d", "u", "D")
        assert here.record == before.record
        await here.press("q")
    assert examples.load(EXAMPLE) == before
    assert kept_words(examples, EXAMPLE) == {}
