"""The library: list, filter, preview, new, open, and what cannot be read."""

import threading
from pathlib import Path

from pmtui.model.postmortem import Postmortem
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import Walk, walk

TITLES = ["Card authorisations", "Settlement file", "Payout certificate", "Checkout", "Webhooks"]


def unwrapped(here: Walk) -> str:
    """What is drawn, without blanks: a long path may be broken over lines anywhere."""
    return "".join(here.text.split())


async def test_the_newest_is_first_with_what_is_known_of_it(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        rows = here.lines[2:12]
        assert [
            title for row, title in zip(rows[1::2], TITLES, strict=True) if title in row
        ] == TITLES
        assert rows[0].strip() == "September 2026 (1)"
        assert rows[1].startswith("▸ 2026-09-15 SEV1 published")
        assert "Began" not in here.text
        await here.press("p")
        await here.until("Summary")
        assert "Began 2026-09-15 16:41 UTC" in here.words
        assert "Open actions" not in here.text
        await here.press("tab", "end")
        assert "Open actions" in here.text
        assert "due 2026-10-22" in here.words
        await here.press("shift+tab", "down")
        await here.until("Id 2026-07-11-settlement-file")
        await here.press("p")
        assert "Settlement" in here.text
        assert "Began" not in here.text


async def test_without_a_day_in_its_id_there_is_a_dash(library):
    library.create(Postmortem(id="imported-notes"))
    async with walk(library) as here:
        await here.until("2 postmortems")
        rows = [line[2:21] for line in here.lines[2:6]]
        assert rows[1::2] == ["-          -    dra", "2026-03-04 -    dra"]
        assert rows[::2] == ["Day not known (1)", "March 2026 (1)"]


async def test_it_is_filtered_as_one_types(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press("/")
        await here.type("sev3 sett")
        assert "Settlement" in here.text
        assert "Card auth" not in here.text
        await here.press("enter")
        await here.until("1 Preparation")
        assert "Settlement file late" in here.lines[0]


async def test_while_it_is_read_it_is_shown_as_it_was_and_takes_keys(examples, monkeypatch):
    examples.listing()
    read, may_end = examples.listing, threading.Event()

    def slowly():
        may_end.wait(60)
        return read()

    monkeypatch.setattr(examples, "listing", slowly)
    gone = next((examples.folder / "2025").glob("2025-06*.json"))
    gone.unlink()
    async with walk(examples) as here:
        await here.until("Webhooks")
        assert "reading…" in here.lines[0]
        await here.press("down")
        await here.press("/")
        await here.type("delayed")
        assert here.lines[3].startswith("▸ 2025-06-17")
        may_end.set()
        await here.until("0 of 4")
        assert "nothing of 4 fits; Esc shows all" in here.text


async def test_it_is_sorted_under_headings_marked_and_looked_at_as_before_afterwards(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems · newest first")
        await here.press("s", "s")
        assert "worst first" in here.lines[0]
        heads = ["SEV1 (1)", "SEV2 (1)", "SEV3 (2)", "NM (1)"]
        assert [line.strip() for line in here.lines if line.endswith(")")] == heads
        assert here.lines[3].startswith("▸ 2026-09-15 SEV1")
        await here.press("g")
        assert [line[13:17].strip() for line in here.lines[2:7]] == [
            *("SEV1", "SEV2", "SEV3", "SEV3", "NM"),
        ]
        await here.press("space", "space")
        assert "2 marked" in here.lines[0]
        assert [line[0] for line in here.lines[2:5]] == ["✓", "✓", "▸"]
        await here.press("/")
        await here.type("service:settle since:2026-07")
        assert "1 of 5 · worst first · 2 marked" in here.lines[0]
        await here.press("down", "a", "enter")
        await here.until("1 Preparation")
        await here.press("escape", "escape")
        await here.until("1 of 5 · worst first · 3 marked")
        assert here.lines[1].startswith("service:settle since:2026-07")
        assert here.lines[2].startswith("▸✓2026-07-11 SEV3")
        await here.press("escape", "A")
        assert "5 postmortems · worst first" in here.lines[0]
        assert here.lines[4].startswith("▸ 2026-07-11 SEV3")
        assert "✓" not in here.text
        await here.press("s", "s", "g", "g", "g")
        assert "the order “by title” has none" in here.words


async def test_a_view_is_kept_recalled_by_its_number_renamed_and_deleted(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press("2")
        assert "There is no view 2 yet; v keeps one." in here.words
        await here.press("s", "s", "/")
        await here.type("service:settle")
        await here.press("down", "v", "n")
        assert "Keep a view: “service:settle”, worst first" in here.words
        await here.write("Late [/files]", "enter", "right", "enter")
        assert "1 Late [/files] (team)  service:settle sort:severity" in here.text
        await here.press("n", "enter", "enter")
        assert "A view needs a name." in here.words
        await here.press("escape", "home", "enter")
        assert "5 postmortems · newest first" in here.lines[0]
        assert here.lines[1].startswith("/ filters")
        await here.press("1")
        assert "1 of 5 · worst first" in here.lines[0]
        assert "View: Late [/files]" in here.words
        await here.press("v", "d", "end", "r")
        await here.write("!", "enter")
        assert "1 Late [/files]! (team)" in here.text
        await here.press("d")
        assert "“Late [/files]!” is deleted; it was: service:settle sort:severity" in here.words
        await here.press("escape")
        assert "1 of 5 · worst first" in here.lines[0]
        (examples.folder / "views.toml").write_text("x = ")
        await here.press("1")
        assert "is no TOML" in here.words


async def test_a_filter_that_finds_nothing_and_its_end(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press("/")
        await here.type("cause:lock")
        assert "“cause:” is no field of this list; there are title, service" in here.words
        await here.press(*["backspace"] * 10)
        await here.type("[/red]")
        assert not any(title in here.text for title in TITLES)
        assert "nothing" in here.text or "no postmortem" in here.text
        await here.press("enter")
        assert "Library" in here.lines[0]
        await here.press("escape")
        assert all(title in here.text for title in TITLES)


async def test_opening_and_coming_back_any_number_of_times(examples):
    async with walk(examples) as here:
        for number in range(3):
            await here.until("5 postmortems")
            await here.press("end", "enter")
            await here.until("1 Preparation")
            assert "Title" in here.text
            await here.press("end")
            await here.type(f" {number}")
            await here.press("escape", "escape")
        await here.until("5 postmortems")
        await here.press("end", "p")
        await here.until("Id 2025")
        assert "answered slowly 0 1 2" in here.words or " 0 1 2" in here.words


async def test_a_command_by_name_opens_and_leads_back(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press(":")
        await here.write("open", "enter")
        await here.until("1 Preparation")
        await here.press("ctrl+p")
        await here.write("Out of the text", "enter")
        await here.press("escape")
        await here.until("5 postmortems")


async def test_a_new_one_is_made_and_opened(library):
    async with walk(library) as here:
        await here.until("1 postmortem ")
        await here.press("n")
        await here.write("Disk [/dev/sda] full", "enter", *"some day", "enter", "2", "enter")
        await here.write("checkout-api", "enter")
        assert "cannot be read as a time" in here.words
        await here.press("shift+tab", "shift+tab", "end", "ctrl+u")
        await here.write("2026-04-05 10:00", "enter", "enter", "enter")
        await here.until("1 Preparation")
        assert here.record.id == "2026-04-05-disk-dev-sda-full"
        assert here.record.severity.declared == "SEV2"
        assert here.record.services == ("checkout-api",)
        assert here.place == "title"
        assert library.load(here.record.id).record == here.record


async def test_an_empty_library_says_what_to_do(tmp_path: Path):
    from pmtui.store.folder import FolderLibrary

    async with walk(FolderLibrary(tmp_path / "none")) as here:
        await here.until("0 postmortems")
        assert "n begins one" in here.words
        await here.press("enter", "e", "down", "end", "home", "pagedown")
        assert "Library" in here.lines[0]
        await here.press("n")
        await here.write("First", "enter", "enter", "enter", "enter")
        await here.until("1 Preparation")
        assert here.record.title == "First"


async def test_damaged_files_are_named_and_left_as_they_are(library):
    damaged = {
        "2026-01-01-cut.json": b'{"postmortem": {"1": {"id": "2026',
        "2026-01-02-e.json": b"",
    }
    for name, data in damaged.items():
        (library.folder / "2026" / name).write_bytes(data)
    async with walk(library) as here:
        await here.until("1 postmortem ")
        assert "2026-01-0" in unwrapped(here)
        assert "and 1 more" in here.words
    for name, data in damaged.items():
        assert (library.folder / "2026" / name).read_bytes() == data


async def test_a_file_that_vanishes_is_said(library):
    library.create(Postmortem(id="2026-05-05-soon-gone"))
    async with walk(library) as here:
        await here.until("2 postmortems")
        (library.folder / "2026" / "2026-05-05-soon-gone.json").unlink()
        await here.press("home", "enter")
        await here.until("There is no postmortem")
        assert "Library" in here.lines[0]


async def test_a_record_that_cannot_be_opened_leads_to_the_library(examples):
    (examples.folder / "2026" / f"{EXAMPLE}.json").write_bytes(b"{")
    async with walk(examples, EXAMPLE) as here:
        await here.until("4 postmortems")
        assert EXAMPLE in unwrapped(here)


async def test_a_name_that_is_not_an_id_is_refused(library):
    source = (library.folder / "2026" / "2026-03-04-nothing-yet.json").read_text()
    name = "2026-x') or quit('"
    (library.folder / "2026" / f"{name}.json").write_text(
        source.replace("2026-03-04-nothing-yet", name)
    )
    async with walk(library) as here:
        await here.until("postmortem")
        for _ in range(2):
            await here.press("down", "enter", "e", "escape")
        assert "Library" in here.text or "Preparation" in here.text


async def test_the_list_fits_its_terminal(examples):
    for size in [(60, 20), (80, 24), (100, 30), (160, 48)]:
        async with walk(examples, size=size) as here:
            await here.until("5 postmortems")
            assert len(here.lines) == size[1]
            assert all(title in here.text for title in TITLES[:3])
            if size[0] < 100:
                await here.press("p")
            await here.until("Reference")
            assert "F1  Help" in here.lines[-1]
            await here.pilot.resize_terminal(40, 12)
            await here.pilot.resize_terminal(*size)
            await here.done()
            assert "Card authorisations" in here.text


async def test_quitting_ends_with_success(examples):
    async with walk(examples) as here:
        await here.until("5 postmortems")
        await here.press("q")
        assert here.app.return_value == 0
