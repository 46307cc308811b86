"""The items of the impact on one line, and segments as they are typed."""

from datetime import UTC, date, datetime

import pytest

from pmtui.guide.checks import check
from pmtui.guide.entry import parse_entry
from pmtui.guide.lines import line
from pmtui.model.harm import Cost, LongTerm, Measure
from pmtui.model.kinds import Area, Basis
from pmtui.model.postmortem import Postmortem
from tests.unit.test_figures import harmed, segment

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("where", "item", "shown"),
    [
        ("immediate", Measure(id="m1", metric="orders"), "orders · not estimated · no basis"),
        (
            "immediate",
            Measure(id="m1", metric="users", low=90, value=100, high=120, basis=Basis.ESTIMATED),
            "users · 100 (90-120) · estimated",
        ),
        (
            "immediate",
            Measure(id="m1", metric="users", low=90, basis=Basis.GUESS),
            "users · 90-? · guess",
        ),
        (
            "financial",
            Cost(id="f1", item="fees", low=33, best=41, high=52, currency="EUR", basis="retries"),
            "fees · 41 (33-52) EUR · retries",
        ),
        ("financial", Cost(id="f1", item="fees", best=0), "fees · 0 · no basis"),
        ("financial", Cost(id="f1", item="fees"), "fees · not estimated · no basis"),
        (
            "long_term",
            LongTerm(
                id="h1",
                area=Area.TRUST,
                text="one pauses",
                horizon="3 months",
                owner="Jo",
                review_on=date(2026, 12, 15),
            ),
            "trust · one pauses · lasts 3 months · Jo · review 2026-12-15",
        ),
    ],
)
def test_an_item_on_one_line(where, item, shown):
    assert line(Postmortem(id="x"), f"impact.{where}", item) == shown


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("2026-03-04 16:41 to 16:58 5 affected", datetime(2026, 3, 4, 16, 58, tzinfo=UTC)),
        ("2026-03-04 23:50 to 00:10 5 affected", datetime(2026, 3, 5, 0, 10, tzinfo=UTC)),
    ],
)
def test_a_segment_ends_on_the_day_of_its_start(typed, end):
    puts = parse_entry(Postmortem(id="x"), "impact.segments", typed, now=NOW)
    assert puts[0][1].end == end


@pytest.mark.parametrize(("begins", "said"), [(50, True), (60, False)])
def test_segments_that_overlap_must_be_changed(begins, said):
    record = harmed(segment(1, 0, 60), segment(2, begins, 90))
    found = [each for each in check(record, NOW.date()) if "overlap" in each.message]
    assert [(each.level, each.rule) for each in found] == ([("must", "X4.6")] if said else [])
    assert all("g1 and g2" in each.message for each in found)
