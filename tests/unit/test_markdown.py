import json

import pytest
from markdown_it import MarkdownIt

from pmtui.exporters.audience import Audience
from pmtui.exporters.blocks import (
    Bullet,
    Bullets,
    Facts,
    Paragraph,
    Prose,
    Report,
    Section,
    Subheading,
    Table,
    Verbatim,
)
from pmtui.exporters.markdown import markdown_of, plain, to_markdown
from pmtui.exporters.prose import safe_prose
from pmtui.exporters.report import build
from pmtui.model.text import one_line, visible
from tests.unit.faces import (
    broken_rules,
    example,
    nasty_record,
    nasty_values,
    parse,
    same_as_golden,
)
from tests.unit.growth import assert_no_quadratic_growth

PLAIN = [item for item in nasty_values() if item["category"] != "size"]
IDS = [item["id"] for item in PLAIN]


def foreign(markdown):
    """What another reader makes of it: raw HTML and all of GFM's tables and strikethrough on."""
    reader = MarkdownIt("commonmark", {"html": True, "maxNesting": 1000})
    return parse(reader.enable(["table", "strikethrough"]).render(markdown))


@pytest.mark.parametrize("audience", list(Audience))
def test_example_is_the_golden(audience):
    text = to_markdown(build(example(), audience))
    assert same_as_golden(text, f"example-{audience}.md")


@pytest.mark.parametrize("item", PLAIN, ids=IDS)
def test_plain_text_is_seen_as_it_is_wherever_it_stands(item):
    text = item["input"]
    shown = one_line(text)
    assert foreign(plain(text)).text.strip() == shown
    assert foreign(f"# {plain(text)}").text.strip() == shown
    assert (
        foreign(markdown_of(Bullets((Bullet(text), Bullet("b", 1)))))
        .find("li")[0]
        .text.startswith(shown)
    )
    cells = foreign(markdown_of(Table("", ("a", text), ((text, "z"),)))).find("th", "td")
    assert [cell.text for cell in cells] == ["a", shown, shown, "z"]
    assert foreign(markdown_of(Facts(((text or "x", text),)))).find("li")[0].text.endswith(shown)


@pytest.mark.parametrize("item", PLAIN, ids=IDS)
def test_lines_of_a_paragraph_stay_lines(item):
    page = foreign(markdown_of(Paragraph(item["input"])))
    lines = [one_line(line) for line in visible(item["input"]).strip().split("\n")]
    seen = [line.strip() for line in page.text.replace("\n\n", "\n").strip().split("\n")]
    assert seen == [line for line in lines if line] or (seen == [""] and lines == [""])
    assert {each.tag for each in page.find()} <= {"p", "br"}


@pytest.mark.parametrize("item", PLAIN, ids=IDS)
def test_verbatim_text_cannot_leave_its_fence(item):
    page = foreign(markdown_of(Verbatim(item["input"])) + "\n\nafter")
    assert [each.tag for each in page.children] == ["pre", "p"]
    assert page.children[0].text.strip("\n") == visible(item["input"]).strip("\n")


@pytest.mark.parametrize("item", PLAIN, ids=IDS)
def test_prose_is_harmless_and_stays_in_its_section_for_any_reader(item):
    report = Report("T", (), (section("First", Prose(item["input"])), section("Last")))
    page = foreign(to_markdown(report).split("---\n", 2)[2])
    assert broken_rules(page, item.get("html_must_not_have")) == []
    assert not page.find("img", "script")
    assert [each.text for each in page.find("h1", "h2")] == ["T", "First", "Last"]


@pytest.mark.parametrize("item", nasty_values(), ids=[item["id"] for item in nasty_values()])
def test_every_value_in_every_place_at_once(item):
    text = to_markdown(
        build(nasty_record(one_line(item["input"])[:300], item["input"]), Audience.INTERNAL)
    )
    assert text.encode("utf-8")
    assert not any(ord(char) < 32 and char not in "\n\t" for char in text)


def section(heading, *blocks):
    return Section(heading, heading.lower(), blocks or (Paragraph("."),))


def test_front_matter_is_quoted():
    value = 'no: "x" # --- \u2028 [a]\n!!python'
    text = to_markdown(Report(value, (("Impact start", value),), ()))
    head = text.split("\n---\n")[0].split("\n")
    assert head[0] == "---"
    quoted = [line.partition(": ") for line in head[1:]]
    assert [name for name, _, _ in quoted] == ["title", "impact_start"]
    assert {json.loads(each) for _, _, each in quoted} == {one_line(value)}


def test_front_matter_of_the_example_reads_as_yaml_would():
    head = to_markdown(build(example(), Audience.INTERNAL)).split("---\n")[1]
    pairs = dict(line.split(": ", 1) for line in head.strip().split("\n"))
    assert json.loads(pairs["reference"]) == "INC-2026-0915"
    assert json.loads(pairs["severity"]) == "SEV1 (declared SEV2)"


@pytest.mark.parametrize(
    ("written", "safe"),
    [
        ("# One\n\n### Two\n\n# Three", "### One\n\n#### Two\n\n### Three"),
        ("One\n===\ntext\n\nTwo\n---", "### One\ntext\n\n#### Two"),
        ("###### Deep", "### Deep"),
        ("> # Quoted", "> ### Quoted"),
        ("a <b>bold</b> `<i>` x < y", "a \\<b>bold\\</b> `<i>` x < y"),
        ("``` \n<x>\n# y", "``` \n<x>\n# y\n```"),
        ("![a chart](https://x.example/c.png)", "[Image: a chart](https://x.example/c.png)"),
        ("![](https://x.example/c.png) ![1]", "\\![](https://x.example/c.png) \\![1]"),
        ("[a](javascript:x) [b](https://x.example)", "[a\\](javascript:x) [b](https://x.example)"),
        ("[a](mailto:a@x.example) [b](#causes)", "[a](mailto:a@x.example) [b](#causes)"),
        ("[a](../x) [b](file:///x)", "[a\\](../x) [b\\](file:///x)"),
        ("<https://x.example> <javascript:x>", "<https://x.example> \\<javascript:x>"),
        ("[a]\n\n[a]: https://x.example", "[a]\n\n[a\\]: https://x.example"),
        ("**bold** and *soft*, 1 * 2", "**bold** and *soft*, 1 * 2"),
        (
            "| `<a` | <b> |\n|---|---|\n| `x | <i>` |",
            "| `<a` | \\<b> |\n|---|---|\n| `x | \\<i>` |",
        ),
    ],
)
def test_what_is_changed_in_prose(written, safe):
    assert safe_prose(written) == safe


def test_headings_of_prose_stand_below_a_subheading():
    report = Report("T", (), (section("S", Subheading("Sub"), Prose("# Mine")),))
    assert to_markdown(report).endswith("## S\n\n### Sub\n\n#### Mine\n")


def test_too_deep_or_too_large_prose_is_kept_verbatim():
    for text in (">" * 5000 + " x", "x" * 200_000, "[" * 5000):
        assert safe_prose(text) is None
        report = Report("T", (), (section("S", Prose(text)),))
        assert f"```\n{text}\n```" in to_markdown(report)


@pytest.mark.parametrize(
    "text",
    ["](a" * 30_000, "`" * 60_000 + "a" + "` " * 10_000, "\n" * 90_000 + "#", "<a" * 45_000],
    ids=["links", "ticks", "lines", "tags"],
)
def test_preparing_prose_takes_time_in_proportion_to_its_length(text):
    assert_no_quadratic_growth(safe_prose, text)


def test_readable_sources_are_escaped_no_more_than_needed():
    kept = "idempotency_keys: 38 % of a-b (x) #inc @ana 3 < 4 & 5 -> 1.5 C++, ~"
    assert plain(kept[:-3]) == kept[:-3]


def test_items_of_the_record_have_their_address_as_a_target_for_links():
    text = to_markdown(build(example(), Audience.INTERNAL))
    assert '\n| <a id="timeline.t12"></a>2026-09-15 17:06 | ' in text
    assert '\n    - <a id="causes.c3"></a>c3 A settlement' in text
    targets = [each.attributes["id"] for each in foreign(text).find("a") if not each.text]
    assert len(targets) == len(set(targets))
    assert {f"actions.a{number}" for number in range(1, 7)} <= set(targets)
