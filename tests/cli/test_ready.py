"""``pmtui ready``, the invitation, and the minutes of the meeting in the report."""

import json
from pathlib import Path

import pytest

from .conftest import EXAMPLE, Run


def test_from_nothing_to_an_invitation(run: Run, tmp_path: Path) -> None:
    run("new", "Checkout failed for one region", "--severity", "SEV3")
    first = run("ready", "@last", "--json")
    assert first.exit_code == 1
    told = json.loads(first.stdout)
    assert told["ready"] is False
    assert "prep.scope_start" in {each["field"] for each in told["missing"]}
    early = run("ready", "@last", "--invitation", "ics", "-o", tmp_path / "early.ics")
    assert (early.exit_code, early.stdout) == (1, "")
    assert "checkout-failed-for-one-region prep.meeting.start" in early.stderr
    assert not (tmp_path / "early.ics").exists()
    for field, value in {
        "prep.scope_start": "2026-09-15 16:05",
        "prep.scope_end": "2026-09-15 19:20",
        "prep.meeting.start": "2026-09-18 08:00",
        "prep.goals": "Understand it",
    }.items():
        assert run("edit", "@last", field, value).exit_code == 0
    run("edit", "@last", "prep.people", "--add", "Ann Vos @ann, Berlin, involved")
    run("edit", "@last", "prep.evidence", "--add", "log: lock waits")
    assert run("edit", "@last", "prep.agenda", "--add", "Demo 10 after Timeline").stdout == "B7\n"
    run("edit", "@last", "prep.owner", "@ann")
    half = run("ready", "@last")
    assert half.stdout.splitlines()[0].split("\t")[:3] == ["must", "X1.1", "prep.facilitator"]
    run("edit", "@last", "prep.facilitator", "Bo")
    done = run("ready", "@last")
    assert (done.exit_code, done.stderr) == (0, "pmtui: The meeting may start.\n")
    text = run("ready", "@last", "--invitation", "md").stdout
    assert "| Ann Vos | owner | Fri 18 Sep 2026, 10:00–10:40 Europe/Berlin |" in text
    assert "| 08:14 | 10 min | Demo |" in text
    target = tmp_path / "meeting.ics"
    assert run("ready", "@last", "--invitation", "ics", "-o", target).stderr.endswith(".ics\n")
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert run("ready", "@last", "--invitation", "ics", "-o", target).exit_code == 4
    assert run("ready", "@last", "-o", target).exit_code == 2


@pytest.mark.usefixtures("library")
def test_the_minutes_of_a_meeting_are_in_the_internal_report_alone(run: Run) -> None:
    text = run("export", EXAMPLE).stdout
    assert "| Timeline | 35 | +6 | 44 |" in text
    assert "| Total | 90 |  | 95 |" in text
    assert "Minutes of the meeting" not in run("export", EXAMPLE, "--audience", "external").stdout
    assert run("edit", EXAMPLE, "turns", "--add", "9:10 pause").stdout == "M8\n"
    assert "| Causes | 25 | -3 | 18 |" in run("export", EXAMPLE).stdout
    for number in range(1, 9):
        assert run("edit", EXAMPLE, f"turns.M{number}", "--remove").exit_code == 0
    assert "Minutes of the meeting" not in run("export", EXAMPLE).stdout
