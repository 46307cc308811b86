import csv
import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Bullets, Facts, Paragraph, Prose, Table, Verbatim
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.exporters.table import timeline_csv
from pmtui.model.commitments import Action
from pmtui.model.factors import Cause, Thread
from pmtui.model.harm import Cost, Impact, Measure, Segment
from pmtui.model.kinds import Access, ActionStatus, Confidence, EventKind, Gate, Precision
from pmtui.model.people import Evidence, Flags, Preparation
from pmtui.model.postmortem import Postmortem
from pmtui.model.publication import ExternalText, Report
from pmtui.model.story import Event, Milestones
from pmtui.model.types import Moment
from tests.unit.faces import example, nasty_values

ORDER = [
    "Executive summary",
    "Impact",
    "What happened",
    "Detection and response",
    "Root and contributing causes",
    "Lessons",
    "Actions and accepted risks",
    "Communication log",
    "Follow-up",
    "Open questions",
    "Evidence",
    "Sign-off",
    "Appendix: tree of causes",
    "Appendix: the review",
    "Notes",
]


def internal(record):
    return build(record, Audience.INTERNAL)


def section(record, heading, audience=Audience.INTERNAL):
    found = [each for each in build(record, audience).sections if each.heading == heading]
    return found[0].blocks if found else ()


def lines(blocks):
    return [line.text for block in blocks if isinstance(block, Bullets) for line in block.lines]


def table(blocks, caption):
    found = [each for each in blocks if isinstance(each, Table) and each.caption == caption]
    return found[0].rows


def facts(blocks):
    return {name: value for each in blocks if isinstance(each, Facts) for name, value in each.pairs}


def at(hour, minute=0, precision=Precision.EXACT):
    return Moment(at=datetime(2026, 3, 4, hour, minute, tzinfo=UTC), precision=precision)


def test_sections_come_in_the_order_of_a_report_and_empty_ones_are_left_out():
    headings = [each.heading for each in internal(example()).sections]
    assert headings == [each for each in ORDER if each not in ("Open questions", "Notes")]
    assert internal(Postmortem(id="x")).sections == ()


def test_the_same_record_gives_the_same_report():
    assert internal(example()) == internal(replace(example()))


def test_what_is_not_known_is_said():
    bare = dict(internal(Postmortem(id="x", title=" ")).meta)
    assert internal(Postmortem(id="x", title=" ")).title == "Untitled incident"
    assert (
        bare["Severity"] == bare["Impact start"] == bare["Duration"] == bare["Owner"] == "not known"
    )
    impact = Impact(
        immediate=(Measure(id="m1", metric="orders"), Measure(id="m2", metric="x", value=0)),
        financial=(Cost(id="f1", item="fees"), Cost(id="f2", item="credits", low=10, high=20)),
        segments=(Segment(id="g1", affected=5),),
    )
    blocks = section(Postmortem(id="x", impact=impact), "Impact")
    assert [row[1] for row in table(blocks, "Immediate impact")] == [
        "not estimated",
        "not estimated (without a basis: 0)",
    ]
    assert [row[1] for row in table(blocks, "Money")] == [
        "not estimated",
        "not estimated (without a basis: 10 to 20)",
    ]
    assert table(blocks, "Impact over time")[0][:3] == ("not known", "not known", "5")
    assert facts(blocks)["Share failed"] == "not estimated"


def test_figures_of_the_example():
    known = facts(section(example(), "Impact"))
    assert known["Share failed"] == "38.0 %"
    assert known["Minutes × merchants"] == "190,660"
    assert known["Minutes × merchants × share failed"] == "80,609"
    assert known["Error budget"] == "59,000 events"
    assert known["Budget used"] == "265.7 %"
    assert known["Mean burn rate"] == "760"
    measured = table(section(example(), "Impact"), "Immediate impact")
    assert measured[2] == (
        "merchants affected",
        "2,140 of 6,870 merchants, 31.1 %",
        "measured",
        "e1",
    )


def test_each_interval_is_printed_with_its_two_anchors():
    shown = lines(section(example(), "Detection and response"))
    assert "Time to detect (TTD): 17 min (impact start to detection)" in shown
    assert (
        "Time to mitigate (TTM): 91 min (impact start to mitigation); 74 min from detection"
        in shown
    )
    assert (
        "Time to resolve (TTR): 159 min (impact start to resolution); 142 min from detection"
        in shown
    )
    assert "Impact duration: 108 min (impact start to impact end)" in shown


def test_intervals_that_are_open_about_or_negative():
    milestones = Milestones(
        impact_start=at(9, 0, Precision.APPROX), detected_at=at(8, 50), mitigated_at=at(9, 30)
    )
    shown = lines(section(Postmortem(id="x", milestones=milestones), "Detection and response"))
    assert (
        "Time to detect (TTD): about -10 min, -15 to -5 (impact start to detection); "
        "negative: the times of its two ends disagree" in shown
    )
    assert "Time to know (TTK): not known (detection to diagnosis)" in shown
    assert (
        "Time to mitigate (TTM): about 30 min, 25 to 35 (impact start to mitigation); "
        "40 min from detection" in shown
    )


def test_times_are_shown_in_utc_and_in_the_zones_of_the_record():
    assert dict(internal(example()).meta)["Resolved"] == (
        "2026-09-15 19:20 UTC (21:20 Berlin, 00:50 +1 d Kolkata)"
    )
    story = section(example(), "What happened")
    rows = table(story, "Timeline")
    assert rows[4][:4] == ("2026-09-15 16:38:12", "18:38:12", "22:08:12", "trigger")
    assert rows[0][:3] == ("2023-04-18", "", "")
    strange = replace(example(), display_timezones=("Nowhere/Land", "../etc", "", "Asia/Tokyo"))
    assert dict(internal(strange).meta)["Resolved"] == "2026-09-15 19:20 UTC (04:20 +1 d Tokyo)"


def test_times_say_how_well_they_are_known():
    events = tuple(
        Event(id=f"t{number}", at=at(9).at, precision=precision, text="x")
        for number, precision in enumerate(Precision)
    )
    rows = table(section(Postmortem(id="x", timeline=events), "What happened"), "Timeline")
    assert [row[0] for row in rows] == [
        "2026-03-04 09:00",
        "2026-03-04 ~09:00",
        "2026-03-04",
        "not known",
    ]


def test_the_tree_reads_as_the_room_drew_it():
    tree = section(example(), "Appendix: tree of causes")
    shown = [
        f"{'  ' * line.depth}{line.text}"
        for each in tree
        if isinstance(each, Bullets)
        for line in each.lines
    ]
    start = shown.index("  needed together:")
    assert shown[start + 1].startswith("    c2 TRIGGER The index migration asked for an exclusive")
    assert shown[start + 1].endswith("[technology, confirmed, e3 e4]")
    assert "          = systemic and changeable -> a2" in shown
    assert any(line.strip() == "c16 (see above)" for line in shown)
    assert "            = accepted risk -> k1" in shown
    assert not any("acquirer was degraded" in line for line in shown)
    assert "c6 → c5: It opened the window at peak traffic for merchants in India." in shown
    out = "Ruled out: c26 The acquirer was degraded."
    assert Paragraph(f"{out} (Acquirer reply at 17:37 and their error rate.)") in tree
    contributing = shown.index("        contributing:")
    assert shown[contributing + 1].startswith("          c11 latent Templates")


def test_causes_say_what_was_needed_together_and_what_was_ruled_out():
    shown = lines(section(example(), "Root and contributing causes"))
    together = "Needed together: c2 and c3 and c4. Taking away any one of them breaks this path."
    assert together in shown
    assert "Needed together: c14 and c15. Taking away any one of them breaks this path." in shown
    assert "c26 The acquirer was degraded. (Acquirer reply at 17:37 and their error rate.)" in shown
    ends = table(
        section(example(), "Root and contributing causes"),
        "Conditions at which the questions ended",
    )
    assert [row[0].split()[0] for row in ends] == [
        "c6",
        "c9",
        "c11",
        "c12",
        "c16",
        "c17",
        "c20",
        "c22",
        "c27",
    ]
    assert ends[3][-1] == "accepted risk (See k1.) → k1"


def test_a_condition_that_nothing_covers_says_so():
    causes = (
        Cause(id="c1", thread="w1", statement="effect", gate=Gate.OR),
        Cause(id="c2", thread="w1", statement="one", parents=("c1",)),
        Cause(
            id="c3", thread="w1", statement="two", parents=("c1",), confidence=Confidence.REJECTED
        ),
        Cause(id="c4", thread="w1", statement="three", parents=("c1",)),
    )
    record = Postmortem(id="x", threads=(Thread(id="w1", root="c1"),), causes=causes)
    ends = table(
        section(record, "Root and contributing causes"), "Conditions at which the questions ended"
    )
    assert [row[-1] for row in ends] == ["open", "open"]
    assert "any one is enough:" in lines(section(record, "Appendix: tree of causes"))


def test_actions_say_who_what_when_and_how_it_will_be_seen():
    blocks = section(example(), "Actions and accepted risks")
    row = table(blocks, "Actions")[3]
    assert row[0] == "a4"
    assert row[3:6] == ("Ines Baptista", "2026-10-15", "P1")
    assert row[6] == "in progress; waiting for the auditor's answer of 12 October (DBA-377)"
    proof = table(blocks, "How we will see that the actions work")[0]
    assert proof[1].endswith("; by Ines Baptista; 2026-09-28: passed 3 of 3")
    risks = table(blocks, "Accepted risks")
    assert risks[0][3] == "Helene Krug, 2026-09-22"


def test_nothing_is_called_overdue_as_that_depends_on_the_day():
    assert "overdue" not in to_markdown(internal(example()))


def test_notes_come_last_and_stay_as_they_are():
    notes = "# Old heading\n\n  kept <b>as</b> it is\n"
    last = internal(replace(example(), notes=notes)).sections[-1]
    assert last.heading == "Notes"
    assert last.blocks == (Verbatim(notes),)


def test_evidence_of_the_facilitator_keeps_its_place_to_itself():
    kept = Evidence(id="e1", title="talk", ref="note://secret", access=Access.FACILITATOR_ONLY)
    record = Postmortem(id="x", prep=Preparation(evidence=(kept,)))
    assert table(section(record, "Evidence"), "Evidence")[0][3] == "with the facilitator only"
    assert "note://secret" not in to_markdown(internal(record))


def test_the_external_report_has_its_sections_and_milestones_only():
    report = build(example(), Audience.EXTERNAL)
    assert report.title == "Failed card payments on 15 September 2026"
    assert [each.heading for each in report.sections] == [
        "Summary",
        "What happened",
        "What we are doing",
        "Milestones",
    ]
    rows = table(report.sections[-1].blocks, "Milestones")
    assert [row[0] for row in rows] == [
        "Impact start",
        "Detection",
        "First customer update",
        "Mitigation",
        "Impact end",
        "Resolution",
    ]
    text = to_markdown(report)
    assert "SEV1" not in text
    assert "INC-" not in text


def test_without_written_texts_the_external_report_falls_back_on_the_record():
    record = replace(example(), report=Report(external=ExternalText()))
    report = build(record, Audience.EXTERNAL)
    assert report.sections[0].blocks == (Paragraph(example().impact.summary),)
    assert isinstance(report.sections[1].blocks[0], Prose)
    doing = lines(report.sections[2].blocks)
    assert doing[0].endswith("at most 3 s (verified 2026-09-24)")
    assert doing[1].endswith("(due 2026-10-31)")
    assert dict(report.meta)["Status"] == "draft, not yet reviewed for publication"


def test_open_weaknesses_stay_inside_when_security_is_touched():
    actions = (
        Action(id="a1", title="Close the port", status=ActionStatus.IN_PROGRESS),
        Action(id="a2", title="Rotate keys", status=ActionStatus.DONE, done_at=date(2026, 3, 9)),
        Action(id="a3", title="Not agreed", status=ActionStatus.PROPOSED),
    )
    record = Postmortem(id="x", actions=actions, flags=Flags(security=True))
    shown = lines(section(record, "What we are doing", Audience.EXTERNAL))
    assert shown == ["Rotate keys (done 2026-03-09)"]


def test_timeline_as_csv():
    rows = list(csv.reader(io.StringIO(timeline_csv(example()), newline="")))
    assert len(rows) == 33
    assert {len(row) for row in rows} == {9}
    assert rows[5][:4] == ["t5", "2026-09-15T16:38:12Z", "exact", "trigger"]
    assert timeline_csv(example()).count("\r\n") == 33


@pytest.mark.parametrize("item", nasty_values(), ids=[item["id"] for item in nasty_values()])
def test_no_cell_of_the_csv_is_a_formula(item):
    event = Event(id="t1", kind=EventKind.NOTE, text=item["input"], actor_role=item["input"])
    text = timeline_csv(Postmortem(id="x", timeline=(event,)))
    csv.field_size_limit(10_000_000)
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert len(row) == 9
    assert not row[4].lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert "\x1b" not in text
