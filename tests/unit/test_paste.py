"""Many lines at once: what becomes of each, what was assumed, and that nothing is dropped."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.edits import put_all
from pmtui.guide.entry.paste import read_lines
from pmtui.guide.entry.pasted import LONGEST, counts, puts, turned
from pmtui.model.errors import BadValue
from pmtui.model.kinds import EventKind, Precision
from pmtui.model.people import Evidence, Participant, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event
from pmtui.store.codec import from_plain, to_plain
from tests.unit.growth import assert_no_quadratic_growth

NOW = datetime(2026, 10, 20, 9, tzinfo=UTC)
RECORD = Postmortem(
    id="2026-09-15-new",
    prep=Preparation(
        people=(
            Participant(id="p1", name="Ana Vos", handle="@avos", roles=("responder",)),
            Participant(id="p2", name="Rohan Kulkarni", handle="@rohank", roles=("scribe",)),
        ),
        evidence=(Evidence(id="e2"),),
    ),
    notes="an older note",
)


def rows_of(text, **more):
    return read_lines(RECORD, text, NOW, **more)


def when(row):
    """The day and time of day in UTC; "" without one."""
    return f"{row.at:%d %H:%M:%S}".removesuffix(":00") if row.at else ""


def told(text, **more):
    """What became of each line: its fate, its UTC time of day and day, and its text."""
    return [(row.became, when(row), row.text) for row in rows_of(text, **more)]


def test_lines_as_typed_become_entries():
    rows = rows_of("14:05 alert: p99 over 3 s @avos #E02 !\n~14:10 decision: roll back\n+5 done")
    assert [(row.kind, row.text, row.precision) for row in rows] == [
        (EventKind.ALERT, "p99 over 3 s", Precision.EXACT),
        (EventKind.DECISION, "roll back", Precision.APPROX),
        (None, "done", Precision.EXACT),
    ]
    first = rows[0].event
    assert (first.actor_role, first.evidence, first.surprise) == ("responder", ("e2",), True)
    assert [f"{row.at:%H:%M}" for row in rows] == ["14:05", "14:10", "14:15"]


def test_a_year_that_was_not_said_is_that_of_the_story_and_said_where_it_is_far():
    rows = rows_of("Mar 10 02:30 a latent change\nSep 15 14:05 alert: b\n14:06 c\nNov 3 01:30 d")
    assert [(f"{row.at:%Y-%m-%d}", row.issue) for row in rows] == [
        ("2026-03-10", "year 2026 assumed, zone UTC assumed"),
        ("2026-09-15", "zone UTC assumed"),
        ("2026-09-15", "zone UTC assumed"),
        ("2025-11-03", "year 2025 assumed, zone UTC assumed"),
    ]
    _, below = rows_of("2024-11-03\nNov 3 01:30 d")
    assert f"{below.at:%Y}" == "2024"


def test_a_service_with_the_name_of_a_city_is_no_zone_of_a_line():
    record = replace(RECORD, services=("Phoenix",))
    rows = read_lines(record, "14:05 Phoenix crashed\n14:06 Berlin called", NOW)
    assert [(f"{row.at:%H:%M}", row.text) for row in rows] == [
        ("14:05", "Phoenix crashed"),
        ("12:06", "called"),
    ]


def test_a_line_without_a_time_belongs_to_the_entry_above_or_to_the_notes():
    text = "Incident channel\n\n14:05 deploy\n  of release 80\nby hand\n14:06 rolled back"
    assert told(text) == [
        ("note", "", "Incident channel"),
        ("event", "15 14:05", "deploy of release 80 by hand"),
        ("joined", "", "of release 80"),
        ("joined", "", "by hand"),
        ("event", "15 14:06", "rolled back"),
    ]
    assert [row.line for row in rows_of(text)] == [1, 3, 4, 5, 6]


def test_a_stack_trace_is_joined_whatever_its_lines_begin_with():
    text = (
        "14:05:12 ERROR boom\nTraceback (most recent call last):\n"
        '  File "/x/y.py", line 3\nValueError: 14:07\nCaused by: 2140\n'
        "\tat com.foo.Bar(Bar.java:12)\n14:06 next"
    )
    assert [became for became, *_ in told(text)] == ["event", *["joined"] * 5, "event"]


def test_lines_that_have_no_times_at_all_are_entries_each():
    assert told("- first this\n- then that\n  in detail") == [
        ("event", "", "first this"),
        ("event", "", "then that"),
        ("event", "", "in detail"),
    ]


def test_an_entry_without_a_time_is_one_where_its_kind_or_its_bullet_says_so():
    text = "- 14:05 alert\n- then we looked\n  - in detail\n14:06 x\ndecision: wait"
    assert told(text) == [
        ("event", "15 14:05", "alert"),
        ("event", "", "then we looked in detail"),
        ("joined", "", "in detail"),
        ("event", "15 14:06", "x"),
        ("event", "", "wait"),
    ]


EVENT_OF_KLOG = "E 7 pool.go:12] boom"
ACCESS = ("15 14:05:12", None, '::1 - - "GET /" 500')
C = ("15 14:05", None, "c")
SEEN = "seen: [15/Sep/2026:16:05:12 +0200] x"


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("[14:05] avos: text", [("15 14:05", "responder", "text")]),
        ("1. 14:05 a\n2) 14:06 b", [("15 14:05", None, "a"), ("15 14:06", None, "b")]),
        ("1. 14:05 a\n2. restart it", [("15 14:05", None, "a 2. restart it")]),
        ("[14:05] ana vos: text", [("15 14:05", "responder", "text")]),
        ("[14:05:09] jo: text", [("15 14:05:09", None, "jo: text")]),
        ("[2:05 PM] <avos> text", [("15 14:05", "responder", "text")]),
        ("14:05 <avos> text", [("15 14:05", "responder", "text")]),
        ("14:05 <jo> text", [("15 14:05", None, "<jo> text")]),
        ("Ana Vos  2:05 PM\ntext\nmore", [("15 14:05", "responder", "text more")]),
        ("Ana Vos 14:05\ntext", [("15 14:05", "responder", "text")]),
        ("jo — Yesterday at 14:05\ntext", [("14 14:05", None, "jo text")]),
        ("avos [2:05 PM]\ntext", [("15 14:05", "responder", "text")]),
        ("[15/09/2026, 14:05:12] Ana Vos: text", [("15 14:05:12", "responder", "text")]),
        ("15/09/2026, 14:05 - Ana Vos: text", [("15 14:05", "responder", "text")]),
        ("  501  2026-09-15 14:05:12 kubectl get", [("15 14:05:12", None, "kubectl get")]),
        ("#1789480800\nls -la", [("15 14:00", None, "ls -la")]),
        (": 1789480800:0;ls -la", [("15 14:00", None, "ls -la")]),
        ("2026-09-15T14:05:12Z ERROR boom", [("15 14:05:12", None, "ERROR boom")]),
        ("ERROR 2026-09-15 14:05:12 boom", [("15 14:05:12", None, "ERROR boom")]),
        ("[2026-09-15 14:05:12,000] WARN boom", [("15 14:05:12", None, "WARN boom")]),
        ("Sep 15 14:05:12 host app[12]: boom", [("15 14:05:12", None, "host app[12]: boom")]),
        ("2026-09-15\t14:05\t@avos\tboom", [("15 14:05", "responder", "boom")]),
        ("E0915 14:05:12.123456    7 pool.go:12] boom", [("15 14:05:12", None, EVENT_OF_KLOG)]),
        ('::1 - - [15/Sep/2026:16:05:12 +0200] "GET /" 500', [ACCESS]),
        ("[Tue Sep 15 14:05:12.34 2026] [core:error] x", [("15 14:05:12", None, "[core:error] x")]),
        (" 1002  kubectl undo\n 1003  1405 x", [("", None, "kubectl undo"), ("", None, "1405 x")]),
        ("14:05 seen: [15/Sep/2026:16:05:12 +0200] x", [("15 14:05", None, SEEN)]),
        ("1402 a\n1404 b\n1405 c", [("15 14:02", None, "a"), ("15 14:04", None, "b"), C]),
        ("Ana\t14:05\tCEST\tdecision\tboom", [("15 12:05", None, "Ana — boom")]),
        ("| 14:05 | alert | boom |", [("15 14:05", None, "boom")]),
        ("deploy finished at 14:05\n14:06 x", [("15 14:06", None, "x")]),
    ],
)
def test_chats_histories_logs_and_spreadsheets_are_known(text, entries):
    found = [
        (when(row), row.event.actor_role, row.text)
        for row in rows_of(text)
        if row.became == "event"
    ]
    assert found == entries


def test_a_cell_may_name_the_kind():
    (row,) = rows_of("14:05\thypothesis ruled out\tthe acquirer")
    assert (row.kind, row.text) == (EventKind.HYPOTHESIS_RULED_OUT, "the acquirer")


def test_a_row_says_what_was_assumed():
    issues = [
        row.issue for row in rows_of("14:05 a\n14:06Z b\n23:58 c\n00:03 d\n2026-09-20 1405 e")
    ]
    assert issues == [
        "day 2026-09-15 assumed, zone UTC assumed",
        "day 2026-09-15 assumed",
        "day 2026-09-15 assumed, zone UTC assumed",
        "after midnight: day 2026-09-16 assumed, zone UTC assumed",
        "zone UTC assumed",
    ]
    rows = rows_of("14:05 a\n00:03 b\nc", zone="Europe/Berlin", day=date(2026, 9, 17))
    assert [row.issue for row in rows] == ["", "after midnight: day 2026-09-18 assumed", ""]
    assert [f"{row.at:%d %H:%M}" for row in rows[:2]] == ["17 12:05", "17 22:03"]
    assert rows_of("15/09/2026 14:05:00-04:00 x")[0].issue == ""
    assert rows_of("note: x")[0].issue == "no time: stays in its place"
    assert rows_of("x\n14:05 y")[0].issue == "no time, and no entry above it"


def test_a_line_that_is_a_date_sets_the_day_of_those_below():
    text = "2026-09-10\n23:50 a\n00:10 b\n--- Tuesday, 15 September 2026 ---\n08:00 c"
    assert told(text) == [
        ("note", "", "2026-09-10"),
        ("event", "10 23:50", "a"),
        ("event", "11 00:10", "b"),
        ("note", "", "--- Tuesday, 15 September 2026 ---"),
        ("event", "15 08:00", "c"),
    ]


def test_a_time_that_is_not_clear_is_an_issue_and_no_guess():
    rows = rows_of("03/04/2026 14:05 a\n25:99 b\n2026-10-25 02:30 Berlin c")
    assert [(row.became, row.at) for row in rows] == [("event", None)] * 3
    assert [row.text for row in rows] == [row.source for row in rows]
    assert "2026-04-03 or 2026-03-04" in rows[0].issue
    assert "not a time of day" in rows[1].issue
    assert "happens twice" in rows[2].issue
    for day_first, day in ((True, "04-03"), (False, "03-04")):
        (row,) = rows_of("03/04/2026 14:05 a", day_first=day_first)
        assert f"{row.at:%m-%d %H:%M}" == f"{day} 14:05"


def test_an_unknown_zone_is_refused():
    with pytest.raises(BadValue, match="Middle Earth"):
        rows_of("14:05 x", zone="Middle Earth")


def test_the_first_line_follows_what_the_record_holds():
    event = Event(
        id="t7", at=datetime(2026, 9, 16, 23, 50, tzinfo=UTC), precision=Precision.EXACT, text="x"
    )
    record = put_all(RECORD, [("timeline.t7", event)])
    rows = read_lines(record, "+15 a\n00:10 b", NOW)
    assert [f"{row.at:%d %H:%M}" for row in rows] == ["17 00:05", "17 00:10"]


def test_the_rows_become_one_step_of_puts():
    text = "Channel\n14:05 alert: a\nmore\n14:20 resolved\n14:02 alert: earlier\nb"
    rows = rows_of(text)
    made = puts(RECORD, rows, "paste")
    record = put_all(RECORD, made)
    assert from_plain(to_plain(record), "test") == record
    assert [(each.id, each.text) for each in record.timeline] == [
        ("t1", "a more"),
        ("t2", "resolved"),
        ("t3", "earlier b"),
    ]
    assert [each.source for each in record.timeline] == [
        "14:05 alert: a\nmore",
        "14:20 resolved",
        "14:02 alert: earlier\nb",
    ]
    assert [each.origin for each in record.timeline] == ["paste:2", "paste:4", "paste:5"]
    assert record.notes == "an older note\nChannel"
    assert f"{record.milestones.first_alert_at.at:%H:%M}" == "14:02"
    assert f"{record.milestones.resolved_at.at:%H:%M}" == "14:20"


def test_a_long_entry_is_cut_and_its_source_keeps_the_whole():
    words = "word " * 60
    rows = rows_of(f"14:05 {words}\n{words}")
    assert len(rows[0].text) <= LONGEST
    assert rows[0].text.endswith("word…")
    assert puts(RECORD, rows)[0][1].source == f"14:05 {words}\n{words}"


def test_a_row_is_turned_by_hand():
    rows = rows_of("Channel\n14:05 a\nmore\n14:06 b")
    skipped = turned(rows, 1, "skipped")
    assert [row.became for row in skipped] == ["note", "skipped", "skipped", "event"]
    assert counts(skipped) == {"event": 1, "joined": 0, "note": 1, "skipped": 2}
    assert [where for where, _ in puts(RECORD, skipped)] == ["timeline.t1", "notes"]
    alone = turned(rows, 2, "event")
    assert [row.text for row in alone] == ["Channel", "a", "more", "b"]
    assert turned(rows, 0, "joined")[0].became == "note"
    joined = turned(rows, 3, "joined")
    assert joined[1].text == "a more 14:06 b"
    assert [row.became for row in turned(rows, 1, "note")] == ["note", "note", "note", "event"]
    assert turned(turned(rows, 0, "event"), 0, "note") == rows


LINES = st.sampled_from(
    [
        *("14:05 alert: zebra", "~14:10 zebra", "+5 zebra @avos", "zebra", "  zebra", "- zebra"),
        *(
            "[14:05] ana: zebra",
            "Ana Vos  2:05 PM",
            "zebra\t14:05\t2026-09-15",
            "| 14:05 | zebra |",
        ),
        *("2026-09-15", "03/04 14:05 zebra", "25:99 zebra", "#1789480800", "decision: zebra", ""),
        *("   ", "\tat a.B(C.java:1) zebra", "2026-10-25 02:30 Berlin zebra", "14:05"),
    ]
)


@given(st.lists(LINES | st.text(max_size=30), max_size=12).map("\n".join))
def test_nothing_is_dropped(text):
    rows = rows_of(text)
    there = [line for line in text.split("\n") if line.strip()]
    assert len(rows) == sum(counts(rows).values()) >= len(there)
    assert counts(rows)["skipped"] == 0
    record = put_all(RECORD, puts(RECORD, rows))
    kept = "\n".join([record.notes or "", *(each.source or "" for each in record.timeline)])
    assert kept.count("zebra") == text.count("zebra")
    assert not [row.source for row in rows if row.source not in kept]
    assert len(record.timeline) == counts(rows)["event"]
    assert all(each.text for each in record.timeline)


def test_a_long_paste_costs_in_proportion():
    lines = [f"14:{n // 60 % 60:02}:{n % 60:02} alert: x\n  more" for n in range(1500)]

    def work(part):
        put_all(RECORD, puts(RECORD, read_lines(RECORD, "\n".join(part), NOW))[:5])

    assert_no_quadratic_growth(work, lines)
