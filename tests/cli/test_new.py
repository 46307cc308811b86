"""``pmtui new``."""

import json
import re

import pytest

from .conftest import Run, one_sentence, tree


def shown(run: Run, ref: str) -> dict:
    return json.loads(run("show", ref, "--json").stdout)


def test_the_id_is_made_of_the_day_and_the_title(run: Run) -> None:
    result = run("new", "Card payments failed", "--start", "2026-11-20 16:41")
    assert result.stdout == "2026-11-20-card-payments-failed\n"
    assert result.exit_code == 0


def test_options_become_fields(run: Run) -> None:
    record_id = run(
        *("new", "Payments failed", "--severity", "sev2", "--start", "2026-11-20 18:41 Berlin"),
        *("--service", "api", "--service", "api, web", "--tag", "db"),
    ).stdout.strip()
    record = shown(run, record_id)
    assert record["severity"]["declared"] == "SEV2"
    assert record["milestones"]["impact_start"]["at"] == "2026-11-20T17:41:00Z"
    assert record["milestones"]["impact_start"]["entered"] == "2026-11-20 18:41 Berlin"
    assert record["services"] == ["api", "api, web"]
    assert record["tags"] == ["db"]


def test_what_is_not_given_is_not_known(run: Run) -> None:
    record = shown(run, run("new").stdout.strip())
    assert record["title"] is None
    assert record["milestones"]["impact_start"] is None
    assert record["severity"]["declared"] is None


def test_a_taken_id_gets_a_number_and_the_first_stays(run: Run) -> None:
    options = ("--start", "2026-11-20 16:41")
    ids = [run("new", "Same title", *options).stdout.strip() for _ in range(3)]
    assert ids == ["2026-11-20-same-title", "2026-11-20-same-title-2", "2026-11-20-same-title-3"]
    assert shown(run, ids[0] + "-2")["id"] == ids[1]


def test_a_long_or_foreign_title_makes_a_plain_id(run: Run) -> None:
    ids = [run("new", title).stdout.strip() for title in ("x" * 500, "Überlast in Köln", "сбой")]
    for each in ids:
        assert re.fullmatch(r"[a-z0-9-]{1,60}", each)
    assert "uberlast" in ids[1]


def test_the_id_stays_whatever_the_title_becomes(run: Run) -> None:
    record_id = run("new", "First words", "--start", "2026-11-20 16:41").stdout.strip()
    run("edit", record_id, "title", "Other words")
    assert shown(run, record_id)["title"] == "Other words"


@pytest.mark.parametrize("start", ["sometime", "25:99", "2026-13-40"])
def test_an_unreadable_time_makes_nothing(run: Run, folder, start) -> None:
    result = run("new", "Payments failed", "--start", start)
    assert result.exit_code == 2
    assert start in one_sentence(result)
    assert not folder.exists() or tree(folder) == {}


def test_open_without_a_terminal_makes_nothing(run: Run, folder) -> None:
    result = run("new", "Payments failed", "--open")
    assert result.exit_code == 2
    assert "terminal" in result.stderr
    assert not folder.exists()
