"""A published report and what is edited in it afterwards."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from pmtui.edits import put_all
from pmtui.model.address import put
from pmtui.model.kinds import ActionStatus, ReportStatus
from pmtui.model.sign_off import next_draft, raised, says
from pmtui.session import Session
from pmtui.store.compaction import compact
from pmtui.store.folder import FolderLibrary
from pmtui.store.history import Change, Entry
from pmtui.store.published import changes_since, published
from tests.unit.faces import example

AT = datetime(2026, 10, 19, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("field", "is_said"),
    [
        ("impact.summary", True),
        ("timeline.t3", True),
        ("actions.a1.title", True),
        ("actions.a9", True),
        ("report.exec_summary", True),
        ("report.external.summary", True),
        ("actions.a1.status", False),
        ("actions.a1.verification.result", False),
        ("report.distribution.n1", False),
        ("report.comments.C1.resolved_at", False),
        ("follow_up.closing_note", False),
        ("risk_acceptances.k1.review.decision", False),
        ("milestones.closed_at", False),
    ],
)
def test_what_begins_the_next_draft(field, is_said):
    assert says(field) is is_said


def test_the_same_value_again_begins_nothing():
    record = example()
    assert put_all(record, [("title", record.title)]) == record


def test_one_undo_takes_the_edit_and_its_draft_back(tmp_path):
    library = FolderLibrary(tmp_path)
    session = Session(library, library.create(example()))
    session.put("impact.summary", "Otherwise")
    assert (session.record.report.status, session.record.report.version) == ("draft", "1.3")
    session.put("impact.summary", "Otherwise again")
    assert session.record.report.version == "1.3"
    while session.undo():
        pass
    assert session.record == example()
    session.put("actions.a1.status", ActionStatus.DONE)
    assert session.record.report.status is ReportStatus.PUBLISHED


def test_versions_that_are_none_stay():
    assert [raised(each) for each in ("1.0", "1.9", "final")] == ["1.1", "1.10", "final"]


def test_what_was_published_is_found_in_a_history_that_was_made_compact():
    record = example()
    drafted = put_all(put(record, "impact.summary", "first"), next_draft(record))
    now = replace(drafted, title="Later")
    steps = [
        Change("impact.summary", "before", record.impact.summary),
        Change("report.status", "approved", "published"),
        Change("report.status", "published", "draft"),
        Change("impact.summary", record.impact.summary, "first"),
        Change("report.version", "1.2", "1.3"),
        Change("title", record.title, "Later"),
    ]
    entries = [
        Entry(AT + timedelta(seconds=number), "ann", f"{number:012x}", (change,))
        for number, change in enumerate(steps)
    ]
    then = published(now, compact(entries), "1.2")
    assert then is not None
    assert then.impact.summary == record.impact.summary
    assert [each.field for each in changes_since(then, now)] == ["title", "impact.summary"]
    assert published(now, compact(entries), "9.9") is None
