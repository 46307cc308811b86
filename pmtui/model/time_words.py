"""The words of a time, as patterns: which words are one, before anybody asks what it means."""

import re

from pmtui.model.dates import DATE, Calendar, without_slashes
from pmtui.model.errors import BadValue, Unclear
from pmtui.model.kinds import Precision
from pmtui.model.margin import MARGIN

_ABOUT = r"(?P<about>(?:~|≈|(?:about|around|approx\.?|circa|ca\.)\s)\s*)?"
_CLOCK = (
    r"(?:(?P<h>\d{1,2}(?=:)|\d{2}(?=h\d))[:h](?P<m>\d{2})(?::(?P<s>\d{2})(?:[.,](?P<f>\d{1,9}))?)?"
    r"(?:\s?(?P<half>[ap]\.?m\.?|(?<=\d)[ap]))?"
    r"|(?P<h12>\d{1,2})\s?(?P<half12>[ap]\.?m\.?)"
    r"|(?P<compact>\d{4}(?:(?<=T\d{4})\d{2})?)(?!-\d))"
    r"(?:(?=z(?!\w))|(?![\w%]|:\d|\.\d))"
)
STAMP = re.compile(
    rf"{_ABOUT}(?:(?P<date>{DATE}|\d{{8}}(?=T))(?:,\s?|\sat\s|\s|T))?{_CLOCK}", re.IGNORECASE
)
DAY = re.compile(rf"{_ABOUT}(?P<date>{DATE})(?![\w/]|-\d|:\d)", re.IGNORECASE)
_PLURAL = "seconds|mins?|minutes|hours|days"
_ONE = r"(?:(?<=\D1\s)|(?<=\D1))(?:second|minute|hour|day)"
"""In "+5 second alert" the second alert is meant, in "+1 second" a second."""

PLUS = re.compile(
    rf"{_ABOUT}\+\s?(?:(?P<hours>\d{{1,3}})(?:h\s?|:(?=\d\d))(?:(?P<minutes>\d{{1,2}})m?)?"
    rf"|(?P<count>\d{{1,4}})(?:\s?(?P<long>secs?|s|{_PLURAL}|{_ONE})|(?P<unit>[smd]))?)"
    r"(?![\w%]|[.,:]\d)",
    re.IGNORECASE,
)
LATER = re.compile(
    rf"{_ABOUT}(?P<count>\d{{1,4}})\s?(?P<long>seconds?|sec|minutes?|mins?|hours?)\slater(?!\w)",
    re.IGNORECASE,
)
EPOCH = re.compile(rf"{_ABOUT}(?P<count>[1-9]\d{{9}}(?:\.\d{{1,9}})?|[1-9]\d{{12}})(?![\w.,:%-])")
SLASHED = re.compile(
    rf"{_ABOUT}\d{{1,2}}(?:/\d{{1,2}}(?:/\d{{2,4}})?|\.\d{{1,2}}\.\d{{4}}),?\s(?=\d{{1,2}}:\d\d)"
)
_WORD_DAY = re.compile(r"\s(today|yesterday|tomorrow)(?![\w'’-])", re.IGNORECASE)
"""The day where it is said after the time of day."""

_VAGUE = re.compile(_ABOUT, re.IGNORECASE)
MARKED = re.compile(r"\s+(?:\(day\)|\?)(?!\S)")
"""What a line says after a time of which only the day is known, or not even that."""

_MARK = re.compile(r"[\s,]+(day|\(day\)|\?)$")


def word_day_length(words: str) -> int:
    """How many characters a day in a word, such as " yesterday", takes at the start."""
    found = _WORD_DAY.match(words)
    return found.end() if found else 0


def match_time(words: str) -> re.Match[str] | None:
    """The date or time that the words start with; a date beats four figures of its year."""
    stamp, dated = STAMP.match(words), DAY.match(words)
    return stamp if stamp and (stamp["date"] or not dated) else dated


def is_later(words: str) -> bool:
    """Whether the words count from the entry before: "+5", "5 min later"."""
    return bool(PLUS.fullmatch(words) or LATER.fullmatch(words))


def has_clock(found: re.Match[str]) -> bool:
    """Whether what `match_time` found has a time of day; else it is a date alone."""
    return found.re is STAMP


def without_mark(words: str) -> tuple[str, Precision | None]:
    """The words without "day", "?" or "±10" at their end, and what that says of the precision."""
    if is_later(words):
        return words, None
    if mark := _MARK.search(words):
        return words[: mark.start()], Precision.UNKNOWN if mark[1] == "?" else Precision.DAY
    if margin := MARGIN.search(words):
        return words[: margin.start()], Precision.APPROX
    return words, None


def with_plain_date(words: str, calendar: Calendar) -> str:
    """The words with a date such as 15/09/2026 written plainly, and before the time of day.

    Raises `Unclear` for 03/04.
    """
    about = _VAGUE.match(words)
    begin = about[0] if about else ""
    found, day = match_time(words), _WORD_DAY.search(words)
    if found and day and not found["date"]:
        return f"{begin}{day[1]} {words[len(begin) : day.start()]}{words[day.end() :]}"
    try:
        return begin + without_slashes(words[len(begin) :], calendar)
    except Unclear as question:
        raise question.of_words(begin) from None


def zone_words(words: str, found: re.Match[str]) -> str:
    """What stands after the date and time that were found. Raises `BadValue` for a range."""
    rest = words[found.end() :]
    if rest[:1] in {"-", "−"} and not found["date"]:
        raise BadValue(
            f"“{words}” reads as a range. Write one time; an offset needs a blank before it, "
            "such as 14:05 -04:00."
        )
    if rest and not (has_clock(found) or rest[0] in " ,"):
        raise unreadable(words)
    return rest.strip(" ,").removeprefix("in ")


def unreadable(words: str) -> BadValue:
    """The refusal of words that are no time."""
    return BadValue(
        f"“{words}” cannot be read as a time. Write 14:05, ~14:05, +5 (minutes after the entry "
        "before), 14:05 UTC, 18:38 Berlin, yesterday 23:50 or 2026-09-15 16:41."
    )
