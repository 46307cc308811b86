"""Earlier causes on the root cause page: offered quietly, accepted or rejected, kept in both."""

import asyncio

import pytest

from pmtui.model.kinds import Relation
from pmtui.screens import linked, seen
from pmtui.store.errors import Unavailable
from pmtui.store.folder import FolderLibrary
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk

CHECKOUT = "2025-11-06-checkout-errors-after-connection-pool-change"


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(seen, "FIRST", 0.0)
    monkeypatch.setattr(linked, "AGAIN", 0.05)


def there(library):
    """The links of the earlier postmortem that name causes of both."""
    found = library.load(CHECKOUT).record.follow_up.recurrence_links
    return [(each.relation, each.to, each.causes, each.there) for each in found if each.there]


async def until(true):
    for _ in range(400):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not become so")


async def test_an_earlier_cause_is_offered_linked_in_both_and_taken_back(examples):
    async with walk(examples, EXAMPLE, "root_cause", size=(100, 30)) as here:
        await here.until("1 seen before: s")
        assert "(seen before: 1)" in here.text
        place = here.place
        await here.press("escape", "down", "s")
        assert "Temporary overrides are recorded as chat messages" in here.text
        assert "temporary overrides ~ workarounds" in here.words
        assert "a4 declined: Require an end date" in here.words
        assert place == "+causes"
        row = next(line for line in here.lines if "Temporary overrides are" in line)
        assert "0.77 c9" in row
        while not here.words.count(f"0.77 {CHECKOUT}"):
            await here.press("down")
        await here.press("enter")
        assert "✓ 0.77" in here.text
        await until(lambda: there(examples))
        assert there(examples) == [(Relation.SHARES_CAUSE, EXAMPLE, ("c5",), ("c9",))]
        await here.press("x")
        assert "✗ 0.77" in here.text
        assert here.record.follow_up.recurrence_links[-1].relation is Relation.UNRELATED
        await until(lambda: not there(examples))
        await here.press("escape", "u")
        await until(lambda: there(examples))
        await here.press("u")
        await until(lambda: not there(examples))
        assert len(here.record.follow_up.recurrence_links) == 1


async def test_what_is_typed_is_looked_at_and_a_rejection_is_remembered(library, examples):
    from tests.screens.conftest import EMPTY

    library.create(examples.load(CHECKOUT).record)
    async with walk(library, EMPTY, "root_cause", size=(100, 30)) as here:
        await here.write("Payments failed for 20 minutes", "enter")
        await here.write("Quick fixes are in Slack, no end date", "enter")
        await here.until("1 seen before: s")
        await here.write("half a line")
        assert here.place == "+causes"
        await here.press("escape", "s", "x", "escape")
        await here.until_gone("seen before")
        assert await here.app.screen.leave()
    async with walk(library, EMPTY, "root_cause", size=(100, 30)) as here:
        await here.press("escape")
        await until(lambda: here.app.screen.page.seen._looked is not None)
        assert "seen before" not in here.text
        await here.press("s")
        assert "✗" in here.text
        assert here.record.follow_up.recurrence_links[0].to == CHECKOUT


async def test_the_other_one_cannot_be_written_and_is_told_later(examples, monkeypatch):
    change, fails = FolderLibrary.change, [True]

    def refuse(self, record_id, edit):
        if fails[0]:
            raise Unavailable("The disk is full.")
        return change(self, record_id, edit)

    monkeypatch.setattr(FolderLibrary, "change", refuse)
    async with walk(examples, EXAMPLE, "root_cause", size=(100, 30)) as here:
        await here.press("escape", "s")
        while not here.words.count(f"0.77 {CHECKOUT}"):
            await here.press("down")
        await here.press("enter")
        await here.until("Tried again until it works")
        await here.press("escape")
        await here.until("The disk is full.")
        assert len(examples.load(EXAMPLE).record.follow_up.recurrence_links) == 2
        assert there(examples) == []
        fails[0] = False
        await until(lambda: there(examples))
