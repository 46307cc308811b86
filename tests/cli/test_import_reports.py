"""A report that was exported as Markdown comes back by ``pmtui import``."""

import json
from pathlib import Path

import pytest

from .conftest import EXAMPLE, Run, one_sentence


@pytest.fixture
def report(run: Run, library, tmp_path: Path) -> Path:
    path = tmp_path / "report.md"
    run("export", EXAMPLE, "-o", path)
    return path


def test_a_report_comes_back_byte_for_byte(run: Run, report: Path, tmp_path: Path) -> None:
    before = run("show", EXAMPLE, "--json").stdout_bytes
    other = ("--library", tmp_path / "other")
    result = run(*other, "import", report)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith(f"{EXAMPLE}\tplaced ")
    assert run(*other, "show", EXAMPLE, "--json").stdout_bytes == before


def test_one_that_is_there_takes_over_what_was_changed_by_hand(run: Run, report: Path) -> None:
    refused = run("import", report)
    assert refused.exit_code == 4
    assert f"--into {EXAMPLE}" in one_sentence(refused)
    text = report.read_text()
    report.write_text(
        text.replace("Settlement report starts", "The report starts", 1).replace(
            "\n## Evidence", "\nWe ate late.\n\n## Evidence", 1
        )
    )
    run("edit", EXAMPLE, "title", "Changed meanwhile")
    result = run("import", "--into", EXAMPLE, report)
    assert result.exit_code == 0
    assert "notes 1, lost 0" in result.stdout
    assert "“We ate late.”" in result.stderr
    record = json.loads(run("show", EXAMPLE, "--json").stdout)
    assert record["title"] == "Changed meanwhile"
    assert record["timeline"][3]["text"].startswith("The report starts on the primary")
    assert record["notes"].endswith("We ate late.")


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (
            "report.toml",
            'header = "Ours"\nfooter = "Ask us."\norder = ["timeline"]\n'
            '[rename]\ntimeline = "How it went"\n[[add]]\nheading = "Help"\ntext = "- Ask."\n',
        ),
        ("report.md.j2", "# {{ title }}\n\nOurs\n\n{{ sections.timeline }}\n\nAsk us.\n"),
    ],
)
def test_a_report_in_a_form_of_its_own_comes_back_with_what_was_changed(
    run: Run, library, folder: Path, tmp_path: Path, name: str, form: str
) -> None:
    (folder / name).write_text(form)
    report = tmp_path / "report.md"
    run("export", EXAMPLE, "-o", report)
    text = report.read_text()
    assert "\nOurs\n" in text
    report.write_text(text.replace("Settlement report starts", "The report starts", 1))
    result = run("import", "--into", EXAMPLE, report)
    assert "notes 0, lost 0" in result.stdout
    record = json.loads(run("show", EXAMPLE, "--json").stdout)
    assert record["timeline"][3]["text"].startswith("The report starts on the primary")


def test_another_postmortem_takes_over_nothing(run: Run, report: Path) -> None:
    other = run("new", "Another one").stdout.strip()
    result = run("import", "--into", other, report)
    assert result.exit_code == 2
    assert f"not “{other}”" in one_sentence(result)
