"""Rules that look beside the record: at words, and at other postmortems; read in the background."""

from pmtui.model import address
from pmtui.screens import beside
from tests.screens.conftest import EXAMPLE
from tests.screens.walk import walk

SAME = "Move the settlement report back to the replica with an automatic fall-back of a day"


def spoilt(record):
    """The example with a leaf that ends at a person and an action that is open elsewhere.

    The hint on the leaf is ignored.
    """
    record = address.put(record, "wording_ignored", ("ATTR-FORGOT",))
    record = address.put(record, "causes.c6.statement", "The author forgot to convert the zone")
    return address.put(record, "actions.a5.title", SAME)


async def test_what_is_missing_is_complete_at_once_when_somebody_asks(examples):
    examples.change(EXAMPLE, spoilt)
    (examples.folder / "wording.toml").write_text('off = ["ATTR-FORGOT"]', encoding="utf-8")
    async with walk(examples, EXAMPLE, "root_cause", size=(100, 30)) as here:
        assert not any(each.rule in {"CL03", "AL14"} for each in here.app.screen.findings)
        await here.press("f5")
        assert "must CL03" in here.text
        await here.press("escape")
        assert {"CL03", "AL14"} <= {each.rule for each in here.app.screen.findings}


async def test_the_rail_counts_what_was_found_in_the_background(examples, monkeypatch):
    monkeypatch.setattr(beside, "FIRST", 0.0)
    examples.change(EXAMPLE, spoilt)
    examples.change(
        EXAMPLE, lambda record: address.put(record, "progress.root_cause.done_at", None)
    )
    async with walk(examples, EXAMPLE, "root_cause", size=(100, 30)) as here:
        await here.until("1 to do")
