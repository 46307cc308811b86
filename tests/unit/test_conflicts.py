"""What is said of a field that two people changed."""

from dataclasses import replace

import pytest

from pmtui.conflicts import SHOWN, sentence
from pmtui.model.conflict import Conflict
from pmtui.model.postmortem import Impact, Postmortem

SAME = "The gateway answered with time-outs while the migration waited for its lock. " * 3


@pytest.mark.parametrize(
    ("mine", "theirs", "shown"),
    [
        (f"{SAME} Mine.", f"{SAME} Theirs.", "Theirs.”"),
        (f"{SAME} Mine. {SAME}", f"{SAME} Theirs. {SAME}", " Theirs. "),
        ("Mine.", "Theirs.", "“Theirs.”"),
        (f"Mine. {SAME}", f"Theirs. {SAME}", "“Theirs. The gateway"),
        (f"{SAME} and mine", SAME, "its lock.”"),
        (None, SAME, "“The gateway"),
    ],
)
def test_the_part_that_differs_is_shown(mine, theirs, shown) -> None:
    conflict = Conflict(id="y1", field="impact.summary", value=f'"{theirs}"', by="Ann")
    record = replace(Postmortem(id="x"), impact=Impact(summary=mine), conflicts=(conflict,))
    said = sentence(record, conflict)
    assert said.startswith("Ann wrote in impact.summary: “")
    assert shown in said
    assert len(said) < SHOWN + 90
