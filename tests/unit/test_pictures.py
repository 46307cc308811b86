import re
from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Branch, Bullet, Course, Figures, Timeline, Tree
from pmtui.exporters.html import to_html
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.pictures.figure import figure
from pmtui.exporters.pictures.measure import fit, width, wrap
from pmtui.exporters.report import build
from pmtui.model.text import one_line
from tests.unit.faces import example, long_causes, nasty_values, parse, record_of_all

START = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
SHAPES = {"svg", "title", "desc", "text", "rect", "circle", "path"}
LONG = [f"Donaudampfschifffahrtsgesellschaft{'x' * 9 * n} saw queue {n} grow" for n in range(60)]


def after(*minutes):
    return tuple(None if each is None else START + timedelta(minutes=each) for each in minutes)


def timeline(*rows, **more):
    """A timeline of pairs of a kind and the minutes after nine o'clock."""
    instants = after(*(minutes for _, minutes in rows))
    cells = tuple(
        ("not known" if at is None else f"{at:%Y-%m-%d %H:%M}", kind)
        for (kind, _), at in zip(rows, instants, strict=True)
    )
    return Timeline("T", ("UTC", "Kind"), cells, instants=instants, lane=1, **more)


def course(*rows, full=None):
    """A course of triples: start and end in minutes after nine o'clock, and the figure."""
    spans = tuple(None if a is None else after(a, b) for a, b, _ in rows)
    cells = tuple((str(each),) for _, _, each in rows)
    figures = (Figures(0, tuple(value for _, _, value in rows), full),)
    return Course("C", ("Affected",), cells, spans=spans, figures=figures)


def drawn(block, kind="wide"):
    """The pictures of a block, parsed."""
    page = parse(figure(block, "How did it come to that?", "p"))
    found = [each for each in page.find("div") if each.attributes["class"] == kind]
    return found[0].find("svg") if found else []


def texts(picture):
    return [each.text for each in picture.find("text")]


def number(element, name):
    return float(element.attributes[name])


def box_of(text):
    """Where a text is: left, upper, right and lower edge."""
    size, x, y = (number(text, name) for name in ("font-size", "x", "y"))
    long = width(text.text, size)
    x -= {"middle": long / 2, "end": long}.get(text.attributes.get("text-anchor"), 0)
    return x, y - size * 0.8, x + long, y + size * 0.2


def assert_readable(picture):
    """Every text within the picture, and none over another."""
    left, top, wide, tall = map(float, picture.attributes["viewbox"].split())
    boxes = [(box_of(each), each.text) for each in picture.find("text")]
    for (x, y, end, low), text in boxes:
        assert left <= x <= end <= left + wide + 1, text
        assert top <= y <= low <= top + tall, text
    for (one, first), (other, second) in combinations(boxes, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (first, second)


@pytest.mark.parametrize("audience", list(Audience))
def test_a_picture_says_nothing_that_the_report_does_not_say(audience):
    report = build(example(), audience)
    said = one_line(to_markdown(report).replace("\\", "").replace("->", "→"))
    own = {"UTC", "impact"}
    found = [text for each in parse(to_html(report)).find("svg") for text in texts(each)]
    assert len(found) > 20
    for text in found:
        counted = re.fullmatch(r"‹ \d+|\d+ ›|\d+|\d\d:\d[05]", text)
        assert counted or text in own or text in said, text


def test_the_example_shows_its_timeline_its_tree_and_its_impact():
    pictures = list(parse(to_html(build(example(), Audience.INTERNAL))).find("svg"))
    titles = [each.find("title")[0].text for each in pictures]
    assert titles[0] == "Impact over time, as bars"
    assert "Timeline on an axis of time" in titles
    assert "w1 How did authorisations come to fail?, part 1 of 2" in titles
    for each in pictures:
        named = each.attributes["aria-labelledby"].split()
        assert [part.attributes["id"] for part in each.find("title", "desc")] == named
        assert each.attributes["role"] == "img"


@pytest.mark.parametrize("kind", ["wide", "narrow"])
@pytest.mark.parametrize(
    "words",
    [LONG, [str(each["input"])[:3000] for each in nasty_values()]],
    ids=["long words", "hostile values"],
)
def test_pictures_are_readable_whatever_the_words(words, kind):
    report = build(record_of_all(words), Audience.INTERNAL)
    blocks = [block for section in report.sections for block in section.blocks]
    pictures = [each for block in blocks for each in drawn(block, kind)]
    assert len(pictures) > 3
    for each in pictures:
        assert_readable(each)
        assert {part.tag for part in each.find()} <= SHAPES


def test_sixty_events_make_a_page_of_at_most_500_kb():
    assert len(to_html(build(record_of_all(LONG), Audience.INTERNAL)).encode()) < 500 * 1024


def test_marks_that_would_touch_become_one_with_their_number():
    block = timeline(("a", 0), *(("note", 60 + n / 600) for n in range(1000)), ("note", 200))
    for kind in ("wide", "narrow"):
        picture = drawn(block, kind)[0]
        assert "1000" in texts(picture)
        assert len(picture.find("circle")) == 2
        assert_readable(picture)


def test_what_lies_outside_of_the_story_is_counted_at_its_edges():
    block = timeline(
        ("old", -9_000_000),
        ("new", 10),
        ("new", 50),
        ("late", 8000),
        ("late", 9000),
        focus=after(0, 60),
        band=after(10, 30),
    )
    shown = texts(drawn(block)[0])
    assert {"‹ 1", "2 ›", "impact", "09:30", "2026-03-04"} <= set(shown)
    assert len(drawn(block)[0].find("circle")) == 2


def test_a_time_is_drawn_as_well_as_it_is_known():
    rows = (("2026-03-04", "a"), ("2026-03-04 ~09:30", "b"), ("not known", "c"))
    block = Timeline("T", ("UTC", "Kind"), rows, instants=(*after(0, 30), None), lane=1)
    shown = texts(drawn(block)[0])
    assert "~09:30" in shown
    assert "00:00" not in shown
    assert "c" not in shown
    assert "2 of 3 rows" in drawn(block)[0].find("desc")[0].text
    assert drawn(timeline(("a", 0), ("b", None))) == []


@pytest.mark.parametrize("minutes", [0.001, 3, 400, 20_000, 90_000_000])
def test_the_axis_has_a_few_times_however_long_it_is(minutes):
    for kind in ("wide", "narrow"):
        picture = drawn(timeline(("a", 0), ("b", minutes)), kind)[0]
        grid = [each for each in picture.find("path") if each.attributes["class"] == "grid"]
        assert 1 <= len(grid) <= 16
        assert_readable(picture)
    far = (datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC), *after(0, 9))
    block = Timeline("T", ("UTC",), (("x y",),) * 4, instants=far)
    assert len(drawn(block)) == 1


def test_bars_are_as_high_as_their_part_and_an_unknown_figure_is_an_outline():
    picture = drawn(course((0, 10, 20), (10, 20, 5), (20, 30, None), (None, None, 9)))[0]
    bars = {each.attributes["class"]: number(each, "height") for each in picture.find("rect")}
    heights = [number(each, "height") for each in picture.find("rect")]
    assert heights[0] == heights[1] * 4 == bars["unknown"]
    assert texts(picture)[-4:] == ["Affected", "20", "5", "None"]
    half = drawn(course((0, 10, 0.5), full=1.0))[0].find("rect")[0]
    assert number(half, "height") == heights[0] / 2
    assert drawn(course((0, 10, None))) == drawn(course((0, 10, 0))) == []


def test_a_tall_tree_goes_on_in_the_next_picture_and_says_what_it_leaves_out():
    tree = next(
        block
        for section in build(long_causes(400), Audience.INTERNAL).sections
        for block in section.blocks
        if isinstance(block, Tree)
    )
    pictures = drawn(tree)
    boxes = [list(map(float, each.attributes["viewbox"].split())) for each in pictures]
    assert len(boxes) > 5
    for above, below in pairwise(boxes):
        assert below[1] == pytest.approx(above[1] + above[3], abs=0.2)
        assert below[3] < 900
    assert texts(pictures[-1])[-1] == "… 250 more lines in the list"


def test_each_line_of_a_tree_hangs_on_the_one_above_it():
    lines = (Bullet("c1 a [x]"), Bullet("needed together:", 1), Bullet("c2 b", 2), Bullet("= k", 3))
    ends = [(True,), (True,), (True, True), (True, True)]
    branches = tuple(map(Branch, ends, ("line", "gate", "line", "note")))
    picture = drawn(Tree(lines, branches))[0]
    assert texts(picture) == ["c1 a", "x", "needed together:", "c2 b", "= k"]
    hooks = [each.attributes["d"] for each in picture.find("path")]
    tops = [number(each, "y") for each in picture.find("text")]
    assert len(hooks) == 3
    assert tops == sorted(tops)
    assert drawn(Tree(lines[:1], branches[:1])) == []


def test_words_are_cut_into_lines_that_fit():
    assert wrap("one two three", 50, 10, 9) == ["one two", "three"]
    assert wrap("x" * 100, 65, 10, 2) == ["x" * 10, "x" * 8 + "…"]
    assert wrap("", 50, 10, 2) == []
    assert fit("short", 100, 10) == "short"
    assert all(width(line, 12) <= 90 for line in wrap("漢字" * 40 + " 👩‍💻" * 9, 90, 12, 30))
    assert wrap("a" + "\u0301" * 50, 50, 10, 1) == ["a\u0301\u0301"]
