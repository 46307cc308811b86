"""The way of a report from its draft to a published version, and to the next draft."""

import json

import pytest

from .conftest import EXAMPLE, Run, one_sentence


@pytest.fixture
def draft(run: Run, library) -> str:
    """The example as a draft whose signatures are still to come."""
    run("edit", EXAMPLE, "report.status", "draft")
    run("edit", EXAMPLE, "report.version", "0.3")
    run("edit", EXAMPLE, "report.published_at", "--remove")
    for name in ("o1", "o2", "o3"):
        run("edit", EXAMPLE, f"report.signoffs.{name}.state", "pending")
    return EXAMPLE


def field(run: Run, *path: str):
    found = json.loads(run("show", EXAMPLE, "--json").stdout)
    for name in path:
        found = found[name]
    return found


def status(run: Run) -> tuple[str, str]:
    return field(run, "report", "status"), field(run, "report", "version")


def sign(run: Run) -> None:
    for name in ("o1", "o2", "o3"):
        run("edit", EXAMPLE, f"report.signoffs.{name}.state", "approved")
        run("edit", EXAMPLE, f"report.signoffs.{name}.at", "2026-10-19 10:00")


def test_each_state_says_what_it_needs(run: Run, draft) -> None:
    summary = field(run, "report", "exec_summary")
    run("edit", draft, "report.exec_summary", "--remove")
    refused = run("edit", draft, "report.status", "in_review")
    assert refused.exit_code == 1
    assert "Write the executive summary" in refused.stderr
    run("edit", draft, "report.exec_summary", summary)
    assert run("edit", draft, "report.status", "in_review").exit_code == 0
    refused = one_sentence(run("edit", draft, "report.status", "approved"))
    for who in ("The owner", "The facilitator", "An approver"):
        assert f"{who} has not signed yet" in refused
    assert "progress.report.override" in refused
    refused = run("edit", draft, "report.status", "draft")
    assert "Nobody asked for changes" in refused.stderr
    run("edit", draft, "report.signoffs.o3.state", "changes_requested")
    assert "Helene Krug asked for changes" in run("edit", draft, "report.status", "approved").stderr
    assert run("edit", draft, "report.status", "draft").exit_code == 0
    refused = run("edit", draft, "report.status", "superseded")
    assert "can only become" in refused.stderr
    run("edit", draft, "progress.report.override", "The approver is on leave")
    assert run("edit", draft, "report.status", "approved").exit_code == 0


def test_a_published_version_stays_when_the_next_one_begins(run: Run, draft) -> None:
    sign(run)
    assert run("edit", draft, "report.status", "approved").exit_code == 0
    assert run("edit", draft, "report.status", "published").exit_code == 0
    assert status(run) == ("published", "1.0")
    published = run("export", draft).stdout
    assert run("show", draft, "--changes").stdout == ""
    run("action", draft, "a5", "done", "--note", "merged")
    run("edit", draft, "report.distribution", "--add", "internal: finance")
    assert status(run) == ("published", "1.0")
    run("edit", draft, "impact.summary", "40 % of card authorisations failed.")
    assert status(run) == ("draft", "1.1")
    changes = run("show", draft, "--changes")
    (line,) = changes.stdout.splitlines()
    assert line.split("\t")[0] == "impact.summary"
    assert "40 % of card" in line
    assert "1 change since version 1.0" in changes.stderr
    old = run("export", draft, "--version", "1.0").stdout
    assert "40 % of card" not in old
    assert old.splitlines()[:12] == published.splitlines()[:12]
    assert run("export", draft, "--version", "7.0").exit_code == 3
    assert "has not signed yet" in run("edit", draft, "report.status", "approved").stderr
    for name in ("o1", "o2", "o3"):
        run("edit", draft, f"report.signoffs.{name}.at", "--remove")
    assert run("edit", draft, "report.status", "published").exit_code == 0
    assert status(run) == ("published", "1.1")
    versions = [each["version"] for each in field(run, "report", "versions")]
    assert versions == ["1.0", "1.1"]
    refused = run("edit", draft, "report.status", "superseded")
    assert "takes its place" in refused.stderr
    run("edit", draft, "report.superseded_by", "2026-07-11-settlement-file-late-replica-behind")
    assert run("edit", draft, "report.status", "superseded").exit_code == 0


def test_nothing_was_published_yet(run: Run, library) -> None:
    made = run("new", "Nothing yet", "--start", "2026-03-04 10:00").stdout.strip()
    told = run("show", made, "--changes")
    assert (told.exit_code, told.stdout) == (1, "")


def test_comments_and_readers(run: Run, draft) -> None:
    added = run("edit", draft, "report.comments", "--add", "impact.summary: Is it measured?")
    comment = field(run, "report", "comments")[0]
    assert added.stdout.strip() == comment["id"]
    assert (comment["field"], comment["text"]) == ("impact.summary", "Is it measured?")
    assert comment["author"]
    assert comment["at"]
    assert run("edit", draft, "report.comments", "--add", "impact.nope: x").exit_code == 3
    found = run("check", draft, "--step", "report").stdout
    assert "1 comment is open" in found
    run("edit", draft, f"report.comments.{comment['id']}.resolved_at", "2026-10-19 10:00")
    assert "comment is open" not in run("check", draft, "--step", "report").stdout
    run("edit", draft, "report.readers", "--add", "@rohank")
    reader = field(run, "report", "readers")[0]
    assert (reader["person"], reader["version"]) == ("p2", "0.3")
