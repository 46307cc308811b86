"""``pmtui show``, ``search`` and ``where``."""

import json
import re

import pytest

from .conftest import EXAMPLE, Run, one_sentence


def test_show_prints_the_report_as_plain_text(run: Run, library) -> None:
    result = run("show", EXAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (
        "Card authorisations failed while a database migration waited for a lock" in result.stdout
    )
    assert "190,660" in result.stdout
    assert "\x1b" not in result.stdout
    assert not set("─│┌┐└┘━┃╭╮") & set(result.stdout)


def test_show_one_page(run: Run, library) -> None:
    whole = run("show", EXAMPLE).stdout
    page = run("show", EXAMPLE, "--step", "impact").stdout
    assert "Availability lost" in page
    assert "minimal" not in page
    assert len(page) < len(whole) / 3


@pytest.mark.parametrize("number", range(1, 10))
def test_every_page_of_the_example_shows_something(run: Run, library, number) -> None:
    result = run("show", EXAMPLE, "--step", number)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 3


def test_show_json_has_the_names_of_the_contract(run: Run, library) -> None:
    record = json.loads(run("show", EXAMPLE, "--json").stdout)
    names = (
        "id title kind severity services tags prep milestones detection timeline threads causes "
        "impact lessons parking_lot actions risk_acceptances report follow_up notes schema_version"
    )
    assert set(names.split()) <= set(record)
    assert {"id", "at", "precision", "kind", "text"} <= set(record["timeline"][0])
    cause = "id thread parents statement role gate confidence stop"
    assert set(cause.split()) <= set(record["causes"][0])
    action = "id title type owner due priority status causes"
    assert set(action.split()) <= set(record["actions"][0])


@pytest.mark.parametrize("ref", ["2026-09", "@last", EXAMPLE])
def test_references(run: Run, library, ref) -> None:
    run("edit", EXAMPLE, "tags", "--add", "touched")
    assert json.loads(run("show", ref, "--json").stdout)["id"] == EXAMPLE


def test_an_unknown_or_ambiguous_reference(run: Run, library) -> None:
    unknown = run("show", "nope")
    assert unknown.exit_code == 3
    assert "pmtui list" in one_sentence(unknown)
    several = run("show", "2026")
    assert several.exit_code == 3
    assert several.stdout == ""
    lines = several.stderr.splitlines()
    assert "“2026” names 3 postmortems" in lines[0]
    assert [line.strip()[:10] for line in lines[1:]] == ["2026-02-19", "2026-07-11", "2026-09-15"]
    for ref in ("", "../../etc/passwd", "2026-09-15-card/..", "\x1b[31m", "A" * 300):
        result = run("show", ref)
        assert result.exit_code == 3
        assert "\x1b" not in result.stderr


def test_show_json_and_step_exclude_each_other(run: Run, library) -> None:
    assert run("show", EXAMPLE, "--json", "--step", "impact").exit_code == 2


def test_search_finds_field_and_words_around(run: Run, library) -> None:
    result = run("search", "break-glass")
    assert result.exit_code == 0
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert {len(row) for row in rows} == {3}
    assert all("break-glass" in row[2].lower() for row in rows)
    assert any(row[1].startswith("actions.a") for row in rows)


def test_search_json_is_ranked(run: Run, library) -> None:
    found = json.loads(run("search", "migration", "--json", "--limit", "4").stdout)
    assert len(found) == 4
    assert [each["score"] for each in found] == sorted((e["score"] for e in found), reverse=True)
    assert set(found[0]) == {"id", "title", "address", "text", "score", "words"}
    assert found[0]["words"] == ["migration"]


def test_search_that_finds_nothing(run: Run, library) -> None:
    result = run("search", "zeppelin")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "zeppelin" in one_sentence(result)
    assert json.loads(run("search", "zeppelin", "--json").stdout) == []


def test_search_in_fields_and_among_some_postmortems(run: Run, library) -> None:
    rows = [
        line.split("\t")
        for line in run(
            "search", 'service:idem-db cause:"a lock"', "since:2026-09"
        ).stdout.splitlines()
    ]
    assert {row[0] for row in rows} == {EXAMPLE}
    assert {row[1].partition(".")[0] for row in rows} == {"services", "causes"}
    assert run("search", "lock", "severity:SEV5").exit_code == 1
    wrong = run("search", "lock", "severity:high")
    assert wrong.exit_code == 2
    assert "SEV1" in one_sentence(wrong)
    assert "service" in one_sentence(run("search", "sevice:idem-db"))


def test_search_says_what_it_took_a_word_for(run: Run, library) -> None:
    result = run("search", "migratoin", "--limit", "3")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 3
    assert "“migratoin”" in one_sentence(result)
    assert "“migration”" in one_sentence(result)


def test_search_on_a_terminal_shows_the_words(run: Run, library, monkeypatch) -> None:
    assert "\x1b" not in run("search", "LOCK", color=True).stdout
    monkeypatch.setattr("pmtui.cli.searching.on_terminal", lambda *_: True)
    monkeypatch.setenv("COLUMNS", "80")
    lines = run("search", "LOCK", color=True).stdout.splitlines()
    assert lines[0].startswith(f"{EXAMPLE}  Card authorisations failed")
    assert lines[1].startswith("    ")
    assert any("\x1b[33m\x1b[1mlock\x1b[0m" in line for line in lines)
    plain = [re.sub(r"\x1b\[\d*m", "", line) for line in lines]
    assert max(map(len, plain)) <= 80
    assert run("--no-color", "search", "LOCK", color=True).stdout.splitlines() == plain


def test_search_names_files_that_cannot_be_read(run: Run, library, folder) -> None:
    (folder / "2026" / "2026-01-01-bad.json").write_text("{")
    result = run("search", "lock")
    assert result.exit_code == 4
    assert result.stdout
    assert "2026-01-01-bad" in one_sentence(result)


def test_where_prints_the_folders(run: Run, folder, home) -> None:
    rows = dict(line.split("\t") for line in run("where").stdout.splitlines())
    assert set(rows) == {"library", "configuration", "state", "cache"}
    assert rows["library"] == str(folder)
    assert all(path.startswith(str(home)) for name, path in rows.items() if name != "library")
