"""What the tests of merging share."""

from datetime import UTC, datetime

from pmtui.demo import records
from pmtui.edits import put_all
from pmtui.model import address
from pmtui.model.kinds import ReportStatus
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_json
from pmtui.store.merge import Merged
from pmtui.store.merge import merge as merge_records

EXAMPLE = address.put(from_json(records()[-1], "example"), "report.status", ReportStatus.DRAFT)
EMPTY = Postmortem(id="x")
NOW = datetime(2026, 9, 18, 8, tzinfo=UTC)


def merge(base: Postmortem, mine: Postmortem, theirs: Postmortem) -> Merged:
    return merge_records(base, mine, theirs, by="ben", when=NOW)


def put(record, **changed):
    return put_all(record, [(name.replace("__", "."), value) for name, value in changed.items()])


def kept(record):
    return {(each.field, each.value) for each in record.conflicts}
