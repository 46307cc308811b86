"""``pmtui deadlines``."""

import json

import pytest

from .conftest import EXAMPLE, Run


@pytest.mark.usefixtures("library")
def test_the_example_has_its_deadlines(run: Run) -> None:
    result = run("deadlines", EXAMPLE, "--json")
    assert result.exit_code == 0
    told = json.loads(result.stdout)
    assert told["banner"] in result.stderr
    assert told["banner"].endswith(f"Rules as of {told['as_of']}.")
    first = told["deadlines"][0]
    assert (first["regime"], first["step"]) == ("DORA", "initial")
    assert (first["clock_start"], first["due"]) == ("2026-09-15T17:50:00Z", "2026-09-15T21:50:00Z")
    assert first["source"].startswith("Regulation (EU) 2022/2554")


@pytest.mark.usefixtures("library")
def test_a_row_has_the_end_in_utc_and_local(run: Run) -> None:
    rows = [line.split("\t") for line in run("deadlines", EXAMPLE).stdout.splitlines()]
    assert rows[2][0] == "DORA final"
    assert rows[2][1].startswith("by Sun 2026-10-18 15:10 UTC (17:10 Berlin, 20:40 Kolkata); to: ")
    assert "ends on a weekend" in rows[2][1]


def test_the_whole_way_by_commands(run: Run) -> None:
    run("new", "Checkout failed somewhere", "--severity", "SEV1", "--start", "2026-09-15 16:41")
    run("edit", "@last", "impact.data.personal_data_breach", "no")
    run("edit", "@last", "deadlines", "--add", "DORA initial")
    assert "clock starts when" in run("deadlines", "@last").stdout.splitlines()[0]
    run("edit", "@last", "deadlines.d1.clock_start", "2026-09-15 17:50")
    assert "by Tue 2026-09-15 21:50 UTC" in run("deadlines", "@last").stdout.splitlines()[0]


def test_when_nothing_may_apply(run: Run) -> None:
    run("new", "Checkout was slow", "--severity", "SEV3")
    run("edit", "@last", "impact.data.personal_data_breach", "no")
    result = run("deadlines", "@last")
    assert (result.exit_code, result.stdout) == (1, "")
    assert run("deadlines", "nothing").exit_code == 3
