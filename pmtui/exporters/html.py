"""A report as one HTML page: its Markdown through markdown-it, in a page with its own style.

The page runs no script and asks for nothing from anywhere; its content security policy says so.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib.resources import files
from itertools import pairwise
from string import Template

from markdown_it.token import Token

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
    Tree,
    Verbatim,
    addresses,
)
from pmtui.exporters.folds import Part, joined
from pmtui.exporters.look import colour_rules
from pmtui.exporters.markdown import begun, markdown_of, plain, section_parts
from pmtui.exporters.pictures.figure import figure
from pmtui.exporters.prose import MAX_LENGTH, reader
from pmtui.model.text import one_line

_SHORT = re.compile(r"\S{1,14}|[\d\\~:.,%+ -]{1,21}(?:d|min)?")
"""A cell with one word, a time or a figure, which is not to be cut between two lines."""

_LEAST_LISTED = 3
"""Sections."""


def to_html(report: Report) -> str:
    """The whole page, as it may be sent or published."""
    page = _Page(report)
    style = _data("style.css") + colour_rules(report.look)
    return Template(_data("page.html")).substitute(
        title=escape(one_line(report.title)),
        policy_hash=_hash(style),
        style=style,
        pictures=" img-src data:;" if report.look.logo else "",
        letterhead=page.letterhead(report),
        footer=page.footer(report.footer),
        heading=page.inline(report.title),
        head=page.alone(Facts(report.meta)) if report.meta else "",
        contents=page.contents(),
        sections=joined(part for each in report.sections for part in page.section(each)),
    )


class _Page:
    """The parts of one page; it remembers which anchors exist, so that none leads nowhere."""

    def __init__(self, report: Report) -> None:
        self.sections = report.sections
        self.used = {"main"}
        self.anchors = self.used | set(_anchors(report))
        self.tables = 0
        self.pictures = 0

    def inline(self, text: str) -> str:
        """Plain text as HTML."""
        return str(reader().renderInline(plain(text)))

    def letterhead(self, report: Report) -> str:
        """The team's logo and line above the title."""
        look, parts = report.look, ""
        if look.logo:
            parts += f'<img src="{look.logo}" alt="{escape(one_line(look.logo_text))}">\n'
        if report.header:
            parts += self.alone(Paragraph(report.header))
        return f'<div class="letterhead">\n{parts}</div>\n' if parts else ""

    def footer(self, line: str) -> str:
        """The team's line below the report."""
        return f"<footer>\n{self.alone(Paragraph(line))}</footer>\n" if line else ""

    def contents(self) -> str:
        """The list of sections; a page of one or two is seen at once."""
        if len(self.sections) < _LEAST_LISTED:
            return ""
        items = (
            f'<li><a href="#{escape(each.anchor)}">{self.inline(each.heading)}</a></li>\n'
            for each in self.sections
        )
        return f'<nav aria-label="Contents">\n<ol>\n{"".join(items)}</ol>\n</nav>\n'

    def section(self, section: Section) -> list[Part]:
        """A section with its heading, which its anchor names."""
        anchor = escape(self._claim(section.anchor))
        heading = f'<h2 id="{anchor}-heading">{self.inline(section.heading)}</h2>'
        start = f'<section id="{anchor}" aria-labelledby="{anchor}-heading">\n{heading}\n'
        return [Part(start), *self._parts(section), Part("</section>\n")]

    def _parts(self, section: Section) -> Iterator[Part]:
        """What a section says, cut where something may be folded."""
        above, summary, body = section.heading, "", ""
        for block, markdown in section_parts(tuple(map(_as_read, section.blocks))):
            html = self.render(block, markdown)
            if isinstance(block, Subheading):
                yield Part(body, summary, "detail" if summary else "open")
                above = block.text
                summary, body = (html, "") if block.detail else ("", html)
                continue
            drawn = self._figure(block, above)
            if drawn and isinstance(block, Tree):
                yield Part(body + drawn)
                yield Part(html, "The same as text", "drawn")
                body = ""
            else:
                body += drawn + html
        yield Part(body, summary, "detail" if summary else "open")

    def _figure(self, block: Block, title: str) -> str:
        """The pictures of a block."""
        self.pictures += 1
        return figure(block, title, f"picture-{self.pictures}")

    def alone(self, block: Block) -> str:
        """One block outside the sections."""
        return self.render(block, markdown_of(block))

    def render(self, block: Block, markdown: str) -> str:
        """One block from its Markdown."""
        tokens = reader().parse(markdown)
        self._mark(block, tokens)
        self._without_dead_links(tokens)
        return str(reader().renderer.render(self._boxed(block, tokens), reader().options, {}))

    def _mark(self, block: Block, tokens: list[Token]) -> None:
        """Give tokens what Markdown cannot say: classes, scopes, and the anchors of the record."""
        for token, inside in pairwise(tokens):
            if token.type == "th_open":
                token.attrSet("scope", "col")
            if token.type == "td_open" and _SHORT.fullmatch(inside.content):
                token.attrSet("class", "short")
            if token.type == "bullet_list_open" and isinstance(block, Facts):
                token.attrSet("class", "facts")
        if isinstance(block, Bullets):
            self._anchor([token for token in tokens if token.type == "list_item_open"], block)
        if isinstance(block, Table):
            self._anchor([token for token in tokens if token.type == "tr_open"][1:], block)

    def _anchor(self, tokens: list[Token], block: Block) -> None:
        for token, anchor in zip(tokens, addresses(block), strict=False):
            if anchor and anchor not in self.used:
                token.attrSet("id", self._claim(anchor))

    def _claim(self, anchor: str) -> str:
        self.used.add(anchor)
        return anchor

    def _without_dead_links(self, tokens: list[Token]) -> None:
        """Links within the page stay only where they lead to one of its anchors."""
        for token in tokens:
            kept: list[Token] = []
            inside_dead = False
            for child in token.children or ():
                if child.type == "link_open":
                    href = str(child.attrGet("href") or "")
                    inside_dead = href.startswith("#") and href[1:] not in self.anchors
                    child.attrSet("rel", "noopener noreferrer")
                if not (inside_dead and child.type in ("link_open", "link_close")):
                    kept.append(child)
                if child.type == "link_close":
                    inside_dead = False
            if token.children:
                token.children = kept

    def _boxed(self, block: Block, tokens: list[Token]) -> list[Token]:
        """The tokens with each table in a box that scrolls, also by the keyboard."""
        out: list[Token] = []
        for token in tokens:
            if token.type == "table_open":
                self.tables += 1
                name = block.caption if isinstance(block, Table) else "Table"
                label = escape(one_line(name))
                box = f'class="scroll" tabindex="0" aria-label="{label} ({self.tables})"'
                out += [_raw(f"<section {box}>\n"), token, _raw(f"<caption>{label}</caption>\n")]
            elif token.type == "table_close":
                out += [token, _raw("</section>\n")]
            else:
                out.append(token)
        return out


def _as_read(block: Block) -> Block:
    """A block as a page shows it: of a text as long as a book its beginning.

    The Markdown has the whole, as nothing of it has to be laid out.
    """
    if isinstance(block, Paragraph | Prose | Verbatim) and len(block.text) > MAX_LENGTH:
        return Verbatim(begun(block.text))
    return block


def _anchors(report: Report) -> list[str]:
    found = [section.anchor for section in report.sections]
    for section in report.sections:
        for block in section.blocks:
            found += addresses(block)
    return found


def _raw(content: str) -> Token:
    return Token("html_block", "", 0, content=content)


@cache
def _data(name: str) -> str:
    return files("pmtui.exporters").joinpath(name).read_text(encoding="utf-8")


@cache
def _hash(style: str) -> str:
    """The style element's digest, by which the policy allows this style and no other."""
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
