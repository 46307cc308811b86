"""The figures over all postmortems on the screen: reading, moving, writing."""

from datetime import date

from pmtui.exporters.statistics.text import figure_lines
from pmtui.guide.statistics import statistics
from tests.screens.walk import walk
from tests.unit.whole_record import LIBRARY


async def test_the_figures_are_read_gone_through_and_written_as_a_page(
    examples, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press("=")
        await here.until("5 postmortems, 2025-06-17 to 2026-09-15")
        assert "Time to detect (TTD), minutes  (4 incidents)" in here.text
        assert "fewer than 6: dots, and no median" in here.text
        await here.press("n", "n", "right")
        assert any(line.startswith("▸ Time to first customer update") for line in here.lines)
        assert "not related to severity" in here.words
        await here.press("p", "left")
        assert any(line.startswith("▸ Time to engage") for line in here.lines)
        await here.press("e", "enter", "enter")
        await here.until("Wrote")
        page = (tmp_path / "figures.html").read_text()
        assert page.count("<svg") >= 20
        await here.press("escape")
        assert "Card authorisations" in here.text


async def test_what_cannot_be_read_is_said_and_in_no_figure(examples):
    next(examples.folder.glob("2025/*.json")).write_text("{")
    async with walk(examples) as here:
        await here.until("4 postmortems")
        await here.press("=")
        await here.until("1 could not be read and count in no figure")
        assert "(3 incidents)" in here.text


def test_every_line_fits_the_narrowest_screen():
    for each in statistics(LIBRARY, date(2026, 11, 23)):
        assert max(map(len, figure_lines(each, 56))) <= 56
