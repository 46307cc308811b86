"""Hostile and awkward values in every place where people type, on every screen."""

import json
from dataclasses import is_dataclass, replace
from pathlib import Path

import pytest

from pmtui.guide.item_fields import ITEM_FIELDS
from pmtui.guide.steps import STEPS
from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.store.folder import FolderLibrary
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import printable, walk

NASTY = json.loads((Path(__file__).parents[1] / "data" / "nasty.json").read_text())["items"]
VALUES = [each["input"] for each in NASTY if isinstance(each.get("input"), str)]
LONG = {
    "title": "w" * 300_000,
    "timeline.t3.text": "[" * 5_000,
    "causes.c2.statement": "> " * 20_000 + "x",
    "impact.summary": "`" * 5_000,
    "lessons.l1.text": "全" * 50_000,
    "actions.a2.title": "[/" * 5_000,
    "report.exec_summary": "a\n" * 20_000,
    "prep.people.p1.name": "p" * 50_000,
}
SHARP = [
    each["input"]
    for each in NASTY
    if each["category"] in ("terminal", "unicode", "rich-markup") and each.get("input")
][::3]
SURROGATE = "lone \ud800 surrogate"


def spoiled(record: Postmortem, values: list[str]) -> Postmortem:
    """The record with every text in it replaced, each by another value, as a file may hold it."""
    turn = iter(range(10**9))

    def spoil(where, value):
        slot = address.slot_at(where)
        if slot.shape not in ("text", "prose") or (slot.mark and slot.mark != "person"):
            return value
        if where in ("id", "report.version", "impact.slo.kind") or address.is_fixed(where):
            return value
        if slot.many:
            return tuple(values[next(turn) % len(values)] for _ in range(2))
        return values[next(turn) % len(values)]

    for where, value in list(address.walk(record)):
        if is_dataclass(value) or (isinstance(value, tuple) and value and is_dataclass(value[0])):
            continue
        new = spoil(where, value)
        if new != value:
            record = address.put(record, where, new)
    return record


def chunks(size: int) -> list[list[str]]:
    """The values in portions, so that each of them comes to stand in many fields."""
    return [VALUES[start : start + size] for start in range(0, len(VALUES), size)]


def check_drawn(here) -> None:
    """Nothing on the screen acts on a terminal, hides or turns the text round."""
    for line in here.lines:
        assert printable(line), repr(line)
    assert len(here.lines) == here.app.size.height


@pytest.fixture
def demo(examples) -> Postmortem:
    return examples.load(EXAMPLE).record


@pytest.mark.parametrize("values", chunks(108), ids=lambda values: str(VALUES.index(values[0])))
async def test_every_page_shows_any_words(tmp_path, demo, values):
    library = FolderLibrary(tmp_path / "library")
    record = spoiled(demo, values)
    library.create(record)
    async with walk(library, EXAMPLE) as here:
        check_drawn(here)
        for _ in STEPS:
            await here.press("f8")
            check_drawn(here)
        await here.press("escape", "m", "f1")
        check_drawn(here)
        await here.press("escape", "/")
        await here.write("e")
        check_drawn(here)
        await here.press("escape")
        for where in ("timeline", "causes", "actions", "prep.people"):
            item = address.get(here.record, where)[0]
            assert where in ITEM_FIELDS
            here.app.call_later(here.app.screen._go_anywhere, f"{where}.{item.id}")
            await here.press("enter")
            check_drawn(here)
            await here.press("escape")
        assert here.record == library.load(EXAMPLE).record, "looking changed something"
        await here.press("escape", "q") if here.place != "Rows" else await here.press("q")


@pytest.mark.parametrize("values", chunks(108), ids=lambda values: str(VALUES.index(values[0])))
async def test_the_library_and_the_preview_show_any_words(tmp_path, demo, values):
    library = FolderLibrary(tmp_path / "library")
    for number, value in enumerate(values):
        record = Postmortem(
            id=f"2026-03-04-{number}", title=value, services=(value,), tags=(value,)
        )
        library.create(replace(record, reference=value))
    library.create(spoiled(demo, values))
    async with walk(library) as here:
        await here.until(f"{len(values) + 1} postmortems")
        for _ in range(len(values) + 1):
            check_drawn(here)
            await here.press("down")
        await here.press("home", "enter")
        await here.until("1 Preparation")
        await here.press("escape", "7", "escape", "p")
        check_drawn(here)
        for _ in range(6):
            await here.press("pagedown")
            check_drawn(here)


async def test_values_of_any_length_are_shown(tmp_path, demo):
    library = FolderLibrary(tmp_path / "library")
    for where, value in LONG.items():
        demo = address.put(demo, where, value)
    library.create(demo)
    async with walk(library, EXAMPLE) as here:
        for _ in STEPS:
            check_drawn(here)
            await here.press("f8")


@pytest.mark.parametrize("field", ["title", "+timeline", "+lessons", "report.exec_summary"])
async def test_any_words_are_typed_and_pasted_as_text(library, field):
    steps = {"title": "1", "+timeline": "2", "+lessons": "5", "report.exec_summary": "7"}
    async with walk(library, "2026-03-04-nothing-yet") as here:
        await here.press("escape", steps[field])
        assert here.place == field
        for value in [*SHARP, SURROGATE]:
            await here.paste(value)
            check_drawn(here)
            if field.startswith("+"):
                await here.press("enter")
        await here.press("escape")
        check_drawn(here)
        for _, value in address.walk(here.record):
            for text in value if isinstance(value, tuple) else [value]:
                if isinstance(text, str):
                    assert "\x1b" not in text
                    text.encode()
        await here.press("q")
    assert library.load("2026-03-04-nothing-yet").record == here.app.session.record


async def test_any_words_in_a_dialog_over_the_page(library):
    async with walk(library, "2026-03-04-nothing-yet") as here:
        for value in SHARP:
            await here.press("f3")
            await here.paste(value)
            check_drawn(here)
            await here.press("enter")
            check_drawn(here)
            if here.app.screen.is_modal:
                await here.press("escape")
        assert len(here.record.parking_lot) == len(SHARP)
