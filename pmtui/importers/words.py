"""Markdown in short: its plain words, what of it fits a one-line field, what is a placeholder."""

import html
import re
from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark")
TARGET = re.compile(r"""<a (?:id|name)=(?:"[^"<>]*"|'[^'<>]*')></a>""")
"""A target for links, which says nothing itself; the exported reports have them, too."""

_LONGEST_PARSED, _LONGEST_PLACEHOLDER = 3_000, 300
SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]?\s+(?![a-z])")
_MARKER = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,2}[.)])\s+)*(?:\[[ xX]\]\s+)?")
_WORD = re.compile(r"[^\s!-/:-@\[-`{-~]+")
_PLACEHOLDER = re.compile(
    r"^[\W_]*$|\{\{.*\}\}|^\(names?\)$|^someone(?: \w+)?(?: \(.*\))?$|^\?+(?:%|\s?\w+)?$"
    r"|^(?:brief|short) (?:\w+ )?description$|^(?:\w+ )?template (?:from|by)\b"
    r"|^(?:20xx|y{4}|d{2}|m{2})\b|\b(?:yyyy-mm-dd|hh:mm)\b"
    r"|^\[(?-i:[a-z])[^\[\]\d]{1,60}\]$|^\[(?:action|date|due|link|name|owner|ticket)\b[^\[\]]*\]$"
    r"|^<[a-z][^<>@/:\d]{1,60}>$|^<!--.*-->$"
    r"|^(?:x{2,}|y{2,}|z{2,}|tbd|tba|n/?a|none|unknown|todo|\.\.\.)$",
    re.IGNORECASE,
)


_TAG = re.compile(
    r"</?(?:b|br|center|col|colgroup|details|div|em|font|i|ins|mark|ol|p|s|section|small|span"
    r"|strong|sub|summary|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|li)(?=[\s/>])[^<>]*>",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"[\W_]*(?:add|briefly|describe|enter|explain|fill|how|include|insert|list|note|provide|state"
    r"|summari[sz]e|what|when|where|which|who|why|write)\b",
    re.IGNORECASE,
)
_ITALIC = re.compile(r"(_|\*)(?![*_\s])(?:(?!\1).|\1\1|(?<=\w)_(?=\w))+(?<!\s)\1\W*$", re.DOTALL)


def plain(markdown: str) -> str:
    """The words of inline Markdown on one line; a link's address stands behind its words."""
    if len(markdown) > _LONGEST_PARSED:
        return " ".join(markdown.split())
    (inline,) = _PARSER.parseInline(markdown) or (None,)
    return " ".join(_flatten(inline.children or []).split()) if inline else ""


def links(markdown: str) -> list[str]:
    """The addresses that inline Markdown links to, bare ones included, in their order."""
    if len(markdown) > _LONGEST_PARSED:
        return []
    return re.findall(r"https?://[^\s<>()\[\]\"'|]+[^\s<>()\[\]\"'|.,;:!?]", markdown)


def fit(text: str, limit: int) -> str:
    """At most `limit` characters of one-line text: whole sentences, or words and an ellipsis."""
    if len(text) <= limit:
        return text
    ends = [found.start() for found in SENTENCE_END.finditer(text[: limit + 2])]
    if kept := [end for end in ends if end <= limit]:
        return text[: kept[-1]].rstrip()
    cut = text[: limit - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def tokens(text: str) -> Counter[str]:
    """How often each word occurs; punctuation of ASCII and tags that only form it do not."""
    return Counter(_WORD.findall(html.unescape(_TAG.sub(" ", TARGET.sub(" ", text)))))


def without_marker(line: str) -> str:
    """A source line without the mark that makes it a quotation, an item or a task."""
    return line[_MARKER.match(line).end() :]  # type: ignore[union-attr]


def is_placeholder(text: str) -> bool:
    """Whether the text only says what a template wants there, so that it is no fact."""
    return len(text) <= _LONGEST_PLACEHOLDER and bool(_PLACEHOLDER.search(text.strip()))


def is_prompt(markdown: str) -> bool:
    """Whether a form asks for something there: all the words stand in italics."""
    return len(markdown) <= _LONGEST_PARSED and bool(_ITALIC.match(markdown.strip()))


def asks_for_words(markdown: str) -> bool:
    """Whether a text in italics asks to be replaced, as in "_Describe the impact_"."""
    return is_prompt(markdown) and bool(_ASKING.match(markdown))


def _flatten(children: list[Token]) -> str:
    parts: list[str] = []
    opened: list[tuple[int, str]] = []
    for token in children:
        if token.type == "link_open":
            opened.append((len(parts), _address(token, "href")))
        elif token.type == "link_close" and opened:
            start, address = opened.pop()
            parts.append(_behind("".join(parts[start:]), address))
        elif token.type == "image":
            parts.append(f"{token.content}{_behind(token.content, _address(token, 'src'))}")
        elif token.type == "html_inline" and _TAG.fullmatch(token.content):
            parts.append(" " if token.content.lower().startswith("<br") else "")
        else:
            parts.append(" " if token.type in {"softbreak", "hardbreak"} else token.content)
    return "".join(parts)


def _address(token: Token, name: str) -> str:
    title = token.attrGet("title")
    return f"{token.attrGet(name) or ''} {title or ''}".strip()


def _behind(words: str, address: str) -> str:
    address = address.removeprefix("mailto:")
    return "" if address in {"", words} else f" ({address})"
