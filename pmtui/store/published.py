"""The record as it was when a version of its report was published, from its history."""

from collections.abc import Sequence

from pmtui.model.kinds import ReportStatus
from pmtui.model.postmortem import Postmortem
from pmtui.model.sign_off import says
from pmtui.store.changes import differences, take_back
from pmtui.store.errors import NotFound
from pmtui.store.history import Change, Entry


def published(
    record: Postmortem, entries: Sequence[Entry], version: str | None = None
) -> Postmortem | None:
    """The last state in which that version was published, or any; None where none is known."""
    count = _published_at(record, entries, version)
    if count is None:
        return None
    for entry in reversed(entries[count:]):
        record = take_back(record, entry.changes)
    return record


def the_published(record: Postmortem, entries: Sequence[Entry], version: str) -> Postmortem:
    """The record as a version was published. Raises `NotFound` where the history has it not."""
    found = published(record, entries, version)
    if found is None:
        known = ", ".join(each.version or "?" for each in record.report.versions) or "none"
        raise NotFound(
            f"There is no published version {version} in the history of “{record.id}”. "
            f"Published were: {known}."
        )
    return found


def changes_since(then: Postmortem, now: Postmortem) -> tuple[Change, ...]:
    """What the report says otherwise now, in the order of the schema."""
    return tuple(each for each in differences(then, now) if says(each.field))


def _published_at(record: Postmortem, entries: Sequence[Entry], version: str | None) -> int | None:
    """After how many entries the report was published last, as that version if one is named."""
    status, number = str(record.report.status), record.report.version
    for count in range(len(entries), -1, -1):
        if status == ReportStatus.PUBLISHED and version in (None, number):
            return count
        if count == 0:
            break
        for change in entries[count - 1].changes:
            if change.field == "report.status":
                status = str(change.before)
            elif change.field == "report.version":
                number = str(change.before)
            elif change.field == "id":
                return None
    return None
