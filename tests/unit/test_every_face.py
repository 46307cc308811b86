"""Hostile values in what goes to customers, to spreadsheets and to calendars, as others read it."""

import csv
import io

import pytest

from pmtui.exporters.audience import Audience
from pmtui.exporters.html import to_html
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.exporters.table import timeline_csv
from pmtui.model.text import one_line
from tests.unit.faces import broken_rules, nasty_record, nasty_values, parse

VALUES = [item for item in nasty_values() if item["category"] != "size"]
IDS = [item["id"] for item in VALUES]
NEVER = ["attr:on*", "element:script,img,iframe,style,form,link,meta"]
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@pytest.mark.parametrize("item", VALUES, ids=IDS)
def test_no_value_acts_in_what_customers_get(item):
    report = build(nasty_record(one_line(item["input"])[:300], item["input"]), Audience.EXTERNAL)
    body = parse(to_html(report)).find("body")[0]
    assert broken_rules(body, NEVER) == []
    assert all("__pwned" not in value for each in body.find() for value in each.attributes.values())
    head, text = to_markdown(report).split("---\n", 2)[1:]
    assert all(": " in line or line.endswith(":") for line in head.strip().split("\n"))
    assert not any(ord(char) < 32 and char not in "\n\t" for char in text)


@pytest.mark.parametrize("item", VALUES, ids=IDS)
def test_no_value_is_a_formula_or_a_second_row(item):
    rows = list(csv.reader(io.StringIO(timeline_csv(nasty_record(item["input"])))))
    assert len(rows) == 2
    assert len(rows[1]) == len(rows[0])
    assert [cell for cell in rows[1] if cell.startswith(FORMULAS)] == []
