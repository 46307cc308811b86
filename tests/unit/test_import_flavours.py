"""Documents as other tools export them: front matter, Google Docs, Confluence."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pmtui.importers.markdown import read_markdown
from pmtui.importers.result import Imported
from pmtui.model.kinds import ActionStatus, LessonKind, Severity
from tests.unit.growth import assert_no_quadratic_growth

FLAVOURS = Path(__file__).parents[1] / "data" / "flavours"

FRONT = """\
---
title: "Café: checkout was slow"
severity: SEV-2
date: 2024-05-02
tags:
  - database
  - "latency: p99"
authors: [Ada Lovelace, Kim Ode]
detected: 2024-05-02 10:05 UTC
description: >
  Checkout was slow for forty minutes,
  and search was down.
nested:
  a: 1
---

## Timeline (UTC)

- 10:00 Deploy
"""


def imported(name: str) -> Imported:
    result = read_markdown((FLAVOURS / name).read_text("utf-8"), name)
    assert result.lost == 0
    return result


def test_front_matter_is_yaml() -> None:
    result = read_markdown(FRONT, "x.md")
    record = result.record
    assert record.title == "Café: checkout was slow"
    assert record.severity.final is Severity.SEV2
    assert record.tags == ("database", "latency: p99")
    assert [person.name for person in record.prep.people] == ["Ada Lovelace", "Kim Ode"]
    assert record.report.exec_summary == "Checkout was slow for forty minutes, and search was down."
    assert record.milestones.detected_at is not None
    assert record.milestones.detected_at.at == datetime(2024, 5, 2, 10, 5, tzinfo=UTC)
    assert record.timeline[0].at == datetime(2024, 5, 2, 10, 0, tzinfo=UTC)
    assert (result.notes, result.lost) == (2, 0)
    assert (record.notes or "").startswith("nested:\n  a: 1")


@pytest.mark.parametrize(
    "front",
    [
        "title: [broken\ntags: a",
        "title: !!python/object/apply:os.system [echo]\ntags: a",
        "a: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\ntags: a",
        "- title\n- tags: a",
        "title: " + "[" * 5_000,
        "title: " + "a: " * 9_000,
    ],
)
def test_front_matter_that_is_no_good_loses_nothing(front: str) -> None:
    result = read_markdown(f"---\n{front}\n---\n\n# Down\n\nText.\n", "x.md")
    assert result.lost == 0
    record = result.record
    told = (record.report.exec_summary, record.analysis.narrative, record.notes)
    assert any("Text." in (each or "") for each in told)


def test_a_milestone_of_the_head_needs_its_date_and_zone() -> None:
    text = "# T\n\nStarted: 2024-05-02 10:00\nResolved: 2024-05-02 11:00 UTC\n\n## Impact\n\nx\n"
    record = read_markdown(text, "x.md").record
    assert record.milestones.impact_start is None
    assert "Started: 2024-05-02 10:00" in (record.notes or "")
    assert record.milestones.resolved_at is not None
    assert record.milestones.resolved_at.at == datetime(2024, 5, 2, 11, tzinfo=UTC)


def test_google_docs() -> None:
    result = imported("google-docs.md")
    record = result.record
    assert record.id == "2026-03-12-postmortem-checkout-was-down"
    assert record.title == "Postmortem: Checkout was down - 12 March 2026"
    assert record.severity.final is Severity.SEV2
    assert record.impact.summary == "About 1,200 orders failed (4% of the day)."
    assert [event.at for event in record.timeline] == [
        datetime(2026, 3, 12, 10, minute, tzinfo=UTC) for minute in (5, 12, 30)
    ]
    assert record.timeline[1].text == "Alert “checkout_5xx > 2 %” fires[^1]"
    assert [cause.statement for cause in record.causes[1:]] == [
        "The new release read its config from ~/.config, which isn’t there in production."
    ]
    assert [(action.status, action.owner) for action in record.actions] == [
        (ActionStatus.DONE, "Kim Ode"),
        (ActionStatus.PROPOSED, "Ada Lovelace"),
    ]
    assert record.actions[0].ticket == "https://tracker.example.org/browse/OPS-12"
    assert [lesson.kind for lesson in record.lessons] == [
        LessonKind.WENT_WELL,
        LessonKind.WAS_HARD,
    ]
    assert "[^1]:  The alert was added" in (record.notes or "")
    assert "[image1]: <data:image/png;base64," in (record.notes or "")


def test_confluence() -> None:
    result = imported("confluence.md")
    record = result.record
    assert (record.title, record.reference) == ("Search returned nothing", "INC-481")
    assert record.services == ("search", "suggest")
    assert record.prep.people[0].name == "Priya Nair"
    assert record.report.exec_summary is not None
    assert record.report.exec_summary.startswith("Search returned no results for 52 minutes.")
    assert [(event.at, event.text) for event in record.timeline] == [
        (datetime(2026, 2, 3, 8, 2, tzinfo=UTC), "Index swap starts"),
        (datetime(2026, 2, 3, 8, 14, tzinfo=UTC), "First report by a customer, then three more"),
        (datetime(2026, 2, 3, 8, 54, tzinfo=UTC), "Swap is reverted: alias index-41"),
    ]
    assert [cause.statement for cause in record.causes[1:]] == [
        "The new index was empty",
        "The alias was moved before the copy had ended",
    ]
    first = record.actions[0]
    assert (first.status, first.owner) == (ActionStatus.DONE, "Priya Nair")
    assert (first.due, first.title) == (
        date(2026, 2, 20),
        "Check the number of documents before the swap",
    )
    assert result.notes == 0


def test_words_in_bold_are_a_heading_only_where_they_are_one() -> None:
    text = "# T\n\n## Impact\n\n**Nobody was hurt**\n\n**Root cause**\n\n- A lock\n"
    record = read_markdown(text, "x.md").record
    assert record.impact.summary == "Nobody was hurt"
    assert [cause.statement for cause in record.causes] == ["T", "A lock"]


def test_large_tables_of_html_take_no_quadratic_time() -> None:
    def read(rows: Sequence[str]) -> Imported:
        text = f"# T\n\n## Timeline (UTC)\n\n<table>\n{''.join(rows)}</table>\n"
        return read_markdown(text, "x.md", day=date(2026, 1, 1))

    rows = [f"<tr><td>10:{at % 60:02}</td>\n\n<td>x</td></tr>\n" for at in range(800)]
    assert len(read(rows).record.timeline) == 800
    assert_no_quadratic_growth(read, rows)
