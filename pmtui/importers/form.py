"""What a document says of itself: "key: value" lines, its title, its day and its zone."""

import re
from collections.abc import Callable
from pathlib import PurePath

from pmtui.importers.blocks import Block
from pmtui.importers.draft import Draft
from pmtui.importers.entries import entries_of
from pmtui.importers.front import read_front
from pmtui.importers.headings import is_template_title, key_of
from pmtui.importers.people import add_people
from pmtui.importers.sections import Section
from pmtui.importers.timeline import is_mere_statement
from pmtui.importers.times import Watch, date_alone, find_date, split_time, stated_zone
from pmtui.importers.words import fit, is_placeholder, plain
from pmtui.model.kinds import Severity

_KEY_VALUE = re.compile(
    r"^\s*(?:[-*+]\s+)?(?:\*\*|__|_)?([A-Za-z][\w /#().-]{0,40}?)(?:\*\*|__|_)?\s*:"
    r"(?:\*\*|__|_)?\s+(\S.*)$"
)
_MAIL = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_SEVERITY = re.compile(r"(?:sev(?:erity)?|s|p)?[\s-]?([1-5])\b", re.IGNORECASE)
_TITLE, _SUMMARY = 200, 240


def front_title(block: Block, lines: list[str]) -> str | None:
    """The title that the first block names, if it is front matter with one."""
    told = read_front(lines[: block.end]) if block.kind == "front" else []
    return next((each.value for each in told if key_of(each.key) == "title"), None)


def read_form(draft: Draft, name: str, watch: Watch) -> None:
    """Fills in title, people, severity, tags and the like, and sets the watch."""
    for section in draft.sections:
        if section.field in {"preamble", "meta.stats"} or section.heading is None:
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
            if _severity(draft, entry.lines[0], entry.text):
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
        taken = [_take(draft, row.line, key, value) for key, value in pairs]
        if any(taken):
            draft.label([row.line])
    if block.kind == "front":
        draft.label([block.start, block.end - 1])
        told = read_front(draft.lines[block.start : block.end])
        for each in told:
            if _take(draft, each.start, each.key, each.value):
                draft.label(range(each.start, each.end))
        if told:
            return
    if block.kind not in {"paragraph", "list", "front"}:
        return
    for line in range(block.start, block.end):
        found = _KEY_VALUE.match(draft.lines[line])
        value = found[2].strip() if found else ""
        if block.kind == "front":
            value = value.strip("\"'")
        if found and _take(draft, line, found[1], value):
            draft.label([line])


def _take(draft: Draft, line: int, key: str, value: str) -> bool:
    """Whether the value was put into the field of its key."""
    taker = _TAKERS.get(key_of(key) or "")
    if taker is None or is_placeholder(value):
        return False
    return taker(draft, line, plain(_MAIL.sub(r"(\1)", value)))


def _authors(draft: Draft, line: int, value: str) -> bool:
    add_people(draft, [line], value, author=True)
    return True


def _severity(draft: Draft, _: int, value: str) -> bool:
    found = _SEVERITY.match(value)
    if found:
        draft.values.setdefault("severity.final", Severity(f"SEV{found[1]}"))
    return found is not None


def _title(draft: Draft, _: int, value: str) -> bool:
    if is_template_title(value) or len(value) > _TITLE:
        return False
    return bool(draft.values.setdefault("title", value) == value)


def _reference(draft: Draft, _: int, value: str) -> bool:
    return bool(draft.values.setdefault("reference", value) == value)


def _names_at(where: str) -> Callable[[Draft, int, str], bool]:
    """Takes the first line of its kind as a list of names between commas."""

    def take(draft: Draft, _: int, value: str) -> bool:
        names = [each for each in re.split(r"\s*[,;]\s*", value.strip("[]")) if each]
        if where in draft.values or not names:
            return False
        draft.values[where] = tuple(dict.fromkeys(names))
        return True

    return take


def _impact(draft: Draft, _: int, value: str) -> bool:
    if len(value) > _SUMMARY:
        return False
    return bool(draft.values.setdefault("impact.summary", value) == value)


def _exec_summary(draft: Draft, line: int, value: str) -> bool:
    draft.leads["report.exec_summary"].append(value)
    draft.claim([line], "report.exec_summary")
    return True


def _day(draft: Draft, _: int, value: str) -> bool:
    """The day of bare times; what it says besides the date is kept in the notes."""
    draft.day = draft.day or find_date(value)
    return draft.day is not None and bool(date_alone(value))


def _milestone(name: str) -> Callable[[Draft, int, str], bool]:
    """Takes a time with date and zone as the milestone that its key names; no other is certain."""

    def take(draft: Draft, line: int, value: str) -> bool:
        moment = Watch(None, None).read(split_time(value)[0])
        if moment.at is None:
            return _day(draft, line, value)
        draft.day = draft.day or find_date(value)
        return draft.values.setdefault(f"milestones.{name}", moment) is moment

    return take


_TAKERS: dict[str, Callable[[Draft, int, str], bool]] = {
    "authors": _authors,
    "date": _day,
    "detected_at": _milestone("detected_at"),
    "impact": _impact,
    "impact_end": _milestone("impact_end"),
    "impact_start": _milestone("impact_start"),
    "reference": _reference,
    "resolved_at": _milestone("resolved_at"),
    "services": _names_at("services"),
    "severity": _severity,
    "summary": _exec_summary,
    "tags": _names_at("tags"),
    "title": _title,
}
