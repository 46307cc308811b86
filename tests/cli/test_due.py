"""``pmtui due``: the exact list at fixed dates, in each of its forms."""

import csv
import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pmtui.exporters.calendar import LONGEST
from pmtui.model.commitments import Action, Effectiveness, RiskAcceptance
from pmtui.model.kinds import ActionStatus, ReviewKind
from pmtui.model.people import Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import FollowUp, Review
from pmtui.store import faces
from pmtui.store.folder import FolderLibrary
from tests.unit.faces import same_as_golden

from .conftest import Run

HOSTILE = "=cmd|' /C calc'!A0 \x1b[31m]0;x\x07 \u202egnp.exe, a; b\\n"
PEOPLE = (
    Participant(id="p1", name="Anneke Vos", handle="@avos"),
    Participant(id="p2", name="Rohan Kulkarni", handle="@rohank"),
)


def action(name, due, status=ActionStatus.IN_PROGRESS, **more):
    return Action(id=name, title=more.pop("title", f"Do {name}"), due=due, status=status, **more)


RECORDS = (
    Postmortem(
        id="2026-09-15-card-authorisations-failed",
        title="Card authorisations failed",
        prep=Preparation(people=PEOPLE),
        actions=(
            action(
                *("a1", date(2026, 10, 15)),
                title="Create a break-glass role with which on-call at both sites can end sessions "
                "of the database",
                owner="p1",
            ),
            action("a2", date(2026, 12, 1), owner="p2", status=ActionStatus.BLOCKED),
            action("a3", date(2026, 12, 2), owner="@avos", status=ActionStatus.ACCEPTED),
            action("a4", date(2026, 11, 30), status=ActionStatus.DONE),
            action("a5", date(2026, 11, 30), status=ActionStatus.PROPOSED),
            action(
                *("a6", date(2026, 6, 1), ActionStatus.DEFERRED),
                review_on=date(2026, 11, 29),
                owner="Ines Baptista",
            ),
            action("a7", date(2026, 12, 31), title=HOSTILE),
            action(
                *("a8", None, ActionStatus.VERIFIED),
                owner="p2",
                effectiveness=Effectiveness(metric="lock waits", check_on=date(2026, 11, 1)),
            ),
        ),
        risk_acceptances=(
            RiskAcceptance(
                id="k1",
                causes=("c1",),
                statement="Overrides stay in chat",
                reason="rare",
                accepted_by="p1",
                accepted_at=datetime(2026, 9, 1, tzinfo=UTC),
                review_on=date(2026, 12, 1),
            ),
        ),
    ),
    Postmortem(
        id="2026-07-11-settlement-file-late",
        title="Settlement file late",
        follow_up=FollowUp(
            reviews=(
                Review(id="v1", kind=ReviewKind.DAY_30, at=datetime(2026, 8, 12, 9, tzinfo=UTC)),
                Review(id="v2", at=datetime(2026, 12, 5, 9, tzinfo=UTC), kind=ReviewKind.DAY_90),
            )
        ),
    ),
)
"""Something late, due on the day, coming up, of each kind, and what is none of them."""

DAY = ("--on", "2026-12-01")


@pytest.fixture
def small(folder: Path) -> FolderLibrary:
    made = FolderLibrary(folder)
    for record in RECORDS:
        made.create(record)
    return made


def printable(text: str) -> bool:
    return all(each.isprintable() or each in "\r\n\t" for each in text)


@pytest.mark.parametrize("form", ["rows", "text", "banner", "csv", "ics"])
def test_the_list_of_a_fixed_day_is_the_kept_one(run: Run, small, form) -> None:
    result = run("due", *DAY, "--within", "30", "--format", form)
    assert result.exit_code == 1
    assert result.stderr == ""
    text = result.stdout_bytes.decode()
    assert printable(text), "no escape code, nothing that turns the line round"
    assert same_as_golden(text, f"due-{form}.txt")
    if form == "text":
        assert max(map(len, text.splitlines())) <= 80
    if form == "banner":
        assert text.count("\n") == 1


def test_nothing_due_is_quiet_and_good(run: Run, small) -> None:
    early = ("due", "--on", "2026-08-11")
    for form in ("rows", "text", "banner"):
        result = run(*early, "--format", form)
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert json.loads(run(*early, "--json").stdout) == []
    assert run(*early, "--format", "csv").stdout.count("\n") == 1, "the head alone"
    assert "BEGIN:VEVENT" not in run(*early, "--format", "ics").stdout


def test_what_comes_up_is_told_and_is_no_complaint(run: Run, small) -> None:
    result = run("due", "--on", "2026-08-10", "--within", "2", "--json")
    assert result.exit_code == 0
    assert [each["late_days"] for each in json.loads(result.stdout)] == [-2]
    banner = run("due", "--on", "2026-08-10", "--within", "2", "--format", "banner")
    assert (banner.exit_code, banner.stdout) == (0, "Postmortems: 1 coming up. See: pmtui due\n")


@pytest.mark.parametrize(
    ("who", "fields"),
    [
        ("@avos", ["actions.a1", "risk_acceptances.k1", "actions.a3"]),
        ("Anneke Vos", ["actions.a1", "risk_acceptances.k1", "actions.a3"]),
        ("ines baptista", ["actions.a6"]),
        ("nobody", []),
    ],
)
def test_what_waits_for_one_person(run: Run, small, who, fields) -> None:
    found = json.loads(run("due", *DAY, "--within", "1", "--owner", who, "--json").stdout)
    assert sorted(each["field"] for each in found) == sorted(fields)


def test_the_table_is_safe_for_a_spreadsheet(run: Run, small) -> None:
    text = run("due", *DAY, "--within", "30", "--format", "csv").stdout_bytes.decode()
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["field"] for row in rows if row["text"].startswith("'=cmd")] == ["actions.a7"]
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row.values())
    by_field = {row["field"]: (row["late_days"], row["in_days"]) for row in rows}
    assert by_field["actions.a1"] == ("47", "")
    assert by_field["actions.a2"] == ("0", "")
    assert by_field["actions.a3"] == ("", "1")


def test_the_calendar_is_what_rfc_5545_asks_for(run: Run, small) -> None:
    def events() -> dict[str, dict[str, str]]:
        text = run("due", *DAY, "--within", "30", "--format", "ics").stdout_bytes.decode()
        assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
        assert text.endswith("END:VCALENDAR\r\n")
        assert all(len(line.encode()) <= LONGEST for line in text.split("\r\n"))
        assert "\n" not in text.replace("\r\n", "")
        found = {}
        for event in text.replace("\r\n ", "").split("BEGIN:VEVENT\r\n")[1:]:
            fields = dict(line.split(":", 1) for line in event.split("\r\n") if ":" in line)
            assert {"UID", "DTSTAMP", "DTSTART;VALUE=DATE", "SUMMARY"} <= set(fields)
            found[fields["UID"]] = fields
        return found

    before = events()
    assert len(before) == 9, "each has a UID of its own"
    uid = "2026-09-15-card-authorisations-failed.actions.a3@due.pmtui"
    assert before[uid]["DTSTART;VALUE=DATE"] == "20261202"
    assert before[uid]["SUMMARY"] == "Action: Do a3 (Anneke Vos)"
    nasty = next(each["SUMMARY"] for name, each in before.items() if ".a7@" in name)
    assert r"\, a\; b" in nasty
    run("action", RECORDS[0].id, "a3", "accepted", "--due", "2099-01-01")
    assert uid not in events(), "it has moved out of the days that are asked for"
    assert events() == events()


def test_form_and_json_exclude_each_other(run: Run, small) -> None:
    assert run("due", "--json", "--format", "csv").exit_code == 2
    assert run("due", "--format", "pdf").exit_code == 2
    assert run("due", "--within", "-1").exit_code == 2


def test_a_damaged_file_is_named_and_the_rest_told(run: Run, small, folder) -> None:
    next(folder.glob("2026/2026-07*.json")).write_text("{")
    result = run("due", *DAY, "--format", "banner")
    assert result.exit_code == 4
    assert "Postmortems: " in result.stdout
    assert "2026-07-11" in result.stderr


def test_no_record_is_read_twice(run: Run, small, monkeypatch) -> None:
    monkeypatch.setattr(faces, "YOUNG", -1_000_000_000)  # what was just written counts as old
    run("due", *DAY)
    reads = []
    decode = FolderLibrary.decode
    monkeypatch.setattr(
        FolderLibrary, "decode", lambda self, *more: reads.append(more) or decode(self, *more)
    )
    assert run("due", *DAY, "--format", "banner").exit_code == 1
    assert reads == []


def test_a_login_waits_for_no_screen(small, folder) -> None:
    code = (
        "import sys; from pmtui.cli import cli\n"
        "try: cli(['due', '--format', 'banner'])\n"
        "except SystemExit: pass\n"
        "print({'textual', 'rich', 'tinydb'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
