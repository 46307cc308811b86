"""``pmtui list``."""

import json

import pytest

from .conftest import EXAMPLE, Run, one_sentence


def test_an_empty_library_says_what_to_do(run: Run) -> None:
    result = run("list")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "pmtui new" in one_sentence(result)


def test_one_line_each_newest_first(run: Run, library) -> None:
    result = run("list")
    rows = [line.split("\t") for line in result.stdout.splitlines()]
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), reverse=True)
    assert rows[0][:2] == [EXAMPLE, "SEV1"]
    assert rows[0][5].startswith("Card authorisations failed")
    assert result.stderr == ""


def test_bare_pmtui_without_a_terminal_is_list(run: Run, library) -> None:
    assert run().stdout == run("list").stdout != ""


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--severity", "sev1"], ["2026-09-15"]),
        (["--severity", "NM"], ["2026-02-19"]),
        (["--service", "CHECKOUT-API", "--severity", "SEV1"], ["2026-09-15"]),
        (["--tag", "LOCK", "--severity", "SEV1"], ["2026-09-15"]),
        (["--since", "2026-07-11"], ["2026-09-15", "2026-07-11"]),
        (["--until", "2025-06-17"], ["2025-06-17"]),
        (["--since", "2026-01-01", "--until", "2026-03-01"], ["2026-02-19"]),
        (["--limit", "2"], ["2026-09-15", "2026-07-11"]),
        (["--sort", "id", "--limit", "1"], ["2025-06-17"]),
        (["--sort", "severity", "--limit", "1"], ["2026-09-15"]),
        (["--sort", "severity", "--severity", "NM"], ["2026-02-19"]),
        (["--sort", "open", "--limit", "1"], ["2026-09-15"]),
        (["--status", "draft"], []),
    ],
)
def test_filters(run: Run, library, options, expected) -> None:
    result = run("list", *options)
    assert result.exit_code == 0
    assert [line[:10] for line in result.stdout.splitlines()] == expected


def test_json_has_the_keys_of_the_contract(run: Run, library) -> None:
    found = json.loads(run("list", "--json").stdout)
    first = found[0]
    keys = "id title status severity services tags started resolved updated open_actions"
    assert set(keys.split()) | {"overdue_actions"} <= set(first)
    assert first["started"] == "2026-09-15T16:41:00Z"
    assert first["services"] == ["authz-gateway", "idem-db", "checkout-api"]
    assert first["open_actions"] == 4
    assert list(first) == list(found[-1])


def test_an_unreadable_date_or_severity_is_a_wrong_command_line(run: Run, library) -> None:
    assert run("list", "--since", "soon").exit_code == 2
    result = run("list", "--severity", "SEV9")
    assert result.exit_code == 2
    assert "SEV1, SEV2" in result.stderr


def test_damaged_files_are_named_and_the_others_listed(run: Run, library, folder) -> None:
    broken = folder / "2026" / f"{EXAMPLE}.json"
    broken.write_bytes(broken.read_bytes()[:5000])
    result = run("list")
    assert result.exit_code == 4
    assert len(result.stdout.splitlines()) == 4
    said = one_sentence(result)
    assert str(broken) in said
    assert "It was left as it is" in said
    assert broken.stat().st_size == 5000


def test_hostile_titles_cannot_act_on_a_terminal(run: Run, folder) -> None:
    run("new", "evil\x1b[31m title\nwith a \u202ereversed\u202c line [/dev/sda]")
    out = run("list").stdout
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert len(out.splitlines()) == 1
    assert "[/dev/sda]" in out
