"""``pmtui figures``."""

import json

import pytest

from .conftest import EXAMPLE, Run

EXPECTED = {
    "ttd": (17, "impact_start", "detected_at"),
    "tta": (2, "first_alert_at", "acknowledged_at"),
    "tte": (33, "detected_at", "engaged_at"),
    "ttk": (46, "detected_at", "cause_known_at"),
    "ttm": (91, "impact_start", "mitigated_at"),
    "ttr": (159, "impact_start", "resolved_at"),
    "ttc": (45, "impact_start", "first_public_update"),
    "impact": (108, "impact_start", "impact_end"),
    "trigger": (2.8, "trigger_at", "impact_start"),
    "declare": (11, "detected_at", "declared_at"),
}


def figures_of(run: Run, ref: str) -> dict:
    result = run("figures", ref, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.usefixtures("library")
def test_the_example_has_its_figures(run: Run) -> None:
    found = figures_of(run, EXAMPLE)
    assert list(found["intervals"]) == list(EXPECTED)
    for name, (minutes, start, end) in EXPECTED.items():
        each = found["intervals"][name]
        assert (each["minutes"], each["low"], each["high"]) == (minutes, minutes, minutes)
        assert (each["from"], each["to"]) == (start, end)
    assert found["intervals"]["ttd"]["from_at"] == "2026-09-15T16:41:00Z"
    assert {name: each["minutes"] for name, each in found["from_detection"].items()} == {
        "ttm": 74,
        "ttr": 142,
    }
    impact = found["impact"]
    assert round(impact.pop("weighted_affected_minutes")) == 80_609
    assert round(impact.pop("budget_consumed"), 4) == 2.6574
    assert round(impact.pop("weighted_minutes"), 2) == 40.57
    assert impact == {
        "minutes": 108,
        "affected_minutes": 190_660,
        "attempts": 412_600,
        "failed": 156_788,
        "failure_share": 0.38,
        "availability": 0.62,
        "budget": 59_000,
        "burn_rate": 760,
    }


@pytest.mark.usefixtures("library")
def test_rows_have_the_two_anchors(run: Run) -> None:
    rows = [line.split("\t") for line in run("figures", EXAMPLE).stdout.splitlines()]
    assert rows[4] == [
        "ttm",
        "91 min",
        "impact start 2026-09-15 16:41Z to mitigation 2026-09-15 18:12Z",
    ]
    assert ["ttm from detection", "74 min"] in [row[:2] for row in rows]


@pytest.mark.usefixtures("library")
def test_rows_say_how_each_figure_was_computed(run: Run) -> None:
    rows = [line.split("\t") for line in run("figures", EXAMPLE).stdout.splitlines()]
    how = "17 min × 1,260 + 74 min × 2,140 + 17 min × 640"
    assert ["affected minutes", "190,660", how] in rows
    assert ["budget consumed", "265.7 %", "156,788 / 59,000"] in rows


def test_rows_say_what_is_missing(run: Run) -> None:
    run("new", "Checkout failed somewhere", "--start", "2026-09-15 16:41")
    run("edit", "@last", "impact.segments", "--add", "16:41-17:00 10 affected")
    rows = [line.split("\t") for line in run("figures", "@last").stdout.splitlines()]
    assert ["affected minutes", "190", "19 min × 10"] in rows
    missing = "not estimated: segment g1 has no failure share"
    assert ["weighted minutes", "-", missing] in rows


def test_what_is_not_known_is_null(run: Run) -> None:
    run("new", "Checkout failed somewhere")
    found = figures_of(run, "@last")
    assert {each["minutes"] for each in found["intervals"].values()} == {None}
    assert set(found["impact"].values()) == {None}
    first = run("figures", "@last").stdout.splitlines()[0]
    assert first == "ttd\t-\timpact start not known to detection not known"


def test_approximate_times_give_a_range(run: Run) -> None:
    run("new", "Checkout failed somewhere", "--start", "2026-09-15 16:41")
    for line in ("~16:41 impact start: x", "16:58 detection: y", "~17:10 ±20 mitigated: z"):
        assert run("edit", "@last", "timeline", "--add", line).exit_code == 0
    run("edit", "@last", "milestones.impact_start", "~16:41")
    found = figures_of(run, "@last")["intervals"]
    assert [found["ttd"][name] for name in ("minutes", "low", "high")] == [17, 12, 22]
    assert [found["ttm"][name] for name in ("minutes", "low", "high")] == [29, 4, 54]
    assert "about 17 min, 12 to 22" in run("figures", "@last").stdout


def test_a_negative_interval_is_named_with_its_two_ends(run: Run) -> None:
    run("new", "Checkout failed somewhere")
    for line in ("2026-09-15 16:41 impact start: x", "16:31 detection: y"):
        run("edit", "@last", "timeline", "--add", line)
    result = run("figures", "@last")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].startswith("ttd\t-10 min\t")
    assert "ttd is negative: detected_at (2026-09-15 16:31Z) lies before impact_start" in (
        result.stderr
    )
    assert figures_of(run, "@last")["intervals"]["ttd"]["minutes"] == -10


def test_segments_that_overlap_are_named(run: Run) -> None:
    run("new", "Checkout failed somewhere", "--start", "2026-09-15 16:41")
    for line in ("16:41-17:00 10 affected", "16:50-17:10 20 affected"):
        run("edit", "@last", "impact.segments", "--add", line)
    result = run("figures", "@last", "--json")
    assert result.exit_code == 1
    assert "g1 and g2 of the impact overlap" in result.stderr
    assert json.loads(result.stdout)["impact"]["minutes"] is None


def test_a_postmortem_that_is_not_there(run: Run) -> None:
    assert run("figures", "nothing").exit_code == 3
