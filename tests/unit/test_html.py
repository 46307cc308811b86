import base64
import hashlib
import re
import time
from functools import cache
from html import unescape
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import Paragraph, Prose, Report, Section, Table
from pmtui.exporters.html import to_html
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.model.text import one_line, visible
from tests.unit.faces import (
    broken_rules,
    example,
    long_causes,
    nasty_record,
    nasty_values,
    oversized_record,
    parse,
    same_as_golden,
)

VALUES = nasty_values()
IDS = [item["id"] for item in VALUES]


def page_of(record, audience=Audience.INTERNAL):
    return parse(to_html(build(record, audience)))


@cache
def harmless():
    return page_of(nasty_record("x"))


def body_of(*blocks):
    page = parse(to_html(Report("T", (), (Section("S", "s", blocks),))))
    return page.find("main")[0]


@pytest.mark.parametrize("audience", list(Audience))
def test_example_is_the_golden(audience):
    assert same_as_golden(to_html(build(example(), audience)), f"example-{audience}.html")


@pytest.mark.parametrize("item", VALUES, ids=IDS)
def test_no_value_acts_in_any_place(item):
    html = to_html(
        build(nasty_record(one_line(item["input"])[:300], item["input"]), Audience.INTERNAL)
    )
    assert html.encode("utf-8")
    body = parse(html).find("body")[0]
    assert broken_rules(body, item.get("html_must_not_have"), harmless()) == []
    assert broken_rules(body, ["attr:on*", "element:script,img,iframe,style,form,link,meta"]) == []
    assert broken_rules(body, ["char:C0 C1 DEL (other than TAB LF)", "char:U+202E"]) == []
    assert all("__pwned" not in (value or "") for each in body.find() for value in urls(each))


def test_only_the_index_leads_to_other_reports():
    rows = (("[a](b.html)", "[c](d.html)"),)
    table = Table("T", ("one", "two"), rows, links=("e.html",))
    body = body_of(Prose("[f](g.html) and [h](https://example.org)"), table)
    links = {each.attributes["href"]: each.text for each in body.find("a")}
    assert links == {"https://example.org": "h", "e.html": "[a](b.html)"}


def urls(element):
    return [element.attributes.get(name) for name in ("href", "src", "action", "style")]


@pytest.mark.parametrize("item", VALUES, ids=IDS)
def test_plain_values_are_seen_as_they_are(item):
    text = item["input"][:2000]
    page = page_of(nasty_record(text, "."))
    shown = one_line(text)
    assert page.find("h1")[0].text == (shown or "Untitled incident")
    assert page.find("title")[0].text == (shown or "Untitled incident")
    assert page.find("h1")[0].find() == []
    action = next(row for row in page.find("tr") if row.attributes.get("id") == "actions.a1")
    assert action.find("td")[1].text == (shown or "(no title)")
    assert action.find("td")[3].text == (shown or "not known")


@pytest.mark.parametrize("item", VALUES, ids=IDS)
def test_the_text_of_prose_stays(item):
    if not item["input"].strip():
        return
    body = body_of(Prose(item["input"]))
    seen = body.text + " ".join(str(each.attributes) for each in body.find("a"))
    for word in re.findall(r"[A-Za-z]{3,}", unescape(visible(item["input"]))[:5000]):
        assert word in seen


def test_prose_cannot_forge_a_section_or_a_link_into_nowhere():
    body = body_of(Prose("ok\n\n## Action items\n\n[gone](#nowhere) [here](#s)"), Paragraph("x"))
    assert [each.text for each in body.find("h1", "h2")] == ["S"]
    assert [each.text for each in body.find("h3")] == ["Action items"]
    assert [each.attributes["href"] for each in body.find("a")] == ["#s"]
    assert "gone" in body.text


@pytest.mark.parametrize(("count", "lists"), [(1, 0), (2, 0), (3, 1)])
def test_a_page_that_is_seen_at_once_has_no_contents(count, lists):
    sections = tuple(Section(f"S{n}", f"s{n}", (Paragraph("x"),)) for n in range(count))
    assert len(parse(to_html(Report("T", (), sections))).find("nav")) == lists


def test_links_are_kept_for_the_web_and_mail_only():
    body = body_of(Prose("[a](https://x.example) [b](ftp://x) [c](/x) <mailto:a@x.example>"))
    links = [each.attributes for each in body.find("a")]
    assert [each["href"] for each in links] == ["https://x.example", "mailto:a@x.example"]
    assert all(each["rel"] == "noopener noreferrer" for each in links)


def test_an_image_becomes_a_link():
    body = body_of(Prose("![chart](https://evil.example/beacon.png?u=1)"))
    assert not body.find("img")
    assert body.find("a")[0].text == "Image: chart"


def test_the_policy_allows_this_style_and_nothing_else():
    page = page_of(example())
    style = page.find("style")[0].text
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = next(
        each.attributes["content"]
        for each in page.find("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style
    assert not page.find("script", "link", "img", "iframe")


@pytest.mark.parametrize("audience", list(Audience))
def test_the_page_is_built_as_a_page(audience):
    page = page_of(example(), audience)
    assert page.find("html")[0].attributes["lang"] == "en"
    assert len(page.find("h1")) == len(page.find("main")) == len(page.find("header")) == 1
    levels = [int(each.tag[1]) for each in page.find("h1", "h2", "h3", "h4", "h5", "h6")]
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    ids = [each.attributes["id"] for each in page.find() if "id" in each.attributes]
    assert len(ids) == len(set(ids))
    targets = [str(each.attributes["href"]) for each in page.find("a")]
    assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
    nav = page.find("nav")[0]
    assert nav.attributes["aria-label"] == "Contents"
    headings = [each.text for each in page.find("h2")]
    assert [each.text for each in nav.find("a")] == headings


def test_tables_can_be_named_read_and_scrolled():
    page = page_of(example())
    tables = page.find("table")
    assert len(tables) > 8
    for table in tables:
        assert table.find("caption")[0].text
        assert {each.attributes.get("scope") for each in table.find("th")} == {"col"}
        assert table.parent.attributes["tabindex"] == "0"
    labels = [table.parent.attributes["aria-label"] for table in tables]
    assert len(labels) == len(set(labels))


def test_items_of_the_record_have_their_address_as_anchor():
    ids = {each.attributes.get("id") for each in page_of(example()).find("tr", "li")}
    assert {"timeline.t12", "actions.a3", "causes.c4", "prep.evidence.e2", "lessons.l1"} <= ids


def test_the_front_matter_is_not_part_of_the_page():
    assert "\n---\n" not in page_of(example()).find("body")[0].text
    assert "impact_start:" not in page_of(example()).text


def test_page_and_markdown_say_the_same():
    report = build(example(), Audience.INTERNAL)
    page = parse(to_html(report))
    plain_page = parse(MarkdownIt("commonmark").enable("table").render(to_markdown(report)))
    for tags in (("td",), ("li",), ("p",)):
        said = [each.text for each in plain_page.find(*tags)]
        shown = [each.text for each in page.find("header")[0].find(*tags)]
        shown += [each.text for each in page.find("main")[0].find(*tags)]
        assert shown == said


def test_a_chain_of_a_thousand_causes_is_shown():
    page = page_of(long_causes(1000))
    assert page.find("main")[0].text.count("[not known") >= 1000


def test_exporting_costs_little_more_than_reading_the_markdown():
    record = example()
    text = to_markdown(build(record, Audience.INTERNAL))
    bare = MarkdownIt("commonmark").enable("table")
    to_html(build(record, Audience.INTERNAL))
    exported = min(timed(lambda: to_html(build(record, Audience.INTERNAL))) for _ in range(5))
    rendered = min(timed(lambda: bare.render(text)) for _ in range(5))
    assert exported < 6 * rendered


def timed(work):
    start = time.process_time()
    work()
    return time.process_time() - start


def test_a_short_cell_is_not_cut_between_two_lines():
    rows = (("2026-09-15 ~16:41", "412,600", "acknowledged", "00:50 +1 d", "two words"),)
    cells = body_of(Table("T", ("a", "b", "c", "d", "e"), rows)).find("td")
    assert [each.attributes.get("class") for each in cells] == [*["short"] * 4, None]


def test_pasted_pages_of_a_million_characters_leave_a_page_to_read():
    page = to_html(build(oversized_record(), Audience.INTERNAL))
    assert len(page.encode()) <= 500 * 1024
    assert "990,000 more characters are in the record" in page
