"""Logs: how a line of each format begins, and what it tells."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pmtui.importers import objects
from pmtui.importers.sources import without_colours
from pmtui.importers.stamps import MONTHS
from pmtui.model.kinds import EventKind

Told = tuple[EventKind | None, str]

_MONTH = f"(?:{'|'.join(MONTHS)})"
_DATE_TIME = r"\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d(?::\d\d)?"
_ZONE = (
    r"Z|[+-]\d\d:?\d\d(?!\d)|(?:UTC|GMT|BST|CES?T|EES?T|JST|AE[SD]T|[ECMP][SD]T|IST)(?![A-Za-z])"
)
_REQUEST = re.compile(r'"((?:[^"\\]|\\.)*)" (\d{3}) ')


def _rest(found: re.Match[str]) -> Told:
    return None, found["text"]


def _postgres(found: re.Match[str]) -> Told:
    return None, f"{found['level']}: {found['text']}"


def _request(found: re.Match[str]) -> Told:
    """The request and its status, without the address of whoever asked."""
    request = _REQUEST.match(found["text"])
    return None, f"{request[1]} {request[2]}" if request else found["text"]


@dataclass(frozen=True, slots=True)
class LineForm:
    """One format of lines.

    `start` gives for a line that begins an event a match of which [1], [2] and [3] are its date
    and clock, its fraction and its zone, else None; `tell` its kind and words.
    """

    name: str
    start: Callable[[str], Any]
    tell: Callable[[Any], Told] = _rest


def _form(name: str, pattern: str, tell: Callable[[Any], Told] = _rest) -> LineForm:
    return LineForm(name, re.compile(pattern).match, tell)


_GENERAL = _form(
    "log",
    rf"[\[(<]?({_DATE_TIME})([.,]\d+)?\s?({_ZONE})?[\])>]?[:|,;]?\s*(?P<text>.*)",
)
_SYSLOG = _form(
    "syslog",
    rf"(?:<\d{{1,3}}>)?({_MONTH} [ \d]\d(?: \d{{4}})? \d\d:\d\d:\d\d)(\.\d+)?()\s+(?P<text>.*)",
)
_SYSLOG_NEW = _form(
    "syslog (RFC 5424)",
    rf"<\d{{1,3}}>\d ({_DATE_TIME})(\.\d+)?({_ZONE}) (?P<text>.*)",
    lambda found: (None, _without_data(found["text"])),
)
FORMS: tuple[LineForm, ...] = (
    LineForm("JSON lines", objects.read_json, objects.tell),
    LineForm("logfmt", objects.read_pairs, objects.tell),
    _SYSLOG_NEW,
    _SYSLOG,
    _form(
        "klog",
        r"(?:[IWEF])(\d{4} \d\d:\d\d:\d\d)(\.\d+)()\s+\d+ (?P<text>[^\]\s]+:\d+\] .*)",
    ),
    _form(
        "nginx access",
        rf"\S+ \S+ \S+ \[(\d\d/{_MONTH}/\d{{4}}:\d\d:\d\d:\d\d)()? ([+-]\d{{4}})\] (?P<text>.*)",
        _request,
    ),
    _form("nginx error", r"(\d{4}/\d\d/\d\d \d\d:\d\d:\d\d)()()\s(?P<text>\[\w+\] \d+#\d+: .*)"),
    _form(
        "postgres",
        rf"({_DATE_TIME})(\.\d+)? ({_ZONE})?\s?(?:\[[\d-]+\] |[^\s@\[]+@[^\s@]+ )*"
        r"(?P<level>LOG|ERROR|FATAL|PANIC|WARNING|NOTICE|INFO|DETAIL|HINT|STATEMENT|CONTEXT"
        r"|DEBUG\d?):\s+(?P<text>.*)",
        _postgres,
    ),
    _GENERAL,
    _form(
        "log",
        rf"\[?((?:[A-Z][a-z]{{2}} )?{_MONTH} [ \d]\d \d\d:\d\d:\d\d(?: \d{{4}})?)(\.\d+)?()\]?\s+"
        r"(?P<text>.*)",
    ),
    _form("log", r"\[?(\d{10}(?:\d{3})?)(\.\d+)?()\]?[:\s]\s*(?P<text>.*)"),
    _form("log", r"\[?(\d\d:\d\d:\d\d)([.,]\d+)?()\]?\s+(?P<text>.*)"),
)
"""The formats, the most special first."""

ALWAYS = (_SYSLOG, _GENERAL, _SYSLOG_NEW)
"""Formats whose lines begin an event in whatever log they stand."""

_DATED = re.compile(r"[\[(<]?\d|[A-Z][a-z][a-z] ")
_DATA = re.compile(
    r"(\S+) (\S+) \S+ \S+ (?:-|(?:\[(?:[^\]\\\"]|\\.|\"(?:[^\"\\]|\\.)*\")*\])+) ?\ufeff?(.*)"
)


def best_form(lines: Sequence[str]) -> tuple[LineForm, int]:
    """The format in which most of the lines begin an event, and in how many they do."""
    plain = [without_colours(line) for line in lines]
    counted = [sum(form.start(line) is not None for line in plain) for form in FORMS]
    most = max(counted)
    return (FORMS[counted.index(most)] if most else _GENERAL), most


def starts_anyway(line: str) -> tuple[Any, LineForm] | None:
    """The start of an event in another format than that of the log, or None."""
    if _DATED.match(line):
        for form in ALWAYS:
            if (found := form.start(line)) is not None:
                return found, form
    return None


def _without_data(text: str) -> str:
    """The host, the program and the message of RFC 5424, without its structured data."""
    found = _DATA.fullmatch(text)
    if not found:
        return text
    return " ".join(part for part in (found[1], f"{found[2]}: {found[3]}") if part)
