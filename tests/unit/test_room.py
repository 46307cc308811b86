"""What a room is shown, and that it fits any screen."""

from datetime import date

import pytest
from rich.cells import cell_len

from pmtui.demo import records
from pmtui.guide.fields import PAGES
from pmtui.guide.room import NOTHING_YET, place_words, scene
from pmtui.model import address
from pmtui.model.people import PreTalk
from pmtui.model.postmortem import Postmortem
from pmtui.store.codec import from_json
from pmtui.widgets.room_lines import draw

DAY = date(2026, 9, 20)
RECORD = max((from_json(data, "example") for data in records()), key=lambda each: each.id)


def test_an_entry_stands_amid_its_neighbours() -> None:
    made = scene(RECORD, "analysis", "=timeline.t12", 1, today=DAY)
    assert (made.page, made.question[:2]) == ("2 Analysis", "2/")
    assert (made.time, made.around) == ("17:06", True)
    assert made.place is not None
    assert made.lines[made.place].words == made.hand.words
    assert made.lines[made.place - 1].lead == "17:01"
    assert any(note.startswith("Known then: Deploy list") for note in made.hand.notes)


def test_the_entry_line_shows_what_was_added_last() -> None:
    newest = max(RECORD.timeline, key=lambda each: int(each.id[1:]))
    assert scene(RECORD, "analysis", "+timeline", today=DAY).hand.words == newest.text
    empty = scene(Postmortem(id="x"), "analysis", "+timeline", today=DAY)
    assert (empty.hand.words, empty.lines) == (NOTHING_YET, ())


def test_a_cause_stands_below_its_way_and_above_what_led_to_it() -> None:
    made = scene(RECORD, "root_cause", "+causes.c5", today=DAY)
    assert [each.lead for each in made.lines] == ["w1", "c1", "c2", "c5", "c6"]
    assert made.place == 3
    assert made.hand.words.startswith("18:38 in Berlin is 22:08 in India")


def test_a_field_is_told_in_full_and_a_page_alone_by_what_it_is_for() -> None:
    text = RECORD.report.exec_summary
    assert scene(RECORD, "report", "report.exec_summary", today=DAY).hand.words == text
    assert scene(RECORD, "lessons", "", today=DAY).hand.words.startswith("Say what we learned")
    assert len(scene(RECORD, "lessons", "", today=DAY).lines) == len(RECORD.lessons)


def test_a_room_is_not_told_whom_somebody_talked_with_before() -> None:
    record = address.put(RECORD, "prep.pre_talks.v9", PreTalk(id="v9", person="Somebody afraid"))
    for place in ("+prep.pre_talks", "prep.pre_talks.v9.person"):
        assert "afraid" not in str(scene(record, "preparation", place, today=DAY))


def places() -> list[tuple[str, str]]:
    found = [(page, part.address) for page, parts in PAGES.items() for part in parts]
    more = [("nowhere", "x.y"), ("", ""), ("analysis", "timeline.t99"), ("lessons", "conflicts.1")]
    return [*found, *more]


def test_every_place_is_told_on_any_screen() -> None:
    for page, place in places():
        made = scene(RECORD, page, place, 99, today=DAY)
        for width, height in ((60, 16), (80, 20), (200, 57)):
            picture = draw(made, width, height)
            assert all(cell_len(line.plain) <= width for line in picture.lines), (place, width)
            assert picture.hand.stop <= len(picture.lines)
            fits = len(picture.hand) + 12 < height
            assert not fits or len(picture.lines) <= height, (place, width, height)


def test_words_of_people_are_never_markup_and_wrap_by_cells() -> None:
    record = address.put(RECORD, "impact.summary", "[bold]界界 \x1b[2J\u202e" + "界" * 90)
    lines = draw(scene(record, "impact", "impact.summary", today=DAY), 80, 20).lines
    text = "".join(line.plain for line in lines)
    assert "[bold]界界" in text
    assert "⟨U+202E⟩" in text
    assert "\x1b" not in text
    assert max(cell_len(line.plain) for line in lines) <= 80


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("+timeline", "Timeline"),
        ("+causes.c5", "Causes"),
        ("=timeline.t3", "t3"),
        ("actions.a2.owner", "a2"),
        ("impact.summary", "Summary"),
        ("nothing.at.all", ""),
    ],
)
def test_a_place_is_called_as_on_its_page(place: str, words: str) -> None:
    assert place_words(place) == words
