"""Data on the standard output: JSON documents, and rows for people or for programs."""

import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import click

from pmtui.model.text import clip, one_line

UNKNOWN = "-"


def print_json(value: Any) -> None:
    """One JSON document in UTF-8, whatever the locale."""
    from pmtui.store.json_text import to_json

    click.echo(to_json(value), nl=False)


def print_rows(rows: Iterable[Sequence[str | None]], *, whole: bool = False) -> None:
    """One line for each row.

    On a terminal the columns are aligned and the last one is cut to the width, or goes on in the
    next line when it is to be `whole`; in a pipe they are separated by tabs and whole. What is not
    known is a hyphen.
    """
    table = [_row(row) for row in rows]
    if not table:
        return
    lines = _aligned(table, whole) if sys.stdout.isatty() else ["\t".join(row) for row in table]
    click.echo("\n".join(lines))


def _row(cells: Sequence[str | None]) -> Sequence[str]:
    if None not in cells and "" not in cells:
        text = "".join(cells)  # type: ignore[arg-type]
        if text.isascii() and text.isprintable() and "  " not in text:
            return cells  # type: ignore[return-value]  # nothing to make visible in most rows
    return [one_line(cell or "") or UNKNOWN for cell in cells]


def _aligned(table: Sequence[Sequence[str]], whole: bool) -> list[str]:
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]) - 1)]
    indent = sum(widths) + 2 * len(widths)
    rest = max(shutil.get_terminal_size().columns - indent, 20)
    return [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), last])
        for row in table
        for last in [_folded(row[-1], rest, indent) if whole else clip(row[-1], rest)]
    ]


def _folded(text: str, width: int, indent: int) -> str:
    """Words in lines of a width, the second and later ones indented."""
    return f"\n{'':{indent}}".join(textwrap.wrap(text, width))
