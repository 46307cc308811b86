"""The items of the impact on one line, and segments as they are typed."""

from datetime import UTC, date, datetime

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.phrases import Phrases
from pmtui.exporters.sections.impact import impact_section
from pmtui.guide.checks import check
from pmtui.guide.entry import parse_entry
from pmtui.guide.lines import line
from pmtui.model.harm import Cost, LongTerm, Measure
from pmtui.model.kinds import Area, Basis, Severity
from pmtui.model.postmortem import Postmortem
from tests.unit.test_figures import at, harmed, segment
from tests.unit.whole_record import put

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


@pytest.mark.parametrize(
    ("where", "typed", "item"),
    [
        (
            "immediate",
            "cards: 33-40-52 of 6,870 (measured)",
            Measure(
                id="m1", metric="cards", low=33, value=40, high=52, of=6870, basis=Basis.MEASURED
            ),
        ),
        (
            "immediate",
            "cards: 40 (33-52) of 6870 (queue)",
            Measure(id="m1", metric="cards", low=33, value=40, high=52, of=6870, note="queue"),
        ),
        (
            "immediate",
            "cards: 40 (33-52)",
            Measure(id="m1", metric="cards", low=33, value=40, high=52),
        ),
        ("immediate", "cards: 30-40 (33-52)", Measure(id="m1", metric="cards: 30-40 (33-52)")),
        (
            "financial",
            "fees: EUR 33-41-52 (retries)",
            Cost(id="f1", item="fees", low=33, best=41, high=52, currency="EUR", basis="retries"),
        ),
        (
            "financial",
            "fees: 41 (33-52) EUR",
            Cost(id="f1", item="fees", low=33, best=41, high=52, currency="EUR"),
        ),
        (
            "long_term",
            "trust: fewer sign-ups for 6 months @ann by 2026-12-01",
            LongTerm(
                id="h1",
                area=Area.TRUST,
                text="fewer sign-ups",
                horizon="6 months",
                owner="@ann",
                review_on=date(2026, 12, 1),
            ),
        ),
        (
            "long_term",
            "two nights each by 2026-12-01 for about a year",
            LongTerm(
                id="h1",
                text="two nights each",
                horizon="about a year",
                review_on=date(2026, 12, 1),
            ),
        ),
        ("long_term", "for 2 weeks none came", LongTerm(id="h1", text="for 2 weeks none came")),
    ],
)
def test_a_line_takes_a_range_with_its_best_guess_and_a_horizon(where, typed, item):
    puts = parse_entry(Postmortem(id="x"), f"impact.{where}", typed, now=NOW)
    assert puts == ((f"impact.{where}.{item.id}", item),)


@pytest.mark.parametrize(("begins", "said"), [(50, True), (60, False)])
def test_segments_that_overlap_must_be_changed(begins, said):
    record = harmed(segment(1, 0, 60), segment(2, begins, 90))
    found = [each for each in check(record, NOW.date()) if "overlap" in each.message]
    assert [(each.level, each.rule) for each in found] == ([("must", "X4.6")] if said else [])
    assert all("g1 and g2" in each.message for each in found)


def test_segments_outside_the_impact_are_named_and_cover_nothing_of_it():
    """The impact is 12:05 to 13:00; the first is before it, the last runs past midnight."""
    record = put(
        harmed(segment(1, -3600, -1800), segment(2, 300, 3000), segment(3, 42_600, 43_800)),
        {
            "milestones.impact_start": at(5),
            "milestones.impact_end": at(60),
            "severity.final": Severity.SEV1,
        },
    )
    found = [each for each in check(record, NOW.date()) if each.rule == "X4.6"]
    assert [(each.level, each.address) for each in found] == [
        ("warn", "impact.segments.g1.start"),
        ("warn", "impact.segments.g3.end"),
        ("warn", "impact.segments"),
    ]
    assert "2026-09-15 11:00 to 2026-09-15 11:30 UTC" in found[0].message
    assert "2026-09-15 12:05 to 2026-09-15 13:00 UTC" in found[0].message
    assert found[2].message == "No segment covers 12:50 to 13:00 UTC. Add one."


def test_numbers_that_contradict_each_other_are_not_estimated_in_the_report():
    wrong = put(
        harmed(segment(1, 0, 60, attempts=200, failed=300)),
        {
            "impact.immediate": (Measure(id="m1", value=99_999, of=6870, basis=Basis.GUESS),),
            "impact.financial": (Cost(id="f1", low=90, high=10, basis="bank"),),
        },
    )
    report = repr(impact_section(Phrases(wrong, Audience.INTERNAL)))
    assert "not estimated (“value” (99,999) is more than “of” (6,870): 99,999 of 6,870)" in report
    assert "not estimated (“at least” (90) is more than “at most” (10): 90 to 10)" in report
    assert "1455" not in report
    assert "150.0 %" not in report
