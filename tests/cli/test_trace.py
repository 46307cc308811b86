"""``pmtui check --trace``."""

import json

from .conftest import EXAMPLE, Run


def test_the_trace_gate_on_the_command_line(run: Run, library) -> None:
    """Nothing in the examples; then each orphan on a line of its own, and nothing else."""
    clean = run("check", "--all", "--trace")
    assert (clean.exit_code, clean.stdout) == (0, "")
    assert "Nothing to complain about." in clean.stderr
    new = run("edit", EXAMPLE, "prep.evidence", "--add", "metric: Lag of the replica")
    evidence = f"prep.evidence.{new.stdout.strip()}"
    warned = run("check", EXAMPLE, "--trace")
    assert warned.exit_code == 0
    assert warned.stdout.split("\t")[:3] == ["warn", "TR01", evidence]
    run("edit", EXAMPLE, "actions.a5.causes", "c7, c8")
    result = run("check", EXAMPLE, "--trace", "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [(each["level"], each["rule"], each["field"]) for each in found] == [
        ("warn", "TR01", evidence),
        ("must", "AL08", "causes.c9"),
    ]
    whole = json.loads(run("check", EXAMPLE, "--json").stdout)
    assert [each for each in whole if each["rule"] in ("TR01", "AL08")] == found
    only = run("check", EXAMPLE, "--trace", "--step", "recommendations", "--level", "must")
    assert only.stdout.count("\n") == 1
