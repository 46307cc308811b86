"""How each figure was computed: the numbers put in give the figure, or what is missing is said."""

import re
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmtui.exporters.reckoning import FIGURES, lengths, reckonings
from pmtui.model import figures
from pmtui.model.harm import Impact, Objective, Segment
from pmtui.model.postmortem import Postmortem
from tests.unit.test_figures import DEMO, harmed, segment


def told(record):
    return {each.name: each for each in reckonings(record)}


def test_the_example_has_its_numbers_put_in():
    how = {name: each.how for name, each in told(DEMO).items()}
    assert how == {
        "minutes": "17 min + 74 min + 17 min",
        "weighted_minutes": "17 min × 13,020/62,000 + 74 min × 136,328/288,600"
        " + 17 min × 7,440/62,000",
        "affected_minutes": "17 min × 1,260 + 74 min × 2,140 + 17 min × 640",
        "weighted_affected_minutes": "17 min × 13,020/62,000 × 1,260"
        " + 74 min × 136,328/288,600 × 2,140 + 17 min × 7,440/62,000 × 640",
        "attempts": "62,000 + 288,600 + 62,000",
        "failed": "13,020 + 136,328 + 7,440",
        "failure_share": "156,788 / 412,600",
        "availability": "1 − 38 %",
        "budget": "(1 − 99.95 %) × 118,000,000 events",
        "budget_consumed": "156,788 / 59,000",
        "burn_rate": "38 % / (1 − 99.95 %)",
    }
    assert told(DEMO)["affected_minutes"].label == "Minutes × merchants"
    assert told(DEMO)["weighted_affected_minutes"].shown == "80,609"


def test_an_interval_has_its_two_times():
    found = {each.name: each for each in lengths(DEMO)}
    assert list(found) == [
        "ttd",
        "tta",
        "tte",
        "ttk",
        "ttm",
        "ttr",
        "ttc",
        "impact",
        "trigger",
        "declare",
    ]
    assert found["ttd"].formula == "detection − impact start"
    assert found["ttd"].how == "2026-09-15 16:58Z − 2026-09-15 16:41Z"
    unknown = lengths(Postmortem(id="x"))[0]
    assert unknown.shown == "not estimated"
    assert unknown.how == "not estimated: impact start and detection not known to the minute"


def test_a_budget_of_time():
    record = harmed(
        segment(1, 0, 3600, failure_share=0.5), target=0.999, window_days=30, kind="time"
    )
    found = told(record)
    assert found["budget"].how == "(1 − 99.9 %) × 30 days × 1,440 min"
    assert (found["budget"].shown, found["budget_consumed"].how) == ("43.2 minutes", "30 / 43.2")
    assert found["burn_rate"].how == "30 / 60 / (1 − 99.9 %)"
    assert found["failure_share"].how == "50 % in every segment"


WHOLE = {"affected": 5, "attempts": 10, "failed": 1}
SLO = {"target": 0.99, "events_in_window": 1000}


@pytest.mark.parametrize(
    ("record", "name", "missing"),
    [
        (Postmortem(id="x"), "minutes", "there are no segments"),
        (harmed(segment(1, 0, 60)), "affected_minutes", "segment g1 has no number affected"),
        (harmed(segment(1, 0, 60)), "weighted_minutes", "segment g1 has no failure share"),
        (harmed(segment(1, 60, 0)), "minutes", "segment g1 ends before it starts"),
        (harmed(Segment(id="g2")), "minutes", "segment g2 has no start and no end"),
        (
            harmed(segment(1, 0, 60, **WHOLE), segment(2, 60, 90, affected=2)),
            "attempts",
            "segment g2 has no attempts",
        ),
        (
            harmed(segment(1, 0, 60, **WHOLE), segment(2, 50, 90, **WHOLE)),
            "affected_minutes",
            "segments g1 and g2 overlap",
        ),
        *(
            (
                harmed(segment(1, 0, 60, affected=5, attempts=200, failed=300), **SLO),
                name,
                "segment g1 has 300 failed of 200 attempts",
            )
            for name in ("attempts", "failed", "failure_share", "availability", "budget_consumed")
        ),
        (
            harmed(segment(1, 0, 60, attempts=0, failed=0)),
            "failure_share",
            "there were no attempts",
        ),
        (
            harmed(segment(1, 0, 60, failure_share=0.1), segment(2, 60, 90, failure_share=0.2)),
            "availability",
            "the segments differ, and not all have attempts and failed",
        ),
        (harmed(segment(1, 0, 60, **WHOLE)), "burn_rate", "the objective has no target"),
        (
            harmed(segment(1, 0, 60, **WHOLE), target=1.0),
            "burn_rate",
            "the objective allows no failure",
        ),
        (
            harmed(segment(1, 0, 60, **WHOLE), target=0.9, kind="time"),
            "budget",
            "the objective has no window",
        ),
        (
            harmed(segment(1, 0, 60, **WHOLE), target=1.0, events_in_window=9),
            "budget_consumed",
            "the error budget is 0",
        ),
    ],
)
def test_what_is_missing_is_said(record, name, missing):
    assert told(record)[name].shown == "not estimated"
    assert told(record)[name].how == f"not estimated: {missing}"


segments = st.builds(
    segment,
    st.integers(1, 9),
    st.integers(0, 90),
    st.integers(0, 90),
    affected=st.none() | st.integers(0, 50),
    attempts=st.none() | st.integers(0, 50),
    failed=st.none() | st.integers(0, 50),
    failure_share=st.none() | st.sampled_from([0.0, 0.25, 1.0]),
)
objectives = st.builds(
    Objective,
    target=st.none() | st.sampled_from([0.5, 0.9995, 1.0]),
    window_days=st.none() | st.integers(0, 30),
    kind=st.sampled_from([None, "time", "requests", "other"]),
    events_in_window=st.none() | st.integers(0, 1000),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(segments, max_size=3), objectives)
def test_a_figure_is_known_when_nothing_is_missing(parts, slo):
    record = Postmortem(id="x", impact=Impact(segments=tuple(parts), slo=slo))
    found = figures.impact(record)
    for each in reckonings(record):
        value = getattr(found, each.name)
        assert (each.shown == "not estimated") == (value is None)
        assert each.how.startswith("not estimated: ") == (value is None)
        assert each.how.removeprefix("not estimated:").strip(), "says nothing"


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 90), st.integers(1, 400), st.integers(0, 40)), min_size=1))
def test_the_numbers_put_in_give_the_figure(parts):
    clock, built = 0, []
    for number, (long, attempts, affected) in enumerate(parts):
        built.append(
            segment(
                number, clock, clock + long * 60, affected=affected, attempts=attempts, failed=1
            )
        )
        clock += long * 60
    found = figures.impact(harmed(*built))
    for each in reckonings(harmed(*built)):
        if each.name in ("budget", "budget_consumed", "burn_rate", "availability"):
            continue
        assert worked_out(each.how) == getattr(found, each.name)


def worked_out(how):
    """The sum of products that the words say, exactly."""
    return sum(
        (product(term) for term in how.replace(" / ", "/").replace(" min", "").split(" + ")),
        Fraction(0),
    )


def product(term):
    result = Fraction(1)
    for factor in term.replace(",", "").split(" × "):
        assert re.fullmatch(r"\d+(/\d+)?", factor)
        result *= Fraction(factor)
    return result


def test_every_figure_has_a_reckoning():
    assert list(FIGURES) == [each.name for each in reckonings(DEMO)]
    assert set(FIGURES) == set(figures.ImpactFigures.__dataclass_fields__)
