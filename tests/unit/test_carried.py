"""The record that a report carries: all of it, unseen, and nothing that acts."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt

from pmtui.carried import lines_of, read_carried, with_record
from pmtui.edited import read_edited
from pmtui.exporters.audience import Audience
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.exporting import Leaking, render
from pmtui.model import address
from pmtui.model.postmortem import Postmortem
from pmtui.model.text import CONTROL, HIDDEN, LINE_ENDS, one_line
from pmtui.store.codec import from_json, to_plain
from pmtui.store.errors import Damaged
from pmtui.store.json_text import to_json
from tests.unit.faces import example, nasty_record, nasty_values
from tests.unit.test_codec import SLOW, postmortems
from tests.unit.whole_record import LIBRARY

SMALL = [item for item in nasty_values() if item["category"] != "size"]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def exported(record: Postmortem) -> str:
    return with_record(to_markdown(build(record, Audience.INTERNAL)), record)


def returned(text: str) -> Postmortem:
    carried = read_carried(text, "r.md")
    assert carried is not None
    edited = read_edited(carried, NOW)
    assert (edited.left, edited.gone) == ((), ())
    return edited.record


def same(record: Postmortem) -> bool:
    back = returned(exported(record))
    return to_json(to_plain(back)) == to_json(to_plain(from_json(to_json(to_plain(record)), "r")))


@pytest.mark.parametrize("record", LIBRARY, ids=lambda record: record.id)
def test_every_record_of_the_demo_comes_back(record: Postmortem) -> None:
    assert same(record)


@settings(SLOW, max_examples=25)
@given(postmortems())
def test_any_record_comes_back(record: Postmortem) -> None:
    assert same(record)


@pytest.mark.parametrize("item", SMALL, ids=lambda item: item["id"])
def test_hostile_values_come_back_and_do_not_act(item: dict) -> None:
    record = nasty_record(
        one_line(item["input"])[:300], item["input"].replace("\ud800", "?")[:9_000]
    )
    text = exported(record)
    assert to_json(to_plain(returned(text))) == to_json(to_plain(record))
    comment = text[text.rindex("\n<!-- pmtui record") + 1 :]
    assert comment.rstrip().removeprefix("<!--").removesuffix("-->").find("--") == -1
    for acting in (CONTROL, HIDDEN, LINE_ENDS):
        assert not acting.search(comment)


def test_no_reader_of_markdown_shows_it() -> None:
    text = to_markdown(build(example(), Audience.INTERNAL))
    reader = MarkdownIt("commonmark", {"html": True}).enable("table")
    page = reader.render(exported(example()))
    assert re.sub(r"(?s)<!--.*?-->\n", "", page) == reader.render(text)
    assert page.count("<!--") == 1


def test_other_line_ends_and_another_hand_at_tables_change_nothing() -> None:
    text = exported(example())
    drawn = text.replace(" | ", "   |  ").replace("| --- |", "|:-----|").replace("\n- ", "\n* ")
    assert returned(drawn.replace("\n", "\r\n")) == example()
    assert returned(text.rstrip() + "\n\n\n") == example()


def test_a_comment_that_was_cut_is_no_record() -> None:
    text = exported(example())
    for cut in (text[:-100], text.replace('"id": "t1"', '"id": "t1', 1), text.replace("{", "", 1)):
        with pytest.raises(Damaged, match="comment at its end"):
            read_carried(cut, "r.md")
    assert read_carried(text.partition("<!--")[0], "r.md") is None


def test_text_behind_the_comment_is_text() -> None:
    carried = read_carried(exported(example()) + "\n## More\n", "r.md")
    assert carried is not None
    assert lines_of(carried.text)[-1].raw == "## More"


def test_outside_nothing_is_carried() -> None:
    record = example()
    assert b"pmtui record" not in render(record, "md", Audience.EXTERNAL)
    assert b"pmtui record" not in render(record, "html", Audience.INTERNAL)
    assert b"pmtui record" in render(record, "md", Audience.INTERNAL)


def test_a_secret_that_only_the_record_has_stops_the_markdown_that_carries_it() -> None:
    event = replace(example().timeline[0], source="token ghp_" + "a1B2" * 9)
    record = address.put(example(), f"timeline.{event.id}", event)
    with pytest.raises(Leaking) as caught:
        render(record, "md", Audience.INTERNAL)
    assert caught.value.details[0].startswith(f"timeline.{event.id}.source: “ghp_")
    assert render(record, "html", Audience.INTERNAL)
