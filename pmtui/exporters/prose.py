"""Markdown that a person wrote, made safe to stand inside a report.

What it says stays; what could leave its place is escaped: raw HTML, links to other schemes than
the web and mail, definitions of link targets, images, headings as high as the report's own.
The rules of the syntax are those of https://spec.commonmark.org/0.31.2/ and of GFM tables.
"""

import html
import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from pmtui.model.text import visible

MAX_LENGTH = 100_000
"""Characters; longer text is shown as it is, since reading it as Markdown takes seconds."""

MAX_BRACKETS = 4_000
"""Reading link brackets takes time in proportion to the square of their number."""

MAX_DEPTH = 24
"""Levels of quotes and lists; the reader drops the text of what is nested deeper than its cap."""

HIGHEST_HEADING = 3
LINKS = ("http://", "https://", "mailto:", "#")

_SPECIAL = re.compile(r"[<\[#`~]|^\s*(?:[>=-]|[*+\d])|^ {4}|^\t|\|", re.MULTILINE)
_CONTAINER = re.compile(r"(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*")
_DEFINITION = re.compile(r"([ \t>]*)\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*(\S*)(.*)")
_SCAN = re.compile(
    r"\\.|(`+)|<(https?://[^\s<>`]*|mailto:[^\s<>`]*)>|(<(?=[A-Za-z/!?]))"
    r"|(!\[([^\[\]`]*)\](?=\())|(!\[)|(\]\([ \t]*(<[^<>\n]*>|[^\s)]*))",
    re.DOTALL,
)


@cache
def reader() -> MarkdownIt:
    """The reader of Markdown for all reports: CommonMark and tables, no raw HTML."""
    return MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable("table")


def safe_prose(text: str) -> str | None:
    """The Markdown of a report for a person's Markdown; None where it must be kept verbatim."""
    text = visible(text).strip("\n").rstrip()
    if len(text) > MAX_LENGTH or text.count("[") > MAX_BRACKETS:
        return None
    if not _SPECIAL.search(text):
        return text
    tokens = reader().parse(text)
    if max((token.level for token in tokens), default=0) > 2 * MAX_DEPTH:
        return None
    return _rewrite(text.split("\n"), tokens)


def allowed(address: str) -> bool:
    """Whether a link may lead to an address, after entities, escapes and blanks are undone."""
    bare = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", html.unescape(address.strip("<>")))
    bare = re.sub(r"[\s\x00-\x20\u200b-\u200f\u2060\ufeff]", "", bare).lower()
    return bare.startswith(LINKS)


def _rewrite(lines: list[str], tokens: list[Token]) -> str:
    out: list[str | None] = list(lines)
    code: set[int] = set()
    spans: list[tuple[int, int]] = []
    for token in tokens:
        if token.map is None or token.type not in ("fence", "code_block", "inline"):
            continue
        start, end = token.map
        if token.type == "inline":
            spans.append((start, max(end, start + 1)))
        else:
            code.update(range(start, end))
    for start, end in dict.fromkeys(spans):
        block = "\n".join(lines[start:end])
        table = _in_table(tokens, start)
        out[start:end] = (_cells(block) if table else _inline(block)).split("\n")
    seen = code.union(*(range(*span) for span in spans))
    for number, line in enumerate(lines):
        if number not in seen:
            out[number] = _outside(line)
    _demote(out, tokens)
    text = "\n".join(line for line in out if line is not None)
    return text + _missing_fence(lines, tokens)
