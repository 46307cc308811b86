"""``pmtui history`` and ``pmtui restore``."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pmtui.model import address
from pmtui.model.kinds import ReportStatus
from pmtui.store.checked_lines import to_line
from pmtui.store.codec import to_plain
from pmtui.store.folder import FolderLibrary
from pmtui.store.history import Entry, read

from .conftest import EXAMPLE, Run, one_sentence, tree

SUMMARY, OWNER = "impact.summary", "actions.a3.owner"


@pytest.fixture
def library(folder: Path) -> FolderLibrary:
    from pmtui.demo import records
    from pmtui.store.codec import from_json

    made = FolderLibrary(folder)

    record = from_json(records()[-1], "example")
    made.create(address.put(record, "report.status", ReportStatus.DRAFT))
    return made


def lines(run: Run, *options: str) -> list[list[str]]:
    return [line.split("\t") for line in run("history", EXAMPLE, *options).stdout.splitlines()]


def history_file(library: FolderLibrary) -> Path:
    return next(library.folder.rglob("*.history"))


def an_hour_each(library: FolderLibrary) -> list[Entry]:
    """Let the changes have been made an hour after each other, from 18 September 2026 on."""
    start = datetime(2026, 9, 18, 8, tzinfo=UTC)
    found = read(history_file(library)).entries
    shifted = [
        Entry(start + timedelta(hours=number), each.by, each.revision, each.changes)
        for number, each in enumerate(found)
    ]
    history_file(library).write_bytes(b"".join(map(to_line, shifted)))
    return shifted


def test_who_changed_what_newest_first(run: Run, library) -> None:
    run("edit", EXAMPLE, SUMMARY, "first words")
    run("edit", EXAMPLE, OWNER, "@avos")
    run("edit", EXAMPLE, SUMMARY, "--remove")
    made = an_hour_each(library)
    rows = lines(run)
    assert [row[0] for row in rows] == [
        f"2026-09-18 {hour}Z" for hour in ("11:00", "10:00", "09:00", "08:00")
    ]
    assert [row[2] for row in rows] == [each.revision[:12] for each in reversed(made)]
    assert [row[3] for row in rows] == [SUMMARY, OWNER, SUMMARY, "id"]
    assert {row[1] for row in rows} == {made[0].by}
    assert rows[0][4] == "first words → -"
    assert rows[1][4].endswith(" → p1")
    assert rows[3][4] == f"- → {EXAMPLE}"


def test_history_of_one_field(run: Run, library) -> None:
    run("edit", EXAMPLE, SUMMARY, "first words")
    run("edit", EXAMPLE, "timeline.t4.text", "as it was")
    run("edit", EXAMPLE, "timeline.t4.at", "~16:43")
    run("edit", EXAMPLE, "timeline.t4", "--remove")
    whole, moved, said = lines(run, "--field", "timeline.t4")
    assert [row[3] for row in (whole, moved, said)] == [
        "timeline.t4",
        "timeline.t4.at",
        "timeline.t4.text",
    ]
    assert "~2026-09-15 16:43Z" in moved[4]
    assert "as it was" in whole[4]
    assert whole[4].endswith(" → -")
    assert lines(run, "--field", "timeline.t4.precision") == [whole, moved]
    assert lines(run, "--field", "impact") == lines(run, "--field", SUMMARY)
    assert len(lines(run, "--field", SUMMARY)) == 1


def test_history_as_json_has_whole_values(run: Run, library) -> None:
    long = "words " * 100
    run("edit", EXAMPLE, SUMMARY, long)
    newest, oldest = json.loads(run("history", EXAMPLE, "--json").stdout)
    assert list(newest) == ["at", "by", "revision", "field", "before", "after"]
    assert newest["after"] == long.strip()
    assert newest["field"] == SUMMARY
    assert newest["revision"] == library.load(EXAMPLE).revision
    assert (oldest["field"], oldest["before"], oldest["after"]) == ("id", None, EXAMPLE)


def test_a_line_shows_where_long_values_differ(run: Run, library) -> None:
    long = "the same beginning of a long text, " * 5
    run("edit", EXAMPLE, SUMMARY, f"{long}and one end that goes on, {long}")
    run("edit", EXAMPLE, SUMMARY, f"{long}and another end")
    shown = lines(run)[0][4]
    assert "one end" in shown
    assert "another end" in shown
    assert len(shown) <= 2 * 60 + 3


def test_values_stay_on_one_line_and_cannot_act(run: Run, library) -> None:
    run("edit", EXAMPLE, SUMMARY, "one\ntwo\tthree \x1b[31m \u202e back")
    out = run("history", EXAMPLE).stdout
    assert len(out.splitlines()) == 2
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "one two three" in out
    run("edit", EXAMPLE, SUMMARY, "\u202e" * 200)
    assert len(lines(run)[0][4]) <= 2 * 60 + 3


def test_no_history_is_said(run: Run, library) -> None:
    history_file(library).unlink()
    result = run("history", EXAMPLE)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "No change" in one_sentence(result)
    assert json.loads(run("history", EXAMPLE, "--json").stdout) == []
    assert "impact.summary" in one_sentence(run("history", EXAMPLE, "--field", SUMMARY))
    result = run("restore", EXAMPLE, "--to", "2026-09-18 08:00")
    assert result.exit_code == 3
    assert "Nothing is recorded" in one_sentence(result)


@pytest.mark.parametrize("command", [["history"], ["restore", "--to", "12:00"]])
def test_what_is_not_there(run: Run, library, command) -> None:
    assert run(*command, "nobody").exit_code == 3
    result = run(*command, EXAMPLE, "--field", "impact.sumary")
    assert result.exit_code == 3
    assert "impact.summary" not in result.stdout


def test_restore_by_time_and_by_revision(run: Run, library) -> None:
    states = [to_plain(library.load(EXAMPLE).record)]
    for arguments in (
        [SUMMARY, "first words"],
        ["timeline.t4", "--remove"],
        ["lessons", "--add", "well: the page was quick"],
        ["causes.c5", "--remove"],
        [SUMMARY, "second words"],
    ):
        assert run("edit", EXAMPLE, *arguments).exit_code == 0
        states.append(to_plain(library.load(EXAMPLE).record))
    made = an_hour_each(library)
    for number, state in enumerate(states):
        for target in (f"2026-09-18 {8 + number:02}:30", made[number].revision[:12]):
            assert run("restore", EXAMPLE, "--to", target).exit_code == 0
            now = to_plain(library.load(EXAMPLE).record)
            assert {**now, "retired": 0} == {**state, "retired": 0}
    assert set(states[-1]["retired"]) <= set(now["retired"])


def test_restore_says_what_it_brought_back(run: Run, library) -> None:
    run("edit", EXAMPLE, SUMMARY, "first words")
    run("edit", EXAMPLE, SUMMARY, "second words")
    run("edit", EXAMPLE, OWNER, "@avos")
    made = an_hour_each(library)
    result = run("restore", EXAMPLE, "--to", made[1].revision)
    assert (result.exit_code, result.stderr) == (0, "")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert rows[0] == [SUMMARY, "second words → first words"]
    assert rows[1][0] == OWNER


def test_restore_is_a_change_that_can_be_taken_back(run: Run, library) -> None:
    run("edit", EXAMPLE, SUMMARY, "first words")
    run("edit", EXAMPLE, SUMMARY, "second words")
    made = an_hour_each(library)
    run("restore", EXAMPLE, "--to", "2026-09-18 11:30 Berlin")
    assert library.load(EXAMPLE).record.impact.summary == "first words"
    assert lines(run)[0][4] == "second words → first words"
    assert len(lines(run)) == 4
    run("restore", EXAMPLE, "--to", made[2].revision[:10])
    assert library.load(EXAMPLE).record.impact.summary == "second words"


def test_restore_one_field_and_leave_the_others(run: Run, library) -> None:
    first = library.load(EXAMPLE).record
    run("edit", EXAMPLE, SUMMARY, "new words")
    run("edit", EXAMPLE, "timeline.t4", "--remove")
    made = an_hour_each(library)
    result = run("restore", EXAMPLE, "--to", made[0].revision, "--field", "timeline.t4.text")
    assert [row.split("\t")[0] for row in result.stdout.splitlines()] == ["timeline.t4"]
    now = library.load(EXAMPLE).record
    assert now.timeline == first.timeline
    assert now.impact.summary == "new words"


def test_restore_of_one_list_leaves_no_reference_to_what_goes(run: Run, library) -> None:
    first = library.load(EXAMPLE).record
    added = run("edit", EXAMPLE, "timeline", "--add", "16:50 the pager rang").stdout.strip()
    evidence = run("edit", EXAMPLE, "prep.evidence", "--add", "log: pager").stdout.strip()
    run("edit", EXAMPLE, f"timeline.{added}.evidence", evidence)
    made = an_hour_each(library)
    run("restore", EXAMPLE, "--to", made[0].revision, "--field", "prep.evidence")
    now = library.load(EXAMPLE).record
    assert now.prep.evidence == first.prep.evidence
    assert next(each for each in now.timeline if each.id == added).evidence == ()


def test_restore_of_what_is_so_already_changes_nothing(run: Run, library) -> None:
    run("edit", EXAMPLE, SUMMARY, "first words")
    made = an_hour_each(library)
    before = tree(library.folder)
    for target in (made[1].revision, "2026-09-18 10:00"):
        result = run("restore", EXAMPLE, "--to", target)
        assert (result.exit_code, result.stdout) == (0, "")
        assert "Nothing was changed" in one_sentence(result)
    result = run("restore", EXAMPLE, "--to", made[0].revision, "--field", "title")
    assert "title of" in one_sentence(result)
    assert tree(library.folder) == before


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("deadbeefdead", 3),
        ("nosuch", 3),
        ("", 3),
        ("2026-09-18 07:59:59", 3),
        ("1999-01-01 00:00", 3),
        ("2026-09-18", 2),
        ("25:99 Nowhere", 2),
        ("+5", 2),
    ],
)
def test_a_state_that_cannot_be_named(run: Run, library, target: str, code: int) -> None:
    run("edit", EXAMPLE, SUMMARY, "first words")
    an_hour_each(library)
    before = tree(library.folder)
    result = run("restore", EXAMPLE, "--to", target)
    assert (result.exit_code, result.stdout) == (code, "")
    assert one_sentence(result)
    assert tree(library.folder) == before


def test_damaged_lines_are_passed_over_and_said(run: Run, library) -> None:
    run("edit", EXAMPLE, SUMMARY, "first words")
    file = history_file(library)
    file.write_bytes(file.read_bytes()[:-20])
    run("edit", EXAMPLE, SUMMARY, "second words")
    result = run("history", EXAMPLE)
    assert len(result.stdout.splitlines()) == 2
    assert "1 line of the history" in one_sentence(result)
    result = run("restore", EXAMPLE, "--to", library.history(EXAMPLE).entries[0].revision)
    assert library.load(EXAMPLE).record.impact.summary == "first words"
    assert "1 line of the history" in one_sentence(result)
