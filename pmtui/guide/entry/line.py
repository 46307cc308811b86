"""What all entry lines share: the words before a colon, and marks at the end."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from pmtui.guide.context import person, story_day
from pmtui.guide.words import find_choice
from pmtui.model import address
from pmtui.model.clock import parse_instant, parse_moment
from pmtui.model.dates import parse_date
from pmtui.model.errors import BadValue
from pmtui.model.postmortem import Postmortem
from pmtui.model.types import Moment
from pmtui.model.walltime import in_zone
from pmtui.model.zones import read_zone

Choice = TypeVar("Choice", bound=StrEnum)
Puts = tuple[tuple[str, Any], ...]
Taker = Callable[[str], Any]
"""Gives what a mark means, or None where it means nothing and stays in the text."""

_HEAD = re.compile(r"([^:]{1,40}?)\s*:(?!//)\s*(.*)", re.DOTALL)
_NOT_AFTER = "".join(
    rf"(?<!\b{word}\s)"
    for word in ("of", "on", "to", "for", "from", "since", "until", "after", "and")
)
"""Words before a bare date with which it belongs to the text: "for 2026-09-15"."""

_MARKS = {
    "mention": r"@\w[\w.+-]*",
    "who": r"@\w[\w.+-]*(?:\s\w[\w.+-]*){1,2}",
    "ref": r"#[a-z]\d+",
    "priority": r"P[0-3]",
    "surprise": r"!",
    "due": r"(?:by|due)\s+(?:(?!\s(?:by|due)\s).)+",
    "date": rf"{_NOT_AFTER}\d{{4}}-\d{{2}}-\d{{2}}|\+\d{{1,4}}\s?(?:d|days?|w|weeks?|m|months?)",
    "horizon": r"for\s+(?:about\s+)?(?:an?|one|\d+)\s+(?:day|week|month|quarter|year)s?",
    "items": r"[cl]\d+(?:,[cl]\d+)*",
    "strength": r"\([a-z]{4,}(?::[^()]*)?\)",
}
_LONGEST_MARK = 240
"""Characters from the end of a line in which its last mark is looked for."""

_REF = re.compile(r"(?<!\S)#([a-z])0*(\d+)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One typed line, the list that its item will be in, where its times are read, who types it."""

    record: Postmortem
    parent: str
    text: str
    now: datetime
    zone: str
    who: str = ""

    @property
    def id(self) -> str:
        """The id that the item will have."""
        return address.next_id(self.record, self.parent)

    @property
    def today(self) -> date:
        """The day on which the line is typed, in the line's zone."""
        return self.now.astimezone(read_zone(self.zone)[1]).date()

    @property
    def latest(self) -> date:
        """The last day of anything that has happened; tomorrow, as zones differ."""
        return self.today + timedelta(days=1)

    def item(self, value: Any, *more: tuple[str, Any]) -> Puts:
        """The put of the new item, then those that follow from it."""
        return ((f"{self.parent}.{self.id}", value), *more)

    def moment(self, words: str, after: datetime | None = None) -> Moment:
        """A time of the story. Raises `BadValue`."""
        day = story_day(self.record, self.now, self.zone)
        return parse_moment(words, day=day, zone=self.zone, after=after, latest=self.latest)

    def instant(
        self, words: str, after: datetime | None = None, *, ahead: bool = False
    ) -> datetime:
        """An exact time of the story, or of the day of `after`. Raises `BadValue` if vague.

        One `ahead` may lie in the future.
        """
        day = story_day(self.record, self.now, self.zone)
        if after is not None:
            day = in_zone(after, self.zone).date()
        latest = None if ahead else self.latest
        return parse_instant(words, day=day, zone=self.zone, after=after, latest=latest)

    def person(self, words: str) -> str:
        """Who is meant: an id where somebody in the record matches, else the words."""
        return person(self.record, words)

    @property
    def author(self) -> str | None:
        """Who types the line, as a person of the record; None where that is not known."""
        return self.person(self.who) if self.who else None

    def due(self, words: str) -> date | None:
        """The date after "by" or "due"; None for other words.

        Raises `BadValue` where figures show that a date was meant.
        """
        try:
            return parse_date(re.sub(r"^(?:by|due)\s+", "", words), self.today)
        except BadValue:
            if re.fullmatch(r"\S+\s+\d[\d/.-]*", words):
                raise
            return None

    def ahead(self, words: str) -> date | None:
        """A date that stands on its own; None for none, or one that has passed: it stays text."""
        try:
            found = parse_date(words, self.today)
        except BadValue:
            return None
        return found if found >= self.today else None

    def known(self, parent: str) -> Taker:
        """A taker of the references to items of one list."""
        ids = {item.id for item in address.get(self.record, parent)}
        return lambda words: next((each for each in ref_ids(words) if each in ids), None)

    def refs(self, parent: str) -> tuple[str, ...]:
        """The items of one list that the line names anywhere, each once."""
        ids = {item.id for item in address.get(self.record, parent)}
        return tuple(dict.fromkeys(each for each in ref_ids(self.text) if each in ids))


@dataclass(frozen=True, slots=True)
class Entry:
    """How one list reads its lines: the reader and the item's main field.

    `wordless` items may leave their main field unknown, such as evidence that is only a link.
    """

    read: Callable[[Line], Puts]
    main: str
    wordless: bool = False


def ref_ids(text: str) -> list[str]:
    """The ids that the text refers to: "#e2" and "#E02" are e2."""
    return [f"{found[1].lower()}{int(found[2])}" for found in _REF.finditer(text)]


def head(text: str) -> tuple[str, str]:
    """The words before the first colon and those after it; "" and the text without a colon."""
    found = _HEAD.fullmatch(text)
    return (found[1].strip(), found[2].strip()) if found else ("", text)


def choice_head(of: type[Choice], text: str) -> tuple[Choice | None, str]:
    """The choice before the first colon and the rest; None and the whole text without one."""
    words, rest = head(text)
    found = find_choice(of, words)
    return (found, rest) if found else (None, text)


def bracketed(text: str) -> tuple[str, str]:
    """The text without the round brackets at its end, and what was in them."""
    found = re.fullmatch(r"(.*?)\s*\(([^()]*)\)", text, re.DOTALL)
    return (found[1], found[2].strip()) if found else (text, "")


def peel(text: str, takers: Mapping[str, Taker]) -> tuple[str, dict[str, list[Any]]]:
    """The text without the marks at its end, and what they mean, in the order of the text.

    `takers` names the marks of `_MARKS` that count here. A mark is taken once, references as
    often as they come; what a taker does not know ends the search and stays.
    """
    found: dict[str, list[Any]] = {name: [] for name in takers}
    while taken := _last_mark(text, takers, found):
        name, value, text = taken
        found[name].insert(0, value)
    return text, found


def first(values: list[Any]) -> Any:
    """The first of the values a mark gave, None without any."""
    return values[0] if values else None


def _last_mark(
    text: str, takers: Mapping[str, Taker], found: Mapping[str, list[Any]]
) -> tuple[str, Any, str] | None:
    for name, take in takers.items():
        if found[name] and name not in ("ref", "items"):
            continue
        pattern = re.compile(rf"(?:^|\s)({_MARKS[name]})[,;]?$", re.IGNORECASE * (name == "ref"))
        mark = pattern.search(text, max(0, len(text) - _LONGEST_MARK))
        value = take(mark[1]) if mark else None
        if mark and value is not None:
            return name, value, text[: mark.start()].rstrip(" ,;")
    return None
