"""Timelines: as tables, lists, headings or paragraphs."""

import re
from itertools import pairwise
from typing import Any, NamedTuple

from pmtui.importers.blocks import Block, Item, Row
from pmtui.importers.draft import Draft
from pmtui.importers.entries import NARRATIVE, entries_of, entry_of, joined, label_heads
from pmtui.importers.sections import Section
from pmtui.importers.times import Watch, date_alone, known_zone, split_time, stated_zone
from pmtui.importers.words import fit, is_placeholder, plain
from pmtui.model.kinds import EventKind

_TEXT, _STATEMENT = 240, 80
_TIME_HEAD = re.compile(r"\b(?:time|date|when|day)\b", re.IGNORECASE)
_FORM_TIME = re.compile(r"\{\{|20xx|y{4}|hh:mm", re.IGNORECASE)
_KINDS = {kind.replace("_", " "): kind for kind in EventKind}
_PARTS = ("at", "precision", "entered", "entered_tz")


class _Columns(NamedTuple):
    """Where a table has its times (joined by `between`) and its kinds of events."""

    timed: tuple[int, ...]
    between: str
    kinds: tuple[int, ...]


def read_timeline(draft: Draft, section: Section, watch: Watch) -> None:
    """The events of a section. Their times make no milestones: nobody has said they are."""
    if is_placeholder(section.words) and section.words:
        return
    if zone := stated_zone(section.words):
        watch.zone = zone
    if section.time and not _is_day_of_entries(section):
        _event_of_section(draft, section, watch)
        return
    if section.time:
        watch.turn_to(section.time)
    label_heads(draft, section)
    for block in section.blocks:
        if block.kind == "table":
            _read_table(draft, block, watch)
        elif block.kind == "list":
            _read_items(draft, block.items, watch)
        elif block.kind == "paragraph":
            _read_paragraph(draft, block, watch)
        elif block.kind == "other":
            draft.keep(NARRATIVE, range(block.start, block.end))


def _is_day_of_entries(section: Section) -> bool:
    """Whether a heading that is a mere date has entries with times of their own below it."""
    texts = [entry.text for block in section.blocks for entry in entries_of(block)]
    return ":" not in section.time and any(":" in split_time(text)[0] for text in texts)


def _event_of_section(draft: Draft, section: Section, watch: Watch) -> None:
    entries = [entry for block in section.blocks for entry in entries_of(block)]
    text = joined([section.words, *(entry.text for entry in entries)])
    lines = section.lines
    _add(draft, [*section.heading_lines, *lines], section.time, text, watch)
    told = {line for entry in entries if not entry.code for line in entry.lines}
    if len(text) > _TEXT or lines - told:
        draft.keep(NARRATIVE, lines)


def _add(draft: Draft, lines: list[int], words: str, text: str, watch: Watch, **more: Any) -> None:
    moment = watch.read(words)
    parts = {part: getattr(moment, part) for part in _PARTS}
    draft.add("timeline", lines, text=fit(text, _TEXT) or None, **parts, **more)


def _read_table(draft: Draft, block: Block, watch: Watch) -> None:
    head = [plain(cell) for cell in block.rows[0].cells]
    zoned = [index for index, words in enumerate(head) if words and known_zone(words)]
    named = [stated_zone(words) for words in head] + [head[index] for index in zoned]
    watch.zone = next(filter(None, named), watch.zone)
    timed = [index for index, words in enumerate(head) if _TIME_HEAD.search(words)]
    kinds = [index for index, words in enumerate(head) if words.lower() == "kind"]
    columns = _Columns(tuple(timed + zoned) or (0,), " / " if zoned else " ", tuple(kinds))
    for row in block.rows[1:]:
        if _read_row(draft, row, columns, watch):
            draft.keep(NARRATIVE, [*range(block.start, block.rows[1].line), *row.lines])


def _read_row(draft: Draft, row: Row, columns: _Columns, watch: Watch) -> bool:
    """One event; whether its words are too long for it. Of several zones the first is read."""
    cells = dict(enumerate(map(plain, row.cells)))
    words = columns.between.join(filter(None, (cells.pop(index, "") for index in columns.timed)))
    kind = next((_KINDS.get(cells.get(index, "").lower()) for index in columns.kinds), None)
    if kind:
        cells = {index: cell for index, cell in cells.items() if index not in columns.kinds}
    text = " — ".join(filter(None, cells.values()))
    if is_placeholder(text) or _FORM_TIME.search(words):
        return False
    _add(draft, list(row.lines), words, text, watch, kind=kind)
    return len(text) > _TEXT


def _read_items(draft: Draft, items: tuple[Item, ...], watch: Watch) -> None:
    for item in items:
        if item.children and (day := date_alone(item.text)):
            watch.turn_to(day)
            draft.label(range(item.start, item.children[0].start))
            _read_items(draft, item.children, watch)
            continue
        if _is_phase(item):
            draft.label(range(item.start, item.children[0].start))
            _read_items(draft, item.children, watch)
            continue
        entry = entry_of(item)
        words, text = split_time(entry.text)
        if is_placeholder(entry.text):
            continue
        _add(draft, list(entry.lines), words, text, watch)
        if len(text) > _TEXT or entry.code:
            draft.keep(NARRATIVE, entry.lines)


def _is_phase(item: Item) -> bool:
    """Whether an item only names what its own items tell, each with a time: "Detection"."""
    name, below = plain(item.text), [plain(each.text) for each in item.children]
    return (
        len(name) <= _STATEMENT
        and not split_time(name)[0]
        and any(":" in split_time(text)[0] for text in below)
    )


def _read_paragraph(draft: Draft, block: Block, watch: Watch) -> None:
    """A day, a zone, or entries that each begin with a time; else a part of the story."""
    text = plain(block.text)
    lines = range(block.start, block.end)
    if is_placeholder(text):
        return
    zone, day = stated_zone(text), date_alone(block.text)
    if zone or day:
        watch.zone = zone or watch.zone
        if on := day or _day_of(text):
            watch.turn_to(on)
        if is_mere_statement(block.text):
            draft.label(lines)
        else:
            draft.keep(NARRATIVE, lines)
        return
    source = [draft.lines[line] for line in lines]
    starts = [
        line for line, words in zip(lines, source, strict=True) if split_time(plain(words))[0]
    ]
    if not starts or starts[0] != block.start:
        draft.keep(NARRATIVE, lines)
        return
    for start, end in pairwise([*starts, block.end]):
        source = [each.rstrip().removesuffix("\\") for each in draft.lines[start:end]]
        words, rest = split_time(plain("\n".join(source)))
        _add(draft, list(range(start, end)), words, rest, watch)
        if len(rest) > _TEXT:
            draft.keep(NARRATIVE, range(start, end))


def is_mere_statement(markdown: str) -> bool:
    """Whether a paragraph that names a zone or day says nothing else that could be missed."""
    return len(markdown) <= _STATEMENT


def _day_of(text: str) -> str:
    """The date that the statement of a zone may give for all times: "… in PST, on 8 May 2019"."""
    found = re.search(r"\bon\s+(.+?)\W*$", text)
    return date_alone(found[1]) if found else ""
