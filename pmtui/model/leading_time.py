"""The time that a line begins with, and what it leaves open."""

import re
from datetime import date

from pmtui.model.dates import Calendar
from pmtui.model.margin import MARGIN_START
from pmtui.model.time_words import (
    DAY,
    EPOCH,
    LATER,
    MARKED,
    PLUS,
    SLASHED,
    has_clock,
    is_later,
    match_time,
    with_plain_date,
    without_mark,
    word_day_length,
    zone_words,
)
from pmtui.model.zones import leading_zone

_AT = re.compile(r"^at\s+(?=\d{1,2}(?::\d\d|\s?[ap]\.?m))", re.IGNORECASE)
"""What is said before a time and says nothing."""

_COMPACT_OFFSET = re.compile(r"[+\-−](?:\d{4}|\d{1,2}(?![\d:]))")
_ATTACHED_HOURS = re.compile(r"[+\-−]\d{2}(?![\w:.%-])")
_NUMBER = re.compile(r"\d{1,3}[.)]\s+(?=\S)")
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COUNTED = re.compile(
    r"(?:\s*%|\s+(?:[a-z]+s|of|people|percent|more|min|minute|hour|h|s|sec|day)(?![\w:])|:)"
)


def split_leading_time(text: str) -> tuple[str, str]:
    """The longest start of an entry line that reads as a time, and the rest of the line.

    The start is empty when there is none. Four figures are no time where they count something,
    as in "2140 merchants".
    """
    line = _AT.sub("", text.strip())
    if later := LATER.match(line):
        return _cut(line, later.end())
    if (found := PLUS.match(line)) or ((found := EPOCH.match(line)) and not _is_count(line, found)):
        return _cut(line, found.end())
    date_length = slashed.end() if (slashed := SLASHED.match(line)) else 0
    clock = line[date_length:]
    found = match_time(clock)
    if found and found.groupdict().get("compact") and _is_count(clock, found):
        found = DAY.match(line)
    if found is None or not (has_clock(found) or _is_written_date(found["date"])):
        return "", text.strip()
    dated = bool(slashed or found["date"])
    zone_length = _zone_length(clock, found, dated) if has_clock(found) else 0
    end = date_length + found.end() + zone_length
    marked = MARKED.match(line, end)
    return _cut(line, marked.end() if marked else end)


def without_number(line: str) -> str:
    """The line without the number of a list, as in "1. 14:05", where a time follows it."""
    number = _NUMBER.match(line)
    return line[number.end() :] if number and split_leading_time(line[number.end() :])[0] else line


def says_day_and_zone(text: str) -> tuple[bool, bool]:
    """Whether the words of a time name a day and a zone, so that neither has to be assumed.

    Words that count from another time or from 1970 need neither.
    """
    words, _ = without_mark(" ".join(text.split()))
    if is_later(words) or EPOCH.fullmatch(words):
        return True, True
    words = with_plain_date(words, Calendar(date(2000, 1, 1), day_first=True))
    found = match_time(words)
    return (
        (False, False) if found is None else (bool(found["date"]), bool(zone_words(words, found)))
    )


def leaves_year_open(text: str) -> bool:
    """Whether the words of a time name a day of a month without its year."""
    words, _ = without_mark(" ".join(text.split()))
    if slashed := SLASHED.match(words):
        return slashed[0].count("/") == 1
    found = match_time(words)
    date_words = (found["date"] if found else None) or ""
    return bool(re.search(r"\d", date_words)) and not re.search(r"\d{4}", date_words)


def _is_written_date(words: str) -> bool:
    """Whether a date alone is one beyond doubt: "3 may" and "today" start sentences as well."""
    return bool(re.search(r"\d", words)) and not re.search(r"(?<![A-Za-z])[a-z]{3}", words)


def _is_count(line: str, found: re.Match[str]) -> bool:
    """Whether four figures count something: they stand before a plural, "of" or a per cent."""
    vague = (found["about"] or "")[:1].isalpha()
    return vague or bool(_COUNTED.match(line[found.end() :]))


def _zone_length(line: str, found: re.Match[str], dated: bool) -> int:
    """How many characters after a time belong to it: its zone, and how far it may be off."""
    rest = line[found.end() :]
    length = 1 if rest[:1] in {"Z", "z"} else 0
    if not dated and (day := word_day_length(rest)):
        return day + _zone_length(f"{found[0]}{rest[day:]}", found, True)
    blanks = len(rest) - len(rest.lstrip(" "))
    iso = dated and (
        "T" in found[0] or found["s"] is not None or _ISO_DAY.match(found["date"] or "")
    )
    if iso and (hours := _ATTACHED_HOURS.match(rest)):
        return hours.end()
    if not length and (blanks or iso or rest[:1] not in {"-", "−"}):
        zone = leading_zone(rest[blanks:])
        counted = _COMPACT_OFFSET.match(rest, blanks) and _COUNTED.match(rest, blanks + zone)
        length = blanks + zone if zone and not counted else 0
    length += 0 if dated else word_day_length(rest[length:])
    margin = MARGIN_START.match(rest[length:])
    return length + (margin.end() if margin else 0)


def _cut(line: str, end: int) -> tuple[str, str]:
    return line[:end].strip(), re.sub(r"^(?:[:,]|[–—-](?=\s))?\s*", "", line[end:].lstrip())
