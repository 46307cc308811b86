"""Exports of other tools and tables: which events they make."""

import json
from pathlib import Path

import pytest

from pmtui.edits import put_all
from pmtui.importers.machine import Options, read_events
from pmtui.importers.placing import place
from pmtui.model.errors import BadValue
from pmtui.model.kinds import EventKind
from pmtui.model.postmortem import Postmortem

from .machine_files import AT, NOW, read, told

SLACK = [
    {
        "type": "message",
        "user": "U1",
        "ts": "1789490469.000200",
        "text": "<@U2> see <#C1|ops> &amp; <https://x.example/a|post>",
    },
    {
        "type": "message",
        "bot_id": "B1",
        "username": "deploybot",
        "ts": "1789490470.000100",
        "text": "",
        "attachments": [{"fallback": "Deployed 81"}],
    },
    {"type": "message", "user": "U9", "text": "no time"},
]


def test_a_day_of_slack_with_the_names_beside(tmp_path: Path) -> None:
    users = [{"id": "U1", "profile": {"display_name": "ana"}}, {"id": "U2", "real_name": "Bo Li"}]
    (tmp_path / "users.json").write_text(json.dumps(users))
    folder = tmp_path / "ops"
    folder.mkdir()
    (folder / "2026-09-15.json").write_text(json.dumps(SLACK, indent=4))
    found = read_events(folder / "2026-09-15.json", "2026-09-15.json", Options(), now=NOW)
    assert (found.form, found.unit, found.read, found.taken, found.noted) == (
        "slack",
        "messages",
        3,
        2,
        1,
    )
    assert told(found) == [
        ("2026-09-15T16:41:09.000200Z", "@Bo Li see #ops & post (https://x.example/a)"),
        ("2026-09-15T16:41:10.000100Z", "Deployed 81"),
    ]
    assert [event.actor_role for event in found.events] == ["ana", "deploybot"]
    assert json.loads(found.events[0].source or "") == SLACK[0]
    assert json.loads(found.notes[0]) == SLACK[2]


def test_one_slack_object() -> None:
    found = read(json.dumps({"ok": True, "messages": SLACK[:2]}))
    assert (found.form, found.taken, found.noted) == ("slack", 2, 1)


def test_pagerduty() -> None:
    def entry(kind: str, clock: str) -> dict[str, object]:
        return {
            "id": kind,
            "type": f"{kind}_log_entry",
            "summary": f"{kind} by somebody",
            "created_at": f"2026-09-15T{clock}Z",
            "agent": {"summary": "Ana Vos"},
            "incident": {"summary": "[#7] Payments fail"},
        }

    entries = [
        entry("resolve", "18:12:00"),
        entry("acknowledge", "16:44:00"),
        entry("trigger", "16:41:09"),
    ]
    found = read(json.dumps({"log_entries": [*entries, "odd"]}))
    assert [event.kind for event in found.events] == ["resolved", "acknowledged", "alert"]
    assert told(found)[2] == ("2026-09-15T16:41:09Z", "[#7] Payments fail: trigger by somebody")
    assert found.events[0].actor_role == "Ana Vos"
    assert (found.read, found.noted) == (4, 1)


def test_an_alertmanager_webhook() -> None:
    alert = {
        "status": "resolved",
        "labels": {"alertname": "HighLatency"},
        "annotations": {"summary": "p99 over 3 s"},
        "startsAt": "2026-09-15T16:41:09.123456789Z",
        "endsAt": "2026-09-15T18:12:00Z",
        "fingerprint": "ab",
    }
    firing = {**alert, "status": "firing", "endsAt": "0001-01-01T00:00:00Z", "fingerprint": "cd"}
    found = read(json.dumps({"version": "4", "receiver": "pager", "alerts": [alert, firing]}))
    assert found.form == "alertmanager"
    assert told(found) == [
        ("2026-09-15T16:41:09.123456Z", "HighLatency: p99 over 3 s"),
        ("2026-09-15T18:12:00Z", "HighLatency: p99 over 3 s (alert resolved)"),
        ("2026-09-15T16:41:09.123456Z", "HighLatency: p99 over 3 s"),
    ]
    assert [event.kind for event in found.events] == ["alert", "recovery", "alert"]
    assert found.noted == 1
    assert json.loads(found.events[1].source or "") == alert


def test_an_alert_that_is_resolved_later_adds_its_end_only() -> None:
    alert = {"labels": {"alertname": "X"}, "startsAt": AT, "fingerprint": "ab"}
    end = "2026-09-15T18:12:00Z"
    first = read(json.dumps({"alerts": [{**alert, "status": "firing"}]}))
    then = read(json.dumps({"alerts": [{**alert, "status": "resolved", "endsAt": end}]}))
    empty = Postmortem(id="2026-09-15-x")
    record = put_all(empty, place(empty, first).puts)
    assert place(record, then).added == 1
    record = put_all(record, place(record, then).puts)
    assert [event.kind for event in record.timeline] == ["alert", "recovery"]


def test_a_status_page() -> None:
    update = {
        "id": "u1",
        "status": "monitoring",
        "body": "A fix is in place.",
        "display_at": "2026-09-15T17:26:00Z",
    }
    incident = {"id": "i1", "name": "Payments fail", "incident_updates": [update]}
    found = read(json.dumps(incident))
    assert told(found) == [
        ("2026-09-15T17:26:00Z", "Payments fail: monitoring: A fix is in place.")
    ]
    assert found.events[0].kind is EventKind.COMMS
    assert json.loads(found.notes[0]) == {"id": "i1", "name": "Payments fail"}


# Tables


def test_a_table_shows_its_columns() -> None:
    text = (
        "Who;When;What happened;Kind\n"
        'ana;2026-09-15T16:41:09Z;"slow;\nvery";Deploy\n'
        "bo;soon;later;\n"
    )
    found = read(text)
    assert (found.form, found.unit, found.read, found.taken, found.noted) == (
        "csv",
        "rows",
        3,
        1,
        2,
    )
    assert told(found) == [("2026-09-15T16:41:09Z", "slow; very")]
    assert found.events[0].kind is EventKind.CHANGE
    assert found.events[0].source == 'ana;2026-09-15T16:41:09Z;"slow;\nvery";Deploy'
    assert found.notes == ("Who;When;What happened;Kind", "bo;soon;later;")
    assert "“When”" in found.details[0]
    assert "“What happened”" in found.details[0]


def test_a_date_and_a_time_in_columns_of_their_own() -> None:
    found = read("date,time,text\n2026-09-15,16:41:09,slow\n")
    assert told(found) == [("2026-09-15T16:41:09Z", "slow")]


def test_a_format_that_is_forced() -> None:
    line = "text,about,time\nno,times,here\n"
    with pytest.raises(BadValue, match="does not look like csv"):
        read(line, form="csv")
    with pytest.raises(BadValue, match="does not look like slack"):
        read(f"{AT} slow\n", form="slack")
    assert read(line, form="log").noted == 2
    assert read("time,text\n2026-09-15T16:41:09Z,slow\n", form="log").noted == 1
