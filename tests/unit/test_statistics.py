"""Figures over several postmortems, against counts made in another way."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest

from pmtui.exporters.statistics.axis import axis_for
from pmtui.exporters.statistics.data import figures_csv, plain
from pmtui.exporters.statistics.text import figure_lines
from pmtui.guide.statistics import Bar, Dot, Fact, Figure, statistics
from pmtui.model.action_course import accepted_at, is_stale, slips, was_accepted
from pmtui.model.commitments import Action, Step
from pmtui.model.kinds import ActionStatus, Precision, RecordKind
from pmtui.model.types import Moment
from pmtui.store.codec import to_plain
from tests.unit.whole_record import DEMO, LIBRARY, instant, put

TODAY = date(2026, 11, 23)
OPEN = {"accepted", "in_progress", "blocked"}


def figure(name, records=LIBRARY):
    return next(each for each in statistics(records, TODAY) if each.id == name)


def facts(found):
    return {fact.label: fact.value for fact in found.facts}


def bars(found):
    return {bar.label: bar.count for bar in found.bars}


def many(count, minutes=lambda number: 10 + number):
    """As many incidents as told, each detected after its own minutes."""
    start = instant("2026-05-01T10:00")
    return [
        put(
            replace(DEMO, id=f"2026-05-01-{number}"),
            {
                "milestones.impact_start": Moment(at=start, precision=Precision.EXACT),
                "milestones.detected_at": Moment(
                    at=start + timedelta(minutes=minutes(number)), precision=Precision.EXACT
                ),
            },
        )
        for number in range(count)
    ]


def test_durations_are_dots_of_incidents_alone():
    rows = [to_plain(each) for each in LIBRARY]
    wanted = {}
    for row in rows:
        seen, begun = row["milestones"]["detected_at"], row["milestones"]["impact_start"]
        if row["kind"] == "incident":
            wanted[row["id"]] = instant(seen["at"][:19]) - instant(begun["at"][:19])
    found = figure("ttd")
    assert {dot.record: timedelta(minutes=float(dot.value)) for dot in found.dots} == wanted
    assert found.spread.median is None
    assert figure("kinds").n == len(rows) == found.n + 1


def test_actions_are_counted_as_the_record_has_them():
    actions = [each for row in map(to_plain, LIBRARY) for each in row["actions"]]
    taken = [each for each in actions if each["status"] not in ("proposed", "declined", "merged")]
    late = [each for each in taken if each["status"] in OPEN and each["due"] < f"{TODAY}"]
    found = figure("actions")
    assert found.n == len(taken)
    assert facts(found)["open now"] == sum(each["status"] in OPEN for each in taken)
    assert facts(found)["overdue now"] == len(late)
    verdicts = [each["effectiveness"]["verdict"] for each in taken]
    assert figure("effectiveness").n == len([each for each in verdicts if each])
    assert figure("strength").n == len(taken)
    assert set(bars(figure("coverage"))) == {"an action", "an accepted risk"}


def test_medians_come_with_six_and_severities_with_six_each():
    five, six = figure("ttd", many(5)), figure("ttd", many(6))
    assert (five.spread.median, six.spread.median) == (None, Fraction(25, 2))
    mixed = [put(each, {"severity.final": "SEV3"}) for each in many(5)] + many(6)
    assert list(facts(figure("ttd", mixed))) == ["median of SEV1 (n = 6)"]
    assert facts(six) == {}, "there is but one severity"


def test_a_negative_duration_is_named_and_counted_nowhere():
    records = many(7, lambda number: number - 1)
    found = figure("ttd", records)
    assert found.n == 6
    assert facts(found) == {"negative, left out": records[0].id}


def test_what_is_not_known_is_named():
    unknown = put(replace(DEMO, id="2026-05-01-x"), {"milestones.detected_at": None})
    found = figure("ttd", [*LIBRARY, unknown])
    assert found.unknown == ("2026-05-01-x",)
    assert "not known: 2026-05-01-x" in "\n".join(figure_lines(found, 80))
    survey = put(unknown, {"follow_up.survey.asked": None})
    assert facts(figure("survey", [survey]))["answered"] is None


def test_a_tag_in_two_postmortems_is_a_condition_that_comes_back():
    other = replace(DEMO, id="2026-05-01-x", tags=("Migration", "new"))
    found = figure("recurring", [replace(DEMO, tags=("migration", "lock")), other])
    assert bars(found) == {"migration": 2}
    assert facts(found)["open actions where migration was seen"] == 8


def test_nobody_is_named():
    names = {
        name for each in LIBRARY for who in each.prep.people for name in (who.name, who.handle)
    }
    said = "".join(line for each in statistics(LIBRARY, TODAY) for line in figure_lines(each, 100))
    data = figures_csv(statistics(LIBRARY, TODAY))
    assert not [name for name in names if name and (name in said or name in data)]


@pytest.mark.parametrize(("count", "share"), [(19, None), (20, Fraction(1))])
def test_shares_come_with_twenty(count, share):
    found = Figure(id="x", title="X", counted="c", says="", bars=(Bar(label="a", count=count),))
    assert found.share(found.bars[0]) == share
    assert ("100.0 %" in "\n".join(figure_lines(found, 80))) is (share is not None)
    parts = replace(found, whole=False)
    assert parts.share(parts.bars[0]) is None


def drawn(values):
    dots = tuple(Dot(record="r", severity="", value=Fraction(value)) for value in values)
    found = Figure(id="x", title="X", counted="incidents", says="S.", unit="min", dots=dots)
    return list(figure_lines(found, 80))


def test_dots_stand_where_the_axis_says():
    title, labels, line, dots, middle, says = drawn([1, 10, 10, 100])
    assert title == "X, minutes  (4 incidents)"
    assert [labels.index(each) for each in ("1 ", " 10", "100")] == [2, 39, 75]
    assert [at for at, each in enumerate(line) if each == "┼"] == [2, 13, 28, 40, 51, 66, 77]
    assert {at: each for at, each in enumerate(dots) if each != " "} == {2: "•", 40: "2", 77: "•"}
    assert (middle, says) == ("  fewer than 6: dots, and no median", "  S.")
    assert drawn([3] * 12)[3].strip() == "#"
    assert drawn([0, 5])[3].startswith("  •"), "what is below the axis stands at its start"


@pytest.mark.parametrize("value", [0, 1, 2, 3, 7, 999, 1000, 10**6, Fraction(1, 7)])
def test_an_axis_has_room_for_every_value(value):
    axis = axis_for([Fraction(value)])
    assert axis.low < axis.high
    assert 0 <= axis.place(value) <= 1
    assert (axis.ticks[0], axis.ticks[-1]) == (axis.low, axis.high)


def test_as_data_nothing_is_rounded_or_run_by_a_spreadsheet():
    odd = Fact(label="=cmd()", value=Fraction(1, 3), unit="h")
    found = Figure(id="x", title="X", counted="c", says="S.", facts=(odd,))
    assert plain(found)["facts"] == [{"label": "=cmd()", "value": 1 / 3, "unit": "h"}]
    assert plain(found)["median"] is None
    assert figures_csv([found]).split("\r\n")[1] == f"x,fact,'=cmd(),,{1 / 3},h"


def test_the_course_of_an_action():
    def step(day, field, before, after):
        return Step(at=instant(f"2026-{day}T10:00"), field=field, before=before, after=after)

    action = Action(
        id="a1",
        status=ActionStatus.DECLINED,
        history=(
            step("03-01", "status", "proposed", "accepted"),
            step("04-01", "due", "2026-05-01", "2026-06-01"),
            step("04-02", "due", "2026-06-01", "2026-05-20"),
            step("05-01", "status", "accepted", "declined"),
        ),
    )
    assert was_accepted(action)
    assert not was_accepted(Action(id="a2"))
    assert accepted_at(action) == instant("2026-03-01T10:00")
    assert slips(action) == 1, "an earlier date is no slip"
    going = replace(action, status=ActionStatus.IN_PROGRESS)
    assert is_stale(going, date(2026, 6, 1))
    assert not is_stale(going, date(2026, 5, 31))
    assert not is_stale(action, TODAY), "nobody works on it"
    assert not is_stale(replace(going, history=()), TODAY)


def test_no_postmortem_gives_nothing_to_show():
    assert all(each.is_empty for each in statistics([], TODAY))
    exercise = replace(DEMO, kind=RecordKind.EXERCISE)
    assert figure("ttd", [exercise]).is_empty
