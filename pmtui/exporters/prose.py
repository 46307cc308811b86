"""Markdown that a person wrote, made safe to stand inside a report.

What it says stays; what could leave its place is escaped: raw HTML, links to other schemes than
the web and mail, definitions of link targets, images, headings as high as the report's own.
The rules of the syntax are those of https://spec.commonmark.org/0.31.2/ and of GFM tables.
"""

import html
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmtui.model.text import visible

MAX_LENGTH = 100_000
"""Characters; reading a longer text as Markdown takes seconds, so it is shown as it is."""

MAX_BRACKETS = 4_000
"""Reading link brackets takes time in proportion to the square of their number."""

MAX_DEPTH = 24
"""Levels of quotes and lists; the reader drops the text of what lies below its own cap."""

LINKS = ("http://", "https://", "mailto:", "#")
REPORT_FILE = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z]+")
"""The name of a report's file. The index leads there; in prose it is no link."""

_SPECIAL = re.compile(r"[<\[#`~|]|^[ \t]*[>=*+\d-]|^(?: {4}|\t)", re.MULTILINE)
_TICKS = re.compile("`+")
_CONTAINER = re.compile(r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
_SCAN = re.compile(
    r"(?P<escape>\\.)"
    r"|(?P<ticks>`+)"
    r"|(?P<autolink><(?:https?://|mailto:)[^\s<>`]*>)"
    r"|(?P<tag><(?=[A-Za-z/!?]))"
    r"|(?P<image>!\[(?P<alt>(?=[^\[\]`\\]+\]\())?)"
    r"|(?P<definition>\]:)"
    r"|(?P<link>\]\([ \t]*(?P<address><[^<>\n`]{0,200}>|[^\s)`]{0,200}))",
    re.DOTALL,
)


@cache
def reader() -> MarkdownIt:
    """The reader of Markdown for all reports: CommonMark with tables, without raw HTML.

    Images are not read, since they would be fetched, nor are definitions of link targets, since
    they would reach into other people's text.
    """
    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    reader.enable("table").disable(["reference", "image"])
    reader.validateLink = _may_lead  # type: ignore[assignment, method-assign]
    return reader


def _may_lead(address: str) -> bool:
    return bool(REPORT_FILE.fullmatch(address)) or allowed(address)


@cache
def _blocks() -> MarkdownIt:
    """The same reader, for the blocks alone: running text stays unread."""
    blocks = MarkdownIt("commonmark", {"html": False, "maxNesting": 100})
    blocks.enable("table").disable("reference").core.ruler.enableOnly(["normalize", "block"])
    return blocks


def safe_prose(text: str, highest: int = 3) -> str | None:
    """A person's Markdown as it may stand in a report, with headings from level `highest` down.

    None where it is too large or too deep to be read as Markdown; then it must stay verbatim.
    """
    text = visible(text).strip("\n").rstrip()
    if len(text) > MAX_LENGTH or text.count("[") > MAX_BRACKETS:
        return None
    if not _SPECIAL.search(text):
        return text
    tokens = _blocks().parse(text)
    if max((token.level for token in tokens), default=0) > 2 * MAX_DEPTH:
        return None
    lines: list[str | None] = list(text.split("\n"))
    for start, end, table in _inline_spans(tokens):
        block = "\n".join(line or "" for line in lines[start:end])
        lines[start:end] = (_cells(block) if table else _inline(block)).split("\n")
    _demote(lines, tokens, highest)
    closing = _missing_fence(text, tokens)
    return "\n".join(line for line in lines if line is not None) + closing


def allowed(address: str) -> bool:
    """Whether a link may lead to an address, once entities, escapes and blanks are undone."""
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", html.unescape(address.strip("<>")))
    bare = re.sub(r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]", "", bare).lower()
    return bare.startswith(LINKS)


def _inline_spans(tokens: list[Token]) -> Iterator[tuple[int, int, bool]]:
    """The lines that hold running text, once each: start, end, and whether it is a table row."""
    table, last = False, -1
    for token in tokens:
        if token.type in ("table_open", "table_close"):
            table = token.nesting == 1
        elif token.type == "inline" and token.map is not None and token.map[0] > last:
            start, end = token.map[0], max(token.map[1], token.map[0] + 1)
            last = end - 1
            yield start, end, table


def _cells(row: str) -> str:
    return "|".join(_inline(cell) for cell in re.split(r"(?<!\\)\|", row))


def _inline(text: str) -> str:
    """Running text with everything escaped that could act; code spans are copied."""
    runs: dict[int, list[int]] = defaultdict(list)
    for ticks in _TICKS.finditer(text):
        runs[len(ticks[0])].append(ticks.start())
    out, position = [], 0
    while found := _SCAN.search(text, position):
        out.append(text[position : found.start()])
        position = found.end()
        if found["ticks"]:
            position = _after_code(runs[len(found[0])], found)
            out.append(text[found.start() : position])
        elif found["link"] and not allowed(found["address"]):
            position = found.start() + 2
            out.append("\\](")
        else:
            out.append(_escaped(found))
    return "".join(out) + text[position:]


def _after_code(same: list[int], found: re.Match[str]) -> int:
    """Where the code span that opens here ends, or the end of its ticks when nothing closes it."""
    closing = bisect_left(same, found.end())
    return same[closing] + len(found[0]) if closing < len(same) else found.end()


def _escaped(found: re.Match[str]) -> str:
    if found["image"]:
        return "[Image: " if found["alt"] is not None else "\\!["
    return found[0] if found["escape"] or found["autolink"] or found["link"] else "\\" + found[0]


def _demote(lines: list[str | None], tokens: list[Token], highest: int) -> None:
    """Put headings below the section they stand in, without leaving out a level."""
    headings = [token for token in tokens if token.type == "heading_open" and token.map]
    order = sorted({token.tag for token in headings})
    last = highest - 1
    for token in headings:
        assert token.map is not None
        level = min(highest + order.index(token.tag), last + 1, 6)
        last = level
        first, end = token.map[0], token.map[1]
        line = lines[first] or ""
        if token.markup.startswith("#"):
            at = _container_end(line)
            lines[first] = line[:at] + "#" * level + line[at:].lstrip("#")
        elif token.level:
            underline = lines[end - 1] or ""
            at = _container_end(underline)
            lines[end - 1] = f"{underline[:at]}\\{underline[at:]}"
        else:
            words = " ".join((each or "").strip() for each in lines[first : end - 1])
            closed = re.sub(r"(#+)$", r"\\\1", words)
            lines[first:end] = ["#" * level + " " + closed, *[None] * (end - first - 1)]


def _container_end(line: str) -> int:
    found = _CONTAINER.match(line)
    return found.end() if found else 0


def _missing_fence(text: str, tokens: list[Token]) -> str:
    """The end of a code block that was left open, which would swallow the rest of the report."""
    last = tokens[-1] if tokens else None
    if last is None or last.type != "fence" or last.level or last.map is None:
        return ""
    lines = text.split("\n")
    closing = re.compile(rf" {{0,3}}{re.escape(last.markup)}{re.escape(last.markup[0])}*\s*")
    ended = last.map[1] - last.map[0] > 1 and closing.fullmatch(lines[last.map[1] - 1])
    return "" if ended else f"\n{last.markup}"
