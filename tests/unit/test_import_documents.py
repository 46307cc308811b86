"""Exports of other tools and tables: which events they make."""

import json
from datetime import UTC, date, datetime
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
    one = read(json.dumps({"log_entry": entries[2]}))
    assert (one.form, one.events[0].text, one.noted) == ("pagerduty", found.events[2].text, 0)


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
    webhook = {"meta": {"documentation": "https://x"}, "page": {"id": "p"}, "incident": incident}
    for form, whole in (("auto", webhook), ("statuspage", {"incident": incident})):
        hooked = read(json.dumps(whole), form=form)
        assert told(hooked) == told(found)
        assert hooked.read == hooked.taken + hooked.noted


def test_objects_below_a_name_are_read_one_by_one() -> None:
    found = read(json.dumps({"total": 1, "events": [{"time": AT, "msg": "boom", "data": {}}]}))
    assert (told(found), found.notes) == ([(AT, "boom")], ('{"total": 1}',))
    assert told(read(json.dumps({"time": AT, "msg": "boom", "incident": {"a": 1}}, indent=1))) == [
        (AT, "boom")
    ]


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


LATE = "2026-09-15T18:41:00Z"
TABLES = {
    "figures": ("When,What\n9/15/2026 16:41,a\n10/3/2026 16:41,b\n", AT, "2026-10-03T16:41:00Z"),
    "half days": ("When,What\n9/15/2026 4:41:00 PM,a\n9/15/2026 6:41 pm,b\n", AT, LATE),
    "day first": ("When,What\n3/9/2026 16:41,a\n15/09/2026 16:41,b\n", "2026-09-03T16:41:00Z", AT),
    "month names": ('When,What\n15-Sep-2026 16:41,a\n"Sep 15, 2026 18:41",b\n', AT, LATE),
    "clocks": ("When,What\n16:41,a\n18:41,b\n", AT, LATE),
    "after midnight": ("When\tWhat\n16:41\ta\n0:10\tb\n", AT, "2026-09-16T00:10:00Z"),
    "other words": ("Zeit;Ereignis\n15.09.2026 16:41 Uhr;a\n15.09.2026 18:41;b\n", AT, LATE),
    "days apart": (
        "Date;Time;Who;What\n15/09/2026;4:41 PM;ana;a\n15/09/2026;18:41;bo;b\n",
        AT,
        LATE,
    ),
    "no head": ("16:41,a\n18:41,b\n", AT, LATE),
    "zones": ("When,What\n2026-09-15 16:41 UTC,a\n15 Sep 2026 20:41 +02:00,b\n", AT, LATE),
}


@pytest.mark.parametrize("form", ["auto", "csv"])
@pytest.mark.parametrize("name", TABLES)
def test_tables_as_spreadsheets_write_them(name: str, form: str) -> None:
    text, *instants = TABLES[name]
    found = read(text, form=form, day=date(2026, 9, 15))
    instants = [each.replace(":09Z", ":00Z") for each in instants]
    assert told(found) == list(zip(instants, "ab", strict=True))
    assert (found.form, found.noted, found.lost) == ("csv", int(name != "no head"), 0)
    assert found.details[0].startswith("Columns: time from “")


def test_the_columns_of_a_table_with_words_of_its_own() -> None:
    text, *_ = TABLES["days apart"]
    german = text.replace("Date;Time;Who;What", "Datum;Uhrzeit;Wer;Ereignis")
    german += "31/31/2026;16:41;ana;no such day\n00.00.0000;16:41;ana;none\n"
    found = read(german.replace(";a\n", ";all is slow\n"))
    assert "time from “Datum” and “Uhrzeit”, words from “Ereignis”" in found.details[0]
    assert (found.taken, found.noted) == (2, 3)
    assert read(text).events[1].actor_role == "bo"
    assert read(text).events[0].entered == "15/09/2026 4:41 PM"


def test_a_date_that_can_be_two_days_is_asked_about() -> None:
    text = "When,What\n3/4/2026 16:41,a\n5/6/2026 16:41,b\n"
    with pytest.raises(BadValue, match=r"column “When”.*--dates day-first or --dates month-first"):
        read(text)
    for day_first, days in ((True, ("04-03", "06-05")), (False, ("03-04", "05-06"))):
        found = read(text, day_first=day_first)
        assert [f"{event.at:%m-%d}" for event in found.events] == list(days)
    assert read(f"{text}13/1/2026 16:41,c\n").events[0].at == datetime(
        2026, 4, 3, 16, 41, tzinfo=UTC
    )
    with pytest.raises(BadValue, match=r"have no date\. Say the day of the first with --date"):
        read(TABLES["clocks"][0])


def test_a_format_that_is_forced() -> None:
    line = "text,about,time\nno,times,here\n"
    with pytest.raises(BadValue, match="does not look like csv"):
        read(line, form="csv")
    with pytest.raises(BadValue, match="does not look like slack"):
        read(f"{AT} slow\n", form="slack")
    assert read(line, form="log").noted == 2
    assert read("time,text\n2026-09-15T16:41:09Z,slow\n", form="log").noted == 1
