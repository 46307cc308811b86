"""Forms: what they ask for, and what their heads say of a document."""

from datetime import UTC, date, datetime

import pytest

from pmtui.importers.markdown import read_markdown
from pmtui.model.kinds import ActionStatus, CauseRole, LessonKind
from pmtui.model.postmortem import Postmortem

FORM = """\
# Postmortem: {title}

**Date**: YYYY-MM-DD
**Authors**: <names>

## Summary
<!-- One paragraph -->
TBD

## Impact
_Describe the impact_

## Root cause
N/A

## Timeline
| Time | Event |
| ---- | ----- |
| HH:MM | What happened |

## Action items
| Action | Owner | Due |
| --- | --- | --- |
| [action] | [owner] | [date] |

- [ ] TODO
"""


@pytest.mark.parametrize("title", ["[Title]", "Search was down"])
def test_what_a_form_asks_for_is_no_fact_whether_it_has_a_title_or_not(title: str) -> None:
    result = read_markdown(FORM.format(title=title), "search.md")
    record = result.record
    assert record.title == (None if "[" in title else f"Postmortem: {title}")
    assert (record.report.exec_summary, record.impact.summary, record.impact.details) == (None,) * 3
    found = (record.actions, record.causes, record.timeline, record.prep.people, record.lessons)
    assert not any(found)
    assert result.lost == 0
    assert "<!-- One paragraph -->" in (record.notes or "")


def test_italics_and_brackets_that_tell_something_stay() -> None:
    text = "# Down\n\n## Impact\n\n_Nobody could pay._\n\n## Authors\n\n- [Kim Ode]\n"
    record = read_markdown(text, "down.md").record
    assert record.impact.summary == "Nobody could pay."
    assert [each.name for each in record.prep.people] == ["Kim Ode"]


def read(text: str) -> Postmortem:
    result = read_markdown(text, "x.md")
    assert result.lost == 0
    return result.record


BOOK = """\
# DNS

**Date:** 2026-01-31
**Authors:** Ana, Ben
**Root Causes:** A wrong TTL,
which nobody had read.
**Trigger:** deploy
**Resolution:** rolled back

| Action Item | Type | Owner | Bug |
| ----------- | ---- | ----- | --- |
| Add TTL check | prevent | ana | Bug 5551 **DONE** |
| Page on NXDOMAIN | detect | ben | Bug 5552 TODO |

Words below the table.
"""


def test_a_head_with_causes_and_a_table_of_actions() -> None:
    record = read(BOOK)
    assert [each.name for each in record.prep.people] == ["Ana", "Ben"]
    assert [(each.role, each.statement) for each in record.causes[1:]] == [
        (CauseRole.CONTRIBUTING, "A wrong TTL, which nobody had read."),
        (CauseRole.TRIGGER, "deploy"),
    ]
    assert record.analysis.narrative == "**Resolution:** rolled back"
    assert [(each.title, each.owner, each.ticket, each.status) for each in record.actions] == [
        ("Add TTL check", "ana", "Bug 5551", ActionStatus.DONE),
        ("Page on NXDOMAIN", "ben", "Bug 5552", ActionStatus.PROPOSED),
    ]
    assert record.report.exec_summary == "Words below the table."


PROCESSOR = """\
Incident report: checkout stalled

Date: 12 May 2026
Start time: 23:50 BST
End time: 00:40 BST
Incident commander: Ada Okoye
Customer impact: 4,200 orders failed

Summary
=======
A certificate ran out.

Lessons learned
---------------
What went well
* Support was quick

What went wrong
* Nobody watched the date
"""


def test_a_document_of_a_word_processor_with_its_title_as_a_line() -> None:
    record = read(PROCESSOR)
    assert record.title == "Incident report: checkout stalled"
    assert record.report.exec_summary == "A certificate ran out."
    assert record.impact.summary == "4,200 orders failed"
    start, end = record.milestones.impact_start, record.milestones.impact_end
    assert start is not None
    assert start.at == datetime(2026, 5, 12, 22, 50, tzinfo=UTC)
    assert end is not None
    assert end.at == datetime(2026, 5, 12, 23, 40, tzinfo=UTC)
    (person,) = record.prep.people
    assert (person.name, person.roles, person.attended) == (
        "Ada Okoye",
        ("incident commander",),
        None,
    )
    assert [(each.kind, each.text) for each in record.lessons] == [
        (LessonKind.WENT_WELL, "Support was quick"),
        (LessonKind.WAS_HARD, "Nobody watched the date"),
    ]


def test_a_timeline_in_phases_and_one_of_broken_lines() -> None:
    phases = "# A\n\n## Timeline (UTC)\n\n1. **Detection**\n   - 10:01 alert\n   - 10:05 ack\n"
    text = f"{phases}\n10:20 – fixed\\\n10:30 – told\n\nDate: 2026-01-31\n"
    assert [(each.entered, each.text) for each in read(text).timeline] == [
        ("10:01", "alert"),
        ("10:05", "ack"),
        ("10:20", "fixed"),
        ("10:30", "told"),
    ]


def test_owners_and_days_in_the_words_of_an_action() -> None:
    lines = "- [x] Roll back (@ana)\n- [ ] Add an alert, due by 1 June 2026\n- Ask @ben and @kim\n"
    actions = read(f"# A\n\n## Action items\n\n{lines}").actions
    assert [(each.owner, each.due) for each in actions] == [
        ("ana", None),
        (None, date(2026, 6, 1)),
        (None, None),
    ]


def test_line_ends_of_an_old_machine() -> None:
    record = read("# Old\r\r## Timeline\r\r- 10:00 one\r- 11:00 two\r")
    assert (record.title, len(record.timeline)) == ("Old", 2)
