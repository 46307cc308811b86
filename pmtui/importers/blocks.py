"""A Markdown text as top-level blocks, each with the source lines that it stands on."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmtui.importers.headings import field_of, key_of
from pmtui.importers.html_tables import joined, read_rows
from pmtui.importers.words import TARGET
from pmtui.importers.words import tokens as tokens_of

Kind = Literal["heading", "paragraph", "list", "table", "front", "other", "aside", "markup"]

_PARSER = MarkdownIt("commonmark").enable("table")
_PARSER.core.ruler.disable(["inline"])
_CODE = {"fence", "code_block", "html_block"}
_FRONT_LINE = re.compile(r"[\w./-][\w ./-]{0,40}:(?:\s|$)|\s|-\s|#|$")
_LONGEST_FRONT = 200
_DEEPEST = 6
_HEADING_ID = re.compile(r"\s*\{#[^{}]*\}\s*$")
_TITLE = re.compile(r"[^\n\[\]|]{3,120}?(?<![.!?:,;])$")
_OF_SECTION = 3
_KIND_OF_LESSONS = re.compile(r"(?:what|where|things)\b[^\n.!]{3,40}$", re.IGNORECASE)
_BOLD = re.compile(r"(\*\*|__)([^\n*_]{2,100}?):?\1:?$")
_IMAGE = re.compile(r"!\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])$")
_CONTENTS = re.compile(
    r"\\?\[(?:\\?\[)?_?TOC_?\\?\](?:\\?\])?$|(?:(?:\*\*)?\[[^\[\]\n]+\]\(#[^()\s]*\)(?:\*\*)?\s*)+$"
)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list. Lines run from `start` to before `end`.

    `text` is the Markdown of its first paragraph, `more` that of everything below it in reading
    order, nested items included; `code` says that some of it is code or raw HTML.
    """

    start: int
    end: int
    text: str
    more: tuple[str, ...] = ()
    children: tuple["Item", ...] = ()
    code: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its lines from `line` to before `end`, and the Markdown of its cells."""

    line: int
    cells: tuple[str, ...]
    end: int = 0

    @property
    def lines(self) -> range:
        """The lines it stands on: one, but more where a table was left as HTML."""
        return range(self.line, max(self.end, self.line + 1))


@dataclass(frozen=True, slots=True)
class Block:
    """A top-level block on the lines from `start` to before `end`.

    `text` is the Markdown inside a heading or paragraph, `level` that of a heading; the first of
    a table's `rows` is its head. "front" is YAML front matter, "other" is code, a quotation, an
    image or HTML, "aside" is a rule, a comment or link definitions: no part of what the text tells.
    "markup" is what an export puts around it: tags, a table of contents.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    level: int = 0
    items: tuple[Item, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def lines(self) -> range:
        """The lines it stands on."""
        return range(self.start, self.end)


def read_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text with LF line ends; together they stand on all its non-blank lines."""
    lines = text.split("\n")
    blocks: list[Block] = []
    if end := _front_matter(lines):
        blocks.append(Block("front", 0, end))
        text = "\n" * end + "\n".join(lines[end:])
    if "<table" in text.lower():
        text = "\n".join(joined(text.split("\n")))
    for part in _top_level(_without_targets(_PARSER.parse(text))):
        blocks.append(_block(part, lines))
    return tuple(_with_title(_with_bold_headings(_with_gaps(blocks, lines))))


def _front_matter(lines: list[str]) -> int:
    """How many lines at the start are front matter, its two rules included; 0 without any."""
    if lines[0].rstrip() != "---":
        return 0
    for index, line in enumerate(lines[1:_LONGEST_FRONT], 1):
        if line.rstrip() == "---":
            return index + 1
        if not _FRONT_LINE.match(line):
            return 0
    return 0


def _without_targets(tokens: list[Token]) -> list[Token]:
    for token in tokens:
        if token.type == "inline" and "<a " in token.content:
            token.content = TARGET.sub("", token.content)
    return tokens


def _top_level(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The tokens cut into top-level blocks, in one pass."""
    parts, start = [], 0
    for index, token in enumerate(tokens):
        if token.level == 0 and token.nesting <= 0:
            parts.append(tokens[start : index + 1])
            start = index + 1
    return parts


def _block(tokens: Sequence[Token], lines: list[str]) -> Block:
    first = tokens[0]
    start, end = _span(first, lines)
    if first.type == "heading_open":
        text = _HEADING_ID.sub("", tokens[1].content)
        return Block("heading", start, end, text, int(first.tag[1]))
    if first.type == "paragraph_open":
        text = tokens[1].content
        if _IMAGE.match(text):
            return Block("other", start, end)
        return Block("markup" if _CONTENTS.match(text) else "paragraph", start, end, text)
    if first.type in {"bullet_list_open", "ordered_list_open"}:
        return Block("list", start, end, items=_items(tokens, 1, lines))
    if first.type == "table_open":
        return Block("table", start, end, rows=_rows(tokens))
    if first.type == "html_block":
        if rows := _html_rows(first.content, start):
            return Block("table", start, end, rows=rows)
        if not tokens_of(first.content):
            return Block("markup", start, end)
    aside = first.type == "hr" or first.content.startswith("<!--")
    return Block("aside" if aside else "other", start, end)


def _items(tokens: Sequence[Token], level: int, lines: list[str]) -> tuple[Item, ...]:
    """The items that stand at `level` among the tokens of a list."""
    items, start = [], 0
    for index, token in enumerate(tokens):
        if token.level == level and token.type == "list_item_open":
            start = index
        elif token.level == level and token.type == "list_item_close":
            items.append(_item(tokens[start : index + 1], level, lines))
    return tuple(items)


def _item(tokens: Sequence[Token], level: int, lines: list[str]) -> Item:
    start, end = _span(tokens[0], lines)
    texts = [token.content for token in tokens if token.type == "inline" or token.type in _CODE]
    led = len(tokens) > 2 and tokens[1].type == "paragraph_open"
    children = _items(tokens, level + 2, lines)
    code = any(token.type in _CODE for token in tokens)
    if not led:
        return Item(start, end, "", tuple(texts), children, code)
    return Item(start, end, texts[0], tuple(texts[1:]), children, code)


def _rows(tokens: Sequence[Token]) -> tuple[Row, ...]:
    rows: list[tuple[int, list[str]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append((token.map[0] if token.map else 0, []))
        elif token.type == "inline":
            rows[-1][1].append(token.content)
    return tuple(Row(line, tuple(cells)) for line, cells in rows)


def _html_rows(html: str, start: int) -> tuple[Row, ...]:
    """The rows of a table in HTML; an empty head for one without."""
    if "<table" not in html.lower():
        return ()
    found = read_rows(html)
    rows = [Row(start + each.line, tuple(each.cells), start + each.end) for each in found]
    return tuple(rows if not found or found[0].is_head else [Row(start, ("",)), *rows])


def _with_title(blocks: list[Block]) -> list[Block]:
    """The blocks with a line at the start as the title, where the first heading is a section's.

    So do documents that leave a word processor, in which a title is no heading.
    """
    headings = [block for block in blocks if block.kind == "heading"]
    first, lead = headings[0] if headings else None, blocks[0]
    led = (
        lead.kind == "paragraph" and _TITLE.match(lead.text) and not key_of(lead.text.split(":")[0])
    )
    if not (led and first and first.level == 1 and len(first.text.split()) <= _OF_SECTION):
        return blocks
    if not field_of(first.text):
        return blocks
    return [Block("heading", lead.start, lead.end, lead.text.strip("*_"), 1), *blocks[1:]]


def _with_bold_headings(blocks: list[Block]) -> list[Block]:
    """Paragraphs in bold that are headings: those that a field is known for.

    So are lines above a list such as "What went well", whatever they are set in. Where those in
    bold are all the headings there are below the title, the others in bold are, too.
    """
    blocks = [
        Block("heading", block.start, block.end, block.text, _DEEPEST)
        if block.kind == "paragraph" and following.kind == "list" and _names_lessons(block.text)
        else block
        for block, following in pairwise([*blocks, blocks[-1]])
    ]
    bold = [block.kind == "paragraph" and _BOLD.match(block.text) for block in blocks]
    known = [bool(found and field_of(found[2])) for found in bold]
    only = sum(known) > 1 and not any(block.level > 1 for block in blocks)
    return [
        Block("heading", block.start, block.end, found[2], _DEEPEST)
        if found and (is_known or only)
        else block
        for block, found, is_known in zip(blocks, bold, known, strict=True)
    ]


def _names_lessons(text: str) -> bool:
    """Whether a line says only what kind of lessons the list below it has."""
    known = _KIND_OF_LESSONS.match(text) and (field_of(text) or "")
    return bool(known and known.startswith("lessons."))


def _span(token: Token, lines: list[str]) -> tuple[int, int]:
    """The lines of a block, without blank ones at its end."""
    start, end = token.map or [0, 0]
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    return start, min(end, len(lines))


def _with_gaps(blocks: list[Block], lines: list[str]) -> list[Block]:
    """The blocks with those lines that the parser gives no block, such as link definitions."""
    whole, at = [], 0
    for block in [*blocks, Block("aside", len(lines), len(lines))]:
        while at < block.start:
            end = at + 1
            while end < block.start and lines[end].strip() and lines[at].strip():
                end += 1
            if lines[at].strip():
                whole.append(Block("aside", at, end))
            at = end
        if block.start < len(lines):
            whole.append(block)
        at = max(at, block.end)
    return whole
