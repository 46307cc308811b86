"""``pmtui actions``, ``action``, ``due`` and ``check``."""

import json
from datetime import timedelta

import pytest

from pmtui.cli.params import today

from .conftest import EXAMPLE, Run, one_sentence, tree


def test_actions_of_the_whole_library(run: Run, library) -> None:
    rows = [line.split("\t") for line in run("actions").stdout.splitlines()]
    assert len({row[0] for row in rows}) == 5
    assert [row[1] for row in rows if row[0] == EXAMPLE] == ["a1", "a2", "a3", "a4", "a5", "a6"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--state", "verified"], ["a1"]),
        (["--state", "In progress"], ["a2", "a4", "a6"]),
        (["--owner", "@avos"], ["a2"]),
        (["--owner", "Anneke Vos"], ["a2"]),
        (["--owner", "nobody"], []),
    ],
)
def test_actions_filtered(run: Run, library, options, expected) -> None:
    found = json.loads(run("actions", "--ref", EXAMPLE, "--json", *options).stdout)
    assert [each["id"] for each in found] == expected


def test_overdue_actions_are_those_past_their_date_and_open(run: Run, library) -> None:
    record = library.load(EXAMPLE).record
    found = json.loads(run("actions", "--overdue", "--ref", EXAMPLE, "--json").stdout)
    open_states = {"accepted", "in_progress", "blocked"}
    late = [a.id for a in record.actions if a.status in open_states and a.due < today()]
    assert [each["id"] for each in found] == late


def test_actions_have_the_address_of_their_ticket(run: Run, library) -> None:
    library.change_team_file(
        "team.toml", lambda _: b'tracker = "https://tracker.example/browse/{ticket}"'
    )
    found = json.loads(run("actions", "--ref", EXAMPLE, "--json").stdout)
    with_ticket = [each for each in found if each["ticket"]]
    assert with_ticket
    for each in with_ticket:
        assert each["ticket_links"] == [f"https://tracker.example/browse/{each['ticket']}"]


def test_action_moves_and_keeps_the_history(run: Run, library) -> None:
    result = run("action", EXAMPLE, "a2", "done", "--note", "merged in PR 812", "--by", "@tzielin")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    action = library.load(EXAMPLE).record.actions[1]
    assert action.status == "done"
    assert action.history[-1].reason == "merged in PR 812"
    assert action.history[-1].by == "p4"
    assert action.done_at is not None


def test_accepting_names_who_is_at_the_keyboard_unless_somebody_else_is_named(
    run: Run, library
) -> None:
    for arguments in (
        ["deferred", "--note", "no time", "--due", "2099-01-01"],
        ["proposed"],
        ["accepted", "--due", "2099-01-01"],
    ):
        assert run("action", EXAMPLE, "a5", *arguments).exit_code == 0
    steps = [
        each for each in library.load(EXAMPLE).record.actions[4].history if each.field == "status"
    ]
    assert (steps[-1].after, steps[-1].by) == ("accepted", library.who)


def test_check_knows_what_is_open_in_other_postmortems(run: Run, library) -> None:
    title = "Move the settlement report back to its replica with an automatic fall-back of one day"
    run("edit", EXAMPLE, "actions.a5.title", title)
    found = json.loads(run("check", EXAMPLE, "--step", "recommendations", "--json").stdout)
    (same,) = [each for each in found if each["rule"] == "AL14"]
    assert (same["field"], same["level"]) == ("actions.a5.title", "hint")
    assert "a1 of 2026-07-11-settlement-file-late-replica-behind" in same["message"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["a3", "verified", "--by", "@rohank", "--note", "seen in staging"], 1),
        (["a3", "accepted"], 1),
        (["a5", "blocked"], 1),
        (["a99", "done"], 3),
        (["a5", "finished"], 2),
        (["a5", "in_progress", "--due", "2020-01-01"], 2),
    ],
)
def test_a_move_that_is_not_possible_changes_nothing(
    run: Run, library, folder, arguments, code
) -> None:
    before = tree(folder)
    result = run("action", EXAMPLE, *arguments)
    assert result.exit_code == code
    assert result.stderr
    assert tree(folder) == before


def test_due_lists_actions_reviews_checks_and_risks(run: Run, library) -> None:
    result = run("due", "--on", "2027-04-01", "--json")
    assert result.exit_code == 1
    here = [each for each in json.loads(result.stdout) if each["ref"] == EXAMPLE]
    found = {(each["kind"], each["field"]) for each in here}
    assert ("review", "follow_up.reviews.v2") in found
    assert ("review", "follow_up.reviews.v1") not in found
    assert ("accepted risk", "risk_acceptances.k1") in found
    assert ("accepted risk", "risk_acceptances.k2") in found
    assert {field for kind, field in found if kind == "action"} == {
        f"actions.{each}" for each in ("a2", "a4", "a5", "a6")
    }
    assert {field for kind, field in found if kind == "effectiveness check"} == {
        f"actions.a{number}.effectiveness" for number in range(1, 7)
    }
    on = [each["on"] for each in json.loads(result.stdout)]
    assert on == sorted(on)


def test_due_names_the_day_itself_and_is_quiet_before(run: Run, library) -> None:
    def fields(day: str) -> set[str]:
        found = json.loads(run("due", "--on", day, "--json").stdout)
        return {each["field"] for each in found if each["ref"] == EXAMPLE}

    assert "actions.a2" not in fields("2026-10-30")
    assert "actions.a2" in fields("2026-10-31")
    assert "actions.a1" not in fields("2027-04-01"), "a1 is verified"
    assert run("due", "--on", "2020-01-01").exit_code == 0


def test_due_on_an_empty_library_is_quiet(run: Run) -> None:
    result = run("due")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_due_rows_name_person_and_lateness(run: Run, library) -> None:
    day = today() + timedelta(days=1000)
    rows = [line.split("\t") for line in run("due", "--on", day.isoformat()).stdout.splitlines()]
    assert all(row[1].endswith(" d late") for row in rows)
    assert any("Anneke Vos" in row for row in rows)


def test_check_names_level_rule_field_and_what_to_do(run: Run) -> None:
    ref = run("new", "Payments failed", "--start", "2026-11-20 14:00").stdout.strip()
    result = run("check", ref)
    assert result.exit_code == 1
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert {len(row) for row in rows} == {4}
    assert {row[0] for row in rows} == {"must", "warn", "hint"}
    assert ["must", "X1.1", "prep.owner", "Name the owner of this postmortem."] in rows


def test_check_one_page_or_level(run: Run) -> None:
    ref = run("new", "Payments failed").stdout.strip()
    for name in ("impact", "4", "Impa"):
        found = json.loads(run("check", ref, "--step", name, "--json").stdout)
        assert {each["step"] for each in found} == {"impact"}
    assert set(found[0]) == {"id", "level", "rule", "field", "message", "step", "part_of"}
    found = json.loads(run("check", ref, "--level", "must", "--json").stdout)
    assert {each["level"] for each in found} == {"must"}
    assert run("check", ref, "--step", "nope").exit_code == 2


def test_check_all_says_whose_finding_it_is(run: Run, library) -> None:
    ids = {summary.id for summary in library.listing().summaries}
    run("new", "Payments failed")
    result = run("check", "--all", "--level", "must")
    assert result.exit_code == 1
    assert {line.split("\t")[0] for line in result.stdout.splitlines()} - ids


def test_check_needs_to_know_which(run: Run, library) -> None:
    assert run("check").exit_code == 2
    assert run("check", EXAMPLE, "--all").exit_code == 2
    assert "names 3" in run("check", "2026").stderr.splitlines()[0]


def test_a_clean_page_is_said_to_be_clean(run: Run, library) -> None:
    result = run("check", EXAMPLE, "--step", "impact", "--level", "must")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "Nothing" in one_sentence(result)
