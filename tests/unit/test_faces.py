"""What the page, the Markdown and the terminal have in common."""

import re
from dataclasses import replace

from pmtui.exporters.html import to_html
from pmtui.exporters.markdown import to_markdown
from pmtui.model.factors import Cause
from tests.unit.faces import example
from tests.unit.test_report import internal, lines, section, table


def test_every_event_cause_and_action_has_its_address_in_page_and_markdown():
    below = Cause(id="c90", statement="replies late", parents=("c26",))
    alone = Cause(id="c91", statement="nobody knows")
    record = replace(example(), causes=(*example().causes, below, alone))
    addresses = {f"timeline.{each.id}" for each in record.timeline}
    addresses |= {f"causes.{each.id}" for each in record.causes}
    addresses |= {f"actions.{each.id}" for each in record.actions}
    for text in (to_markdown(internal(record)), to_html(internal(record))):
        assert addresses <= set(re.findall(r' id="([^"]*)"', text))
    shown = lines(section(record, "Root and contributing causes"))
    assert "c90 replies late (leads only to what was ruled out: c26)" in shown


def test_what_covers_each_condition_and_how_far_it_is():
    rows = dict(table(section(example(), "Actions and accepted risks"), "Coverage"))
    assert len(rows) == 9
    found = {condition.split()[0]: by for condition, by in rows.items()}
    assert found["c11"].startswith("a1, verified 2026-09-24")
    assert found["c12"] == "k1, accepted risk"
    bare = replace(example(), actions=(), risk_acceptances=())
    assert set(dict(table(section(bare, "Actions and accepted risks"), "Coverage")).values()) == {
        "nothing yet"
    }


def test_every_time_is_told_in_the_zones_of_the_record():
    text = to_markdown(internal(example()))
    for line in text.partition("## Executive summary")[2].splitlines():
        if line.startswith(("|", "- ")) and (at := re.search(r"\d{4}-\d\d-\d\d ~?\d\d:\d\d", line)):
            assert re.search(r"Kolkata|\| \d\d:\d\d", line[at.end() :]), line
