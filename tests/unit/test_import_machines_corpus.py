"""Published logs, chats and incidents of other tools come in whole; the counts are asserted."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pmtui.edits import put_all
from pmtui.importers.formats import recognise
from pmtui.importers.machine import Found, Options, read_events
from pmtui.importers.placing import place
from pmtui.importers.sources import opened
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_json, to_plain
from pmtui.store.json_text import to_json

CORPUS = Path(__file__).parents[1] / "data" / "corpus"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

COUNTS = {
    # format, read, taken, joined, notes
    "timelines-faros/opsgenie_incidents.json": ("opsgenie", 23, 20, 0, 3),
    "timelines-faros/pagerduty_incidentLogEntries.json": ("pagerduty", 3, 3, 0, 0),
    "timelines-faros/statuspage_incidents.json": ("statuspage", 13, 10, 0, 3),
    "timelines-lnav/logfile_ansi.1": ("syslog", 10, 10, 0, 0),
    "timelines-lnav/logfile_bad_syslog.0": ("syslog", 4, 4, 0, 0),
    "timelines-lnav/logfile_ecs_log.json": ("JSON lines", 5, 5, 0, 0),
    "timelines-lnav/logfile_generic.2": ("log", 2, 2, 0, 0),
    "timelines-lnav/logfile_journald.json": ("JSON lines", 2, 2, 0, 0),
    "timelines-lnav/logfile_logfmt.0": ("logfmt", 5, 5, 0, 0),
    "timelines-lnav/logfile_postgres.0": ("postgres", 21, 21, 0, 0),
    "timelines-lnav/logfile_syslog.0": ("syslog", 4, 4, 0, 0),
    "timelines-lnav/logfile_syslog.3": ("syslog", 17, 7, 10, 0),
    "timelines-lnav/logfile_syslog_with_header.0": ("syslog", 6, 4, 0, 2),
    "timelines-timesketch/sigma_events.csv": ("csv", 5, 4, 0, 1),
    "timelines-zulip/2018-01-20.json": ("slack", 11, 11, 0, 0),
    "timelines-zulip/normal_thread.json": ("slack", 4, 4, 0, 0),
}


def found_in(name: str) -> Found:
    path = CORPUS / name
    return read_events(path, path.name, Options(), now=NOW)


def test_every_file_is_counted() -> None:
    files = {path for path in CORPUS.glob("timelines-*/*") if path.name != "LICENSE"}
    assert {str(path.relative_to(CORPUS)) for path in files} == set(COUNTS)


@pytest.mark.parametrize("name", COUNTS)
def test_the_counts(name: str) -> None:
    found = found_in(name)
    assert (found.form, found.read, found.taken, found.joined, found.noted) == COUNTS[name]
    assert found.lost == 0
    assert len(found.events) == found.taken
    assert all(event.at and event.text for event in found.events)


@pytest.mark.parametrize("name", COUNTS)
def test_every_line_is_in_the_record_once(name: str) -> None:
    """Of logs and tables the lines themselves, of documents the entries."""
    found = found_in(name)
    text = (CORPUS / name).read_text()
    kept = [event.source or "" for event in found.events] + list(found.notes)
    if found.unit in {"lines", "rows"} and "\x1b" not in text:
        lines = [line for line in text.splitlines() if line.strip()]
        assert Counter(line for piece in kept for line in piece.split("\n")) == Counter(lines)
    elif "\x1b" not in text:
        whole = json.loads(text)
        below = ("timelines", "incident_updates")
        entries = [each for item in whole for name in below for each in item.get(name, [])]
        heads = [{k: v for k, v in item.items() if k not in below} for item in whole]
        given = Counter(json.dumps(each, sort_keys=True) for each in [*entries, *heads])
        assert Counter(json.dumps(json.loads(each), sort_keys=True) for each in kept) == given


@pytest.mark.parametrize("name", COUNTS)
def test_a_second_import_adds_nothing(name: str) -> None:
    found = found_in(name)
    first = place(Postmortem(id="2026-01-01-x"), found)
    record = put_all(Postmortem(id="2026-01-01-x"), first.puts)
    again = place(record, found)
    assert (first.added, first.known) == (found.taken, 0)
    assert (again.puts, again.added, again.known) == ((), 0, found.taken)
    assert from_json(to_json(to_plain(record)), name) == record


def test_the_kinds_and_times_that_a_tool_knows() -> None:
    found = found_in("timelines-faros/opsgenie_incidents.json")
    record = put_all(Postmortem(id="x"), place(Postmortem(id="x"), found).puts)
    kinds = Counter(event.kind for event in record.timeline)
    del kinds[None]
    assert kinds == {"comms": 3, "declared": 3, "acknowledged": 3, "resolved": 1}
    resolved = record.milestones.resolved_at
    assert resolved
    assert resolved.at == datetime(2022, 4, 5, 15, 42, 42, 188000, UTC)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*/*.md")), ids=lambda path: path.stem[:30])
def test_a_document_is_no_machine_data(path: Path) -> None:
    with opened(path, path.name) as lines:
        assert recognise(lines) is None
