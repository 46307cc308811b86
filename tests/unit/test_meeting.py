"""The agenda and the meeting clock: what a record and an instant say of the time."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.edits import put_all
from pmtui.guide import meeting
from pmtui.guide.agenda import agenda, depth_of, minutes_on
from pmtui.guide.entry import parse_entry
from pmtui.guide.steps import STEPS
from pmtui.guide.values import parse
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Depth, Severity
from pmtui.model.meeting import MOST_MINUTES, Block, PageName, Turn, standing
from pmtui.model.people import SeverityHistory
from pmtui.model.postmortem import Postmortem
from pmtui.session import Session
from tests.unit.sessions import opened

BEGIN = datetime(2026, 9, 18, 8, tzinfo=UTC)
SEV2 = Postmortem(id="2026-x", severity=SeverityHistory(final=Severity.SEV2))
PAGES = [*PageName]


def after(minutes):
    return BEGIN + timedelta(minutes=minutes)


def held(*pages, record=SEV2, by="ann"):
    """The record after the meeting went to pages at minutes; None pauses it."""
    for minutes, page in pages:
        at = after(minutes)
        if page is None:
            puts = meeting.pause(record, at, by)
        elif meeting.where(record, at).running:
            puts = meeting.turn(record, page, at, by)
        else:
            puts = meeting.start(record, page, at, by)
        record = put_all(record, puts)
    return record


def words(record, minutes):
    return meeting.words(meeting.where(record, after(minutes)))


def spent(record, minutes):
    here = meeting.where(record, after(minutes))
    return {each.block.name: each.time / timedelta(minutes=1) for each in here.blocks if each.time}


def test_pages_are_those_of_the_guide():
    assert [*PageName] == [step.name for step in STEPS]


@pytest.mark.parametrize(
    ("severity", "depth", "minutes"),
    [
        (Severity.SEV1, Depth.DEEP, [7, 35, 25, 6, 12, 5]),
        (Severity.SEV2, Depth.STANDARD, [5, 25, 15, 4, 8, 3]),
        (Severity.SEV3, Depth.QUICK, [2, 12, 8, 1, 5, 2]),
        (Severity.NM, Depth.QUICK, [2, 12, 8, 1, 5, 2]),
        (None, Depth.QUICK, [2, 12, 8, 1, 5, 2]),
    ],
)
def test_the_severity_chooses_the_agenda(severity, depth, minutes):
    record = Postmortem(id="x", severity=SeverityHistory(peak=severity))
    assert depth_of(record) is depth
    assert [block.minutes for block in agenda(record)] == minutes
    assert sum(minutes) == {"quick": 30, "standard": 60, "deep": 90}[depth]
    assert minutes_on(record, "analysis") == minutes[1]
    assert minutes_on(record, "report") is None


def test_an_agenda_of_ones_own():
    record = SEV2
    for line in ("Break 5 after timeline", "Timeline 40 min", "Demo: 10 (analysis)"):
        record = put_all(record, parse_entry(record, "prep.agenda", line, BEGIN))
    told = [(block.name, block.planned) for block in agenda(record)]
    assert told[:4] == [("Opening", 5), ("Timeline", 40), ("Break", 5), ("Causes", 15)]
    assert told[-1] == ("Demo", 10)
    assert minutes_on(record, "analysis") == 50
    assert len({block.id for block in record.prep.agenda}) == 8
    record = put_all(record, parse_entry(record, "prep.agenda", "quick", BEGIN))
    assert [block.planned for block in agenda(record)] == [2, 12, 8, 1, 5, 2]
    assert "B1" not in {block.id for block in record.prep.agenda}
    with pytest.raises(BadValue, match="minutes are missing"):
        parse_entry(record, "prep.agenda", "Break", BEGIN)
    for minutes in ("0", "000"):
        with pytest.raises(BadValue, match="no time at all"):
            parse_entry(record, "prep.agenda", f"Break {minutes}", BEGIN)
    for field in ("prep.meeting.minutes", f"prep.agenda.{record.prep.agenda[0].id}.minutes"):
        assert parse(record, field, "", BEGIN) is None
        for minutes, said in (("0", "no time at all"), ("1441", "more than a day")):
            with pytest.raises(BadValue, match=said):
                parse(record, field, minutes, BEGIN)
    with pytest.raises(BadValue, match="no block “lunch”"):
        parse_entry(record, "prep.agenda", "Break 5 after lunch", BEGIN)


def test_a_meeting_from_its_start_to_its_end():
    assert words(SEV2, 0) == ("", "")
    record = held((0, "preparation"), (4, "analysis"))
    assert [block.minutes for block in record.prep.agenda] == [5, 25, 15, 4, 8, 3]
    assert words(record, 16) == ("Timeline 12/25 · 16/60 min", "")
    assert words(record, 23.9) == ("Timeline 19/25 · 23/60 min", "")
    assert words(record, 24) == ("Timeline 20/25, 5 min left · 24/60 min", "late")
    assert words(record, 29) == ("Timeline 25/25, time is up · 29/60 min", "over")
    assert words(record, 31) == ("Timeline 27/25, over by 2 min · 31/60 min", "over")
    record = held((31, "root_cause"), record=record)
    assert words(record, 34) == ("Causes 3/15 · 34/60 min", "")
    record = held((40, "report"), record=record)
    assert words(record, 50) == ("50/60 min, 10 left", "late")
    record = held((50, "lessons"), (57, None), record=record)
    assert words(record, 80) == ("Lessons 7/8, 1 left · 57/60 min, 3 left, paused", "late")
    assert words(record, 57 + 12 * 60 + 1) == ("", "")
    another = held((57 + 12 * 60 + 1, "recommendations"), record=record)
    assert words(another, 57 + 12 * 60 + 3) == ("Close 2/3 · 2/60 min", "")
    record = held((100, "recommendations"), record=record)
    assert words(record, 104) == ("Close 4/3, 1 over · 61/60 min, 1 over", "over")
    assert spent(record, 104) == {
        "Opening": 4, "Timeline": 27, "Causes": 9, "Lessons": 7, "Close": 4
    }  # fmt: skip


def test_a_later_severity_does_not_change_a_meeting_that_runs():
    record = held((0, "analysis"))
    record = put_all(record, [("severity.final", Severity.SEV1)])
    assert words(record, 12) == ("Timeline 12/25 · 12/60 min", "")


def test_a_glance_at_a_page_takes_no_time():
    record = held((0, "analysis"), (10, "impact"), (10.2, "analysis"))
    assert len(record.turns) == 1
    record = held((12, "impact"), (12.1, "lessons"), (12.2, "root_cause"), record=record)
    assert spent(record, 15) == {"Timeline": 12, "Causes": 3}
    assert len(record.turns) == 2


def test_only_the_page_of_who_leads_counts():
    record = held((0, "analysis"))
    assert meeting.turn(record, "impact", after(5), "bob") == ()
    assert meeting.turn(record, "analysis", after(5), "ann") == ()
    record = held((6, None), record=record)
    assert meeting.turn(record, "impact", after(7), "ann") == ()
    record = held((8, "analysis"), record=record, by="bob")
    assert meeting.turn(record, "impact", after(9), "bob") != ()
    assert meeting.turn(record, "impact", after(9), "ann") == ()


def test_three_minutes_come_from_the_later_block_with_most_left():
    record = held((0, "analysis"))
    giver = meeting.giver(meeting.where(record, after(26)))
    assert giver.block.name == "Causes"
    record = put_all(record, meeting.more(record, after(26)))
    assert [block.moved for block in record.prep.agenda] == [None, 3, -3, None, None, None]
    assert words(record, 26) == ("Timeline 26/28, 2 min left · 26/60 min", "late")
    record = held((30, "recommendations"), record=record)
    assert meeting.giver(meeting.where(record, after(31))).block.name == "Causes"
    record = held((32, "report"), record=record)
    assert meeting.more(record, after(33)) == ()


def test_no_block_has_three_minutes_left():
    record = put_all(SEV2, [("prep.agenda.B1", Block(id="B1", page=PageName.IMPACT, minutes=9))])
    record = held((0, "impact"), record=record)
    assert meeting.giver(meeting.where(record, after(1))) is None
    assert meeting.more(record, after(1)) == ()


def test_blocks_that_share_a_page_are_filled_in_order():
    blocks = [
        Block(id="B1", name="Walk", page=PageName.ANALYSIS, minutes=10),
        Block(id="B2", name="Break", minutes=5),
        Block(id="B3", name="Demo", page=PageName.ANALYSIS, minutes=5),
    ]
    turns = [
        Turn(id="M2", at=after(12), page=PageName.REPORT),
        Turn(id="M1", at=BEGIN, page=PageName.ANALYSIS),
    ]
    here = standing(blocks, turns, after(14))
    assert [each.time for each in here.blocks] == [timedelta(minutes=each) for each in (10, 2, 2)]
    assert (here.block.block.name, here.outside) == ("Break", timedelta())
    assert standing(blocks, turns, after(11)).block.block.name == "Break"  # its clock is behind


instants = st.integers(0, 300).map(after) | st.none()
turned = st.builds(
    Turn, id=st.integers(1, 99).map("M{}".format), at=instants, page=st.sampled_from([None, *PAGES])
)
boxed = st.builds(
    Block,
    id=st.integers(1, 99).map("B{}".format),
    page=st.sampled_from([None, *PAGES]),
    minutes=st.none() | st.integers(0, 10**12),
    moved=st.none() | st.integers(-(10**12), 9),
)


@given(st.lists(boxed, max_size=6), st.lists(turned, max_size=8), st.integers(-10, 400))
def test_the_minutes_of_the_blocks_are_all_minutes(blocks, turns, minutes):
    here = standing(blocks, turns, after(minutes))
    known = sorted((t.at, int(t.id[1:]), n) for n, t in enumerate(turns) if t.at is not None)
    order = [turns[n] for _, _, n in known]
    ends = [*(each.at for each in order[1:]), after(minutes)]
    ran = sum(
        (max(end - t.at, timedelta()) for t, end in zip(order, ends, strict=False) if t.page),
        timedelta(),
    )
    assert here.total == ran == sum((each.time for each in here.blocks), here.outside)
    assert all(each.time >= timedelta() for each in here.blocks)
    assert all(0 <= each.block.planned <= MOST_MINUTES for each in here.blocks)
    assert meeting.words(here)
    assert 0 < meeting.until_next(here) <= 60


def test_turns_are_no_steps_of_undo(library, clock):
    session = opened(library, clock)

    def turn(page):
        puts = meeting.turn(session.record, page, clock(), session.who)
        session.apply(puts, to_undo=False)

    session.put("impact.summary", "All failed.")
    session.seal()
    begun = meeting.start(session.record, "analysis", clock(), session.who)
    session.apply(begun, to_undo=False)
    clock.go_on(timedelta(minutes=5))
    turn("impact")
    assert session.undo()
    assert session.record.impact.summary is None
    assert len(session.record.turns) == 2
    session.redo()
    session.save()
    later: Session = opened(library, clock)
    assert later.undo()
    assert len(later.record.turns) == 2
