"""The page with figures over several postmortems: the same numbers as tables and as pictures."""

from dataclasses import replace
from datetime import date

from pmtui.exporters.blocks import Scatter, Tally
from pmtui.exporters.html import to_html
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.pictures.figure import figure
from pmtui.exporters.statistics.page import figures_report
from pmtui.guide.statistics import statistics
from pmtui.model.factors import TriggerKind
from tests.unit.faces import nasty_values, parse
from tests.unit.test_statistics import many
from tests.unit.whole_record import LIBRARY

TODAY = date(2026, 11, 23)


def report(records=LIBRARY):
    return figures_report(statistics(records, TODAY), records, TODAY)


def section(name, records=LIBRARY):
    return next(each for each in report(records).sections if each.anchor == name)


def drawn(block):
    page = parse(figure(block, block.caption, "p"))
    wide = [each for each in page.find("div") if each.attributes["class"] == "wide"]
    return wide[0].find("svg")[0] if wide else None


def kinds(picture, name, look):
    return [each for each in picture.find(name) if each.attributes.get("class") == look]


def test_each_dot_is_a_row_and_lies_where_its_number_is():
    block = section("ttd").blocks[0]
    assert isinstance(block, Scatter)
    assert [row[2] for row in block.rows] == ["26", "17", "15", "5"]
    dots = kinds(drawn(block), "circle", "bar")
    places = sorted((float(each.attributes["cx"]) for each in dots), reverse=True)
    assert len(dots) == 4
    assert places == sorted(places, reverse=True)
    assert places[0] - places[1] > places[1] - places[2], "26 is further from 17 than 17 from 15"
    assert kinds(drawn(block), "rect", "box") == []


def test_equal_numbers_stand_on_top_of_each_other_within_the_picture():
    block = section("ttd", many(40, minutes=lambda number: 10)).blocks[0]
    picture = drawn(block)
    dots = kinds(picture, "circle", "bar")
    assert len({each.attributes["cx"] for each in dots}) == 1
    heights = [float(each.attributes["cy"]) for each in dots]
    assert len(set(heights)) == 40
    assert min(heights) > 0


def test_the_median_is_drawn_from_six_on_within_its_interval():
    block = section("ttd", many(6)).blocks[0]
    assert block.middle == (10.0, 12.5, 15.0)
    [box], [line] = (kinds(drawn(block), "rect", look) for look in ("box", "edge"))
    low, long = (float(box.attributes[name]) for name in ("x", "width"))
    assert low < float(line.attributes["x"]) < low + long
    assert section("ttd", many(5)).blocks[0].middle is None


def test_bars_are_as_long_as_their_counts_and_shares_wait_for_twenty():
    block = section("actions").blocks[0]
    assert isinstance(block, Tally)
    assert block.head == ("What", "Number")
    bars = [float(each.attributes["width"]) for each in kinds(drawn(block), "rect", "bar")]
    counts = [int(row[1]) for row in block.rows]
    assert [round(bar / bars[0], 2) for bar in bars] == [each / counts[0] for each in counts]
    assert section("coverage").blocks[0].head == ("What", "Number", "Share")


def test_the_kind_of_trigger_is_counted_of_incidents_alone_and_may_be_unknown():
    triggers = next(each for each in statistics(LIBRARY, TODAY) if each.id == "triggers")
    assert {bar.label: bar.count for bar in triggers.bars} == {
        "deploy": 1, "config": 1, "dependency": 1, "pipeline": 1
    }  # fmt: skip
    blank = replace(LIBRARY[0], causal=replace(LIBRARY[0].causal, trigger_kind=None))
    [found] = [each for each in statistics([blank], TODAY) if each.id == "triggers"]
    assert (found.bars, found.unknown) == ((), (blank.id,))
    assert len(TriggerKind) == 8


def test_every_figure_says_what_it_cannot_tell_in_every_form():
    figures = statistics(LIBRARY, TODAY)
    page, markdown = parse(to_html(report())), to_markdown(report())
    shown = " ".join(each.text for each in page.find("p"))
    for each in figures:
        if not each.is_empty:
            assert each.says in shown
    assert "Fewer than 6: dots, and no median." in markdown
    assert "nothing to show yet" in to_markdown(report([]))


def test_no_word_of_a_record_is_markup_in_a_picture():
    for item in nasty_values():
        if item["category"] != "size":
            block = Tally("T", ("What", "Number"), ((item["input"], "3"),), counts=(3,))
            picture = drawn(block)
            assert [len(picture.find(name)) for name in ("text", "rect", "script", "a")] == [
                2,
                1,
                0,
                0,
            ]
