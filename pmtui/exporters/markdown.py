"""A report as CommonMark with GFM tables.

A reader of the Markdown sees plain texts exactly as they are. Their syntax characters are
escaped with backslashes (https://spec.commonmark.org/0.31.2/#backslash-escapes).
"""

import json
import re
from collections.abc import Iterator
from functools import singledispatch
from html import escape

from pmtui.exporters.blocks import (
    Block,
    Bullets,
    Facts,
    Paragraph,
    Prose,
    Report,
    Section,
    Subheading,
    Table,
    Verbatim,
    addresses,
)
from pmtui.exporters.prose import safe_prose
from pmtui.model.text import one_line, visible

MAX_INDENT = 16
"""Levels of a list that are indented; deeper ones stay at this level."""

MAX_LINE = 10_000
"""Characters of a plain text on one line; what is left out is said."""

_ANYWHERE = re.compile(
    r"[\\`*\[\]|~]"
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|#(?=#*(?:\s|$))"
)
_AT_START = re.compile(r"[>=]|[-+](?=[\s-]|$)|:(?=-)")
_NUMBERED = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_ROW = re.compile(r" *- |\| ")


def to_markdown(report: Report) -> str:
    """The whole report with its head as YAML front matter; it ends with one line end."""
    parts = [front_matter(report)]
    if report.header:
        parts.append(markdown_of(Paragraph(report.header)))
    parts.append(f"# {plain(report.title)}")
    if report.meta:
        parts.append(markdown_of(Facts(report.meta)))
    used: set[str] = set()
    parts += [section_markdown(each, used) for each in report.sections]
    if report.footer:
        parts += ["---", markdown_of(Paragraph(report.footer))]
    return "\n\n".join(parts) + "\n"


def section_markdown(section: Section, used: set[str]) -> str:
    """A section with its heading; `used` are the addresses that have a target already."""
    parts = [_anchored(*part, used) for part in section_parts(section.blocks)]
    return "\n\n".join((f"## {plain(section.heading)}", *parts))


def section_parts(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, str]]:
    """Each block of a section with its Markdown; prose goes below the heading it follows."""
    highest = 3
    for block in blocks:
        if isinstance(block, Subheading):
            highest = 4
        if isinstance(block, Prose):
            safe = safe_prose(block.text, highest)
            yield block, markdown_of(Verbatim(block.text)) if safe is None else safe
        else:
            yield block, markdown_of(block)


def _anchored(block: Block, text: str, used: set[str]) -> str:
    """The text of a block with a target for links where a row or line has an address.

    Markdown has no syntax for one; an empty ``a`` is what GitHub, GitLab and pandoc all keep.
    """
    lines = text.split("\n")
    head = 2 if isinstance(block, Table) else 0
    for number, address in enumerate(addresses(block), head):
        if address and address not in used:
            used.add(address)
            end = found.end() if (found := _ROW.match(lines[number])) else 0
            target = f'<a id="{escape(address)}"></a>'
            lines[number] = lines[number][:end] + target + lines[number][end:]
    return "\n".join(lines)


def plain(text: str) -> str:
    """Plain text on one line, escaped so that a reader sees exactly its characters."""
    line = begun(one_line(text))
    text = _ANYWHERE.sub(lambda found: "\\" + found[0], line)
    text = _NUMBERED.sub(r"\1\\\2", text, count=1) if _NUMBERED.match(text) else text
    return "\\" + text if _AT_START.match(text) else text


def begun(text: str) -> str:
    """A text, or of one that no report should have whole its beginning."""
    if (more := len(text) - MAX_LINE) <= 0:
        return text
    return f"{text[:MAX_LINE]}… ({more:,} more characters are in the record)"


@singledispatch
def markdown_of(block: Block) -> str:
    """The Markdown of one block other than prose."""
    raise TypeError(f"no Markdown for {type(block).__name__}")


@markdown_of.register
def _(block: Paragraph) -> str:
    """Lines stay lines: each ends with a hard break, a backslash before the line end."""
    paragraphs = re.split(r"\n\s*\n", visible(block.text).strip())
    return "\n\n".join("\\\n".join(map(plain, each.split("\n"))) for each in paragraphs)


@markdown_of.register
def _(block: Verbatim) -> str:
    text = visible(block.text).strip("\n")
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"


@markdown_of.register
def _(block: Subheading) -> str:
    return f"### {plain(block.text)}"


@markdown_of.register
def _(block: Facts) -> str:
    return "\n".join(f"- **{plain(label)}:** {plain(value)}" for label, value in block.pairs)


@markdown_of.register
def _(block: Table) -> str:
    rule = "|" + " --- |" * len(block.head)
    links = block.links or ("",) * len(block.rows)
    return "\n".join([_row(block.head), rule, *map(_row, block.rows, links)])


@markdown_of.register
def _(block: Bullets) -> str:
    lines, last = [], -1
    for line in block.lines:
        last = min(line.depth, last + 1, MAX_INDENT)
        lines.append(f"{'  ' * last}- {plain(line.text)}")
    return "\n".join(lines)


def _row(cells: tuple[str, ...], link: str = "") -> str:
    shown = [plain(cell) for cell in cells]
    if link:
        shown[0] = f"[{shown[0]}]({link})"
    return "| " + " | ".join(shown) + " |"


def front_matter(report: Report) -> str:
    """YAML whose values are JSON strings, which YAML 1.2 reads as they are."""
    pairs = (("title", report.title), *report.meta)
    lines = [
        f"{_key(label)}: {json.dumps(one_line(value), ensure_ascii=False)}"
        for label, value in pairs
    ]
    return "\n".join(["---", *lines, "---"])


def _key(label: str) -> str:
    return re.sub(r"\W+", "_", label.lower()).strip("_")
