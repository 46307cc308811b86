"""Tables that an export left as HTML, such as those with tables in their cells."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

_OPENS, _CLOSES = (re.compile(tag, re.IGNORECASE) for tag in (r"<table[\s>]", r"</table>"))
_CELLS = {"td", "th"}
_APART = {"br", "p", "div", "li", "tr", "td", "th"}


class Found:
    """A row: the line it begins on, counted from 0, the line behind it, and its cells as text."""

    def __init__(self, line: int) -> None:
        self.line, self.end, self.cells, self.is_head = line, line + 1, list[str](), False


def read_rows(html: str) -> list[Found]:
    """The rows of the outermost tables; what stands in a table in a cell is text of that cell."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [row for row in reader.rows if row.cells]


def joined(lines: Sequence[str]) -> list[str]:
    """The lines without blank ones inside of tables, where a reader would end the block."""
    whole, depth = list(lines), 0
    for number, line in enumerate(lines):
        opened, closed = len(_OPENS.findall(line)), len(_CLOSES.findall(line))
        depth = max(depth + opened - closed, 0)
        if depth and not line.strip():
            whole[number] = "<br>"
    return list(lines) if depth else whole


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Found] = []
        self.depth = 0

    def handle_starttag(self, tag: str, _: object) -> None:
        self.depth += tag == "table"
        if self.depth == 1 and tag == "tr":
            self.rows.append(Found(self.getpos()[0] - 1))
        elif self.depth == 1 and tag in _CELLS and self.rows:
            self.rows[-1].cells.append("")
            self.rows[-1].is_head |= tag == "th"
        elif tag in _APART:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "table"
        if self.rows and self.depth == 1 and tag == "tr":
            self.rows[-1].end = self.getpos()[0]

    def handle_data(self, data: str) -> None:
        if self.depth and self.rows and self.rows[-1].cells:
            row = self.rows[-1]
            row.cells[-1] += data
            row.end = max(row.end, self.getpos()[0])
