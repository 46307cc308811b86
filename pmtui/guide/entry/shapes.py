"""What a pasted line looks like: chat, shell history, log, or a row of a spreadsheet."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pmtui.guide.words import find_choice, label
from pmtui.model.dates import DATE
from pmtui.model.kinds import EventKind
from pmtui.model.leading_time import split_leading_time, without_number


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of one pasted line, in its own words; "" for what it does not have.

    `kind` is set where a cell of its own names it. `indent` counts the blanks before the line.
    """

    when: str = ""
    who: str = ""
    text: str = ""
    kind: EventKind | None = None
    bullet: bool = False
    indent: int = 0

    @property
    def day(self) -> str:
        """The date of a line that is nothing but a date: the lines below are on that day."""
        alone = self.when and not (self.text or self.who or self.kind)
        return self.when if alone and re.fullmatch(DATE, self.when, re.IGNORECASE) else ""


_CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?"
_NAME = r"(?P<who>[^\s:|\[\]][^:|\[\]\t]{0,39}?)"
_HEADER = re.compile(
    rf"{_NAME}(?:(?P<apart>\s*[—–]\s*|\s{{2,}})|\s+)(?:APP\s+)?"
    rf"(?P<bracket>\[)?(?P<when>(?:(?:{DATE}),?\s(?:at\s)?)?{_CLOCK})(?(bracket)\])",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"[^\W\d_a-z]\S*(?: [^\W\d_a-z]\S*){0,2}")
_BRACKETED = re.compile(r"[\[(](?P<when>[^\[\]()]{4,60})[\])]\s*(?:[-–:]\s)?(?P<rest>.*)")
_NUMBERED = re.compile(r"(?P<number>\d{1,7})\*?(?P<blanks>\s+)(?P<rest>\S.*)")
_HISTORY = re.compile(r"(?:#(?P<bash>\d{10})|: (?P<zsh>\d{10}):\d+;(?P<rest>.*))")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|0[1-9]|1[0-2])"
_STAMPS = [
    re.compile(f"{stamp}(?P<after>.*)")
    for stamp in (
        rf"(?P<before>[IWEF]){_MONTH}(?P<day>\d\d) (?P<clock>\d\d:\d\d:\d\d)(?:\.\d+)?"
        r"(?=\s+\d+ \S+:\d+\])",
        rf"(?P<before>\S+ - \S+) \[(?P<day>\d\d)/{_MONTH}/(?P<year>\d{{4}}):"
        r"(?P<clock>\d\d:\d\d:\d\d) (?P<zone>[+-]\d{4})\]",
        rf"(?P<before>)\[[A-Z][a-z]{{2}} {_MONTH} (?P<day>[ \d]\d) (?P<clock>\d\d:\d\d:\d\d)"
        r"(?:\.\d+)? (?P<year>\d{4})\]",
    )
]
"""The stamps of klog, of access logs and of Apache's error log, which no person would type."""

_LEVEL = re.compile(
    r"(?P<level>\[?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL)\]?:?)"
    r"\s+(?P<rest>\S.*)"
)
_SPOKEN = re.compile(r"<[@+~&%]?(?P<nick>[\w.\-\[\]|]{1,30})>\s+(?P<rest>.+)")
_NAMED = re.compile(rf"{_NAME}:\s+(?P<rest>\S.*)")
_BULLET = re.compile(r"[-*•]\s+")
_RULED = re.compile(
    r"[-=_*—–\s]*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?", re.IGNORECASE
)
_TRACE = re.compile(
    r"\s*(?:at\s+[\w$.<>/]+\(|File \".*\", line \d|\.\.\. \d+ more|Caused by: )"
    r"|Traceback \(most recent call last\)|(?:[\w.]+\.)?\w+(?:Error|Exception)(?::|$)"
    r"|goroutine \d+ \["
)


def shape_of(raw: str) -> Shape:
    """The parts of a line; what is no time, name or kind is its text, with nothing left out."""
    line = raw.strip()
    indent = len(raw) - len(raw.lstrip())
    for read in _READERS:
        if found := read(line):
            return replace(found, indent=indent)
    bullet = _BULLET.match(line)
    rest = line[bullet.end() :] if bullet else without_number(line)
    when, text = _timed(rest)
    return Shape(when, "", text if when else rest, bullet=bool(bullet), indent=indent)


def shapes_of(lines: Sequence[str]) -> list[Shape]:
    """The parts of each line; the numbers of a shell's history are no times and left out."""
    if not _is_history(lines):
        return [shape_of(raw) for raw in lines]
    return [
        _numbered(raw.strip()) or Shape("", "", found["rest"])
        if (found := _NUMBERED.fullmatch(raw.strip()))
        else shape_of(raw)
        for raw in lines
    ]


def _is_history(lines: Sequence[str]) -> bool:
    """Whether most lines have the numbers of ``history``: rising, and with blanks all around.

    Times such as 1405 rise as well, but nobody sets them apart so.
    """
    found = [each for raw in lines if (each := _NUMBERED.fullmatch(raw.strip()))]
    rising = all(int(one["number"]) < int(two["number"]) for one, two in pairwise(found))
    apart = all(len(each["blanks"]) > 1 for each in found)
    padded = any(raw[:1].isspace() for raw in lines)
    return rising and apart and padded and len(found) * 2 > len(lines)


def continues(raw: str) -> bool:
    """Whether a line is part of a stack trace."""
    return _TRACE.match(raw) is not None


def speaker(text: str) -> tuple[str, str]:
    """The name before a colon or in angle brackets at the start of chat, and the rest."""
    if found := _SPOKEN.fullmatch(text):
        return found["nick"], found["rest"]
    found = _NAMED.fullmatch(text)
    return (found["who"], found["rest"]) if found else ("", text)


def _timed(text: str) -> tuple[str, str]:
    """The time that the text begins with, also with a weekday or a ruled line before a date."""
    when, rest = split_leading_time(text)
    if when or not (ruled := _RULED.match(text)) or not ruled[0]:
        return when, rest
    when, rest = split_leading_time(text[ruled.end() :].rstrip("-=_*—– "))
    return (when, rest) if when and not rest else ("", text)


def _whole_time(words: str) -> bool:
    when, rest = split_leading_time(words.replace(", ", " "))
    return bool(when) and not rest


def _history(line: str) -> Shape | None:
    """A line of a shell's history file: the seconds since 1970, and with zsh the command."""
    found = _HISTORY.fullmatch(line)
    return Shape(found["bash"] or found["zsh"], "", found["rest"] or "") if found else None


def _cells(line: str) -> Shape | None:
    """A row of a spreadsheet or of a Markdown table: the first time in it, a kind, the rest."""
    piped = line.startswith("|") and line.endswith("|") and line.count("|") > 2
    if not piped and "\t" not in line:
        return None
    cells = [each.strip() for each in (line.strip("|").split("|") if piped else line.split("\t"))]
    when, place, size = _time_in(cells)
    if not when:
        return None
    cells[place : place + size] = []
    kind = next((each for each in cells if _is_kind(each)), "")
    who = next((each for each in cells if re.fullmatch(r"@\S+", each)), "")
    text = " — ".join(each for each in cells if each and each not in {kind, who})
    return Shape(when, who, text, find_choice(EventKind, kind))


def _time_in(cells: list[str]) -> tuple[str, int, int]:
    """The first time in the cells, where it begins, and how many cells it takes.

    A day, a time of day and a zone may stand in cells of their own.
    """
    for size in (3, 2, 1):
        for place in range(len(cells) - size + 1):
            parts = cells[place : place + size]
            words = " ".join(parts).replace(", ", " ")
            if all(parts) and _whole_time(words):
                return words, place, size
    return "", 0, 0


def _is_kind(cell: str) -> bool:
    return any(label(each) == label(cell).casefold() for each in EventKind)


def _bracketed(line: str) -> Shape | None:
    """``[14:05] ana: text`` as chats and logs have it."""
    found = _BRACKETED.fullmatch(line)
    if found is None or not _whole_time(found["when"].strip()):
        return None
    who, text = speaker(found["rest"])
    return Shape(found["when"].strip().replace(", ", " "), who, text)


def _numbered(line: str) -> Shape | None:
    """A command of ``history`` with its number and its time."""
    found = _NUMBERED.fullmatch(line)
    when, text = split_leading_time(found["rest"]) if found else ("", "")
    return Shape(when, "", text) if len(when) > len("14:05:07") else None


def _levelled(line: str) -> Shape | None:
    """A line of a log that begins with its level; the level stays in the text."""
    found = _LEVEL.fullmatch(line)
    if found is None:
        return None
    when, text = split_leading_time(found["rest"])
    shape = _bracketed(found["rest"]) or Shape(when, "", text)
    return replace(shape, text=f"{found['level']} {shape.text}".strip()) if shape.when else None


def _stamped(line: str) -> Shape | None:
    """A line of a server's log; what stands around its stamp stays in the text."""
    for stamp in _STAMPS:
        if found := stamp.fullmatch(line):
            parts = {"year": "", "zone": "", **found.groupdict()}
            month = parts["month"]
            month = month if month in _MONTHS else _MONTHS[int(month) - 1]
            day = " ".join(filter(None, (str(int(parts["day"])), month, parts["year"])))
            when = " ".join(filter(None, (day, parts["clock"], parts["zone"])))
            text = " ".join(f"{parts['before'].strip()} {parts['after'].strip()}".split())
            return Shape(when, "", text)
    return None


def _header(line: str) -> Shape | None:
    """A name and a time on a line of their own, above what was said: ``Ana Vos  2:05 PM``."""
    found = _HEADER.fullmatch(line)
    if found is None or split_leading_time(line)[0]:
        return None
    if not (found["apart"] or found["bracket"] or _CAPITALISED.fullmatch(found["who"])):
        return None
    return Shape(found["when"].replace(", ", " "), found["who"].strip(), "")


_READERS: tuple[Callable[[str], Shape | None], ...] = (
    _history,
    _stamped,
    _cells,
    _bracketed,
    _numbered,
    _levelled,
    _header,
)
