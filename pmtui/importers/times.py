"""Times as they stand in documents: after a bracket, in a cell, as a heading, without a date."""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from pmtui.importers.words import plain
from pmtui.model.clock import parse_moment
from pmtui.model.dates import DATE, Calendar, read_date
from pmtui.model.errors import BadValue
from pmtui.model.kinds import Precision
from pmtui.model.leading_time import split_leading_time
from pmtui.model.types import Moment
from pmtui.model.zones import find_zone, read_zone

_LONGEST = 120
_SEPARATOR = " \t-–—:|,.~>)]"
_BRACKETED = re.compile(r"[\[(]([^\[\]()]{1,40})[\])]\s*")
_UNTOLD = re.compile(r"[?\-: ]+$")
_FIGURES = re.compile(r"\d{4,8}$")
_RANGE = re.compile(r"\s*(?:-|–|—|to|until)\s*\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?", re.IGNORECASE)
_NO_CLOCK = re.compile(r"\s*(?:--|\?\?|xx):(?:--|\?\?|xx)", re.IGNORECASE)
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})(?=\s+\d{1,2}:\d)")
_HALF_TWICE = re.compile(r"\b(1[3-9]|2[0-3])(:\d{2}(?::\d{2})?)\s?[ap]\.?m\.?", re.IGNORECASE)
_CITY = re.compile(r"(?<=[\dmM])\s+([A-Z][a-z]\w*(?: [A-Z]\w+){0,2})$")
_OWN_ZONE = re.compile(
    r"(?:\d|[ap]m|\s)\s?([zZ]|[A-Z]{2,5}(?:[+-]\d\S*)?|[+-]\d\d:\d\d|\(?\w+/\w+\)?)$"
)
_FULL_DATE = re.compile(rf"(?<![\w-])(?:{DATE})(?!\w|-\d)", re.IGNORECASE)
_STATED = re.compile(
    r"\btime(?:s|zone|\szone)?\b[^.\n]{0,20}?(?:\bare\s+in\b|\bin\b|\bare\b|:|\()\s*(?:the\s)?(?P<zone>[\w+/:-]+)"
    r"|\ball times\s+(?!in\b|are\b)(?P<bare>[\w+/:-]+)",
    re.IGNORECASE,
)
_TAIL_ZONE = re.compile(r"[(\[]([A-Z]{1,5}(?:[+-]\d\S*)?|[A-Z]\w+/\w+)[)\]]\s*:?$")
_COUNTRYWIDE = {"pacific": "America/Los_Angeles", "pt": "America/Los_Angeles"}


def split_time(text: str) -> tuple[str, str]:
    """The time at the start of a line of plain words, and the rest; "" where there is none."""
    text = " ".join(text.split())
    if (found := _BRACKETED.match(text)) and (_UNTOLD.match(found[1]) or _whole_time(found[1])):
        return found[1].strip(), text[found.end() :].lstrip(_SEPARATOR)
    head = _head(text)
    if not head or _FIGURES.match(head) or not any(sign.isdigit() for sign in head):
        return "", text
    rest = text[len(head) :]
    for more in (_NO_CLOCK, _RANGE):
        if found := more.match(rest):
            head, rest = head + rest[: found.end()], rest[found.end() :]
    if rest[:1] == "~":
        head, rest = head + "~", rest[1:]
    return head, rest.lstrip(_SEPARATOR)


def stated_zone(text: str) -> str | None:
    """The zone that a sentence, heading or table head names for its times, as typed."""
    for found in _STATED.finditer(text):
        words = (found["zone"] or found["bare"]).rstrip(".:,")
        if zone := known_zone(words):
            return zone
    tail = _TAIL_ZONE.search(text.strip())
    return known_zone(tail[1]) if tail else None


def find_date(text: str) -> date | None:
    """The first full date (year, month, day) in a text, such as a title or a file name."""
    for found in _FULL_DATE.finditer(text.replace("_", " ")):
        if re.search(r"(?:19|20)\d{2}", found[0]):
            try:
                return read_date(found[0], Calendar(date(2000, 1, 1)))
            except BadValue:
                continue
    return None


def without_date(text: str) -> str:
    """A title without the full date in it, for a name that starts with the date anyway."""
    for found in _FULL_DATE.finditer(text):
        if find_date(found[0]):
            return (text[: found.start()] + text[found.end() :]).strip(_SEPARATOR)
    return text


def known_zone(words: str) -> str | None:
    """The words of a zone as the clock reads them, or None for what is no zone."""
    words = words.strip("()")
    if name := _COUNTRYWIDE.get(words.lower()):
        return name
    try:
        read_zone(words)
    except BadValue:
        return None
    return words


@dataclass(slots=True)
class Watch:
    """Reads the times of one timeline, each with what those before it have told.

    `day` is the day of bare times, `zone` theirs; without a zone nothing becomes an instant.
    `first` is the day of the first entry. What was assumed is remembered to be told: `zoneless`
    counts times without any zone, `problems` are words that could not be read, `chats` counts
    messages whose day and zone nobody has written down, `told` says that times stood in a story,
    `undated` counts times that are of the day `given` in words (as long as `day_from` says where
    from, no entry has told another), `borrowed` those read in `lent`, the zone of an entry before.
    """

    day: date | None
    zone: str | None
    first: date | None = None
    after: datetime | None = None
    zones: dict[str, None] = field(default_factory=dict)
    zoneless: int = 0
    problems: list[str] = field(default_factory=list)
    chats: int = 0
    told: bool = False
    day_from: str = ""
    given: str = ""
    undated: int = 0
    lent: str | None = None
    borrowed: int = 0

    def begin(self, day: date | None) -> None:
        """Bare times from here on are those of another story, from the start of that day."""
        self.day, self.after, self.day_from = day, None, ""

    def turn_to(self, words: str) -> None:
        """Bare times from here on are those of the date in the words."""
        if day := _day_in(words, self.day):
            self.day, self.day_from = day, ""
        self.after = None

    def read(self, words: str) -> Moment:
        """The moment that the words mean; without an instant where that would be a guess."""
        typed = words.strip() or None
        if typed is None or _UNTOLD.match(typed):
            return Moment(entered=typed)
        normal = self._normal(typed)
        dated = _day_in(normal, self.day)
        if dated is not None:
            self.day, self.after, self.day_from = dated, None, ""
        self.first = self.first or self.day
        named = _OWN_ZONE.search(normal)
        own = known_zone(named[1]) if named else None
        zone = own or self.zone
        if zone is None:
            self.zoneless += 1
            return Moment(entered=typed)
        self.undated += bool(self.day_from)
        self.borrowed += own is None and zone == self.lent
        if self.zone is None:
            self.zone = self.lent = zone
        return self._moment(typed, normal, zone)

    def _moment(self, typed: str, normal: str, zone: str) -> Moment:
        try:
            if self.day is None:
                raise BadValue("A time of day without a day.")
            moment = parse_moment(normal, day=self.day, zone=zone, after=self.after)
        except BadValue:
            self.problems.append(typed)
            return Moment(entered=typed)
        self.after = moment.at
        self.zones[zone] = None
        if typed.endswith("~") and moment.precision is Precision.EXACT:
            moment = replace(moment, precision=Precision.APPROX)
        return replace(moment, entered=typed)

    def _normal(self, typed: str) -> str:
        """The words as the clock reads them: a full date, no end of a range, one half of a day."""
        words = split_time(typed)[0] or typed
        for extra in (_RANGE, _NO_CLOCK):
            if found := extra.search(words, 5):
                words = words[: found.start()]
        words = _HALF_TWICE.sub(r"\1\2", words.rstrip("~ "))
        found = _MONTH_DAY.match(words)
        if found is None or self.day is None:
            return words
        return f"{_nearest(int(found[1]), int(found[2]), self.day)}{words[found.end() :]}"


def _head(text: str) -> str:
    """The time at the start; a city behind it is a word of the sentence, not a zone."""
    if found := _MONTH_DAY.match(text):
        clock, _ = split_leading_time(text[found.end() : _LONGEST])
        return f"{found[0]} {clock}" if clock else ""
    if not text[:1].isalnum() and text[:1] not in {"~", "≈"}:
        return ""
    head, _ = split_leading_time(text[:_LONGEST])
    city = _CITY.search(head) if ":" in head else None
    return head[: city.start()] if city and find_zone(city[1]) else head


def _whole_time(words: str) -> bool:
    words = words.strip()
    return bool(words) and _head(words) == words.rstrip("~ ")


def _day_in(words: str, near: date | None) -> date | None:
    found = _FULL_DATE.match(words.strip(" ~≈"))
    if found is None or not any(sign.isdigit() for sign in found[0]):
        return None
    if near is None and not re.search(r"\d{4}", found[0]):
        return None
    try:
        return read_date(found[0], Calendar(near or date(2000, 1, 1)))
    except BadValue:
        return None


def _nearest(month: int, day: int, near: date) -> date | str:
    """The day in the year that brings it closest; the words themselves for no day at all."""
    days = []
    for year in (near.year - 1, near.year, near.year + 1):
        try:
            days.append(date(year, month, day))
        except ValueError:
            continue
    return min(days, key=lambda each: abs(each - near)) if days else f"{month:02}-{day:02}"


def date_alone(text: str) -> str:
    """The words of a line that is a date and nothing else, else ""."""
    words = plain(text).strip(" :*_-")
    return words if re.fullmatch(DATE, words, re.IGNORECASE) and re.search(r"\d", words) else ""
