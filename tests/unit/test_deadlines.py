"""The deadlines that may apply: clocks of literal incidents, weekends, months, and what is out."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pmtui.exporters import duties
from pmtui.exporters.audience import Audience
from pmtui.exporters.phrases import Phrases
from pmtui.guide import deadlines
from pmtui.model.harm import DataImpact, Deadline, Impact
from pmtui.model.kinds import Precision, Severity
from pmtui.model.people import Flags, SeverityHistory
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Milestones
from pmtui.model.types import Moment
from tests.unit.test_figures import DEMO


def utc(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def incident(detected="2026-09-17 22:30", *own, severity=Severity.SEV1, breach=True, **more):
    return Postmortem(
        id="x",
        severity=SeverityHistory(final=severity),
        milestones=Milestones(
            detected_at=Moment(at=utc(detected), precision=Precision.EXACT) if detected else None
        ),
        impact=Impact(data=DataImpact(personal_data_breach=breach)),
        deadlines=own,
        **more,
    )


def own(regime, step, start=None, **more):
    return Deadline(
        id="d1", regime=regime, step=step, clock_start=utc(start) if start else None, **more
    )


def found(record):
    return {f"{n.rule.regime} {n.rule.step}": n for n in deadlines.may_apply(record)}


def due(record, name):
    return found(record)[name].due


def test_the_example():
    notices = found(DEMO)
    assert notices["DORA initial"].due == utc("2026-09-15 21:50")
    assert notices["DORA intermediate"].due == utc("2026-09-18 20:31")
    assert notices["DORA final"].due == utc("2026-10-18 15:10")
    assert notices["DORA final"].weekend, "a Sunday"
    assert notices["DORA final"].done == utc("2026-10-16 13:00")
    assert not [name for name in notices if name.startswith("GDPR")]


@pytest.mark.parametrize(
    ("detected", "name", "end", "weekend"),
    [
        ("2026-09-14 09:00", "GDPR authority", "2026-09-17 09:00", False),
        ("2026-09-17 22:30", "GDPR authority", "2026-09-20 22:30", True),
        ("2026-09-17 22:30", "NIS2 early warning", "2026-09-18 22:30", False),
        ("2026-12-30 10:00", "NIS2 notification", "2027-01-02 10:00", True),
        ("2026-09-11 00:00", "CRA early warning", "2026-09-12 00:00", True),
        ("2026-10-24 12:00", "GDPR authority", "2026-10-27 12:00", False),
    ],
)
def test_clocks_that_detection_starts(detected, name, end, weekend):
    notice = found(incident(detected))[name]
    assert (notice.start, notice.due) == (utc(detected), utc(end))
    assert notice.from_detection
    assert notice.weekend is weekend


@pytest.mark.parametrize(
    ("classified", "end"),
    [
        ("2026-09-15 17:50", "2026-09-15 21:50"),
        ("2026-09-16 15:00", "2026-09-16 16:58"),
        ("2026-09-16 16:58", "2026-09-16 16:58"),
        ("2026-09-16 17:30", "2026-09-16 21:30"),
    ],
)
def test_dora_initial_is_bounded_by_awareness_unless_classified_later(classified, end):
    record = incident("2026-09-15 16:58", own("DORA", "initial", classified))
    assert due(record, "DORA initial") == utc(end)


@pytest.mark.parametrize(
    ("regime", "step", "done", "name", "end"),
    [
        ("dora", "Initial", "2026-09-15 20:31", "DORA intermediate", "2026-09-18 20:31"),
        ("DORA", "intermediate", "2026-01-31 15:10", "DORA final", "2026-02-28 15:10"),
        ("NIS2", "notification", "2027-12-31 08:00", "NIS2 final", "2028-01-31 08:00"),
        ("NIS2", "notification", "2028-01-30 08:00", "NIS2 final", "2028-02-29 08:00"),
        ("CRA", "notification", "2026-10-15 08:00", "CRA final, incident", "2026-11-15 08:00"),
    ],
)
def test_clocks_that_a_submission_starts(regime, step, done, name, end):
    record = incident("2026-09-15 16:58", own(regime, step, done=utc(done)))
    assert due(record, name) == utc(end)
    assert due(incident("2026-09-15 16:58"), name) is None


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-09-14 15:00", "2026-09-18 15:00"),
        ("2026-09-16 15:00", "2026-09-22 15:00"),
        ("2026-09-19 15:00", "2026-09-24 15:00"),
    ],
)
def test_business_days_are_monday_to_friday(start, end):
    record = incident("2026-09-14 09:00", own("SEC", "8-K", start))
    notice = found(record)["SEC 8-K"]
    assert notice.due == utc(end)
    assert "no days off are entered" in duties.remarks(notice, Phrases(record, Audience.INTERNAL))


def test_business_days_leave_out_the_days_off_of_the_record():
    off = (date(2026, 12, 25), date(2026, 12, 24))
    record = incident("2026-12-22 09:00", own("SEC", "8-K", "2026-12-22 15:00"), days_off=off)
    notice = found(record)["SEC 8-K"]
    assert notice.due == utc("2026-12-30 15:00")
    said = duties.remarks(notice, Phrases(record, Audience.INTERNAL))
    assert "without the days off 2026-12-24, 2026-12-25" in said


def test_fourteen_days_after_a_fix():
    record = incident("2026-09-14 09:00", own("CRA", "final, vulnerability", "2026-09-20 10:00"))
    assert due(record, "CRA final, vulnerability") == utc("2026-10-04 10:00")


def test_without_undue_delay_has_no_time():
    notice = found(incident())["GDPR controller"]
    say_it = Phrases(incident(), Audience.INTERNAL)
    assert (notice.due, notice.start) == (None, utc("2026-09-17 22:30"))
    assert duties.end(notice, say_it) == "no fixed time"
    assert "without undue delay" in duties.remarks(notice, say_it)


def test_nothing_counts_before_its_clock_has_started():
    record = incident("")
    assert {notice.due for notice in found(record).values()} == {None}
    end = duties.end(found(record)["DORA final"], Phrases(record, Audience.INTERNAL))
    assert end == "clock starts when the latest intermediate report is submitted"


def test_a_time_is_told_in_utc_and_in_the_zones_of_the_record():
    record = incident("2026-09-17 22:30", display_timezones=("Europe/Berlin", "Not/AZone"))
    end = duties.end(found(record)["NIS2 early warning"], Phrases(record, Audience.INTERNAL))
    assert end == "by Fri 2026-09-18 22:30 UTC (00:30 +1 d Berlin)"
    assert found(record)["NIS2 early warning"].weekend, "a Saturday in Berlin"


def regimes(record):
    return {notice.rule.regime for notice in deadlines.may_apply(record)}


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        (incident(), {"GDPR", "DORA", "NIS2", "CRA", "SEC"}),
        (incident(breach=None, severity=Severity.SEV3), {"GDPR"}),
        (incident(breach=False, severity=Severity.SEV3), set()),
        (incident(breach=False, severity=Severity.SEV3, flags=Flags(security=True)), {"CRA"}),
        (incident("2026-09-10 23:59"), {"GDPR", "DORA", "NIS2", "SEC"}),
        (incident("2026-09-11 00:00"), {"GDPR", "DORA", "NIS2", "CRA", "SEC"}),
        (
            incident("2026-09-15 10:00", own("DORA", "initial", applies=False), breach=False),
            {"NIS2", "CRA", "SEC"},
        ),
    ],
)
def test_what_may_apply(record, expected):
    assert regimes(record) == expected


def test_one_step_that_does_not_apply_leaves_the_others_of_its_regime():
    out = own("GDPR", "data subjects", applies=False)
    kept = replace(own("GDPR", "authority"), id="d2")
    names = found(incident("2026-09-15 10:00", out, kept))
    assert "GDPR data subjects" not in names
    assert {"GDPR authority", "GDPR controller"} <= set(names)


def test_the_end_of_the_calendar_is_no_end():
    record = incident("2026-09-15 10:00", own("SEC", "8-K", "9999-12-31 10:00"))
    assert due(record, "SEC 8-K") is None


def test_the_data_says_of_when_it_is_and_where_it_is_from():
    data = json.loads(Path(deadlines.__file__).with_name("deadlines.json").read_text("utf-8"))
    assert deadlines.as_of().isoformat() == data["as_of"]
    assert deadlines.banner() == (
        "Check with your legal or compliance lead. pmtui only does the arithmetic. "
        f"Rules as of {data['as_of']}."
    )
    assert all(rule["source"] and rule["limit"] for rule in data["rules"])
