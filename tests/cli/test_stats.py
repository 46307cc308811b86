"""``pmtui stats``."""

import csv
import io
import json

from .conftest import EXAMPLE, Run


def test_figures_across_the_library(run: Run, library) -> None:
    result = run("stats")
    assert result.exit_code == 0
    assert result.stdout.startswith("5 postmortems, 2025-06-17 to 2026-09-15\n\nTime to detect")
    assert "fewer than 6: dots, and no median" in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    found = json.loads(run("stats", "--json").stdout)
    assert (found["postmortems"], found["figures"][0]["n"]) == (5, 4)
    rows = list(csv.DictReader(io.StringIO(run("stats", "--csv").stdout)))
    dots = {row["label"]: float(row["value"]) for row in rows if row["figure"] == "ttd"}
    assert dots[EXAMPLE] == 17


def test_only_what_is_wanted(run: Run, library) -> None:
    found = json.loads(
        run("stats", "--since", "2026-01-01", "--service", "authz-gateway", "--json").stdout
    )
    assert found["postmortems"] == 1
    nothing = run("stats", "--until", "2020-01-01")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "no such postmortems" in nothing.stderr
    assert run("stats", "--json", "--csv").exit_code == 2


def test_a_damaged_file_is_named_and_the_others_counted(run: Run, library, folder) -> None:
    (folder / "2026" / f"{EXAMPLE}.json").write_text("{")
    result = run("stats")
    assert result.exit_code == 4
    assert EXAMPLE in result.stderr
    assert result.stdout.startswith("4 postmortems")
