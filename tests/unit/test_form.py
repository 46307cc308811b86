"""The team's own form of its reports: ``report.toml``."""

import base64
import io
import struct
import zlib
from dataclasses import replace

import pytest
from rich.console import Console

from pmtui.demo import records
from pmtui.exporters.audience import Audience
from pmtui.exporters.form.file import layouts
from pmtui.exporters.form.layout import NAMES
from pmtui.exporters.form.logo import read_logo
from pmtui.exporters.html import to_html
from pmtui.exporters.look import contrast, too_close, usual_colours
from pmtui.exporters.markdown import to_markdown
from pmtui.exporters.report import build
from pmtui.exporters.terminal import print_report
from pmtui.exporting import Leaking, render
from pmtui.model.errors import BadValue
from pmtui.store.codec import from_json
from tests.unit.faces import example, parse

INTERNAL, EXTERNAL = Audience.INTERNAL, Audience.EXTERNAL
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><title>Ours</title><rect width="9"/></svg>'
FORM = """
header = "Copperline Pay"
footer = "Ask the *reliability* team."
logo = "logo.svg"

[colours]
accent = "#7a1f5c"

[internal]
order = ["actions", "reading"]
drop = ["notes", "prep"]
[internal.rename]
timeline = "How it went"

[[internal.add]]
name = "reading"
heading = "How to read this"
text = "Times are in **UTC** <script>."
fields = ["prep.owner", "detection.alert_fired", "milestones.closed_at", "impact.details"]

[[add]]
heading = "Help"
text = "Ask us."
after = "summary"

[[add]]
heading = "More help"
text = "Or them."
after = "summary"

[[internal.add]]
heading = "Nothing known"
fields = ["follow_up.closing_note"]

[external]
footer = ""
"""


def form(text: str = FORM, audience: Audience = INTERNAL, **files: bytes):
    beside = {"logo.svg": SVG, **{name.replace("_", "."): data for name, data in files.items()}}
    return layouts(text.encode(), beside.get)[audience]


def headings(report) -> list[str]:
    return [each.heading for each in report.sections]


def test_sections_are_ordered_renamed_dropped_and_added() -> None:
    usual = headings(build(example(), INTERNAL))
    changed = build(example(), INTERNAL, layout=form())
    assert headings(changed)[:5] == [
        *("Actions and accepted risks", "How to read this"),
        *("Executive summary", "Help", "More help"),
    ]
    rest = [each for each in usual[1:] if "Actions" not in each and "review" not in each]
    rest[rest.index("What happened")] = "How it went"
    assert headings(changed)[5:] == [each for each in rest if each != "Notes"]
    assert headings(build(example(), EXTERNAL, layout=form(audience=EXTERNAL)))[:3] == [
        *("Summary", "Help", "More help"),
    ]


def test_markdown_terminal_and_page_say_the_same() -> None:
    report = build(example(), INTERNAL, layout=form())
    markdown, page = to_markdown(report), parse(to_html(report))
    assert "\nCopperline Pay\n\n# Card" in markdown
    assert markdown.endswith("\n\n---\n\nAsk the \\*reliability\\* team.\n")
    assert "Times are in **UTC** \\<script>." in markdown
    assert (
        "- **Owner:** Tomasz Zielin\n- **Alert fired:** no\n- **Closed:** not known\n" in markdown
    )
    console = Console(file=io.StringIO(), width=100, no_color=True)
    print_report(report, console)
    lines = console.file.getvalue().splitlines()
    assert (lines[0], lines[-1]) == ("Copperline Pay", "Ask the *reliability* team.")
    assert page.find("footer")[0].text.strip() == "Ask the *reliability* team."
    head = page.find("header")[0]
    assert head.find("p")[0].text == "Copperline Pay"
    assert head.find("img")[0].attributes == {
        "src": f"data:image/svg+xml;base64,{base64.b64encode(SVG).decode()}",
        "alt": "Copperline Pay",
    }
    assert [each.text for each in page.find("h2")] == headings(report)


def test_the_page_allows_its_logo_and_its_colours_and_nothing_else() -> None:
    plain, own = (to_html(build(example(), INTERNAL, layout=each)) for each in (form(""), form()))
    assert "img-src" not in plain
    assert "default-src 'none'; img-src data:; style-src 'sha256-" in own
    assert "(prefers-color-scheme: light) { :root { --accent: #7a1f5c; } }" in own
    assert plain == to_html(build(example(), INTERNAL))


def test_an_external_report_is_scanned_with_what_the_team_adds() -> None:
    named = '[[add]]\nheading = "H"\ntext = "Ask Rohan Kulkarni."'
    svg = SVG.replace(b"Ours", b"db1.internal")
    for layout in (
        form('header = "Mail a@example.com"', EXTERNAL),
        form(named, EXTERNAL),
        form('logo = "logo.svg"\nlogo_text = "10.1.2.3"', EXTERNAL),
        form('logo = "a.svg"', EXTERNAL, a_svg=svg),
    ):
        with pytest.raises(Leaking):
            render(example(), "html", EXTERNAL, layout=layout)
    assert render(example(), "md", INTERNAL, layout=form(named))


def test_fields_outside_are_those_that_customers_are_told() -> None:
    own = form(
        '[[external.add]]\nheading = "H"\n'
        'fields = ["milestones.impact_end", "milestones.engaged_at", "impact.summary"]',
        EXTERNAL,
    )
    summary = "Rohan Kulkarni restarted db1.internal."
    record = replace(example(), impact=replace(example().impact, summary=summary))
    text = to_markdown(build(record, EXTERNAL, layout=own)).split("## H\n")[1]
    assert "- **Impact end:** 2026-09-15 18:29 UTC" in text
    assert "- **Engaged:** not known" in text
    assert "Kulkarni" not in text
    assert "db1" not in text


def test_every_name_of_a_section_is_known() -> None:
    built = [from_json(data, "example") for data in records()]
    for audience, names in NAMES.items():
        found = {each.anchor for record in built for each in build(record, audience).sections}
        assert found <= set(names)


ADD = '[[add]]\nheading = "H"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a = "x', "it is no TOML: "),
        ("a = [\n1,\n\n", "it is no TOML: "),
        ('\n\n  heder = "x"', "line 3, column 3: “heder” is not known. Use header, footer,"),
        ("[internal]\nheder = 1", "line 2, column 1: “heder” is not known"),
        ("header = 3", "line 1, column 1: header is a text in quotation marks"),
        ('order = [\n "summary",\n  "nope"]', "line 3, column 4: there is no section “nope”"),
        ('[internal]\ndrop = ["milestones"]', "line 2, column 10: there is no section “milest"),
        ("[rename]\nsummary = 3", "line 1, column 2: rename is a table"),
        ('[rename]\nactions = "A"\nnope = "B"', "line 3, column 1: there is no section “nope”"),
        ("add = 3", "line 1, column 1: add is tables, each begun by [[add]]"),
        (f"{ADD}text='a'\n\n{ADD}", "line 5, column 3: a section has a heading, and"),
        (f"{ADD}text='a'\n{ADD}text='b'", "line 4, column 3: there is a section “h” already"),
        (f"{ADD}text='a'\nafter='x'", "line 4, column 8: there is no section “x”"),
        (f"{ADD}text='a'\nname='../x'", "line 1, column 3: its name is small letters"),
        (f"{ADD}fields=['prep.owner']", "line 3, column 10: prep.owner is not told outside"),
        (f"[internal]\n{ADD}", "line 2, column 3: a section has a heading, and"),
        (f"{ADD}fields=['impact.nope']", "line 3, column 10: there is no field “impact.nope”"),
        (f"{ADD}fields=['timeline']", "line 3, column 10: there is no field “timeline”. Try an"),
        ("colours = 3", "line 1, column 1: colours is a table"),
        ("[colours]\ndark = 3", "line 2, column 1: dark is a table"),
        ('[colours]\nred = "#f00"', "line 2, column 1: “red” is no colour. There are paper"),
        ('[colours]\naccent = "red; }"', 'line 2, column 1: a colour is written as accent = "#'),
        ('[colours]\naccent = "#fa0"', "line 2, column 1: accent #fa0 on paper #"),
        ('[colours.dark]\npaper = "#777777"', "line 2, column 1: ink #"),
        ('logo = "../x"', "line 1, column 1: “../x”: that is not the name of a file"),
        ('x = """\nlogo = 1\n"""', "line 1, column 1: “x” is not known"),
        ('footer = """\nlogo = 1\n"""\nlogo = "a"', "line 4, column 1: “a”: there is no such file"),
    ],
)
def test_a_file_at_fault_is_named_with_line_and_column(text: str, said: str) -> None:
    with pytest.raises(BadValue) as raised:
        form(text)
    assert str(raised.value).startswith("report.toml of the library")
    assert said in str(raised.value)
    assert str(raised.value).endswith(". Until that is mended no report is written.")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert [list(too_close(colours)) for colours in usual_colours()] == [[], []]
    with pytest.raises(BadValue, match=r"has a contrast of 4\.\d:1; WCAG AA asks for 4\.5:1"):
        form('[colours]\naccent = "#777777"')


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    out = b"\x89PNG\r\n\x1a\n"
    for kind, data in chunks:
        out += struct.pack(">I", len(data)) + kind + data
        out += struct.pack(">I", zlib.crc32(kind + data))
    return out


HEAD = (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
PIXELS = (b"IDAT", zlib.compress(b"\0\0"))
END = (b"IEND", b"")


def decoded(address: str) -> bytes:
    return base64.b64decode(address.partition(",")[2])


def test_a_logo_leaves_its_notes_behind() -> None:
    noted = png(HEAD, (b"tEXt", b"Author\0Rohan"), PIXELS, END) + b"and more"
    assert decoded(read_logo(noted).address) == png(HEAD, PIXELS, END)
    jfif, exif = b"\xff\xe0\0\4JF", b"\xff\xe1\0\6GPS1"
    scan = b"\xff\xda\0\2\1\2\xff\xd9"
    address = read_logo(b"\xff\xd8" + jfif + exif + scan + b"tail").address
    assert address.startswith("data:image/jpeg;base64,")
    assert decoded(address) == b"\xff\xd8" + jfif + scan


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "neither a PNG nor"),
        (b"GIF89a", "neither a PNG nor"),
        (png(HEAD, PIXELS), "cut off"),
        (png(HEAD, PIXELS, END)[:-3], "cut off"),
        (png(HEAD, PIXELS, END).replace(b"IDAT", b"IDAt"), "cut off or damaged"),
        (b"\xff\xd8\xff\xe0\0\4JF", "cut off"),
        (bytes(101 * 1024), "100"),
        (b"<html/>", "neither a PNG nor"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG, "DOCTYPE"),
        (SVG.replace(b"<rect", b"<script>x</script><rect"), "<script>"),
        (SVG.replace(b"<rect", b"<a href='https://e.org'/><rect"), "<a>"),
        (SVG.replace(b"<rect", b"<image href='https://e.org/x.png'/><rect"), "<image>"),
        (SVG.replace(b"<rect", b"<use href='https://e.org#x'/><rect"), "whose <use> has href"),
        (SVG.replace(b"width", b"onload"), "whose <rect> has onload"),
        (SVG.replace(b'width="9"', b'style="fill:url(//e.org/x)"'), "whose <rect> has style"),
        (SVG.replace(b"<rect", b"<style>@import 'x'</style><rect"), "<style>"),
    ],
)
def test_what_is_no_logo_or_could_act_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(BadValue, match=said):
        read_logo(data)
