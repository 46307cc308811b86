"""What a document says of itself: "key: value" lines, its title, its day and its zone."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import PurePath

from pmtui.importers.blocks import Block
from pmtui.importers.draft import Draft
from pmtui.importers.entries import entries_of
from pmtui.importers.front import read_front
from pmtui.importers.headings import is_template_title, key_of
from pmtui.importers.keys import Line, is_text, severity_of, take
from pmtui.importers.sections import Section
from pmtui.importers.timeline import is_mere_statement
from pmtui.importers.times import Watch, find_date, stated_zone
from pmtui.importers.words import fit, plain

_KEY_VALUE = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__|_)?([A-Za-z][\w /#().-]{0,40}?)(?:\*\*|__|_)?\s*:"
    r"(?:\*\*|__|_)?\s+(\S.*)$"
)
_STARTS = re.compile(r"\s*(?:[-*+]\s|\d{1,3}[.)]\s|$)")
_TITLE = 200


def front_title(block: Block, lines: list[str]) -> str | None:
    """The title that the first block names, if it is front matter with one."""
    told = read_front(lines[: block.end]) if block.kind == "front" else []
    return next((each.value for each in told if key_of(each.key) == "title"), None)


def read_form(draft: Draft, name: str, watch: Watch) -> None:
    """Fills in title, people, severity, tags and the like, and sets the watch."""
    for section in draft.sections:
        if section.field in {"preamble", "meta.stats"} or section is draft.sections[0]:
            for block in section.blocks:
                _read_metadata(draft, block)
        if section.field == "preamble":
            _read_title(draft, section)
            _read_zone(draft, section, watch)
        if section.field == "meta.date":
            texts = [plain(block.text) for block in section.blocks]
            draft.day = draft.day or next(filter(None, map(find_date, texts)), None)
    stem = " ".join(PurePath(name).stem.replace("_", " ").split())
    if not any(section.level == 1 for section in draft.sections) and not is_template_title(stem):
        draft.values.setdefault("title", fit(stem, _TITLE) or None)
    titled = find_date(draft.values.get("title") or "")
    days = (
        (draft.day, "from its head"),
        (titled, "from its title"),
        (watch.day, "as was asked for"),
        (find_date(stem), "from the name of the file"),
    )
    draft.day = draft.day or titled
    watch.day, watch.day_from = next((each for each in days if each[0]), (None, ""))
    watch.given = f"{watch.day}, {watch.day_from}" if watch.day else ""


def read_severity(draft: Draft, section: Section) -> None:
    """The severity that the review settled on, if it is one of the five."""
    for block in section.blocks:
        for entry in entries_of(block):
            if severity_of(draft, Line(entry.lines, "", entry.text)):
                draft.label([*section.heading_lines, *entry.lines])


def read_security(draft: Draft, section: Section) -> None:
    """Whether the incident is one of security: a plain yes or no."""
    for block in section.blocks:
        if found := re.fullmatch(r"(yes|no)\W*", plain(block.text), re.IGNORECASE):
            draft.values["flags.security"] = found[1].lower() == "yes"
            draft.label([*section.heading_lines, block.start])


def _read_title(draft: Draft, section: Section) -> None:
    if section.words and not is_template_title(section.words):
        title = draft.values.setdefault("title", fit(section.words, _TITLE))
        if title == section.words:
            draft.claim(section.heading_lines, "title")
            draft.label(section.heading_lines)


def _read_zone(draft: Draft, section: Section, watch: Watch) -> None:
    for block in section.blocks:
        if block.kind == "paragraph" and (zone := stated_zone(plain(block.text))):
            watch.zone = zone
            if is_mere_statement(block.text):
                draft.label(range(block.start, block.end))


def _read_metadata(draft: Draft, block: Block) -> None:
    for row in block.rows:
        cells = [plain(cell) for cell in row.cells]
        pairs = zip(cells[::2], cells[1::2], strict=False)
        taken = [take(draft, Line(row.lines, key, value)) for key, value in pairs]
        if any(taken):
            draft.label([row.line])
    if block.kind == "front":
        draft.label([block.start, block.end - 1])
        told = read_front(draft.lines[block.start : block.end])
        for each in told:
            if take(draft, Line(range(each.start, each.end), each.key, each.value)):
                draft.label(range(each.start, each.end))
        if told:
            return
    if block.kind in {"paragraph", "list", "front"}:
        for found in _key_lines(draft, block):
            if take(draft, found):
                draft.label(found.lines)


def _key_lines(draft: Draft, block: Block) -> Iterator[Line]:
    """The "key: value" lines of a block; a text goes on over the lines up to the next one."""
    found = {line: _KEY_VALUE.match(draft.lines[line]) for line in block.lines}
    keyed = [line for line, match in found.items() if match]
    for line, following in pairwise([*keyed, block.end]):
        match = found[line]
        assert match is not None
        lines, value = range(line, line + 1), match[2].strip()
        if block.kind == "front":
            value = value.strip("\"'")
        elif is_text(match[1]):
            lines = range(line, _end_of(draft, line, following))
            value = " ".join([value, *(draft.lines[more].strip() for more in lines[1:])])
        yield Line(lines, match[1], value)


def _end_of(draft: Draft, line: int, following: int) -> int:
    """Where the text that begins on a line ends: before the next key, or item of a list."""
    rest = range(line + 1, following)
    return next((more for more in rest if _STARTS.match(draft.lines[more])), following)
