"""What becomes of each key of a head, such as "Severity: SEV2" or a row of a table."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from pmtui.importers.draft import Draft
from pmtui.importers.entries import NARRATIVE, ROLES, add_cause
from pmtui.importers.headings import is_template_title, key_of
from pmtui.importers.people import add_people
from pmtui.importers.times import Watch, date_alone, find_date, split_time
from pmtui.importers.words import fit, is_placeholder, plain
from pmtui.model.kinds import Severity
from pmtui.model.types import Moment

_MAIL = re.compile(r"<([^<>\s]+@[^<>\s]+)>")
_SEVERITY = re.compile(r"(?:sev(?:erity)?|s|p)?[\s-]?([1-5])\b", re.IGNORECASE)
_TITLE, _SUMMARY, _CAUSE = 200, 240, 200
_NAME = 4
"""The most words of a name."""


class Line(NamedTuple):
    """A key and its value as Markdown, with the lines that they stand on."""

    lines: Sequence[int]
    key: str
    value: str


def take(draft: Draft, line: Line) -> bool:
    """Whether the value was put into the field of its key."""
    taker = _TAKERS.get(key_of(line.key) or "")
    if taker is None or is_placeholder(line.value):
        return False
    return taker(draft, line._replace(value=plain(_MAIL.sub(r"(\1)", line.value))))


def is_text(key: str) -> bool:
    """Whether the value of a key is sentences, which may go on over the next lines."""
    return key_of(key) in _TEXTS


def severity_of(draft: Draft, line: Line) -> bool:
    """Whether the value is one of the five severities, which is then the final one."""
    found = _SEVERITY.match(line.value)
    if found:
        draft.values.setdefault("severity.final", Severity(f"SEV{found[1]}"))
    return found is not None


def _authors(draft: Draft, line: Line) -> bool:
    add_people(draft, line.lines, line.value, author=True)
    return True


def _sender(draft: Draft, line: Line) -> bool:
    """Who wrote a mail; "From: 09:00" tells a time."""
    return find_date(line.value) is None and not split_time(line.value)[0] and _authors(draft, line)


def _people(draft: Draft, line: Line) -> bool:
    """People by what they did, as in "Incident commander: Ada Okoye"; no sentences on them."""
    names = re.split(r"[,;&]|\band\b", line.value)
    if any(len(each.split()) > _NAME for each in names):
        return False
    role = plain(line.key).strip(" :*_").lower().removesuffix("s")
    add_people(draft, line.lines, line.value, (role,), author=False, attended=None)
    return True


def _title(draft: Draft, line: Line) -> bool:
    if is_template_title(line.value) or len(line.value) > _TITLE:
        return False
    return bool(draft.values.setdefault("title", line.value) == line.value)


def _reference(draft: Draft, line: Line) -> bool:
    return bool(draft.values.setdefault("reference", line.value) == line.value)


def _names_at(where: str) -> Callable[[Draft, Line], bool]:
    """Takes the first line of its kind as a list of names between commas."""

    def taker(draft: Draft, line: Line) -> bool:
        names = [each for each in re.split(r"\s*[,;]\s*", line.value.strip("[]")) if each]
        if where in draft.values or not names:
            return False
        draft.values[where] = tuple(dict.fromkeys(names))
        return True

    return taker


def _impact(draft: Draft, line: Line) -> bool:
    """The summary of the impact; where it is long, its first sentences, and all of it besides."""
    short = fit(line.value, _SUMMARY)
    if draft.values.setdefault("impact.summary", short) != short:
        return False
    if short != line.value:
        draft.keep("impact.details", line.lines)
    return True


def _exec_summary(draft: Draft, line: Line) -> bool:
    draft.leads["report.exec_summary"].append(line.value)
    draft.claim(line.lines, "report.exec_summary")
    return True


def _cause(kind: str) -> Callable[[Draft, Line], bool]:
    """Takes the value as a cause of a kind; what is too long for one stands in the story, too."""

    def taker(draft: Draft, line: Line) -> bool:
        short = fit(line.value, _CAUSE)
        add_cause(draft, line.lines, short, ROLES[kind])
        if short != line.value:
            draft.keep(NARRATIVE, line.lines)
        return True

    return taker


def _story(draft: Draft, line: Line) -> bool:
    draft.keep(NARRATIVE, line.lines)
    return True


def _day(draft: Draft, line: Line) -> bool:
    """The day of bare times; what it says besides the date is kept in the notes."""
    draft.day = draft.day or find_date(line.value)
    return draft.day is not None and bool(date_alone(line.value))


def _milestone(name: str) -> Callable[[Draft, Line], bool]:
    """Takes a time with a zone as the milestone that its key names; no other is certain.

    The day may be that of the head; an end is then after the start.
    """

    def taker(draft: Draft, line: Line) -> bool:
        moment = _moment(draft, split_time(line.value)[0])
        if moment.at is None:
            return _day(draft, line)
        draft.day = draft.day or find_date(line.value)
        return draft.values.setdefault(f"milestones.{name}", moment) is moment

    return taker


def _moment(draft: Draft, words: str) -> Moment:
    start = draft.values.get("milestones.impact_start")
    return Watch(draft.day, None, after=start.at if start else None).read(words)


_TAKERS: dict[str, Callable[[Draft, Line], bool]] = {
    "authors": _authors,
    "contributing_factors": _cause("contributing_factors"),
    "date": _day,
    "detected_at": _milestone("detected_at"),
    "impact": _impact,
    "impact_end": _milestone("impact_end"),
    "impact_start": _milestone("impact_start"),
    "people": _people,
    "reference": _reference,
    "resolved_at": _milestone("resolved_at"),
    "root_cause": _cause("root_cause"),
    "sender": _sender,
    "services": _names_at("services"),
    "severity": severity_of,
    "story": _story,
    "summary": _exec_summary,
    "tags": _names_at("tags"),
    "title": _title,
    "trigger": _cause("trigger"),
}
_TEXTS = {"contributing_factors", "impact", "root_cause", "story", "summary", "trigger"}
