"""The report page: what is missing, how the report reads, and its files."""

from pathlib import Path

from pmtui.exporters.audience import Audience
from pmtui.exporting import render
from tests.screens.conftest import EMPTY, EXAMPLE
from tests.screens.walk import walk


async def test_what_is_missing_is_listed(library):
    async with walk(library, EMPTY, "report") as here:
        assert "Still missing on all pages (" in here.text
        assert "preparation: " in here.text
        await here.press("escape", "down", "down", "down", "pagedown", "end")
        assert "report: " in here.words, "the end of the list can be reached"


async def test_the_report_is_read_as_it_will_be(examples):
    async with walk(examples, EXAMPLE, "report") as here:
        await here.press("escape", "p")
        assert "Id 2026-09-15-card-authorisations-failed" in here.words
        seen = []
        for key in [*["pagedown"] * 9, "end"]:
            seen += here.lines
            await here.press(key)
        seen += here.lines
        words = " ".join(" ".join(seen).replace("│", " ").split())
        for text in ("EXECUTIVE SUMMARY", "412,600", "Helene Krug"):
            assert text in words
        await here.press("escape")
        assert "▸7 Report" in here.text


async def export(here, file, *, kind="m", replace="n"):
    await here.press("e", kind, "enter", "enter", replace, "enter")
    await here.write(str(file), "enter")


async def test_a_report_is_written_once_and_replaced_only_when_asked(examples, home: Path):
    async with walk(examples, EXAMPLE, "report") as here:
        await here.press("escape")
        await export(here, "")
        target = home / f"{EXAMPLE}.md"
        assert target.read_bytes() == render(here.record, "md", Audience.INTERNAL)
        assert f"Wrote {target}".replace(" ", "") in here.words.replace(" ", "")
        target.write_text("mine")
        await export(here, target)
        assert "exists. Nothing was changed; choose yes to replace it." in here.words
        assert target.read_text() == "mine"
        await here.press("shift+tab", "y", "tab", "enter")
        assert target.read_bytes() == render(here.record, "md", Audience.INTERNAL)
        assert "▸7 Report" in here.text


async def test_a_report_is_written_as_html(examples, home: Path):
    async with walk(examples, EXAMPLE, "report") as here:
        await here.press("escape")
        await export(here, home / "sub" / "report.html", kind="h")
        written = (home / "sub" / "report.html").read_bytes()
        assert written == render(here.record, "html", Audience.INTERNAL)


async def test_a_place_that_cannot_be_written_is_said(examples, home: Path):
    (home / "file").write_text("x")
    async with walk(examples, EXAMPLE, "report") as here:
        await here.press("escape")
        for file in (home / "file" / "report.md", home, "~nobody-here/x"):
            await here.press("e", "enter", "enter", "enter")
            await here.write(str(file), "enter")
            assert "Export the report" in here.text, file
            message = here.app.screen.query_one("#message")
            assert message.display, file
            await here.press("escape")
        assert (home / "file").read_text() == "x"


async def test_an_export_from_the_library(examples, home: Path):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await export(here, "")
        assert (home / f"{EXAMPLE}.md").exists()


async def test_a_leak_stops_an_external_report(examples, home: Path):
    async with walk(examples, EXAMPLE, "report") as here:
        here.app.session.put("report.external.summary", "The key was AKIAIOSFODNN7EXAMPLE.")
        await here.press("escape", "e", "m", "enter", "e", "enter", "n", "enter", "enter")
        assert "must not leave" in here.words
        assert list(home.glob("*.md")) == []
