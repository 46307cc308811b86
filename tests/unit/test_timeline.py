"""The order of the story, its gaps, moving in it, and the incident drawn as a line."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmtui.edits import Order, put_all
from pmtui.model.kinds import Precision
from pmtui.model.picture import LEAST, MARKS, picture
from pmtui.model.postmortem import Postmortem
from pmtui.model.story import Event, Milestones
from pmtui.model.timeline import gaps, in_order, moved
from pmtui.model.types import Moment

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def event(number: int, minutes: float | None, precision: Precision = Precision.EXACT) -> Event:
    when = None if minutes is None else at(minutes)
    return Event(id=f"t{number}", at=when, precision=precision)


def milestones(**minutes: float) -> Milestones:
    return Milestones(**{name: Moment(at=at(each)) for name, each in minutes.items()})


def test_gaps_are_the_long_stretches_of_the_impact_without_an_entry() -> None:
    events = [event(1, 0), event(2, 8), event(3, 12, Precision.DAY), event(4, 40), event(5, 90)]
    found = gaps(events, at(0), at(60), timedelta(minutes=10))
    assert [(gap.after, gap.before, gap.minutes) for gap in found] == [
        ("t2", "t4", 32),
        ("t4", "", 20),
    ]
    assert [gap.after for gap in gaps(events, at(0), None, timedelta(minutes=10))] == ["t2", "t4"]
    assert gaps(events, None, at(60), timedelta(minutes=10)) == ()
    assert [gap.after for gap in gaps([], at(0), at(60), timedelta(minutes=10))] == [""]


@given(
    st.lists(st.one_of(st.none(), st.integers(0, 5)), min_size=1, max_size=9),
    st.data(),
)
def test_a_move_changes_two_neighbours_or_nothing(times: list[int | None], data) -> None:
    events = [event(number, each) for number, each in enumerate(times, 1)]
    before = [each.id for each in in_order(events)]
    chosen, by = data.draw(st.sampled_from(before)), data.draw(st.sampled_from([-1, 1]))
    ids = moved(events, chosen, by)
    if not ids:
        return
    after = [each.id for each in in_order(Order(ids).arrange(events))]
    here = before.index(chosen)
    before[here], before[here + by] = before[here + by], before[here]
    assert after == before


def test_another_order_says_nothing_of_the_items_themselves() -> None:
    record = Postmortem(id="x", timeline=tuple(event(number, None) for number in (1, 2, 3)))
    turned = put_all(record, [("timeline", Order(("t3", "gone", "t1")))])
    assert [each.id for each in turned.timeline] == ["t3", "t2", "t1"]


def test_the_picture_has_each_milestone_at_its_place_and_in_the_legend() -> None:
    drawn = picture(milestones(impact_start=0, detected_at=30, impact_end=60), None, UTC, 59)
    assert drawn is not None
    line = drawn.line
    assert len(line) == 59
    assert line.startswith("12:00 ├")
    assert line.endswith("┤ 13:00")
    assert abs(line.index("D") - (line.index("├") + line.index("┤")) / 2) <= 1
    assert drawn.legend == "D detection"


def test_milestones_of_one_minute_stand_side_by_side_in_their_order() -> None:
    names = dict.fromkeys(MARKS, 59.0) | {"impact_start": 0.0, "impact_end": 60.0}
    drawn = picture(milestones(**names), None, UTC, 59)
    assert drawn is not None
    assert "".join(letter for letter in drawn.line if letter.isalpha()) == "TDAKOJCUMR"
    assert len(drawn.line) == 59


def test_an_impact_without_an_end_stays_open_and_days_are_named_where_they_differ() -> None:
    drawn = picture(milestones(impact_start=0), at(45), UTC, 59)
    assert drawn is not None
    assert drawn.line.endswith("▸ 12:45, end not known")
    far = milestones(impact_start=0, impact_end=24 * 60)
    drawn = picture(far, None, ZoneInfo("Europe/Berlin"), 59)
    assert drawn is not None
    assert drawn.line.startswith("4 Mar 13:00 ├")


@pytest.mark.parametrize(
    ("known", "width"),
    [
        (milestones(), 59),
        (milestones(impact_start=0), 59),
        (milestones(impact_end=0), 59),
        (milestones(impact_start=5, impact_end=0), 59),
        (milestones(impact_start=0, impact_end=60), LEAST - 1),
    ],
)
def test_nothing_is_drawn_where_there_is_nothing_to_draw(known: Milestones, width: int) -> None:
    assert picture(known, None, UTC, width) is None


@given(st.dictionaries(st.sampled_from([*MARKS, "impact_start", "impact_end"]), st.floats(0, 9e4)))
def test_the_picture_fits_whatever_is_known(minutes: dict[str, float]) -> None:
    for width in (24, 59, 139):
        drawn = picture(milestones(**minutes), None, UTC, width)
        assert drawn is None or len(drawn.line) == width
