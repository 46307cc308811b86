"""Page 7 with its keys: what is left out, comments, states, what customers are told."""

from pmtui.model.address import get
from tests.screens.walk import walk

EXAMPLE = "2026-09-15-card-authorisations-failed"


async def test_what_is_left_out_is_decided_on_the_page(examples):
    async with walk(examples, EXAMPLE, "report") as here:
        session = here.app.session
        session.put("report.external.summary", "Seen on db-3 by @quill.")
        await here.press("escape", "r")
        assert "“db-3” becomes “a server”" in here.words
        assert "held back" in here.words
        await here.press("s")
        assert "“db-3” stays" in here.words
        await here.press("down", "r")
        await here.press("ctrl+u")
        await here.write("our support", "enter")
        assert "“@quill” becomes “our support”" in here.words
        kept = get(session.record, "report.redactions")[-2:]
        assert [(each.decision, each.field) for each in kept] == [
            ("keep", "report.external.summary"),
            ("replace", None),
        ]
        await here.press("up", "o", "v", "escape", "u")
        assert "“db-3”" not in here.words


async def test_a_field_is_commented_and_told_by_keys(examples):
    async with walk(examples, EXAMPLE, "impact") as here:
        session = here.app.session
        await here.press("ctrl+n")
        await here.write("Is it measured?", "enter")
        assert "Is it measured?" in here.words
        await here.press("escape")
        assert "Summary “1”" in here.words
        await here.press("ctrl+o")
        assert "Customers are told impact.summary" in here.words
        assert session.record.report.external.shown == ("impact.summary",)
        await here.press("ctrl+o")
        assert session.record.report.external.shown == ()
        await here.press("ctrl+n", "down", "x", "escape")
        assert "Summary “1”" not in here.words
        assert session.record.report.comments[0].resolved_at is not None


async def test_a_report_moves_on_and_an_edit_begins_its_next_draft(examples):
    async with walk(examples, EXAMPLE, "report") as here:
        session = here.app.session
        assert session.record.report.status == "published"
        await here.press("x")
        assert session.record.report.version == "1.3"
        await here.press("escape", "h")
        assert "Since version 1.2: 1 change" in here.words
        await here.press("escape", "s", "enter", "enter")
        assert session.record.report.status == "in_review"
        await here.press("s", "enter", "enter")
        assert "has not signed yet" in here.words
        await here.write("They are on leave", "enter")
        assert session.record.report.status == "approved"
        await here.press("v")
        assert session.record.report.readers[-1].version == "1.3"
