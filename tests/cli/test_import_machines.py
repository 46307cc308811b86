"""``pmtui import`` of machine data and of typed lines."""

import json
from pathlib import Path

import pytest

from .conftest import EXAMPLE, Run, one_sentence, tree

LINES = ("--format", "lines")
LOG = """\
# written by syslogd
Sep 15 16:41:09 db-1 idem[812]: lock wait over 30 s
  at Pool.take
Sep 15 16:44:00 db-1 idem[812]: password=hunter22 refused
Sep 15 18:12:00 db-1 idem[812]: pool is free
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "syslog.1"
    path.write_text(LOG)
    return path


def timeline(run: Run, record_id: str) -> list[dict[str, object]]:
    events: list[dict[str, object]] = json.loads(run("show", record_id, "--json").stdout)[
        "timeline"
    ]
    return events


def test_a_log_goes_into_the_timeline(run: Run, library, log: Path) -> None:
    before = len(timeline(run, EXAMPLE))
    result = run("import", "--into", EXAMPLE, log)
    assert result.exit_code == 0
    assert result.stdout == (
        f"{EXAMPLE}\tread 5 lines: taken 3, joined 1, notes 1; lost 0\t{log}\n"
    )
    added = timeline(run, EXAMPLE)[before:]
    assert [event["at"] for event in added] == [
        "2026-09-15T16:41:09Z",
        "2026-09-15T16:44:00Z",
        "2026-09-15T18:12:00Z",
    ]
    assert added[0]["source"] == "\n".join(LOG.split("\n")[1:3])
    assert added[0]["origin"] == "syslog syslog.1:2"
    assert "# written by syslogd" in json.loads(run("show", EXAMPLE, "--json").stdout)["notes"]
    for words in ("no year; 2026", "without a zone were read in UTC", "secret or a phone number"):
        assert words in result.stderr
    assert "among the lines: 4." in result.stderr


def test_no_report_shows_the_source_lines(run: Run, library, log: Path) -> None:
    log.write_text("Sep 15 16:41:09 db-1 idem[812]: seen\n  only in the trace\n")
    run("import", "--into", EXAMPLE, log)
    for kind in ("md", "html"):
        report = run("export", EXAMPLE, "--format", kind).stdout.partition("\n<!-- pmtui record")[0]
        assert "idem[812]: seen" in report or "idem\\[812\\]: seen" in report
        assert "only in the trace" not in report
    assert "only in the trace" not in run("show", EXAMPLE).stdout


def test_a_second_time_adds_nothing_and_says_so(run: Run, library, folder: Path, log: Path) -> None:
    run("import", "--into", EXAMPLE, log)
    before = tree(folder)
    again = run("import", "--into", EXAMPLE, log)
    assert again.exit_code == 0
    assert "taken 3 (0 new, 3 known already)" in again.stdout
    assert tree(folder) == before


def test_a_trial_says_the_same_and_stores_nothing(
    run: Run, library, folder: Path, log: Path
) -> None:
    before = tree(folder)
    tried = run("import", "--into", EXAMPLE, log, "--dry-run")
    assert tree(folder) == before
    assert run("import", "--into", EXAMPLE, log).stdout == tried.stdout


def test_a_trial_refuses_what_the_import_refuses(
    run: Run, library, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pmtui.store.atomic.LARGEST", 1000)
    for more in ((), ("--dry-run",)):
        result = run("import", log, *more)
        assert (result.exit_code, result.stdout) == (5, "")
        assert "larger than a postmortem may be" in result.stderr


def test_the_order_of_day_and_month_is_asked_for(run: Run, library, tmp_path: Path) -> None:
    path = tmp_path / "war-room.csv"
    path.write_text("Zeit;Ereignis\n03.04.2026 16:41;errors\n")
    result = run("import", "--dry-run", path)
    assert result.exit_code == 2
    assert "--dates day-first" in result.stderr
    assert run("import", "--dates", "month-first", path).stdout.startswith("2026-03-04-war-room\t")
    result = run("import", "--dates", "day-first", path)
    assert result.stdout.startswith("2026-04-03-war-room\t")
    assert "time from “Zeit”, words from “Ereignis”" in result.stderr


def test_without_a_postmortem_it_makes_one(run: Run, log: Path) -> None:
    record_id = run("import", log, "--date", "2026-09-20").stdout.split("\t")[0]
    assert record_id == "2026-09-15-syslog"
    record = json.loads(run("show", record_id, "--json").stdout)
    assert record["title"] == "syslog"
    assert record["milestones"]["impact_start"]["at"] == "2026-09-15T16:41:09Z"
    assert len(record["timeline"]) == 3


def test_narrowed_and_as_json(run: Run, library, log: Path) -> None:
    result = run(
        *("import", "--into", EXAMPLE, log, "--since", "16:42", "--until", "18:11", "--json")
    )
    [done] = json.loads(result.stdout)
    assert {
        name: done[name] for name in ("read", "taken", "joined", "notes", "passed", "lost")
    } == {
        **{"read": 2, "taken": 1, "joined": 0},
        **{"notes": 1, "passed": 3, "lost": 0},
    }
    assert (done["id"], done["format"], done["added"]) == (EXAMPLE, "syslog", 1)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["--into", "nowhere"], 3, "nowhere"),
        (["--match", "("], 2, "regular expression"),
        (["--since", "soon"], 2, "soon"),
        (["--zone", "Nowhere"], 2, "Nowhere"),
        (["--format", "slack"], 2, "does not look like slack"),
        (["--at-most", "2"], 2, "--at-most 3"),
        (["--match", "nothing like this"], 1, "5 lines passed over"),
    ],
)
def test_what_cannot_be_done_is_said(
    run: Run, library, folder: Path, log: Path, options: list[str], code: int, words: str
) -> None:
    before = tree(folder)
    result = run("import", log, *options)
    assert result.exit_code == code
    assert words in one_sentence(result)
    assert tree(folder) == before


def test_a_document_is_no_machine_data(run: Run, library, tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text("# Story\n\n- 14:05 the alert fires\n")
    result = run("import", "--into", EXAMPLE, path)
    assert result.exit_code == 2
    assert "--format lines" in one_sentence(result)


def test_typed_lines(run: Run, library) -> None:
    text = "16:50 alert: p99 over 3 s\n+5 restarted\n"
    tried = run("import", "--into", EXAMPLE, "-", *LINES, "--dry-run", "--json", input=text)
    [done] = json.loads(tried.stdout)
    assert [(each["line"], each["became"], each["at"]) for each in done["lines"]] == [
        (1, "event", "2026-09-15T16:50:00Z"),
        (2, "event", "2026-09-15T16:55:00Z"),
    ]
    assert set(done["lines"][0]) == {"line", "became", "at", "precision", "kind", "text", "issue"}
    secret = "16:55 token=s3cr3t0815 was shown\n"
    tried = run("import", "--into", EXAMPLE, "-", *LINES, "--dry-run", "--json", input=secret)
    assert json.loads(tried.stdout)[0]["lines"][0]["issue"].endswith("has a secret")
    stored = run("import", "--into", EXAMPLE, "-", *LINES, input=text)
    assert "read 2 lines: taken 2, joined 0, notes 0; lost 0" in stored.stdout
    assert [event["text"] for event in timeline(run, EXAMPLE)][-2:] == ["p99 over 3 s", "restarted"]


def test_typed_lines_that_an_earlier_import_added_are_left_out(run: Run, library) -> None:
    def imported(text: str) -> str:
        return run("import", "--into", EXAMPLE, "-", "--format", "lines", input=text).stdout

    text = "who was there\n16:50 alert: p99 over 3 s\n  seen by two\n17:10 retry\n17:10 retry\n"
    before = len(timeline(run, EXAMPLE))
    assert "taken 3, joined 1, notes 1; lost 0" in imported(text)
    assert "taken 4 (1 new, 3 known already), joined 1, notes 1; lost 0" in imported(
        text + "17:12 retry\n"
    )
    record = json.loads(run("show", EXAMPLE, "--json").stdout)
    texts = [event["text"] for event in record["timeline"][before:]]
    assert texts == ["p99 over 3 s seen by two", "retry", "retry", "retry"]
    assert record["notes"].count("who was there") == 1
