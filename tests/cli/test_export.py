"""``pmtui export``."""

import csv
import io
import json
import os
import stat
from pathlib import Path

import pytest

from pmtui.carried import with_record
from pmtui.exporters.audience import Audience
from pmtui.exporters.html import to_html
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build

from .conftest import EXAMPLE, Run, one_sentence


@pytest.fixture
def record(library):
    return library.load(EXAMPLE).record


def test_one_goes_to_the_standard_output_as_markdown(run: Run, record) -> None:
    result = run("export", EXAMPLE)
    assert (result.exit_code, result.stderr) == (0, "")
    text = to_markdown(build(record, Audience.INTERNAL))
    assert result.stdout == with_record(text, record)


def test_formats(run: Run, record) -> None:
    html = run("export", EXAMPLE, "--format", "html").stdout
    assert html == to_html(build(record, Audience.INTERNAL))
    assert (
        run("export", EXAMPLE, "--format", "json").stdout == run("show", EXAMPLE, "--json").stdout
    )
    rows = list(csv.DictReader(io.StringIO(run("export", EXAMPLE, "--format", "csv").stdout)))
    assert len(rows) == len(record.timeline)
    assert rows[0]["id"] == "t1"


def test_external_is_written_for_customers(run: Run, record) -> None:
    text = run("export", EXAMPLE, "--audience", "external").stdout
    assert text == to_markdown(build(record, Audience.EXTERNAL))
    assert not any(person.name in text for person in record.prep.people)


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.md", "---"), ("r.html", "<!DOCTYPE html>"), ("r.json", "{"), ("r", "---")],
)
def test_the_end_of_the_file_says_the_format(run: Run, library, tmp_path, name, start) -> None:
    target = tmp_path / name
    result = run("export", EXAMPLE, "-o", target)
    assert one_sentence(result) == f"pmtui: Wrote {target}"
    assert result.stdout == ""
    assert target.read_text().lower().startswith(start.lower())


def test_files_get_the_permissions_of_the_umask(run: Run, library, tmp_path) -> None:
    old = os.umask(0o027)
    try:
        run("export", EXAMPLE, "-o", tmp_path / "report.md")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "report.md").stat().st_mode) == 0o640
    assert [each.name for each in tmp_path.iterdir() if "report" in each.name] == ["report.md"]


def test_an_existing_file_needs_force(run: Run, library, tmp_path) -> None:
    target = tmp_path / "report.md"
    target.write_text("mine")
    refused = run("export", EXAMPLE, "-o", target)
    assert refused.exit_code == 4
    assert "--force" in one_sentence(refused)
    assert target.read_text() == "mine"
    assert run("export", EXAMPLE, "-o", target, "--force").exit_code == 0
    assert target.read_text().startswith("---")


def test_internal_and_external_reports_do_not_write_over_each_other(
    run: Run, library, tmp_path
) -> None:
    run("export", EXAMPLE, "-o", f"{tmp_path}/")
    run("export", EXAMPLE, "-o", f"{tmp_path}/", "--audience", "external")
    assert len(list(tmp_path.glob("*.md"))) == 2


def test_a_leak_stops_the_report_and_is_named(run: Run, library, tmp_path) -> None:
    text = "Mail rohan.kulkarni@example.com, the key is AKIAABCDEFGHIJKLMNOP."
    run("edit", EXAMPLE, "report.external.summary", text)
    target = tmp_path / "external.md"
    result = run("export", EXAMPLE, "--audience", "external", "-o", target)
    assert result.exit_code == 4
    assert not target.exists()
    assert "secret" in result.stderr
    assert "ABCDEFGHIJKLMNOP" not in result.stderr
    assert result.stdout == ""


def test_a_team_has_a_form_of_its_own(run: Run, library, folder, tmp_path) -> None:
    out = tmp_path / "out"
    run("export", "--all", "-o", out)
    (folder / "report.toml").write_text('header = "Copperline"\n[internal]\ndrop = ["summary"]\n')
    for text in (run("export", EXAMPLE).stdout, run("show", EXAMPLE).stdout):
        assert "Copperline" in text
        assert "executive summary" not in text.lower()
    assert run("export", "--all", "-o", out).stderr.count("Wrote ") == 7
    assert "\nCopperline\n" in (out / "index.md").read_text()
    assert run("doctor").exit_code == 0


def test_a_form_at_fault_is_told_and_nothing_is_written(
    run: Run, library, folder, tmp_path
) -> None:
    (folder / "report.toml").write_text('\ndrop = ["sumary"]\n')
    for arguments in ((EXAMPLE, "-o", tmp_path / "a.md"), ("--all", "-o", tmp_path / "out")):
        result = run("export", *arguments)
        assert result.exit_code == 2
        assert "report.toml of the library, line 2, column 10: " in one_sentence(result)
    assert not (tmp_path / "a.md").exists()
    assert not (tmp_path / "out").exists()
    assert run("show", EXAMPLE).exit_code == 2
    ill = run("doctor")
    assert (ill.exit_code, "line 2, column 10" in ill.stderr) == (1, True)
    assert run("export", EXAMPLE, "--format", "json").exit_code == 0
    (folder / "report.toml").unlink()
    (folder / "report.toml").symlink_to("/etc/passwd")
    assert run("export", EXAMPLE).exit_code in (4, 5)


def test_a_template_makes_markdown_and_a_fault_in_it_ends_all(
    run: Run, library, folder, tmp_path
) -> None:
    template = folder / "report.md.j2"
    template.write_text("# {{ title }} for {{ audience }}\n")
    text = "# Failed card payments on 15 September 2026 for external\n"
    assert run("export", EXAMPLE, "--audience", "external").stdout == text
    template.write_text("# {{ title }}\n\n{{ titel }}\n")
    result = run("export", "--all", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "report.md.j2 of the library, line 3: 'titel' is undefined" in one_sentence(result)
    assert not list((tmp_path / "out").glob("*.md"))
    assert run("export", "--all", "-o", tmp_path / "out", "--format", "html").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 2),
        (["--all"], 2),
        ([EXAMPLE, "2026-07"], 2),
        ([EXAMPLE, "--all", "-o", "x"], 2),
        ([EXAMPLE, "--format", "json", "--audience", "external"], 2),
        ([EXAMPLE, "--format", "docx"], 2),
        (["nope"], 3),
        (["2026"], 3),
        ([EXAMPLE, "-o", "/dev/null/x.md"], 5),
        ([EXAMPLE, "-o", "/proc/nope/x.md"], 5),
    ],
)
def test_what_cannot_be_done(run: Run, library, arguments, code) -> None:
    result = run("export", *arguments)
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr


def test_several_are_not_written_where_a_file_is(run: Run, library, tmp_path) -> None:
    target = tmp_path / "reports.md"
    target.write_text("mine")
    result = run("export", "--all", "-o", str(target))
    assert result.exit_code == 4
    assert f"{target} is a file, and several postmortems need a folder" in result.stderr
    assert result.stderr.count("\n") == 1
    assert target.read_text() == "mine"


def test_a_device_is_written_into_and_not_replaced(run: Run, library) -> None:
    before = os.lstat("/dev/null")
    assert run("export", EXAMPLE, "-o", "/dev/null").exit_code == 0
    assert os.lstat("/dev/null").st_ino == before.st_ino
    assert Path("/dev/null").is_char_device()


def test_json_round_trip(run: Run, library, folder, tmp_path, monkeypatch) -> None:
    first = run("show", EXAMPLE, "--json").stdout_bytes
    (tmp_path / "record.json").write_bytes(first)
    monkeypatch.setenv("PMTUI_LIBRARY", str(tmp_path / "other"))
    result = run("import", tmp_path / "record.json", "--json")
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)[0]["id"] == EXAMPLE
    assert run("show", EXAMPLE, "--json").stdout_bytes == first


def test_what_is_left_out_is_explained_and_decided_on(run: Run, library) -> None:
    field = "report.external.summary"
    run("edit", EXAMPLE, field, "Globular Ltd saw it on db-3, says @quill.")
    run("edit", EXAMPLE, "report.names.customers", "Globular Ltd")
    explain = ("export", EXAMPLE, "--audience", "external", "--explain")
    told = run(*explain)
    assert told.exit_code == 1
    assert f"{field}\t“Globular Ltd” becomes “a customer”\tcustomer: nobody has" in told.stdout
    assert "1 undecided" in told.stderr
    run("edit", EXAMPLE, "report.redactions", "--add", f"keep “Globular Ltd” in {field}")
    decided = run("edit", EXAMPLE, "report.redactions", "--add", "replace db-3 by one database")
    assert run(*explain).exit_code == 0
    text = run("export", EXAMPLE, "--audience", "external").stdout
    assert "Globular Ltd saw it on one database, says a colleague." in text
    run("edit", EXAMPLE, f"report.redactions.{decided.stdout.strip()}", "--remove")
    plain = json.loads(run(*explain, "--format", "json").stdout)
    assert [each["becomes"] for each in plain["taken"]] == [
        "stays",
        "becomes “a server”",
        "becomes “a colleague”",
    ]
    assert {
        "field": "timeline.t1",
        "why": "only milestones and what customers see of the story are told",
    } in plain["held_back"]


def test_what_customers_are_told_is_chosen_field_by_field(run: Run, library) -> None:
    run("edit", EXAMPLE, "report.external.shown", "--add", "timeline.t3.text")
    run("edit", EXAMPLE, "report.external.held_back", "milestones.detected_at")
    text = run("export", EXAMPLE, "--audience", "external").stdout
    assert "During a ticket the settlement report" in text
    assert "| Detection |" not in text
    refused = run("edit", EXAMPLE, "report.external.shown", "--add", "timeline.t3.quote")
    assert refused.exit_code == 2
    assert "Quotes stay inside" in refused.stderr


def test_the_names_that_a_team_lists_stay_inside(run: Run, library) -> None:
    (library.folder / "customers.txt").write_text("# of 2026\nGlobular Ltd\n", encoding="utf-8")
    run("edit", EXAMPLE, "report.external.summary", "globular could not pay.")
    text = run("export", EXAMPLE, "--audience", "external").stdout
    assert "A customer could not pay." in text


def test_the_name_of_an_external_file_shows_no_more_than_the_report(
    run: Run, library, tmp_path
) -> None:
    made = run("new", "Globular Ltd locked out of db-3", "--start", "2026-03-04 10:00")
    run("edit", made.stdout.strip(), "report.names.customers", "Globular Ltd")
    run("export", made.stdout.strip(), "--audience", "external", "-o", f"{tmp_path}/")
    assert [each.name for each in tmp_path.glob("*.md")] == [
        "2026-03-04-a-customer-locked-out-of-a-server-external.md"
    ]


def test_a_variant_is_for_readers_inside_and_has_its_own_name(run: Run, record, tmp_path) -> None:
    assert run("export", EXAMPLE, "--variant", "executive", "-o", f"{tmp_path}/").exit_code == 0
    (written,) = tmp_path.glob("*-executive.md")
    assert "\n## What happened" not in written.read_text()
    for wrong in (("--audience", "external"), ("--format", "csv"), ("--all", "-o", str(tmp_path))):
        assert run("export", EXAMPLE, "--variant", "facts", *wrong).exit_code == 2
