"""A report on a terminal, or as plain lines where there is none.

Every text is shown as it is: nothing in it is markup, a style or an escape sequence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pmtui.exporters.blocks import (
    Block,
    Bullets,
    Facts,
    Paragraph,
    Prose,
    Report,
    Subheading,
    Table,
    Tree,
    Verbatim,
)
from pmtui.exporters.tree import stems
from pmtui.model.text import clip, one_line, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console, RenderableType
    from rich.text import Text

MAX_TEXT = 20_000
"""Characters of one text that are shown; more would only scroll past."""

MAX_STEM = 36
"""Cells before a line of a tree; deeper lines stay at this level."""

LONG = 24
"""Cells; a column with a wider text than this may be wrapped."""

ROOM = 24
"""Cells that each of those columns needs; with less, rows are written as paragraphs."""


def print_report(report: Report, console: Console) -> None:
    """Print a report, wrapped at the console's width."""
    if report.header:
        _print(console, _shown(Paragraph(report.header), console))
        _print(console, "")
    _print(console, _text(report.title, "bold"))
    _print(console, _shown(Facts(report.meta), console))
    for section in report.sections:
        _print(console, "")
        _print(console, _text(section.heading.upper(), "bold"))
        for number, block in enumerate(section.blocks):
            if number:
                _print(console, "")
            _print(console, _shown(block, console))
    if report.footer:
        _print(console, "")
        _print(console, _shown(Paragraph(report.footer), console))


def _print(console: Console, shown: RenderableType) -> None:
    console.print(shown, markup=False, highlight=False, emoji=False)


def _text(text: str, style: str = "") -> Text:
    """Plain text of one line."""
    from rich.text import Text

    return Text(one_line(clip(text, MAX_TEXT)), style=style, overflow="fold")


def _shown(block: Block, console: Console) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    match block:
        case Subheading():
            return _text(block.text, "bold")
        case Paragraph() | Prose() | Verbatim():
            return Text(visible(clip(block.text, MAX_TEXT)).strip("\n"), overflow="fold")
        case Facts():
            return _facts(block)
        case Tree():
            return Group(*_drawn(block, console))
        case Bullets():
            return Group(*(_bullet(line.text, line.depth) for line in block.lines))
        case Table():
            return _table(block, console.width, console.is_terminal)


def _facts(block: Facts) -> RenderableType:
    from rich.table import Table as Grid

    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for label, value in block.pairs:
        grid.add_row(_text(label, "dim"), _text(value))
    return grid


def _bullet(text: str, depth: int) -> RenderableType:
    from rich.padding import Padding
    from rich.table import Table as Grid

    grid = Grid.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True, width=1)
    grid.add_column(overflow="fold")
    grid.add_row("-", _text(text))
    return Padding(grid, (0, 0, 0, 2 * min(depth, 12)))


def _drawn(block: Tree, console: Console) -> Iterator[Text]:
    """The lines of a tree, each hanging on its branch however often it is wrapped."""
    for line, branch in zip(block.lines, block.branches, strict=True):
        first, rest = (stem[-MAX_STEM:] for stem in stems(branch))
        words = _text(line.text)
        begun = words.wrap(console, max(console.width - len(first), 1))[0]
        more = _text(words.plain[len(begun.plain) :].lstrip())
        begun.rstrip()
        yield _text("").append(first).append_text(begun)
        if more:
            for each in more.wrap(console, max(console.width - len(rest), 1)):
                each.rstrip()
                yield _text("").append(rest).append_text(each)


def _table(block: Table, width: int, ruled: bool) -> RenderableType:
    """A table, with lines on a terminal only; rows as paragraphs where it would be cramped."""
    from rich import box
    from rich.table import Table as Grid

    cells = [[_text(cell) for cell in row] for row in block.rows]
    widths = [max(cell.cell_len for cell in column) for column in zip(*cells, strict=True)]
    long = [each > LONG for each in widths]
    room = width - sum(max(each, 8) + 2 for each in widths if each <= LONG)
    if any(long) and room < ROOM * sum(long):
        return _stacked(block.head, cells, long)
    grid = Grid(box=box.SIMPLE if ruled else None, pad_edge=False, padding=(0, 1), show_edge=False)
    for name, wide in zip(block.head, long, strict=True):
        grid.add_column(_text(name, "bold"), overflow="fold", ratio=1 if wide else None)
    for row in cells:
        grid.add_row(*row)
    return grid


def _stacked(head: tuple[str, ...], rows: list[list[Text]], long: list[bool]) -> RenderableType:
    """Each row as one line of its short cells, then its long ones below, with their names."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    titles = [name for name, wide in zip(head, long, strict=True) if not wide]
    parts: list[RenderableType] = [_text("  ".join(titles), "bold")] if titles else []
    for row in rows:
        cells = list(zip(head, row, long, strict=True))
        short = [cell for _, cell, wide in cells if not wide and cell.plain]
        parts.append(Text("  ").join(short))
        for name, cell, wide in cells:
            if wide and cell.plain:
                label = _text(f"{name}: ", "dim") if sum(long) > 1 else Text()
                parts.append(Padding(Text.assemble(label, cell, overflow="fold"), (0, 0, 0, 4)))
    return Group(*parts)
