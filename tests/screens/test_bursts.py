"""Keys that come in one read land where the same keys land one by one.

After a stall of the line, or from a program that types, a whole page arrives at once: text, Tab,
Enter and page keys. However they are cut into reads, the record is the same.
"""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pmtui.model.postmortem import Postmortem
from pmtui.store.folder import FolderLibrary
from tests.drafts import kept_words
from tests.screens.conftest import EMPTY
from tests.screens.walk import walk

FIELDS = [*"Cards fail", "tab", "2", "tab", *"api, db", "tab", *"ann", "tab", *"bob", "enter"]
PREPARATION = [
    *FIELDS,
    *"2026-03-04 10:00",
    "tab",
    *"2026-03-04 12:00",
    "tab",
    *"Ann @ann, SRE",
    "enter",
]
PREPARATION += [*"Bob", "enter", "down", "tab", *"log: waits", "enter", "f8", "f8", "f7"]
ANALYSIS = [*"10:05 alert: p99", "enter", *"+5 note: ok", "enter", *"half", "f8", *"Effect"]
ANALYSIS += ["enter", *"One", "enter", *"Two", "tab", *"Three", "enter", "shift+tab", *"Four"]
ANALYSIS += ["enter", "f8", *"Some failed", "enter", "right", "tab", *"users"]
DIALOGS = ["f3", *"an idea", "enter", *" title", "f3", *"half an idea", "escape", "f5", *"owner"]
DIALOGS += ["enter", *"Ann", "escape", "8", "D", "f1", "escape", "6", *"prevent: x", "enter", "f5"]
DIALOGS += [*"due", "enter", *"2099-01-02", "tab", "2", "escape", "escape", "u", "U", "9", "f8"]
DIALOGS += ["escape", "m", ":", *"next page", "enter", *"10:00 note: after the palette", "enter"]
LEAVING = [*"Kept", "escape", "escape", "/", *"nothing", "enter", "escape", "escape", "enter"]
LEAVING += ["end", *" and found", "escape", "q"]
SCRIPTS = {"preparation": PREPARATION, "analysis": ANALYSIS, "dialogs": DIALOGS}
STEP = {"preparation": "preparation", "analysis": "analysis", "dialogs": "impact"}


async def run(folder, name, reads):
    """The record and the drafts after keys that came in these reads."""
    library = FolderLibrary(folder)
    library.create(Postmortem(id=EMPTY))
    async with walk(library, EMPTY, STEP[name]) as here:
        for read in reads:
            here.send(read)
            if len(reads) > 1:
                await here.app.delivered()
        await here.done()
        return plain(here.record), here.drafts, here.place


def plain(record):
    """The record without the times of day at which it was typed."""
    return repr(record).replace(repr(record.progress), "done" if record.progress else "")


def cut(keys, seed):
    """The keys in reads of one to thirty."""
    dice, reads, rest = random.Random(seed), [], list(keys)
    while rest:
        size = dice.randint(1, 30)
        reads.append(rest[:size])
        rest = rest[size:]
    return reads


@pytest.mark.parametrize("name", SCRIPTS)
async def test_any_cut_gives_the_same_record(tmp_path, name):
    keys = SCRIPTS[name]
    one_by_one = await run(tmp_path / "one", name, [[key] for key in keys])
    assert one_by_one == await run(tmp_path / "all", name, [keys])
    assert one_by_one == await run(tmp_path / "cut", name, cut(keys, len(keys)))


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cuts=st.sets(st.integers(1, len(FIELDS) - 1)))
async def test_no_cut_misplaces_a_character(tmp_path_factory, cuts):
    ends = [*sorted(cuts), len(FIELDS)]
    reads = [FIELDS[a:b] for a, b in zip([0, *ends], ends, strict=False)]
    library = FolderLibrary(tmp_path_factory.mktemp("cut") / "library")
    library.create(Postmortem(id=EMPTY))
    async with walk(library, EMPTY) as here:
        for read in reads:
            here.send(read)
            await here.app.delivered()
        await here.done()
        assert (here.record.title, here.record.severity.final) == ("Cards fail", "SEV2")
        assert here.record.services == ("api", "db")
        assert (here.record.prep.facilitator, here.record.prep.owner) == ("ann", "bob")
        assert here.drafts == {}


async def test_a_burst_ends_in_the_right_fields(tmp_path):
    library = FolderLibrary(tmp_path / "library")
    library.create(Postmortem(id=EMPTY))
    async with walk(library, EMPTY) as here:
        here.send(PREPARATION)
        await here.done()
        assert here.record.title == "Cards fail"
        assert here.record.services == ("api", "db")
        assert here.record.prep.owner == "bob"
        assert [each.name for each in here.record.prep.people] == ["Ann", "Bob"]
        assert here.record.prep.evidence[0].title == "waits"
        here.send(["f8"] * 8)
        here.send(["escape", "2"])
        here.send(ANALYSIS)
        await here.done()
        parents = {cause.statement: cause.parents for cause in here.record.causes}
        assert parents == {
            "Effect": (),
            "One": ("c1",),
            "Two": ("c1",),
            "Three": ("c3",),
            "Four": ("c1",),
        }
        assert here.drafts == {"+timeline": "half"}
        assert here.record.impact.unit == "users"


async def test_a_burst_through_every_door_saves_and_quits(tmp_path):
    library = FolderLibrary(tmp_path / "library")
    library.create(Postmortem(id=EMPTY))
    async with walk(library, EMPTY) as here:
        here.send(LEAVING)
        await here.done()
        for _ in range(200):
            if here.app.return_value is not None:
                break
            await here.pilot.pause(0.02)
        assert here.app.return_value == 0
    assert library.load(EMPTY).record.title == "Kept and found"


async def test_keys_that_have_not_done_their_work_are_kept_on_a_signal(tmp_path, monkeypatch):
    monkeypatch.setattr("os._exit", lambda code: None)
    library = FolderLibrary(tmp_path / "library")
    library.create(Postmortem(id=EMPTY))
    async with walk(library, EMPTY) as here:
        here.send([*"A title in one read", "tab", "2", "tab", *"a, b"])
        here.app._leave_at_once(15)
        await here.app._leaving
        assert here.app.return_value == 143
    record = library.load(EMPTY).record
    assert (record.title, record.severity.final) == ("A title in one read", "SEV2")
    assert record.services == ("a", "b") or kept_words(library, EMPTY) == {"services": "a, b"}
